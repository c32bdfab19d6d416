"""From settings to a version: read the sources, settle the outlets, build."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from webapp.config import Config, ConfigError
from webapp.dataset import Version, Versions, build_of
from webapp.dataset.follower import Follower
from webapp.dataset.lines import read_source
from webapp.dataset.own_tables import OwnFile, OwnTables
from webapp.dataset.store import Store, StoreError
from webapp.outlets import KnownOutlets
from webapp.reading import (
    Options,
    Progress,
    Reading,
    UnreadableSourceError,
    read_sources,
)
from webapp.reading.sources.address import is_address
from webapp.table_file import TableFileError, read_file

#: What whoever starts Dateline can mend: each message says it all in one line.
START_ERRORS: Final = (ConfigError, UnreadableSourceError, TableFileError, StoreError)
#: The lines of all sources are held in memory together; so is their text, in characters.
MAX_CHARACTERS: Final = 2_000_000_000
_NO_DATASET: Final = (
    "a cluster answers for a dataset folder: `dateline ingest SOURCE… --into FOLDER` makes one, "
    "`dateline serve FOLDER --cluster …` shows it"
)
# What lies at other addresses is no list to be fetched.
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)


def say_failed(reading: Reading) -> None:
    """Tell whoever started Dateline that a source could not be read, and why."""
    sys.stderr.write(f"dateline: {reading.source}: {reading.problem}\n")


def versions(config: Config) -> Versions | None:
    """The versions of the dataset folder that `config` names, if it names one.

    Raises ConfigError when it names other sources too, and StoreError.
    """
    store = served_store(config)
    return Follower(store) if store else None


def served_store(config: Config) -> Store | None:
    """The dataset folder that `config` names, if it names one.

    Raises ConfigError when it names other sources too.
    """
    folders = [source for source in config.sources if _is_dataset(source, config)]
    if not folders:
        return None
    if len(config.sources) > 1:
        raise ConfigError(
            f"{folders[0]} is a dataset folder and is served alone; "
            f"`dateline ingest SOURCE… --into {folders[0]}` adds other sources to it"
        )
    return _on_cluster(folders[0], config) if config.cluster else Store(Path(folders[0]))


def refuse_cluster(config: Config) -> None:
    """For whoever serves no dataset folder. Raises ConfigError when a cluster is to answer."""
    if not config.cluster:
        return
    for source in config.sources:
        if not is_address(source) and not Path(source).exists():
            raise ConfigError(f"{source}: no such file or directory; {_NO_DATASET}")
    raise ConfigError(_NO_DATASET)


def _is_dataset(source: str, config: Config) -> bool:
    """Whether a dataset folder lies there, or nothing else can."""
    return Store.is_at(Path(source)) or (
        bool(config.cluster) and is_address(source) and not _WEB.match(source)
    )


@contextmanager
def no_dask() -> Iterator[None]:
    """What is imported here needs Dask. Raises ConfigError when that is not installed."""
    try:
        yield
    except ImportError as error:
        raise ConfigError(
            "a cluster needs Dask, which `pip install 'dateline[cluster]'` installs; in a clone, "
            f"`.venv/bin/pip install '.[cluster]'` ({error})"
        ) from None


def _on_cluster(address: str, config: Config) -> Store:
    """Raises ConfigError, and StoreError where nothing can be read."""
    with no_dask():
        # Of all that is here, only this needs Dask.
        from webapp.cluster.connection import Connection
        from webapp.cluster.serving import cluster_store
    return cluster_store(address, Connection(config.cluster), config.cluster_alone)


def load(
    config: Config,
    failed: Callable[[Reading], None] = say_failed,
    progress: Callable[[Progress], None] | None = None,
    building: Callable[[], None] = lambda: None,
) -> Version:
    """A version of what `config` names; `failed` is told every source that cannot be read.

    `progress` is told how far reading is, and `building` when all is read.

    Raises UnreadableSourceError, also when nothing at all can be read or all sources
    together are too much, or TableFileError; their messages name the file.
    """
    followed = versions(config)
    if followed:
        return followed.current().version
    tables = OwnTables.read(
        {
            own: OwnFile(read_file(path), str(path), config.day_first)
            for own, path in config.tables.items()
        }
    )
    known = KnownOutlets(tables.names)
    options = Options(config.format, config.day_first, config.captured, known)
    sources = []
    found = read_sources(config.read_from, options, config.settings, progress)
    for reading in holdable(found, config.max_lines):
        if reading.problem:
            failed(reading)
        sources.append(read_source(reading))
    if all(source.problem for source in sources):
        raise UnreadableSourceError("nothing could be read")
    building()
    return build_of(sources, tables.names, groups=tables.groups, notes=tables.notes)


def holdable(readings: Iterable[Reading], max_lines: int) -> Iterator[Reading]:
    """`readings`, as long as all so far fit into memory.

    Raises UnreadableSourceError, naming the source, for the one with which they come to
    more than `max_lines` lines or MAX_CHARACTERS characters: a part of what was asked
    for would look like the whole.
    """
    lines = characters = 0
    for reading in readings:
        lines += len(reading.lines)
        characters += sum(len(line.text) for line in reading.lines)
        if lines > max_lines:
            said = (
                f"more than {max_lines:,} lines; `dateline ingest` takes them, or name fewer, "
                "or set DATELINE_MAX_LINES higher"
            )
        elif characters > MAX_CHARACTERS:
            said = (
                f"more than {MAX_CHARACTERS / 1e6:,.10g} million characters; "
                "`dateline ingest` takes them, or name fewer"
            )
        else:
            yield reading
            continue
        raise UnreadableSourceError(f"{reading.source}: all sources up to this one have {said}")
