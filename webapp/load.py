"""From settings to a version: read the sources, settle the outlets, build."""

import sys
from collections.abc import Callable
from typing import Final

from webapp.config import Config, ConfigError
from webapp.dataset import Version, build
from webapp.dataset.store import StoreError
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
