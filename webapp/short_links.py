"""Short links: codes, and the views that they stand for, in a database.

SQLite or PostgreSQL, over SQLAlchemy Core. Nothing is kept open between two requests in a
file of SQLite, which may be replaced; connections to a server are tried before they are used.
"""

import datetime as dt
import hashlib
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    Column,
    Connection,
    DateTime,
    MetaData,
    NullPool,
    String,
    Table,
    Text,
    create_engine,
    func,
    insert,
    inspect,
    make_url,
    select,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.schema import CreateTable

_log: Final = logging.getLogger(__name__)

#: No letters or digits that look alike, and no vowels: a code is no word.
ALPHABET: Final = "23456789bcdfghjkmnpqrstvwxz"
LENGTH: Final = 8
#: How long a database may take to answer, in seconds.
PATIENCE: Final = 3
# Another process may make the table, or the link, at the same moment; then it is there.
_TRIES: Final = 5

_LINKS: Final = Table(
    "dateline_links",
    MetaData(),
    Column("code", String(LENGTH), primary_key=True),
    Column("target", Text, nullable=False),
    # Databases limit how long what they index may be.
    Column("sha256", String(64), nullable=False, unique=True),
    Column("made", DateTime(timezone=True), nullable=False),
)
#: SQLAlchemy's names of what can be asked, by what an address may begin with.
_DRIVERS: Final = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


class LinksUrlError(Exception):
    """An address of a database that cannot be used. The message says why, without passwords."""


class NoLinksError(Exception):
    """Short links cannot be looked up or made now. The message says why and what helps."""


class ShortLinks:
    """Codes and their targets in the database at `url`, `most` of them.

    Targets are paths with a query; whoever makes and opens them looks at what they are.
    Nothing is connected to, and no file is made, before the first is made. Raises LinksUrlError.
    """

    def __init__(self, url: str, most: int) -> None:
        self._most = most
        address = _address(url)
        self._file = Path(address.database or "") if address.drivername == "sqlite" else None
        options: dict[str, Any] = (
            {"poolclass": NullPool, "connect_args": {"timeout": PATIENCE}}
            if self._file
            else {
                "pool_pre_ping": True,
                "pool_timeout": PATIENCE,
                "connect_args": {
                    "connect_timeout": PATIENCE,
                    # Of what was sent on a connection, in milliseconds.
                    "tcp_user_timeout": 1_000 * PATIENCE,
                    "options": f"-c statement_timeout={1_000 * PATIENCE}",
                },
            }
        )
        try:
            self._engine = create_engine(address, **options)
        except ImportError as error:
            missing = error.name or "psycopg"
            raise LinksUrlError(
                f"{_shown(address)} needs {missing}: `pip install 'dateline[postgres]'`"
            ) from None

    def target(self, code: str) -> str | None:
        """What a code stands for. Raises NoLinksError."""
        return self._find("target", "code", code) if is_code(code) else None

    def code(self, target: str) -> str | None:
        """The code of a target, if it has one. Raises NoLinksError."""
        return self._find("code", "sha256", _hash(target))

    def make(self, target: str) -> str:
        """The one code of a target, made if there is none yet. Raises NoLinksError."""
        for _ in range(_TRIES):
            found = self.code(target)
            if found:
                return found
            code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
            try:
                self._insert(code, target)
            except IntegrityError:
                continue
            return code
        raise NoLinksError("Too many short links are being made at this moment. Try again.")

    def _find(self, wanted: str, known: str, value: str) -> str | None:
        if self._file and not os.path.exists(self._file):
            return None
        with self._connected() as connection:
            if not inspect(connection).has_table(_LINKS.name):
                return None
            query = select(_LINKS.c[wanted]).where(_LINKS.c[known] == value)
            found: str | None = connection.scalar(query)
            return found

    def _insert(self, code: str, target: str) -> None:
        with self._connected(self._file) as connection:
            connection.execute(CreateTable(_LINKS, if_not_exists=True))
            if (connection.scalar(select(func.count()).select_from(_LINKS)) or 0) >= self._most:
                raise NoLinksError(
                    f"There are {self._most:,} short links, as many as this server keeps. "
                    "The whole link works as well; DATELINE_MAX_LINKS sets the limit."
                )
            made = dt.datetime.now(dt.UTC)
            connection.execute(
                insert(_LINKS).values(code=code, target=target, sha256=_hash(target), made=made)
            )

    @contextmanager
    def _connected(self, new: Path | None = None) -> Iterator[Connection]:
        """A transaction; a file may be `new`, its folder too.

        Raises NoLinksError, and IntegrityError when what is written is there already.
        """
        try:
            if new:
                new.parent.mkdir(parents=True, exist_ok=True)
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except (SQLAlchemyError, OSError) as error:
            _log.warning("short links: %s", " ".join(str(error).split()))
            raise NoLinksError(
                "The database of short links does not answer. Try again in a minute; "
                "whole links work as always."
            ) from None


def sqlite_url(path: Path) -> str:
    """The address of a file of SQLite."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def is_code(text: str) -> bool:
    """Whether `text` is spelled as codes are."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (SQLAlchemyError, ValueError):
        raise LinksUrlError(
            "this is no address of a database, as sqlite:////path/to/file"
        ) from None
    if address.drivername not in _DRIVERS:
        raise LinksUrlError(
            f"{_shown(address)}: short links are kept in sqlite:////path/to/file or "
            "postgresql+psycopg://user:password@host/database"
        )
    if address.drivername == "sqlite" and (
        address.database in (None, "", ":memory:") or address.host or address.query
    ):
        raise LinksUrlError(
            f"{_shown(address)} names no file, as sqlite:////path/to/file does: links would be lost"
        )
    return address.set(drivername=_DRIVERS[address.drivername])


def _shown(address: URL) -> str:
    return address.render_as_string(hide_password=True)


def _hash(target: str) -> str:
    return hashlib.sha256(target.encode("utf-8", "surrogatepass")).hexdigest()
