"""From sources to the next version of a dataset folder."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from webapp.bulk import in_bulk
from webapp.config import Config
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.build import SCHEMA_VERSION, settle
from webapp.dataset.facts import Facts
from webapp.dataset.lines import ReadSource, read_source
from webapp.dataset.manifest import Input
from webapp.dataset.store import Store, StoreError
from webapp.outlets import KnownOutlets, shipped_table
from webapp.outlets.decisions import read_aliases, table_of
from webapp.reading import Options, Progress, Reading, read_sources
from webapp.reading.detect import read
from webapp.reading.document import Document
from webapp.reading.sources.sources import Reader

_ANEW: Final = (
    "`dateline rollback` goes back to the version before; then give again what was added since"
)


#: What gives readings of all that is to be added, each made by the reader that it is told.
Gather = Callable[[Options, Reader], Iterator[Reading]]


@dataclass(frozen=True)
class Ingested:
    """What is said of the version that is current now, and what became of the sources.

    `added` were read and were not there, `again` were there already, byte for byte,
    `failed` could not be read.
    """

    facts: Facts
    outlets: int
    added: tuple[str, ...]
    again: tuple[str, ...]
    failed: tuple[str, ...]


def ingest(
    config: Config,
    store: Store,
    failed: Callable[[Reading], None] = lambda reading: None,
    progress: Callable[[Progress], None] = lambda progress: None,
    writing: Callable[[float], None] = lambda part: None,
    gather: Gather | None = None,
) -> Ingested:
    """Read what `config` names, join it with what `store` holds, make a version of both.

    Bytes that are there already are not added again; read by other options than before,
    they are read anew. Without sources, the version is made anew of what it holds.
    `failed` is told every source that cannot be read, `progress` how far
    reading is, and `writing` how far the writing of the version, 0 to 1.
    `gather` reads something else than the sources that `config` names.

    Raises UnreadableSourceError, AliasFileError or StoreError (BusyError when another
    process is writing); the version served is then what it was.
    """
    with store.writing(), in_bulk():
        return _Ingest(config, store, gather).run(failed, progress, writing)


class _Ingest:
    """One run: `_kept` are the sources of the next version, by the SHA-256 of their bytes."""

    def __init__(self, config: Config, store: Store, gather: Gather | None) -> None:
        self._config = config
        self._gather = gather
        self._store = store
        try:
            self._before, self._aliases = store.made_of()
        except DamagedFileError as error:
            raise StoreError(f"{error}; {_ANEW}") from None
        self._tables = [shipped_table()]
        self._kept: dict[str, tuple[Input, str, ReadSource]] = {}
        self._added: list[str] = []
        self._again: list[str] = []

    def run(
        self,
        failed: Callable[[Reading], None],
        progress: Callable[[Progress], None],
        writing: Callable[[float], None],
    ) -> Ingested:
        self._take_aliases()
        for each in self._before:
            self._take_before(each)
        unread = []
        for reading in self._read_all(progress):
            if reading.problem:
                failed(reading)
                unread.append(reading.source)
        if not self._kept:
            raise StoreError(
                "nothing could be read, so there is no version to make"
                if self._config.sources or self._gather
                else f"name sources to read: {self._store.folder} holds none yet"
            )
        inputs, keys, sources = zip(*self._kept.values(), strict=True)
        settled = settle(sources, self._tables)
        self._store.publish(settled, list(zip(inputs, keys, strict=True)), self._aliases, writing)
        return Ingested(
            settled.facts,
            len(settled.outlets) - 1,
            tuple(self._added),
            tuple(self._again),
            tuple(unread),
        )

    def _take_aliases(self) -> None:
        """Your decisions about names: those given now, or else those given last."""
        path = self._config.aliases
        if path is not None:
            data = read_aliases(path)
            table = table_of(data, str(path))
            self._aliases = Input(path.name, hashlib.sha256(data).hexdigest())
            self._store.keep_input(self._aliases.sha256, data)
        elif self._aliases is not None:
            data = self._kept_bytes(self._aliases)
            table = table_of(data, self._aliases.name)
        else:
            return
        self._tables.insert(0, table)

    def _take_before(self, given: Input) -> None:
        """A source that is there already: as it was read, or read anew as it was then."""
        key = _key(given)
        try:
            source = self._store.read_reading(key)
        except DamagedFileError:
            document, options = as_then(given, self._kept_bytes(given))
            options = replace(options, known=KnownOutlets(self._tables))
            source = self._store.keep_reading(key, read_source(read(document, options)))
        self._kept[given.sha256] = given, key, source

    def _read_all(self, progress: Callable[[Progress], None]) -> Iterator[Reading]:
        config = self._config
        known = KnownOutlets(self._tables)
        options = Options(config.format, config.day_first, config.captured, known)
        if self._gather:
            return self._gather(options, self._take)
        if not config.sources:
            return iter(())

        def told(so_far: Progress) -> None:
            lines = sum(len(source.lines) for _, _, source in self._kept.values())
            progress(so_far._replace(lines=lines))

        return read_sources(config.sources, options, config.settings, told, self._take)

    def _take(self, document: Document, options: Options) -> Reading:
        """Read a document, unless that was done before, and keep it; a reading without lines."""
        given = Input(document.name, document.sha256, _read_with(document, options))
        key, before = _key(given), self._kept.get(given.sha256)
        if before and before[0].read_with == given.read_with:
            source = before[2]
            self._again.append(document.name)
        else:
            try:
                source = self._store.read_reading(key)
            except DamagedFileError:
                reading = read(document, options)
                self._store.keep_input(given.sha256, document.data)
                source = self._store.keep_reading(key, read_source(reading))
            self._kept[given.sha256] = given, key, source
            self._added.append(document.name)
        return Reading(source.name, source.encoding, source.sha256, [], links=source.links)

    def _kept_bytes(self, given: Input) -> bytes:
        try:
            return self._store.read_input(given.sha256)
        except DamagedFileError as error:
            raise StoreError(f"{error}, which “{given.name}” was; {_ANEW}") from None


def _read_with(document: Document, options: Options) -> dict[str, Any]:
    """What changes how a document is read, as JSON has it."""
    said = {
        "format": options.format,
        "day_first": options.day_first,
        "captured": options.captured and options.captured.isoformat(),
        "media_type": document.media_type,
        "fetched": document.captured and document.captured.isoformat(),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def as_then(given: Input, data: bytes) -> tuple[Document, Options]:
    """The document that an input was, and the options that it was read by."""
    said = given.read_with
    moments = {
        name: dt.datetime.fromisoformat(said[name]) if name in said else None
        for name in ("captured", "fetched")
    }
    return (
        Document(given.name, data, said.get("media_type", ""), moments["fetched"]),
        Options(said.get("format"), said.get("day_first"), moments["captured"]),
    )


def _key(given: Input) -> str:
    """What the reading of an input is called: the same only where reading gives the same."""
    said = json.dumps([SCHEMA_VERSION, given.name, given.sha256, given.read_with], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
