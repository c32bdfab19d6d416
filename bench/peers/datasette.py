"""Datasette, with every index and setting that makes it quick, and its limits lifted.

Its two processes are two servers on two ports, asked in turn: it has no workers of its own.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import quote_plus

from bench.facts import Facts
from bench.peers.database import build
from bench.peers.peer import Fetch, Peer
from bench.requests import PAGE_ROWS, Answer, Request

_LONG_MS: Final = 3_600_000
_SETTINGS: Final = {
    "default_page_size": PAGE_ROWS,
    "sql_time_limit_ms": _LONG_MS,
    "facet_time_limit_ms": _LONG_MS,
    "suggest_facets": "off",
}
# Versions from 1.0 on stop counting at 10,000, which no setting changes.
_COUNT_ALL: Final = '''"""Counts all rows, as the peers do."""

from datasette.database import Database

Database.count_limit = 1_000_000_000
'''


class Datasette(Peer):
    """One table of a SQLite database that never changes, with facets by outlet and by date."""

    version: ClassVar[str]
    servers = 2

    def __init__(self, facts: Facts, folder: Path) -> None:
        super().__init__(facts, folder)
        self._database = folder.parent / "headlines.db"
        self._venv = folder.parent.parent / f"datasette-{self.version}"

    def prepare(self) -> None:
        """Install it into an environment of its own, and build the database (shared)."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._program.exists():
            subprocess.run([sys.executable, "-m", "venv", self._venv], check=True)
            subprocess.run(
                [self._venv / "bin" / "pip", "install", "--quiet", f"datasette=={self.version}"],
                check=True,
            )
        if not self._database.exists():
            build(self.facts.files, self._database)
        plugins = self.folder / "plugins"
        plugins.mkdir(exist_ok=True)
        (plugins / "count_all.py").write_text(_COUNT_ALL)
        counts = subprocess.run(
            [self._program, "inspect", self._database], check=True, capture_output=True
        )
        (self.folder / "counts.json").write_bytes(counts.stdout)

    def command(self, port: int) -> Sequence[str]:
        settings = [
            part
            for name, value in _SETTINGS.items()
            for part in ("--setting", name, str(value))
        ]  # fmt: skip
        return [
            *(str(self._program), "serve", "--immutable", str(self._database)),
            *("--inspect-file", str(self.folder / "counts.json")),
            *("--plugins-dir", str(self.folder / "plugins")),
            *("--host", "127.0.0.1", "--port", str(port), *settings),
        ]

    def path(self, request: Request) -> str:
        return self._path(request, "")

    def answer(self, fetch: Fetch, request: Request) -> Answer:
        """From the JSON of the same page."""
        found: dict[str, Any] = json.loads(fetch(self._path(request, ".json")))
        facets = found["facet_results"]
        facets = facets.get("results", facets)
        # The older name, and the newer one.
        total = "filtered_table_rows_count" if "filtered_table_rows_count" in found else "count"
        return Answer(
            found[total],
            {each["value"]: each["count"] for each in facets["outlet"]["results"]},
        )

    @property
    def _program(self) -> Path:
        return self._venv / "bin" / "datasette"

    def _path(self, request: Request, suffix: str) -> str:
        arguments = [
            ("_search", request.word),
            ("outlet__exact", request.outlet),
            ("date__gte", f"{request.year}-01-01" if request.year else ""),
            ("date__lte", f"{request.year}-12-31" if request.year else ""),
            ("_sort_desc", "date"),
            ("_facet", "outlet"),
            ("_facet", "date"),
            # Its pages are found from one to the next; it keeps none, so the first will do.
            ("_view", str(request.page) if request.page > 1 else ""),
            ("_extra", "count,facet_results" if suffix else ""),
        ]
        query = "&".join(f"{name}={quote_plus(value)}" for name, value in arguments if value)
        return f"/headlines/headlines{suffix}?{query}"


class DatasetteStable(Datasette):
    """The newest release."""

    version = "0.65.5"
    name = f"Datasette {version}"


class DatasetteNext(Datasette):
    """The newest release before 1.0 is final."""

    version = "1.0a41"
    name = f"Datasette {version}"
