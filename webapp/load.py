"""From settings to a version: read the sources, settle the outlets, build."""

from typing import Final

from webapp.config import Config, ConfigError
from webapp.dataset import Version, build
from webapp.outlets import AliasFileError, read_table, shipped_table
from webapp.reading import UnreadableSourceError, read_file

#: What whoever starts Dateline can mend: each message says it all in one line.
START_ERRORS: Final = (ConfigError, UnreadableSourceError, AliasFileError)


def load(config: Config) -> Version:
    """Raises UnreadableSourceError or AliasFileError, whose messages name the file."""
    tables = [shipped_table()]
    if config.aliases:
        tables.insert(0, read_table(config.aliases))
    return build([read_file(path) for path in config.paths], tables)
