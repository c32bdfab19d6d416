"""How well stories are found: python -m bench.stories FILE [--draw N].

FILE is the list of headlines that the labels beside this module are of, packed with gzip. Prints
precision and recall of the pairs of labelled headlines, of the pairs that were drawn from what
the method gave and judged, and the time. Fails below the goal. With --draw, prints N joined pairs
to be judged, no two of one story, always the same.
"""

import argparse
import csv
import gzip
import hashlib
import random
import time
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from webapp.dataset import Version, build, schema
from webapp.dataset.stories import NO_STORY
from webapp.outlets import shipped_table
from webapp.reading import Reading, read_bytes

#: The file that rows in the labels are counted in, from 0, after its line of names.
SHA256: Final = "65aaf92fe50650231d3aaaf0ef697d4572bb2d56f2af15b4271a0118ce0e5cfe"
LABELS: Final = Path(__file__).parent / "stories-labels.csv"
JUDGED: Final = Path(__file__).parent / "stories-judged.csv"
#: Of what is called one story, so much must be.
GOAL: Final = 0.9

#: What settings were chosen by, and what they were then tried on.
HALVES: Final = ("tune", "held")

# English stands in three columns of the list.
_ENGLISH: Final = {"gb", "us", "au"}
# The reader counts the line of names, and from 1.
_LINE_OF_ROW_0: Final = 2


class Labelled(NamedTuple):
    """A headline: its place in the version, which half it is in, its story ("" for none)."""

    place: int
    half: str
    story: str
    language: str


class Pairs(NamedTuple):
    """Pairs of headlines: rightly called one story, wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        there = self.right + self.missed
        return (
            f"{self.precision()}, recall {self.right / max(1, there):.3f} ({self.right} of {there})"
        )

    def precision(self) -> str:
        """How many of the pairs that were found are right, in words."""
        found = self.right + self.wrong
        return f"precision {self.right / max(1, found):.3f} ({self.right} of {found})"


def read(path: Path) -> tuple[Reading, list[str]]:
    """The list, and the language of each row."""
    packed = path.read_bytes()
    if hashlib.sha256(packed).hexdigest() != SHA256:
        raise SystemExit(f"{path} is not the list that the labels are of")
    data = gzip.decompress(packed)
    countries = [row["country"] for row in csv.DictReader(data.decode().splitlines())]
    languages = ["en" if each in _ENGLISH else each for each in countries]
    return read_bytes("headlines.csv", data), languages


def places(reading: Reading, version: Version) -> dict[int, int]:
    """Where the headline of each row lies among all of the version."""
    frames = [part.headlines for part in version.parts]
    lines = [line for frame in frames for line in frame[schema.LINE].tolist()]
    titles = [title for frame in frames for title in frame[schema.TITLE].tolist()]
    days = [day.date() for frame in frames for day in frame[schema.DATE]]
    found = {line - _LINE_OF_ROW_0: place for place, line in enumerate(lines)}
    # A row that repeats another is kept where that one is.
    kept = {said: place for place, said in enumerate(zip(titles, days, strict=True))}
    for line in reading.lines:
        row, entry = line.number - _LINE_OF_ROW_0, line.entry
        if row not in found and entry is not None and (entry.title, entry.date) in kept:
            found[row] = kept[entry.title, entry.date]
    return found


def labels(place_of: dict[int, int], languages: list[str]) -> Iterator[Labelled]:
    """The headlines labelled by hand."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number = int(row["row"])
            yield Labelled(place_of[number], row["half"], row["story"], languages[number])


def count(labelled: Iterable[Labelled], story: list[int], one_language: bool) -> Pairs:
    """Every pair of labelled headlines that are two, and so are not a row read twice."""
    right = wrong = missed = 0
    for one, other in combinations(labelled, 2):
        if one.place == other.place or (one_language and one.language != other.language):
            continue
        told = story[one.place] == story[other.place] != NO_STORY
        true = one.story == other.story != ""
        right += told and true
        wrong += told and not true
        missed += true and not told
    return Pairs(right, wrong, missed)


def judged(place_of: dict[int, int], story: list[int], half: str) -> Pairs:
    """Of pairs of a half that were drawn and judged, those that are still called one story."""
    right = wrong = 0
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one, other = (story[place_of[int(row[name])]] for name in ("row", "other"))
            if row["half"] == half and one == other != NO_STORY:
                right += row["same"] == "yes"
                wrong += row["same"] == "no"
    return Pairs(right, wrong, 0)


def draw(version: Version, place_of: dict[int, int], pairs: int) -> None:
    """Print so many pairs, each as likely as any that are joined, but at most one of a story."""
    row_of = {place: row for row, place in sorted(place_of.items(), reverse=True)}
    story = version.stories.of_headline
    titles = [title for part in version.parts for title in part.headlines[schema.TITLE].tolist()]
    chance = random.Random(2023)
    sizes = version.stories.sizes.tolist()
    drawn: set[int] = set()
    while len(drawn) < pairs:
        (number,) = chance.choices(range(len(sizes)), [size * (size - 1) // 2 for size in sizes])
        one, other = chance.sample(np.flatnonzero(story == number).tolist(), 2)
        if number not in drawn:
            drawn.add(number)
            print(f"{row_of[one]},{row_of[other]}  {titles[one]}  ||  {titles[other]}")


def main() -> None:
    """Print what was found. Exits with an error where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--draw", type=int, default=0)
    asked = parser.parse_args()
    reading, languages = read(asked.file)
    start = time.perf_counter()
    version = build([reading], [shipped_table()])
    print(f"a version of {version.headlines:,} headlines: {time.perf_counter() - start:.1f} s")
    place_of = places(reading, version)
    if asked.draw:
        draw(version, place_of, asked.draw)
        return
    stories = version.stories
    story = stories.of_headline.tolist()
    print(
        f"{len(stories):,} stories of {int(stories.sizes.sum()):,} headlines, "
        f"the largest of {int(stories.sizes.max())}"
    )
    held = list(labels(place_of, languages))
    for half in HALVES:
        these = [each for each in held if each.half == half]
        print(f"labelled, {half}: {count(these, story, False)}")
        print(f"  in one language: {count(these, story, True)}")
    print(f"labelled, all: {count(held, story, False)}")
    print(f"  in one language: {count(held, story, True)}")
    for half in HALVES:
        drawn = judged(place_of, story, half)
        print(f"drawn and judged, {half}: {drawn.precision()}")
    unseen = [each for each in held if each.half == "held"]
    found = (
        count(held, story, False),
        count(unseen, story, False),
        judged(place_of, story, "held"),
    )
    if any(each.right < GOAL * (each.right + each.wrong) for each in found):
        raise SystemExit(f"below the goal of {GOAL}")


if __name__ == "__main__":
    main()
