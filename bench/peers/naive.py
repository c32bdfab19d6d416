"""What one would write in an afternoon: Flask, a pandas DataFrame, Plotly Express.

Kinder than most: the chart is by month, of twelve outlets and the rest, and Plotly's script is left
to a network of others (`include_plotlyjs="cdn"`), so that it is neither copied nor sent each time.
"""

import html
import re
import sys
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import pandas as pd
import plotly.express as px
from flask import Flask, request

from bench.peers.peer import Fetch, Peer
from bench.requests import PAGE_ROWS, Answer, Request

_SERIES: Final = 12
_NAMED: Final = 100
_PAGE: Final = """<!doctype html>
<title>Headlines</title>
<h1 id="total">{total} headlines</h1>
<form><input name="q"><input name="outlet"><input name="from"><input name="to"></form>
<table id="outlets">{outlets}</table>
{chart}
{table}
"""
_OUTLET: Final = re.compile(r'<tr class="outlet"><td>(.*?)</td><td>(\d+)</td>')


def create_app(files: Sequence[str], whole_words: bool = False) -> Flask:
    """The app; it reads all files when it starts.

    Finding letters is quicker than finding whole words, so it does that where it is the same.
    """
    app = Flask(__name__)
    frame = pd.concat([pd.read_csv(path, parse_dates=["date"]) for path in files])
    frame = frame.sort_values("date", ascending=False, ignore_index=True)
    frame["month"] = frame["date"].dt.strftime("%Y-%m")

    @app.route("/")
    def page() -> str:
        """The page of a view."""
        found = frame
        if outlet := request.args.get("outlet"):
            found = found[found["outlet"] == outlet]
        if first := request.args.get("from"):
            found = found[found["date"] >= pd.Timestamp(first, tz="UTC")]
        if last := request.args.get("to"):
            found = found[found["date"] < pd.Timestamp(last, tz="UTC") + pd.Timedelta(days=1)]
        if word := request.args.get("q"):
            pattern = rf"\b{re.escape(word)}\b" if whole_words else word
            found = found[found["title"].str.contains(pattern, case=False, regex=whole_words)]
        outlets = found["outlet"].value_counts()
        drawn = found["outlet"].where(found["outlet"].isin(outlets.index[:_SERIES]), "other")
        counts = found.groupby(["month", drawn]).size().reset_index(name="headlines")
        start = (int(request.args.get("page", 1)) - 1) * PAGE_ROWS
        rows = found[["date", "outlet", "title", "url"]].iloc[start : start + PAGE_ROWS]
        return _PAGE.format(
            total=len(found),
            outlets="".join(
                f'<tr class="outlet"><td>{html.escape(str(name))}</td><td>{count}</td>'
                for name, count in outlets.head(_NAMED).items()
            ),
            chart=px.bar(counts, x="month", y="headlines", color="outlet").to_html(
                full_html=False, include_plotlyjs="cdn"
            ),
            table=rows.to_html(index=False, render_links=True),
        )

    return app


class Naive(Peer):
    """Two gunicorn workers of four threads; each reads the list for itself."""

    name = "Flask + pandas"

    def command(self, port: int) -> Sequence[str]:
        given = ([str(path) for path in self.facts.files], not self.facts.words_stand_alone)
        return [
            *(sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4"),
            *("--timeout", "600", "--no-control-socket", "--log-level", "warning"),
            *("--bind", f"127.0.0.1:{port}", f"bench.peers.naive:create_app{given!r}"),
        ]

    def path(self, request: Request) -> str:
        arguments = {
            "q": request.word,
            "outlet": request.outlet,
            "from": f"{request.year}-01-01" if request.year else "",
            "to": f"{request.year}-12-31" if request.year else "",
            "page": str(request.page),
        }
        return "/?" + urlencode({name: value for name, value in arguments.items() if value})

    def answer(self, fetch: Fetch, request: Request) -> Answer:
        """From its page."""
        page = fetch(self.path(request))
        total = re.search(r'id="total">(\d+)', page)
        return Answer(
            int(total[1]) if total else 0,
            {html.unescape(name): int(count) for name, count in _OUTLET.findall(page)},
        )
