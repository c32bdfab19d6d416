"""Looking after a dataset folder: going back, checking every byte, removing what is old."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from webapp.dataset import manifest
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
    current, there = store.current, store.names()
    if current not in there:
        problems.append(f"{store.folder / CURRENT} names “{current}”, which is not there")
    problems += [
        f"{store.frozen.record(name)} freezes a version that is not there"
        for name in store.frozen.all()
        if name not in there
    ]
    return problems


class Pruned(NamedTuple):
    """What became of a folder: the versions removed, the bytes freed, and what stayed although
    it is old, since it is frozen.
    """

    removed: list[str]
    freed: int
    frozen: list[str]


def prune(store: Store, keep: int) -> Pruned:
    """Remove all versions but the current one, the `keep` made last before it, and frozen ones.

    Also what only they were made of. Raises OSError and StoreError.
    """
    current = store.current
    recent = {current, *ancestors(store)[:keep]}
    try:
        store.open(current)
        used = _needed(store, recent)
    except REFUSED as error:
        raise StoreError(f"nothing was removed: {error}") from None
    with store.frozen.held():
        names = store.names()
        frozen = [name for name in names if name in store.frozen.all() and name not in recent]
        try:
            used |= _needed(store, frozen)
        except REFUSED as error:
            raise StoreError(
                f"nothing was removed: {error}. It is frozen; without the file of its name in "
                f"{store.frozen.record('')} it is not, and can go"
            ) from None
        removed = [name for name in names if name not in recent and name not in frozen]
        for name in removed:
            # Whoever would freeze it from here on is told that it is not there.
            store.version(name).rename(_aside(store, name))
    freed = 0
    for name in removed:
        gone = _aside(store, name)
        freed += sum(path.stat().st_size for path in gone.iterdir())
        shutil.rmtree(gone)
    for path in store.archive.files():
        if path not in used:
            freed += path.stat().st_size
            path.unlink()
    return Pruned(removed, freed, frozen)


def _aside(store: Store, name: str) -> Path:
    """Where a version lies while it is removed."""
    return store.folder / VERSIONS / f"{UNFINISHED}{name}"


def _needed(store: Store, names: Iterable[str]) -> set[Path]:
    """The inputs and readings of some versions. Raises DamagedFileError."""
    used: set[Path] = set()
    for name in names:
        inputs, readings = manifest.needed(store.version(name))
        used |= {*map(store.archive.input, inputs), *map(store.archive.reading, readings)}
    return used


def _named_by_hash(path: Path) -> File:
    """What an input has to be: its name is the SHA-256 of its bytes."""
    return File(0, path.name)
