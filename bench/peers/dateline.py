"""Dateline itself: `dateline ingest` into a folder, `dateline serve` of it."""

import html
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote_plus

from bench.peers.peer import Fetch, Peer
from bench.requests import Answer, Request

DATELINE: Final = (sys.executable, "-m", "webapp.cli")

_TOTAL: Final = re.compile(r'id="headlines-heading"[^>]*>\s*([\d,]+)')
_OPTION: Final = re.compile(
    r'name="outlet" value="([^"]+)".*?<bdi>(.*?)</bdi>.*?class="count">([\d,]+)<', re.DOTALL
)


def keeps_data() -> bool:
    """Whether this Dateline has `ingest`; otherwise the files themselves are served."""
    run = subprocess.run([*DATELINE, "ingest", "--help"], capture_output=True, check=False)
    return run.returncode == 0


class Dateline(Peer):
    """Two gunicorn workers of four threads, its defaults."""

    name = "Dateline"

    def prepare(self) -> None:
        """Ingest the list, unless a store of it is there whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sources: Sequence[str] = [str(path) for path in self.facts.files]
        if keeps_data():
            store = self.folder / "store"
            if not (store / "CURRENT").exists():
                shutil.rmtree(store, ignore_errors=True)
                ingest(self.facts.files, store)
            self._sources = [str(store)]

    def command(self, port: int) -> Sequence[str]:
        return [*DATELINE, "serve", *self._sources, "--port", str(port)]

    def path(self, request: Request) -> str:
        arguments = [
            ("q", request.word),
            ("outlet", slug(request.outlet)),
            ("from", f"{request.year}-01-01" if request.year else ""),
            ("to", f"{request.year}-12-31" if request.year else ""),
            ("page", str(request.page) if request.page > 1 else ""),
        ]
        query = "&".join(f"{name}={quote_plus(value)}" for name, value in arguments if value)
        return f"/?{query}" if query else "/"

    def answer(self, fetch: Fetch, request: Request) -> Answer:
        """From the heading of the table and the outlets to choose from.

        Those count what each outlet would add, so with an outlet chosen only its own holds.
        """
        page = fetch(self.path(request))
        total = _TOTAL.search(page)
        by_outlet = {
            html.unescape(name): int(count.replace(",", ""))
            for _, name, count in _OPTION.findall(page)
            if not request.outlet or html.unescape(name) == request.outlet
        }
        return Answer(int(total[1].replace(",", "")) if total else 0, by_outlet)


def slug(outlet: str) -> str:
    """How links name an outlet, unless several share it: letters and digits between hyphens."""
    return "-".join(re.findall(r"[^\W_]+", outlet.casefold()))


def ingest(files: Sequence[Path], store: Path) -> None:
    """Raises CalledProcessError."""
    subprocess.run(
        [*DATELINE, "ingest", *map(str, files), "--into", str(store)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
