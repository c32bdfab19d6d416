"""Settings: the only module that reads the environment.

Every setting is a field of Config; its metadata holds the environment variable
and the help text that docs/configuration.md repeats.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from webapp.paths import EXAMPLE, EXAMPLE_TITLE


class ConfigError(Exception):
    """A setting that cannot be used. The message names the variable."""


@dataclass(frozen=True)
class Config:
    """What a Dateline server is told from outside."""

    sources: tuple[Path, ...] = field(
        default=(),
        metadata={
            "env": "DATELINE_SOURCES",
            "help": f"Headline lists to read, separated by `{os.pathsep}`. "
            "Default: the example list.",
        },
    )
    aliases: Path | None = field(
        default=None,
        metadata={
            "env": "DATELINE_ALIASES",
            "help": "Your own CSV of outlet names (`outlet,alias`); it wins over the shipped one.",
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
            sources=tuple(
                Path(path) for path in given.get("sources", "").split(os.pathsep) if path
            ),
            aliases=Path(given["aliases"]) if "aliases" in given else None,
            title=given.get("title", ""),
            host=given.get("host", defaults.host).strip("[]"),
            workers=_count("DATELINE_WORKERS", given.get("workers"), defaults.workers),
            threads=_count("DATELINE_THREADS", given.get("threads"), defaults.threads),
        )

    @property
    def paths(self) -> tuple[Path, ...]:
        """The lists to read: the sources given, or the example."""
        return self.sources or (EXAMPLE,)

    @property
    def heading(self) -> str:
        """What the dashboard is called."""
        if self.title:
            return self.title
        if not self.sources:
            return EXAMPLE_TITLE
        if len(self.sources) == 1:
            return f"Headlines from {self.sources[0].name}"
        return f"Headlines from {len(self.sources)} lists"


def _count(variable: str, text: str | None, default: int) -> int:
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        raise ConfigError(f"{variable}={text}: must be a whole number from 1 to 64")
    return int(text)
