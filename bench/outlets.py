"""How many names become how many outlets: python -m bench.outlets FILE [--without-links].

FILE is CSV, packed with gzip or not, with the columns `outlet` and `host`. Fails when two
domains were joined that no table joins.
"""

import argparse
import csv
import gzip
import io
import time
from collections import defaultdict
from pathlib import Path

from webapp.outlets import Outlets, Written, identify, shipped_table, suggest
from webapp.outlets.domains import registrable, sites
from webapp.outlets.platforms import shipped_platforms

SHOWN = 50


def read(path: Path) -> list[Written]:
    """The outlet and host of every row."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    return [Written(row["outlet"], row["host"]) for row in csv.DictReader(io.StringIO(text))]


def joined_by_no_table(outlets: Outlets) -> list[tuple[str, list[str]]]:
    """Outlets whose links are at several domains that the shipped table does not join."""
    table, platforms = shipped_table(), shipped_platforms()
    domains: dict[int, set[str]] = defaultdict(set)
    for (_, host), code in outlets.code_by_written.items():
        listed = any(site in table.outlet_by_key for site in sites(host))
        printed = any(at in sites(host) for at, _ in table.printed_at)
        if code and registrable(host) and not (listed or printed or platforms.is_host(host)):
            domains[code].add(platforms.publication(host))
        elif listed and not printed:
            domains[code].add(f"= {table.outlet_by_key[first_listed(host)]}")
    return [(outlets[code].name, sorted(seen)) for code, seen in domains.items() if len(seen) > 1]


def first_listed(host: str) -> str:
    """The narrowest domain of `host` in the shipped table."""
    return next(site for site in sites(host) if site in shipped_table().outlet_by_key)


def main() -> None:
    """Print the figures, and the first suggestions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--without-links", action="store_true")
    given = parser.parse_args()
    written = read(given.file)
    if given.without_links:
        written = [Written(pair.name) for pair in written]
    start = time.perf_counter()
    outlets = identify(written, [shipped_table()])
    took = time.perf_counter() - start
    names = {pair.name for pair in written if pair.name}
    print(
        f"{len(written):,} headlines, {len(set(written)):,} pairs of name and host, "
        f"{len(names):,} names, {outlets.written:,} with their domains: "
        f"{len(outlets) - 1:,} outlets, {len(outlets.joins):,} joins listed, {took:.2f} s"
    )
    wrong = joined_by_no_table(outlets)
    assert not wrong, wrong
    print("no two domains in one outlet but by the table")
    start = time.perf_counter()
    suggestions = suggest(outlets, [shipped_table()])
    print(f"{len(suggestions):,} suggestions, {time.perf_counter() - start:.2f} s")
    for one, other, evidence, strength in suggestions[:SHOWN]:
        print(f"  {strength:.2f}  {one.name} | {other.name}: {evidence}")


if __name__ == "__main__":
    main()
