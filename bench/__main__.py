"""Runs every measurement and prints one line each. See README.md beside this file."""

import gzip
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import build
from webapp.outlets import shipped_table
from webapp.paths import EXAMPLE
from webapp.reading import read_bytes, read_file
from webapp.reading.formats.text_list import read_text_list
from webapp.text import long_day

ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    """The median time of ROUNDS runs."""
    times = []
    for _ in range(ROUNDS):
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


def transfer() -> str:
    """Bytes until the first page can be read, against the usual page with Plotly inside."""
    client = create_app(Config()).test_client()
    packed = {"Accept-Encoding": "gzip"}
    page = client.get("/", headers=packed)
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', client.get("/").text)
    ours = len(page.data) + sum(len(client.get(url, headers=packed).data) for url in sheets)
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
    return (
        f"the example's page, table and all: {ours / theirs:.2f} times the time of "
        f"groupby and to_html() ({ours * 1e3:.1f} and {theirs * 1e3:.1f} ms)"
    )


def memory() -> str:
    """What a version holds, and what building it needs, against the bytes read."""
    data = (example_lines() * 500).encode()
    tracemalloc.start()
    reading = read_bytes("list.txt", data)
    version = build([reading], [shipped_table()])
    _, peak = tracemalloc.get_traced_memory()
    del reading
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (
        f"memory of {version.headlines:,} headlines: {held / len(data):.1f} times the bytes of "
        f"the list, {peak / len(data):.1f} times while building"
    )


def main() -> None:
    """Print every measurement."""
    for measure in (reading, reading_by_shape, transfer, pages, memory):
        print(measure())


if __name__ == "__main__":
    main()
