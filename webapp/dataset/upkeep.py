"""Looking after a dataset folder: going back, checking every byte, removing what is old."""

import shutil
from collections.abc import Callable
from pathlib import Path

from webapp.dataset.archive import UNFINISHED
from webapp.dataset.manifest import File
from webapp.dataset.store import CURRENT, REFUSED, VERSIONS, Store, StoreError


def rollback(store: Store, name: str = "") -> str:
    """Make an earlier version current: without `name` the one that was current before it.

    Its name. Raises StoreError.
    """
    if name:
        found = [each for each in store.names() if each.startswith(name)]
        if len(found) != 1:
            raise StoreError(
                f"{'several versions begin' if found else 'no version begins'} with "
                f"“{name}”; `dateline versions {store.folder}` lists them"
            )
        name = found[0]
    else:
        before = ancestors(store)
        if not before:
            raise StoreError("there is no version before the current one")
        name = before[0]
    try:
        store.open(name)
    except REFUSED as error:
        raise StoreError(f"version {name} cannot be served: {error}") from None
    store.make_current(name)
    return name


def ancestors(store: Store) -> list[str]:
    """The versions that were current before the current one, the last first.

    Where the current one cannot say, the others that can, the one made last first.
    """
    current, there = store.current, store.names()
    found: list[str] = []
    name = current
    try:
        while (name := store.manifest(name).parent) in there and name not in found:
            found.append(name)
    except REFUSED:
        if name == current:
            return [each for each, said in reversed(store.versions()) if said and each != current]
    return found


def verify(store: Store, progress: Callable[[float], None] = lambda part: None) -> list[str]:
    """Look at every byte of every version and of what they are made of: what is wrong."""
    problems: list[str] = []
    expected: dict[Path, File | None] = {}
    for name in store.names():
        try:
            said = store.manifest(name)
        except REFUSED as error:
            problems.append(str(error))
            continue
        expected |= dict(store.files(name, said))
        expected |= {store.archive.input(each.sha256): None for each in said.inputs}
    for number, (path, file) in enumerate(expected.items()):
        progress(number / len(expected))
        problems += (file or _named_by_hash(path)).problem(path)
    current = store.current
    if current not in store.names():
        problems.append(f"{store.folder / CURRENT} names “{current}”, which is not there")
    return problems


def prune(store: Store, keep: int) -> tuple[list[str], int]:
    """Remove all versions but the current one and the `keep` made last before it.

    Also what only they were made of. The names of those removed, and the bytes freed.
    Raises OSError and StoreError.
    """
    current, names = store.current, store.names()
    kept = {current, *ancestors(store)[:keep]}
    try:
        store.open(current)
        manifests = [store.manifest(name) for name in kept]
    except REFUSED as error:
        raise StoreError(f"nothing was removed: {error}") from None
    removed = [name for name in names if name not in kept]
    freed = 0
    for name in removed:
        gone = store.folder / VERSIONS / f"{UNFINISHED}{name}"
        store.version(name).rename(gone)
        freed += sum(path.stat().st_size for path in gone.iterdir())
        shutil.rmtree(gone)
    used = {
        *(store.archive.reading(each.reading) for said in manifests for each in said.held),
        *(store.archive.input(each.sha256) for said in manifests for each in said.inputs),
    }
    for path in store.archive.files():
        if path not in used:
            freed += path.stat().st_size
            path.unlink()
    return removed, freed


def _named_by_hash(path: Path) -> File:
    """What an input has to be: its name is the SHA-256 of its bytes."""
    return File(0, path.name)
