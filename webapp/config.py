"""Settings: the only module that reads the environment.

Every setting is a field of Config; its metadata holds the environment variable
and the help text that docs/configuration.md repeats.
"""

import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Final

from webapp.dataset.own_tables import Own
from webapp.dataset.store import Store
from webapp.links import is_origin
from webapp.paths import EXAMPLE, EXAMPLE_TITLE
from webapp.reading import Settings
from webapp.reading.dates.moments import moment
from webapp.reading.detect import FORMATS

# An address whole, its port too, although it holds what separates sources.
_SOURCE: Final = re.compile(
    r"[a-z][a-z0-9+.-]+://(?:[^/?#\s]*@)?(?:\[[^\]\s]*\]|[^/?#:\s]*)(?::\d+(?=[/?#:]|$))?[^:]*|[^:]+",
    re.IGNORECASE,
)
_SCHEDULER: Final = re.compile(r"(?:tcp|tls|ws|wss|ucx)://[^\s/]+:\d+/?")
_HOST: Final = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)
#: Whoever guesses shorter tokens may guess right.
TOKEN_LENGTH: Final = 16
_YES: Final = ("yes", "1", "true")
_NO: Final = ("no", "0", "false")


class ConfigError(Exception):
    """A setting that cannot be used. The message names the variable."""


@dataclass(frozen=True)
class Config:
    """What a Dateline server is told from outside."""

    sources: tuple[str, ...] = field(
        default=(),
        metadata={
            "env": "DATELINE_SOURCES",
            "help": "Files, folders, archives and addresses to read, separated by `:`; or one "
            "a line, which an address with a `:` after its port needs. "
            "Default: the example list.",
        },
    )
    aliases: Path | None = field(
        default=None,
        metadata={
            "env": "DATELINE_ALIASES",
            "help": "Your own CSV of decisions about outlet names (`outlet,alias,decision`); "
            "it wins over the shipped table.",
        },
    )
    groups: Path | None = field(
        default=None,
        metadata={
            "env": "DATELINE_GROUPS",
            "help": "Your own CSV that puts outlets in groups: the column `outlet`, then one for "
            "each set of groups (`country`, `owner`).",
        },
    )
    notes: Path | None = field(
        default=None,
        metadata={
            "env": "DATELINE_NOTES",
            "help": "Your own CSV of notes on the time axis (`date,text,link`).",
        },
    )
    format: str | None = field(
        default=None,
        metadata={
            "env": "DATELINE_FORMAT",
            "help": "Read every source as this format, as `--format` does. "
            "Default: told by its content.",
        },
    )
    day_first: bool | None = field(
        default=None,
        metadata={
            "env": "DATELINE_DAY_FIRST",
            "help": "How 3/4/2026 is read where nothing else tells: `yes` is 3 April, `no` is "
            "March 4. Default: such a date is rejected.",
        },
    )
    captured: dt.datetime | None = field(
        default=None,
        metadata={
            "env": "DATELINE_CAPTURED",
            "help": "When the sources were saved, as `2026-01-31` (noon is taken) or "
            "`2026-01-31T18:30` (in UTC, unless it names a zone): “3 hours ago” counts from then.",
        },
    )
    max_source_mb: int = field(
        default=1_000,
        metadata={
            "env": "DATELINE_MAX_SOURCE_MB",
            "help": "The largest source that is read, unpacked, in megabytes, 1 to 100,000. "
            "Default: 1,000.",
        },
    )
    max_lines: int = field(
        default=5_000_000,
        metadata={
            "env": "DATELINE_MAX_LINES",
            "help": "How many lines, rows and items all sources together may have, 1 to "
            "100,000,000; a million take about 1.7 GB of memory. Default: 5,000,000.",
        },
    )
    fetch_private: bool = field(
        default=False,
        metadata={
            "env": "DATELINE_FETCH_PRIVATE",
            "help": "`1`: addresses of private networks, and ports other than 80 and 443, "
            "are fetched too. Default: refused.",
        },
    )
    cache: Path | None = field(
        default=None,
        metadata={
            "env": "DATELINE_CACHE",
            "help": "Folder that keeps what was fetched. Default: `dateline` in "
            "`$XDG_CACHE_HOME` or `~/.cache`.",
        },
    )
    links_url: str = field(
        default="",
        repr=False,
        metadata={
            "env": "DATELINE_LINKS_URL",
            "help": "The database of short links: `sqlite:////path/to/file`, or "
            "`postgresql+psycopg://user:password@host/database`, which needs "
            "`pip install 'dateline[postgres]'`. Default: `links.sqlite` in the dataset folder "
            "that is served, else in DATELINE_STATE; made with the first link.",
        },
    )
    max_links: int = field(
        default=1_000_000,
        metadata={
            "env": "DATELINE_MAX_LINKS",
            "help": "How many short links are kept, 1 to 100,000,000. Default: 1,000,000.",
        },
    )
    state: Path | None = field(
        default=None,
        metadata={
            "env": "DATELINE_STATE",
            "help": "Folder for what is to outlast a server of lists that are served directly: its "
            "short links. Default: `dateline` in `$XDG_STATE_HOME` or `~/.local/state`.",
        },
    )
    admin_token: str = field(
        default="",
        repr=False,
        metadata={
            "env": "DATELINE_ADMIN_TOKEN",
            "help": "With it, who serves a dataset folder can add headlines in the browser: what "
            "they sign in with, 16 characters or more. Default: no page can write.",
        },
    )
    max_upload_mb: int = field(
        default=20,
        metadata={
            "env": "DATELINE_MAX_UPLOAD_MB",
            "help": "The most that is taken at a time in the browser, in megabytes, 1 to 1,000. "
            "Default: 20.",
        },
    )
    folder: Path = field(
        default=Path("dateline-data"),
        metadata={
            "env": "DATELINE_FOLDER",
            "help": "The dataset folder that `dateline ingest` writes to. "
            "Default: `dateline-data` where it is started.",
        },
    )
    title: str = field(
        default="",
        metadata={
            "env": "DATELINE_TITLE",
            "help": "What the dashboard is called. Default: after the sources.",
        },
    )
    host: str = field(
        default="127.0.0.1",
        metadata={
            "env": "DATELINE_HOST",
            "help": "Address to listen on. Default: `127.0.0.1`; for the Procfile `0.0.0.0`, "
            "and an IPv6 address in brackets.",
        },
    )
    workers: int = field(
        default=2,
        metadata={"env": "DATELINE_WORKERS", "help": "Server processes, 1 to 64. Default: 2."},
    )
    threads: int = field(
        default=4,
        metadata={"env": "DATELINE_THREADS", "help": "Threads in each, 1 to 64. Default: 4."},
    )
    cluster: str = field(
        default="",
        metadata={
            "env": "DATELINE_CLUSTER",
            "help": "The scheduler of a Dask cluster, as `tcp://scheduler:8786`, that answers for "
            "the dataset folder served, and reads what is ingested; needs "
            "`pip install 'dateline[cluster]'`. See [scale.md](scale.md). Default: none.",
        },
    )
    cluster_alone: int = field(
        default=0,
        metadata={
            "env": "DATELINE_CLUSTER_ALONE",
            "help": "A dataset of up to so many headlines, 0 to 999,999,999, is answered for by "
            "the server itself while the cluster cannot be reached. Default: 0; such pages say "
            "so (503).",
        },
    )
    pages_mb: int = field(
        default=64,
        metadata={
            "env": "DATELINE_PAGES_MB",
            "help": "Memory of each server process for finished pages, in megabytes, "
            "0 to 100,000; `0` keeps none. Default: 64.",
        },
    )
    query_seconds: int = field(
        default=10,
        metadata={
            "env": "DATELINE_QUERY_SECONDS",
            "help": "How long a page may go through the data before it is given up, "
            "with advice, 1 to 600. Default: 10.",
        },
    )
    embed_origins: str = field(
        default="*",
        metadata={
            "env": "DATELINE_EMBED_ORIGINS",
            "help": "Whose pages may show this one’s embeds: `*` for everybody’s, `none`, or "
            "origins such as `https://example.org https://*.example.com`. Default: `*`.",
        },
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Config":
        """Raises ConfigError on a value that cannot be used or a variable that does not exist."""
        known = {each.metadata["env"]: each.name for each in fields(cls)}
        unknown = {name for name in environment if name.startswith("DATELINE_")} - known.keys()
        if unknown:
            raise ConfigError(
                f"{', '.join(sorted(unknown))}: no such setting; there are {', '.join(known)}"
            )
        given = {known[name]: environment[name] for name in known if environment.get(name)}
        defaults = cls()
        return cls(
            sources=_sources(given.get("sources", "")),
            **{own: Path(given[own]) for own in Own if own in given},
            format=_format("DATELINE_FORMAT", given.get("format")),
            day_first=_yes_or_no("DATELINE_DAY_FIRST", given.get("day_first")),
            captured=_captured("DATELINE_CAPTURED", given.get("captured")),
            max_source_mb=_count(
                "DATELINE_MAX_SOURCE_MB",
                given.get("max_source_mb"),
                defaults.max_source_mb,
                100_000,
            ),
            max_lines=_count(
                "DATELINE_MAX_LINES", given.get("max_lines"), defaults.max_lines, 100_000_000
            ),
            fetch_private=bool(_yes_or_no("DATELINE_FETCH_PRIVATE", given.get("fetch_private"))),
            cache=_folder(given.get("cache"), environment, "XDG_CACHE_HOME", ".cache"),
            links_url=given.get("links_url", ""),
            max_links=_count(
                "DATELINE_MAX_LINKS", given.get("max_links"), defaults.max_links, 100_000_000
            ),
            state=_folder(given.get("state"), environment, "XDG_STATE_HOME", ".local/state"),
            admin_token=_token("DATELINE_ADMIN_TOKEN", given.get("admin_token", "")),
            max_upload_mb=_count(
                "DATELINE_MAX_UPLOAD_MB", given.get("max_upload_mb"), defaults.max_upload_mb, 1_000
            ),
            folder=Path(given["folder"]) if "folder" in given else defaults.folder,
            title=given.get("title", ""),
            host=given.get("host", defaults.host).strip("[]"),
            workers=_count("DATELINE_WORKERS", given.get("workers"), defaults.workers, 64),
            threads=_count("DATELINE_THREADS", given.get("threads"), defaults.threads, 64),
            cluster=_cluster("DATELINE_CLUSTER", given.get("cluster", "")),
            cluster_alone=_count(
                "DATELINE_CLUSTER_ALONE",
                given.get("cluster_alone"),
                defaults.cluster_alone,
                999_999_999,
                least=0,
            ),
            pages_mb=_count(
                "DATELINE_PAGES_MB", given.get("pages_mb"), defaults.pages_mb, 100_000, least=0
            ),
            query_seconds=_count(
                "DATELINE_QUERY_SECONDS", given.get("query_seconds"), defaults.query_seconds, 600
            ),
            embed_origins=_framers("DATELINE_EMBED_ORIGINS", given.get("embed_origins", "*")),
        )

    @property
    def read_from(self) -> tuple[str, ...]:
        """What to read: the sources given, or the example."""
        return self.sources or (str(EXAMPLE),)

    @property
    def tables(self) -> dict[Own, Path]:
        """The user's own tables that are named, by what they are of."""
        return {own: path for own in Own if (path := getattr(self, own)) is not None}

    @property
    def settings(self) -> Settings:
        """How far gathering what is read may go."""
        return Settings(
            source_bytes=self.max_source_mb * 1_000_000,
            private=self.fetch_private,
            cache=self.cache,
            passed_over=Store.is_at,
        )

    @property
    def heading(self) -> str:
        """What the dashboard is called."""
        if self.title:
            return self.title
        if not self.sources:
            return EXAMPLE_TITLE
        if len(self.sources) == 1:
            source = self.sources[0]
            host = _HOST.match(source)
            return f"Headlines from {host[1] if host else Path(os.path.abspath(source)).name}"
        return f"Headlines from {len(self.sources)} lists"


def _sources(text: str) -> tuple[str, ...]:
    if "\n" in text:
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    return tuple(_SOURCE.findall(text))


def _folder(
    given: str | None, environment: Mapping[str, str], variable: str, in_home: str
) -> Path | None:
    """As the XDG Base Directory Specification says, which ignores what is no whole path."""
    if given:
        return Path(given)
    base, home = environment.get(variable, ""), environment.get("HOME", "")
    if os.path.isabs(base):
        return Path(base) / "dateline"
    return Path(home) / in_home / "dateline" if os.path.isabs(home) else None


def _format(variable: str, text: str | None) -> str | None:
    if text is not None and text not in FORMATS:
        raise ConfigError(f"{variable}={text}: must be one of {', '.join(FORMATS)}")
    return text


def _yes_or_no(variable: str, text: str | None) -> bool | None:
    if text is None:
        return None
    if text.lower() not in _YES + _NO:
        raise ConfigError(f"{variable}={text}: must be yes or no")
    return text.lower() in _YES


def _cluster(variable: str, text: str) -> str:
    try:
        return scheduler(text) if text else ""
    except ValueError as error:
        raise ConfigError(f"{variable}={text}: {error}") from None


def scheduler(text: str) -> str:
    """The address of a scheduler. Raises ValueError for what is none."""
    if not _SCHEDULER.fullmatch(text):
        raise ValueError("must be the address of a scheduler, as tcp://scheduler:8786")
    return text


def _framers(variable: str, text: str) -> str:
    """Origins as a Content-Security-Policy names who may frame a page."""
    origins = text.lower().split()
    if origins in (["*"], ["none"]):
        return "*" if origins == ["*"] else "'none'"
    for origin in origins:
        if not is_origin(origin):
            raise ConfigError(
                f"{variable}: {origin} is no origin; it must be *, none, or origins such as "
                "https://example.org https://*.example.com, without a path"
            )
    return " ".join(dict.fromkeys(origins)) or "*"


def _token(variable: str, text: str) -> str:
    # The message must not show it.
    if text and len(text) < TOKEN_LENGTH:
        raise ConfigError(f"{variable}: must have at least {TOKEN_LENGTH} characters")
    return text


def _captured(variable: str, text: str | None) -> dt.datetime | None:
    try:
        return None if text is None else moment(text)
    except ValueError as error:
        raise ConfigError(f"{variable}={text}: {error}") from None


def _count(variable: str, text: str | None, default: int, most: int, least: int = 1) -> int:
    if text is None:
        return default
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
        raise ConfigError(f"{variable}={text}: must be a whole number from {least} to {most:,}")
    return int(text)
