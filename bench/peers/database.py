"""The SQLite database that Datasette serves: python -m bench.peers.database DATABASE CSV…

A table `headlines` with indexes on date, on outlet, and on both, and a full-text index of titles.
"""

import csv
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

_TABLE: Final = """
CREATE TABLE headlines (title TEXT, outlet TEXT, date TEXT, time TEXT, url TEXT);
"""
_INDEXES: Final = """
CREATE INDEX headlines_date ON headlines (date);
CREATE INDEX headlines_outlet ON headlines (outlet);
CREATE INDEX headlines_outlet_date ON headlines (outlet, date);
CREATE VIRTUAL TABLE headlines_fts USING fts5 (title, content="headlines");
INSERT INTO headlines_fts (headlines_fts) VALUES ('rebuild');
CREATE TRIGGER headlines_added AFTER INSERT ON headlines BEGIN
  INSERT INTO headlines_fts (rowid, title) VALUES (new.rowid, new.title);
END;
ANALYZE;
"""


def build(files: Sequence[Path], database: Path) -> None:
    """Make it of CSV files with title, outlet, date, url. It appears when it is whole."""
    unfinished = database.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    # Nothing is lost that could not be made again.
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLE)
    for path in files:
        _insert(connection, path)
    connection.executescript(_INDEXES)
    connection.close()
    unfinished.rename(database)


def add(files: Sequence[Path], database: Path) -> None:
    """Add the headlines of further files."""
    with sqlite3.connect(database) as connection:
        for path in files:
            _insert(connection, path)
    connection.close()


def _insert(connection: sqlite3.Connection, path: Path) -> None:
    with path.open(newline="", encoding="utf-8") as lines:
        connection.executemany("INSERT INTO headlines VALUES (?, ?, ?, ?, ?)", _rows(lines))
    connection.commit()


def _rows(lines: Iterator[str]) -> Iterator[tuple[str, str, str, str, str]]:
    rows = csv.reader(lines)
    next(rows)
    for title, outlet, date, url in rows:
        yield title, outlet, date[:10], date[11:], url


if __name__ == "__main__":
    make = add if Path(sys.argv[1]).exists() else build
    make([Path(name) for name in sys.argv[2:]], Path(sys.argv[1]))
