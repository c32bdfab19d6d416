"""Runs every measurement and prints one line each. See README.md beside this file."""

import csv
import datetime as dt
import gzip
import io
import random
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import pandas as pd
import plotly.graph_objects as go
from flask.testing import FlaskClient

from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version, build
from webapp.outlets import shipped_table
from webapp.pages import dashboard, figure_json, outlet_options
from webapp.paths import EXAMPLE
from webapp.query.measure import Measure, run
from webapp.query.view import View
from webapp.reading import read_bytes, read_file
from webapp.reading.dates.dates import DATE_SHAPE
from webapp.reading.formats.text_list import read_text_list
from webapp.text import long_day

ROUNDS = 7
ROWS = 200_000


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of so many runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def example_lines() -> str:
    return EXAMPLE.read_text("utf-8").split("Read more:\n")[1]


def reading() -> str:
    """Reading a list, against a compiled expression that only finds its fields."""
    text = example_lines() * 500
    lines = text.count("\n")
    scan = re.compile(
        r"^- (.*) - (.*?) ?- (\w+ \d+\w\w, \d{4}) \[(\w+ \d+\w\w, \d{4})\]$", re.MULTILINE
    )
    data = text.encode()
    ours = seconds(lambda: read_bytes("list.txt", data))
    floor = seconds(lambda: sum(1 for _ in scan.finditer(data.decode())))
    return (
        f"reading {lines:,} lines: {ours / floor:.1f} times the time of a scan "
        f"({ours / lines * 1e6:.1f} and {floor / lines * 1e6:.1f} µs a line)"
    )


def reading_by_shape() -> str:
    """Reading the same headlines under date headings, against a scan for their fields."""
    days: dict[str, list[str]] = {}
    for line in read_text_list(example_lines()):
        if line.entry is not None and line.entry.outlet:
            item = f"- {line.entry.title} - {line.entry.outlet}"
            days.setdefault(long_day(line.entry.date), []).append(item)
    text = "".join(f"## {day}\n\n" + "\n".join(items) + "\n\n" for day, items in days.items()) * 500
    lines = text.count("\n")
    scan = re.compile(r"^(?:- (.*) - (.*?)|## (\d+ \w+ \d{4}))$", re.MULTILINE)
    ours = seconds(lambda: read_text_list(text))
    floor = seconds(lambda: sum(1 for _ in scan.finditer(text)))
    return (
        f"reading {lines:,} lines under date headings: {ours / floor:.1f} times the time of a scan "
        f"({ours / lines * 1e6:.1f} and {floor / lines * 1e6:.1f} µs a line)"
    )


def table_rows() -> str:
    """A CSV of ROWS made headlines, always the same: no two titles alike, 500 outlets."""
    draw = random.Random(2026)
    words = ["".join(draw.choices("aeilmnorst", k=draw.randint(2, 9))) for _ in range(3_000)]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("title", "outlet", "date", "url"))
    first = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
    for number in range(ROWS):
        title = " ".join(draw.choices(words, k=draw.randint(5, 14))).capitalize()
        outlet = draw.randint(1, 500)
        time = first + dt.timedelta(seconds=draw.randint(0, 94_000_000))
        address = f"https://paper{outlet}.example/{time.year}/{number}"
        writer.writerow((title, f"Paper {outlet}", f"{time:%Y-%m-%dT%H:%M:%SZ}", address))
    return out.getvalue()


def ingest() -> str:
    """Reading a table and building a version of it, against taking its cells apart."""
    text = table_rows()
    data = text.encode()

    def ours() -> Version:
        return build([read_bytes("table.csv", data)], [shipped_table()])

    took = seconds(ours, 3)
    floor = seconds(lambda: sum(1 for _ in csv.reader(io.StringIO(text, newline=""))), 3)
    tracemalloc.start()
    version = ours()
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (
        f"a table of {ROWS:,} rows read and built into {version.headlines:,} headlines: "
        f"{took / floor:.0f} times the time of csv.reader ({took / ROWS * 1e6:.1f} and "
        f"{floor / ROWS * 1e6:.1f} µs a row); memory: {held / len(data):.1f} times the bytes of "
        f"the table, {peak / len(data):.1f} times while building ({peak / 1e6:,.0f} MB)"
    )


def dates_in_prose() -> str:
    """Looking for dates in a text without any, against looking at each of its words."""
    text = "Some words here and there, of this and that, and no day among them. " * 10_000
    shape, word = re.compile(DATE_SHAPE, re.IGNORECASE), re.compile(r"\w+")
    ours = seconds(lambda: shape.search(text))
    floor = seconds(lambda: sum(1 for _ in word.finditer(text)))
    return (
        f"looking for dates in {len(text):,} characters without any: {ours / floor:.1f} times the "
        f"time of looking for words ({ours / len(text) * 1e6:.2f} µs a character)"
    )


def readable_bytes(client: FlaskClient) -> int:
    """What the first page and its style sheets weigh, compressed."""
    packed = {"Accept-Encoding": "gzip"}
    page = client.get("/", headers=packed)
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', client.get("/").text)
    return len(page.data) + sum(len(client.get(url, headers=packed).data) for url in sheets)


def transfer() -> str:
    """Bytes until the first page can be read, against the usual page with Plotly inside."""
    ours = readable_bytes(create_app(Config()).test_client())
    usual = len(go.Figure(go.Bar(x=["2026-01-09"], y=[1])).to_html().encode())
    packed_usual = len(gzip.compress(go.Figure(go.Bar()).to_html().encode(), 5))
    return (
        f"a readable first page: 1/{usual / ours:.0f} of the bytes of fig.to_html() "
        f"({ours:,} and {usual:,}; that compressed: {packed_usual:,})"
    )


def pages() -> str:
    """Making the first page, against making the usual page for the same numbers."""
    client = create_app(Config()).test_client()
    frame = pd.DataFrame(
        [
            (line.entry.date, line.entry.outlet)
            for line in read_file(EXAMPLE).lines
            if line.entry is not None
        ],
        columns=["date", "outlet"],
    )

    def usual() -> str:
        counts = frame.groupby(["outlet", "date"]).size().reset_index(name="n")
        bars = [
            go.Bar(name=outlet, x=rows["date"], y=rows["n"])
            for outlet, rows in counts.groupby("outlet")
        ]
        return str(go.Figure(bars, layout={"barmode": "stack"}).to_html(include_plotlyjs=False))

    ours, theirs = seconds(lambda: client.get("/")), seconds(usual)
    with answers_kept():
        drawn = seconds(lambda: client.get("/"))
        figure = seconds(lambda: client.get("/figure.json"))
    return (
        f"the example's page, table and all: {ours / theirs:.2f} times the time of "
        f"groupby and to_html() ({ours * 1e3:.1f} and {theirs * 1e3:.1f} ms), {drawn * 1e3:.1f} ms "
        f"of it not for queries; its figure {figure * 1e3:.1f} ms"
    )


@contextmanager
def answers_kept() -> Iterator[None]:
    """Has pages ask each query once and keep the answer, so that only their making is measured."""
    answers: dict[tuple[int, int, View], object] = {}

    def kept(query: Measure[object, object], version: Version, view: View) -> object:
        key = (id(query), id(version), view)
        if key not in answers:
            answers[key] = run(query, version, view)
        return answers[key]

    with ExitStack() as patches:
        for module in (dashboard, figure_json, outlet_options):
            patches.enter_context(patch.object(module, "run", kept))
        yield


def full_page() -> str:
    """Making the fullest page there is: 92 days of 14 series, 50 headlines, 100 outlets."""
    draw = random.Random(7)
    first = dt.date(2025, 10, 1)
    lines = ["title,outlet,date,url"]
    for number in range(30_000):
        outlet = min(int(draw.paretovariate(0.6)), 400)
        day = first + dt.timedelta(days=draw.randint(0, 91))
        words = " ".join(draw.choices(("talks", "strike", "budget", "storm", "vote"), k=9))
        address = f"https://paper{outlet}.example/{number}"
        name = f"The Paper of City {outlet}" if outlet > 1 else ""
        lines.append(f"{words.capitalize()} {number},{name},{day},{address}")
    version = build([read_bytes("table.csv", "\n".join(lines).encode())], [shipped_table()])
    client = create_app(Config(), version).test_client()
    with answers_kept():
        page = client.get("/")
        ours = seconds(lambda: client.get("/"))
        figure = seconds(lambda: client.get("/figure.json"))
    drawn = client.get("/figure.json").get_json()
    usual = seconds(lambda: go.Figure(drawn).to_html(include_plotlyjs=False))
    bars, numbers = page.text.count('class="bar'), page.text.count('<td class="number"><a')
    return (
        f"the fullest page, {bars:,} bars and {numbers:,} linked numbers, from its data: "
        f"{ours / usual:.2f} times the time of to_html() of the same bars "
        f"({ours * 1e3:.1f} and {usual * 1e3:.1f} ms), its figure {figure * 1e3:.1f} ms; "
        f"{readable_bytes(client):,} bytes to read it"
    )


def main() -> None:
    """Print every measurement."""
    for measure in (
        reading,
        reading_by_shape,
        dates_in_prose,
        ingest,
        transfer,
        pages,
        full_page,
    ):
        print(measure())


if __name__ == "__main__":
    main()
