"""Sources: what the user names in, a reading with a verdict for every line out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from webapp.reading.detect import read
from webapp.reading.document import Document
from webapp.reading.entry import Reading, UnreadableSourceError
from webapp.reading.options import Options
from webapp.reading.sources.address import resolved, without_user
from webapp.reading.sources.places import Place, find_places, read_place
from webapp.reading.sources.settings import Settings
from webapp.reading.sources.unpack import Found, unpack
from webapp.text import make_visible

if TYPE_CHECKING:
    from webapp.reading.sources.fetch import Fetcher

#: What an address counts for in the whole before its size is known, in bytes.
ADDRESS_BYTES: Final = 1_000_000


#: What makes a reading of a document. Raises UnreadableSourceError.
Reader = Callable[[Document, Options], Reading]


class Progress(NamedTuple):
    """How far reading is: in which source, which part of all (0 to 1), after how many lines.

    `size` is that of all sources in bytes, as they are on disk.
    """

    source: str
    part: float
    lines: int
    size: int


def read_file(path: Path, options: Options | None = None) -> Reading:
    """Read one file as it is. Raises UnreadableSourceError, naming the file and the reason."""
    try:
        return read_bytes(path.name, read_place(path, Settings()), options)
    except UnreadableSourceError as error:
        raise UnreadableSourceError(f"{path}: {error}") from None


def read_bytes(name: str, data: bytes, options: Options | None = None) -> Reading:
    """Read the bytes of a source called `name`. Raises UnreadableSourceError."""
    return read(Document(name, data), options or Options())


def read_sources(
    arguments: Sequence[str],
    options: Options | None = None,
    settings: Settings | None = None,
    progress: Callable[[Progress], None] | None = None,
    reader: Reader = read,
) -> Iterator[Reading]:
    """Read all that `arguments` name: files, folders, archives and addresses, one by one.

    What a document lists (Reading.links) is read after it. A source that cannot
    be read gives a Reading with a `problem`; only a path or an address that
    cannot be what the user meant, or a named file that cannot be read itself,
    raises UnreadableSourceError, which names it. `reader` reads each document.
    """
    settings = settings or Settings()
    places = find_places(arguments, settings)
    run = _Run(places, options or Options(), settings, progress, reader)
    try:
        for place in places:
            yield from run.read(place, follow=True)
    finally:
        run.close()


class _Run:
    """What is known while the sources of one call are read."""

    def __init__(
        self,
        places: Sequence[Place],
        options: Options,
        settings: Settings,
        progress: Callable[[Progress], None] | None,
        reader: Reader,
    ) -> None:
        self._reader = reader
        self._options = options
        self._settings = settings
        self._progress = progress
        self._fetcher: Fetcher | None = None
        self._addresses = {place.name for place in places if place.path is None}
        self._total = sum(map(_size, places))
        self._done = 0
        self._lines = 0

    def close(self) -> None:
        if self._fetcher:
            self._fetcher.close()

    def read(self, place: Place, *, follow: bool) -> Iterator[Reading]:
        """Read all that is at `place`, and what that lists if `follow`."""
        self._tell(place.name)
        left = _size(place)
        for found in self._documents(place):
            share = min(found.packed, left)
            reading = self._read(found, share)
            if reading.problem and place.named and found.name == place.name:
                raise UnreadableSourceError(f"{place.path}: {reading.problem}")
            self._lines += len(reading.lines)
            self._done += share
            left -= share
            yield reading
            if follow:
                yield from self._read_links(found.name, reading.links)
        self._done += left
        self._tell(place.name)

    def _read(self, found: Found, share: int) -> Reading:
        if found.document is None:
            return _failed(found.name, found.problem)

        def told(part: float) -> None:
            self._tell(found.name, part * share)

        told(0)
        try:
            return self._reader(found.document, replace(self._options, progress=told))
        except UnreadableSourceError as error:
            return _failed(found.name, str(error))

    def _documents(self, place: Place) -> Iterator[Found]:
        try:
            document = self._document(place)
        except UnreadableSourceError as error:
            yield Found(place.name, None, str(error), 0)
            return
        yield from unpack(document, self._settings)

    def _document(self, place: Place) -> Document:
        if place.problem:
            raise UnreadableSourceError(place.problem)
        if place.path is not None:
            return Document(place.name, read_place(place.path, self._settings))
        if self._fetcher is None:
            # Imported here because most runs fetch nothing.
            from webapp.reading.sources.fetch import Fetcher

            self._fetcher = Fetcher(self._settings)
        return self._fetcher.fetch(place.name, lambda: self._tell(place.name))

    def _read_links(self, listed_in: str, links: Sequence[str]) -> Iterator[Reading]:
        """Read what a document lists: addresses only, each once, and not what they list."""
        limit = self._settings.links
        places = []
        for link in dict.fromkeys(links):
            try:
                address = resolved(link, listed_in)
            except UnreadableSourceError as error:
                yield _failed(without_user(link), str(error))
                continue
            if address not in self._addresses:
                self._addresses.add(address)
                places.append(Place(address))
        if len(places) > limit:
            said = f"it lists {len(places):,} addresses; the first {limit:,} of them are read"
            yield _failed(listed_in, said)
        places = places[:limit]
        self._total += sum(map(_size, places))
        for place in places:
            yield from self.read(place, follow=False)

    def _tell(self, name: str, within: float = 0) -> None:
        if self._progress:
            part = min(1.0, (self._done + within) / (self._total or 1))
            self._progress(Progress(make_visible(name)[0], part, self._lines, self._total))


def _size(place: Place) -> int:
    return ADDRESS_BYTES if place.path is None else place.size


def _failed(name: str, problem: str) -> Reading:
    return Reading(
        make_visible(name)[0],
        encoding="",
        sha256="",
        lines=[],
        format="",
        problem=make_visible(problem)[0],
    )
