"""From settings to a version: read the sources, settle the outlets, build."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from webapp.config import Config, ConfigError
from webapp.dataset import Version, Versions, build
from webapp.dataset.follower import Follower
from webapp.dataset.store import Store, StoreError
from webapp.outlets import AliasFileError, KnownOutlets, read_table, shipped_table
from webapp.reading import (
    Options,
    Progress,
    Reading,
    UnreadableSourceError,
    read_sources,
)

#: What whoever starts Dateline can mend: each message says it all in one line.
START_ERRORS: Final = (ConfigError, UnreadableSourceError, AliasFileError, StoreError)


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
    folders = [source for source in config.sources if Store.is_at(Path(source))]
    if not folders:
        return None
    if len(config.sources) > 1:
        raise ConfigError(
            f"{folders[0]} is a dataset folder and is served alone; "
            f"`dateline ingest SOURCE… --into {folders[0]}` adds other sources to it"
        )
    return Store(Path(folders[0]))


def load(
    config: Config,
    failed: Callable[[Reading], None] = say_failed,
    progress: Callable[[Progress], None] | None = None,
    building: Callable[[], None] = lambda: None,
) -> Version:
    """A version of what `config` names; `failed` is told every source that cannot be read.

    `progress` is told how far reading is, and `building` when all is read.

    Raises UnreadableSourceError, also when nothing at all can be read, or
    AliasFileError; their messages name the file.
    """
    followed = versions(config)
    if followed:
        return followed.current().version
    tables = [shipped_table()]
    if config.aliases:
        tables.insert(0, read_table(config.aliases))
    options = Options(config.format, config.day_first, config.captured, KnownOutlets(tables))
    readings = []
    for reading in read_sources(config.read_from, options, config.settings, progress):
        if reading.problem:
            failed(reading)
        readings.append(reading)
    if all(reading.problem for reading in readings):
        raise UnreadableSourceError("nothing could be read")
    building()
    return build(readings, tables)
