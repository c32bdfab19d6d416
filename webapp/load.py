"""From settings to a version: read the sources, settle the outlets, build."""

from webapp.config import Config
from webapp.dataset import Version, build
from webapp.outlets import read_table, shipped_table
from webapp.reading import read_file


def load(config: Config) -> Version:
    """Raises UnreadableSourceError or AliasFileError, whose messages name the file."""
    tables = [shipped_table()]
    if config.aliases:
        tables.insert(0, read_table(config.aliases))
    return build([read_file(path) for path in config.paths], tables)
