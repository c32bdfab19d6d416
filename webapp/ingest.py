"""From sources to the next version of a dataset folder."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from webapp.bulk import in_bulk
from webapp.config import Config
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.build import settle
from webapp.dataset.facts import Facts
from webapp.dataset.inputs import DAY_FIRST, asked_of, key_of, read_kept, read_with
from webapp.dataset.lines import ReadSource, read_source
from webapp.dataset.manifest import File, Held, Input
from webapp.dataset.own_tables import Own, OwnFile, OwnTables
from webapp.dataset.store import Store, StoreError
from webapp.load import no_dask
from webapp.outlets import KnownOutlets, Outlets
from webapp.reading import Options, Progress, Reading, read_sources
from webapp.reading.dates.calendar import day_in_name
from webapp.reading.detect import read
from webapp.reading.document import Document
from webapp.reading.sources.address import is_address
from webapp.reading.sources.sources import Reader
from webapp.table_file import read_file
from webapp.text import make_visible

if TYPE_CHECKING:
    from webapp.cluster.making import ClusterMaking

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
    # Before anything is made.
    workers_for = _workers(config)
    with store.writing(make=True), in_bulk(), workers_for(store.folder) as workers:
        return _Ingest(config, store, gather, workers).run(failed, progress, writing)


def _workers(config: Config) -> Callable[[Path], "ClusterMaking | nullcontext[None]"]:
    """What gives those of the cluster that `config` names, if it names one, for a folder."""
    if not config.cluster:
        return lambda folder: nullcontext()
    with no_dask():
        # Of all that is here, only this needs Dask.
        from webapp.cluster.making import ClusterMaking
    return partial(ClusterMaking, config.cluster)


class _Ingest:
    """One run: `_kept` are the sources of the next version, by what makes them the same."""

    def __init__(
        self,
        config: Config,
        store: Store,
        gather: Gather | None,
        workers: "ClusterMaking | None" = None,
    ) -> None:
        self._config = config
        self._workers = workers
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
        self._options = Options(config.format, config.day_first, config.captured, self._known)
        self._kept: dict[_Same, tuple[Held, ReadSource]] = {}
        self._added: list[str] = []
        self._again: list[str] = []

    def run(
        self,
        failed: Callable[[Reading], None],
        progress: Callable[[Progress], None],
        writing: Callable[[float], None],
    ) -> Ingested:
        if self._workers:
            self._read_ahead(self._workers, progress)
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
        self._store.publish(settled, held, self._tables, writing, self._workers)
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
                    self._kept_bytes(given), given.name, given.read_with.get(DAY_FIRST)
                )
        tables = OwnTables.read(files)
        for own, file in files.items():
            self._archive.keep_input(self._tables[own].sha256, file.data)
        return tables

    def _take_before(self, given: Input) -> None:
        """A source that is there already: as it was read, or read anew as it was then."""
        found = self._archive.find_reading(key_of(given), self._readings.get(_same(given), ""))
        if found is None:
            try:
                found = read_kept(self._archive, given, self._known)
            except DamagedFileError as error:
                raise _lost(error, given) from None
        self._keep(given, found)

    def _keep(self, given: Input, found: tuple[str, File, ReadSource]) -> None:
        name, file, source = found
        self._kept[_same(given)] = Held(given, name, file), source

    def _read_all(self, progress: Callable[[Progress], None]) -> Iterator[Reading]:
        config, options = self._config, self._options
        if self._gather:
            return self._gather(options, self._take)
        if not config.sources:
            return iter(())

        def told(so_far: Progress) -> None:
            lines = sum(len(source.lines) for _, source in self._kept.values())
            progress(so_far._replace(lines=lines))

        return read_sources(config.sources, options, config.settings, told, self._take)

    def _read_ahead(self, workers: "ClusterMaking", progress: Callable[[Progress], None]) -> None:
        """Have the workers read what lies here, so that it is found when it is taken."""
        wanted: dict[str, Input] = {}
        size = 0

        def want(given: Input) -> None:
            if self._archive.find_reading(key_of(given)) is None:
                wanted[key_of(given)] = given

        def want_document(document: Document, options: Options) -> Reading:
            nonlocal size
            size += len(document.data)
            given = self._given(document, options)
            want(given)
            return Reading(given.name, "", given.sha256, [])

        for given in self._before:
            want(given)
        if not self._gather:
            # What an address answers is fetched once, when it is taken.
            local = [source for source in self._config.sources if not is_address(source)]
            settings = self._config.settings
            for _ in read_sources(local, self._options, settings, reader=want_document):
                pass
        workers.read_ahead(
            list(wanted.values()),
            self._known,
            lambda part: progress(Progress(f"{len(wanted):,} sources", part, 0, size)),
        )

    def _given(self, document: Document, options: Options) -> Input:
        """What a document is kept as."""
        name = make_visible(document.name)[0]
        given = Input(name, document.sha256, read_with(document, options))
        self._archive.keep_input(given.sha256, document.data)
        return given

    def _take(self, document: Document, options: Options) -> Reading:
        """Read a document, unless that was done before, and keep it; a reading without lines."""
        given = self._given(document, options)
        name, before = given.name, self._kept.get(_same(given))
        if before and asked_of(before[0].input) == asked_of(given):
            self._again.append(name)
        else:
            found = self._archive.find_reading(key_of(given)) or self._archive.keep_reading(
                key_of(given), read_source(read(document, options))
            )
            self._keep(given, found)
            self._added.append(name)
        source = self._kept[_same(given)][1]
        return Reading(source.name, source.encoding, source.sha256, [], links=source.links)

    def _kept_bytes(self, given: Input) -> bytes:
        try:
            return self._archive.read_input(given.sha256)
        except DamagedFileError as error:
            raise _lost(error, given) from None


def _lost(error: DamagedFileError, given: Input) -> StoreError:
    """What to say of an input that is not there as it was given."""
    return StoreError(f"{error}, which “{given.name}” was; {_ANEW}")


def _said_of_days(config: Config) -> dict[str, Any]:
    """What changes how a table of the user's is read, as JSON has it."""
    return {} if config.day_first is None else {DAY_FIRST: config.day_first}


#: Bytes by their SHA-256, and the day that their name gives them.
_Same = tuple[str, str]


def _same(given: Input) -> _Same:
    """What is the same for inputs that are held once."""
    return given.sha256, str(day_in_name(given.name) or "")
