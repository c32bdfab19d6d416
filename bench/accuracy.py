"""Parting a large list of printed titles, held against the parts that its file gives.

    python -m bench.accuracy FILE

FILE is CSV (gzip or not) with the columns country, title_with_outlet, title and outlet.
Only `title_with_outlet` is read by the product; nothing is known of outlets. The
file's own parts rest on what most titles of one host agree on.
"""

import csv
import gzip
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from webapp.outlets import KnownOutlets
from webapp.outlets.names import name_letters
from webapp.reading import Verdict
from webapp.reading.parting import Parting, part_titles

#: Outlets with fewer rows in the file are left out: nothing in it can prove them.
ENOUGH: Final = 5
WORST: Final = 50

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file, packed or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


def explanation(row: Row, parting: Parting) -> str:
    """The rule by which a parting differs from the file's, or ""."""
    if parting.verdict is Verdict.AMBIGUOUS:
        return "reported ambiguous"
    first, _, second = row["outlet"].rpartition(" - ")
    if first and row["outlet"].endswith(parting.outlet) and parting.outlet != row["outlet"]:
        if name_letters(first.rpartition(" - ")[2]) == name_letters(second):
            return "the file has a name printed twice as the outlet; it is taken once"
        return (
            "the file sees one host; among all titles that end so, few have the name before it, "
            "which is left in the title"
        )
    if parting.verdict is Verdict.REPAIRED:
        return (
            "the file leaves a name printed twice in the title; nearly all titles of the "
            "outlet have it, so it is taken once"
        )
    if parting.outlet.endswith(row["outlet"]):
        return (
            "the file sees one host; nearly all titles that end so have the name before it, "
            "which is taken into the outlet"
        )
    return ""


def agrees(row: Row, parting: Parting) -> bool:
    """Whether title and outlet are the file's, letter for letter."""
    return (parting.title, parting.outlet) == (row["title"].strip(), row["outlet"].strip())


def report(rows: Sequence[Row], partings: Sequence[Parting]) -> list[str]:
    """What there is to say, line by line."""
    rows_of = Counter(row["outlet"] for row in rows)
    judged = [
        (row, parting)
        for row, parting in zip(rows, partings, strict=True)
        if rows_of[row["outlet"]] >= ENOUGH
    ]
    wrong = [(row, parting) for row, parting in judged if not agrees(row, parting)]
    why = Counter(explanation(row, parting) or "not explained" for row, parting in wrong)
    verdicts = Counter(parting.verdict for parting in partings)
    lines = [
        f"{len(judged):,} rows whose outlet has {ENOUGH} rows or more: "
        f"{len(judged) - len(wrong):,} agree ({_share(len(judged) - len(wrong), len(judged))})",
        f"of all {len(rows):,} rows, {verdicts[Verdict.AMBIGUOUS]:,} are ambiguous "
        f"({_share(verdicts[Verdict.AMBIGUOUS], len(rows))}), "
        f"{verdicts[Verdict.REPAIRED]:,} repaired",
        f"{len(wrong):,} disagree:",
        *(f"  {count:5,}  {reason}" for reason, count in why.most_common()),
        "by country:",
    ]
    judged_in = Counter(row["country"] for row, _ in judged)
    wrong_in = Counter(row["country"] for row, _ in wrong)
    lines += [
        f"  {country}  {_share(count - wrong_in[country], count)} of {count:,} rows agree"
        for country, count in sorted(judged_in.items())
    ]
    worst = Counter((row["outlet"], parting.outlet) for row, parting in wrong)
    example = {(row["outlet"], parting.outlet): (row, parting) for row, parting in wrong}
    lines.append(f"the {WORST} most frequent disagreements (rows, the file's outlet, ours, why):")
    for (theirs, ours), count in worst.most_common(WORST):
        row, parting = example[theirs, ours]
        lines.append(f"  {count:5,}  “{theirs}” / “{ours}”: {explanation(row, parting) or '?'}")
        lines.append(f"         … {row['title_with_outlet'][-90:]}")
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.2%}"


def main() -> None:
    """Print the report on the file named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.accuracy FILE")
    rows = read_rows(Path(sys.argv[1]))
    start = time.perf_counter()
    partings = part_titles([row["title_with_outlet"] for row in rows], KnownOutlets())
    took = time.perf_counter() - start
    print("\n".join(report(rows, partings)))
    unexplained = sum(
        not (agrees(row, parting) or explanation(row, parting))
        for row, parting in zip(rows, partings, strict=True)
    )
    print(f"parting took {took:.1f} s, {took / max(1, len(rows)) * 1e6:.1f} µs a title")
    if unexplained:
        sys.exit(f"{unexplained:,} disagreements are explained by no rule")


if __name__ == "__main__":
    main()
