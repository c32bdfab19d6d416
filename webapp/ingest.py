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
from webapp.dataset.manifest import File, Held, Input
from webapp.dataset.own_tables import Own, OwnFile, OwnTables
from webapp.dataset.store import Store, StoreError
from webapp.outlets import KnownOutlets, Outlets
from webapp.reading import Options, Progress, Reading, read_sources
from webapp.reading.dates.calendar import day_in_name
from webapp.reading.detect import read
from webapp.reading.document import Document
from webapp.reading.sources.sources import Reader
from webapp.table_file import read_file
from webapp.text import make_visible

_ANEW: Final = (
    "`dateline rollback` goes back to the version before; then give again what was added since"
)


_DAY_FIRST: Final = "day_first"
_MEDIA_TYPE: Final = "media_type"
_FETCHED_AT: Final = "fetched"
_FETCHED: Final = (_MEDIA_TYPE, _FETCHED_AT)

#: What gives readings of all that is to be added, each made by the reader that it is told.
Gather = Callable[[Options, Reader], Iterator[Reading]]


@dataclass(frozen=True)
class Ingested:
    """What is said of the version that is current now, and what became of the sources.

    `added` were read and were not there, `again` were there already, byte for byte,
    `failed` could not be read.
    """

    facts: Facts
    outlets: Outlets
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

    Raises UnreadableSourceError, TableFileError or StoreError (BusyError when another
    process is writing); the version served is then what it was.
    """
    with store.writing(make=True), in_bulk():
        return _Ingest(config, store, gather).run(failed, progress, writing)


class _Ingest:
    """One run: `_kept` are the sources of the next version, by what makes them the same."""

    def __init__(self, config: Config, store: Store, gather: Gather | None) -> None:
        self._config = config
        self._gather = gather
        self._store = store
        try:
            self._before, self._tables = store.made_of()
        except DamagedFileError as error:
            raise StoreError(f"{error}; {_ANEW}") from None
        self._archive = store.archive
        self._readings = {_same(each.input): each.reading for each in store.held()}
        self._own = self._take_tables()
        self._known = KnownOutlets(self._own.names)
        self._kept: dict[_Same, tuple[Held, ReadSource]] = {}
        self._added: list[str] = []
        self._again: list[str] = []

    def run(
        self,
        failed: Callable[[Reading], None],
        progress: Callable[[Progress], None],
        writing: Callable[[float], None],
    ) -> Ingested:
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
        held, sources = zip(*self._kept.values(), strict=True)
        settled = settle(sources, self._own.names, self._own.groups, self._own.notes)
        self._store.publish(settled, held, self._tables, writing)
        return Ingested(
            settled.facts,
            settled.outlets,
            tuple(self._added),
            tuple(self._again),
            tuple(unread),
        )

    def _take_tables(self) -> OwnTables:
        """The user's own tables: those given now, and of every other kind the one given last."""
        files = {}
        for own in Own:
            path = self._config.tables.get(own)
            if path is not None:
                data = read_file(path)
                files[own] = OwnFile(data, str(path), self._config.day_first)
                self._tables[own] = Input(
                    path.name, hashlib.sha256(data).hexdigest(), _said_of_days(self._config)
                )
            elif own in self._tables:
                given = self._tables[own]
                files[own] = OwnFile(
                    self._kept_bytes(given), given.name, given.read_with.get(_DAY_FIRST)
                )
        tables = OwnTables.read(files)
        for own, file in files.items():
            self._archive.keep_input(self._tables[own].sha256, file.data)
        return tables

    def _take_before(self, given: Input) -> None:
        """A source that is there already: as it was read, or read anew as it was then."""
        found = self._archive.find_reading(_key(given), self._readings.get(_same(given), ""))
        if found is None:
            document, options = as_then(given, self._kept_bytes(given))
            options = replace(options, known=self._known)
            source = read_source(read(document, options))
            found = self._archive.keep_reading(_key(given), source)
        self._keep(given, found)

    def _keep(self, given: Input, found: tuple[str, File, ReadSource]) -> None:
        name, file, source = found
        self._kept[_same(given)] = Held(given, name, file), source

    def _read_all(self, progress: Callable[[Progress], None]) -> Iterator[Reading]:
        config = self._config
        options = Options(config.format, config.day_first, config.captured, self._known)
        if self._gather:
            return self._gather(options, self._take)
        if not config.sources:
            return iter(())

        def told(so_far: Progress) -> None:
            lines = sum(len(source.lines) for _, source in self._kept.values())
            progress(so_far._replace(lines=lines))

        return read_sources(config.sources, options, config.settings, told, self._take)

    def _take(self, document: Document, options: Options) -> Reading:
        """Read a document, unless that was done before, and keep it; a reading without lines."""
        name = make_visible(document.name)[0]
        given = Input(name, document.sha256, _read_with(document, options))
        before = self._kept.get(_same(given))
        self._archive.keep_input(given.sha256, document.data)
        if before and _asked(before[0].input) == _asked(given):
            self._again.append(name)
        else:
            found = self._archive.find_reading(_key(given)) or self._archive.keep_reading(
                _key(given), read_source(read(document, options))
            )
            self._keep(given, found)
            self._added.append(name)
        source = self._kept[_same(given)][1]
        return Reading(source.name, source.encoding, source.sha256, [], links=source.links)

    def _kept_bytes(self, given: Input) -> bytes:
        try:
            return self._archive.read_input(given.sha256)
        except DamagedFileError as error:
            raise StoreError(f"{error}, which “{given.name}” was; {_ANEW}") from None


def _said_of_days(config: Config) -> dict[str, Any]:
    """What changes how a table of the user's is read, as JSON has it."""
    return {} if config.day_first is None else {_DAY_FIRST: config.day_first}


def _read_with(document: Document, options: Options) -> dict[str, Any]:
    """What changes how a document is read, as JSON has it."""
    said = {
        "format": options.format,
        _DAY_FIRST: options.day_first,
        "captured": options.captured and options.captured.isoformat(),
        _MEDIA_TYPE: document.media_type,
        _FETCHED_AT: document.captured and document.captured.isoformat(),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def as_then(given: Input, data: bytes) -> tuple[Document, Options]:
    """The document that an input was, and the options that it was read by."""
    said = given.read_with
    moments = {
        name: dt.datetime.fromisoformat(said[name]) if name in said else None
        for name in ("captured", _FETCHED_AT)
    }
    return (
        Document(given.name, data, said.get(_MEDIA_TYPE, ""), moments[_FETCHED_AT]),
        Options(said.get("format"), said.get(_DAY_FIRST), moments["captured"]),
    )


#: Bytes by their SHA-256, and the day that their name gives them.
_Same = tuple[str, str]


def _same(given: Input) -> _Same:
    """What is the same for inputs that are held once."""
    return given.sha256, str(day_in_name(given.name) or "")


def _asked(given: Input) -> dict[str, Any]:
    """How an input was to be read, by whoever gave it: not when or how it was fetched."""
    return {name: said for name, said in given.read_with.items() if name not in _FETCHED}


def _key(given: Input) -> str:
    """What readings of an input begin with: the same for one that is read in the same way.

    What is known of outlets has a part in reading too, and changes; readings are named
    by what they hold besides.
    """
    said = json.dumps([SCHEMA_VERSION, given.name, given.sha256, given.read_with], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
