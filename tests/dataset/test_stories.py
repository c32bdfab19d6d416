"""Which headlines are one story, what it is called, and which of them is its record."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dataset.test_part_files import store as store
from tests.dataset.test_store import add
from tests.factories import EXAMPLE, entries_version, example_version
from tests.query.strategies import entries
from webapp.dataset import Version, schema
from webapp.dataset.arrow_files import DamagedFileError, write_arrays
from webapp.dataset.repeats import NO_FAMILY
from webapp.dataset.store import Store
from webapp.dataset.stories import NO_STORIES, NO_STORY, Stories
from webapp.reading import DateSource, Entry

FIRST = date(2026, 1, 5)
FILLING = (
    "Parliament debates the budget for schools",
    "Rain expected in the north this weekend",
    "Museum buys a painting by an unknown master",
    "Doctors warn of a shortage of nurses",
    "New bridge opens to traffic after years of work",
    "Farmers sell wheat at record prices",
)


def entry(title: str, outlet: str, day: int = 0, hour: int | None = None) -> Entry:
    when = FIRST + timedelta(days=day)
    time = None if hour is None else datetime(when.year, when.month, when.day, hour, tzinfo=UTC)
    return Entry(title, outlet, when, DateSource.PUBLISHED, None, time=time)


def filling(days: Iterable[int] = range(6)) -> list[Entry]:
    """Headlines of which no two are about one event."""
    return [
        entry(title, f"Filler {number}", day)
        for number, (title, day) in enumerate(zip(FILLING, days, strict=True))
    ]


def told(version: Version) -> list[set[str]]:
    """The titles and outlets of each story."""
    found: list[set[str]] = [set() for _ in range(len(version.stories))]
    for part in version.parts:
        frame = part.headlines
        for number, title, code in zip(
            part.story.tolist(), frame[schema.TITLE], frame[schema.OUTLET], strict=True
        ):
            if number != NO_STORY:
                found[number].add(f"{version.outlets[code].name}: {title}")
    return found


def record(version: Version, number: int = 0) -> str:
    (place,) = version.stories.records[number : number + 1].tolist()
    frame = version.parts[0].headlines.iloc[place]
    return f"{version.outlets[frame[schema.OUTLET]].name}: {frame[schema.TITLE]}"


FERRY = [
    entry("Ferry Astoria sinks off Crete with dozens aboard", "Paper A", 0),
    entry("Ferry Astoria sinks off Crete, dozens missing", "Paper B", 0),
    entry("Dozens missing after ferry Astoria sinks off Crete", "Paper C", 1),
]


def test_headlines_about_one_event_are_one_story() -> None:
    version = entries_version([*FERRY, *filling()])
    assert told(version) == [
        {f"{each.outlet}: {each.title}" for each in FERRY},
    ]
    assert version.stories.sizes.tolist() == [3]


def test_two_events_with_a_word_in_common_are_two_stories() -> None:
    quake = [
        entry("Earthquake in Crete damages the port of Chania", "Paper A", 0),
        entry("Strong earthquake damages port of Chania", "Paper B", 0),
    ]
    version = entries_version([*FERRY, *quake, *filling()])
    assert sorted(map(len, told(version))) == [2, 3]


def test_a_word_alone_is_no_event() -> None:
    version = entries_version(
        [
            entry("Astoria hotel hires a new cook", "Paper A"),
            entry("Where Astoria got its name from", "Paper B"),
            *filling(),
        ]
    )
    assert told(version) == []
    assert version.parts[0].story.tolist() == [NO_STORY] * 8


def test_the_same_days_and_numbers_are_no_event() -> None:
    version = entries_version(
        [
            entry("Lottery results 14 21 33 40 2026", "Paper A"),
            entry("Weather map 14 21 33 40 2026", "Paper B"),
            *filling(),
        ]
    )
    assert told(version) == []


def test_an_event_of_another_week_is_another_story() -> None:
    later = [entry(each.title, f"{each.outlet} again", 30) for each in FERRY[:2]]
    others = [entry(f"Oak{day} elm{day} ash{day} yew{day}", "Paper D", day) for day in range(40)]
    version = entries_version([*FERRY, *later, *others])
    assert sorted(map(len, told(version))) == [2, 3]


def test_what_an_outlet_prints_day_after_day_is_no_story() -> None:
    daily = [
        entry(f"Harbour war at a glance: what happened on day {day}", "Paper A", day)
        for day in (0, 1, 2, 9)
    ]
    assert told(entries_version([*daily, *filling()])) == []
    # Within a week it may be one article that was listed again.
    week = [*daily[:3], *filling()]
    assert told(entries_version(week)) == [
        {f"Paper A: {each.title}" for each in daily[:3]},
    ]


def test_a_wire_family_is_one_story_whatever_its_words() -> None:
    title = "The of and to in for on at"
    wire = [entry(title, "Paper A", 0), entry(title, "Paper B", 1), entry(title, "Paper C", 2)]
    (story,) = told(entries_version([*wire, *filling()]))
    assert story == {f"{each.outlet}: {title}" for each in wire}


@settings(max_examples=30, deadline=None)
@given(sources=st.lists(entries(), max_size=2))
def test_families_lie_in_one_story_and_stories_have_two_headlines(
    sources: list[list[Entry]],
) -> None:
    version = entries_version(*sources)
    (part,) = version.parts
    version.stories.check(version.headlines)
    for family in set(part.families.tolist()) - {NO_FAMILY}:
        (story,) = set(part.story[part.families == family].tolist())
        assert story != NO_STORY
    counts = np.bincount(part.story[part.story != NO_STORY], minlength=len(version.stories))
    assert counts.tolist() == version.stories.sizes.tolist()
    assert all(count >= 2 for count in counts.tolist())


@settings(max_examples=30, deadline=None)
@given(sources=st.lists(entries(), max_size=2), parts=st.integers(2, 7))
def test_parts_do_not_show_in_stories(sources: list[list[Entry]], parts: int) -> None:
    whole, parted = entries_version(*sources), entries_version(*sources, parts=parts)
    for name, array in whole.stories.arrays().items():
        assert array.tolist() == parted.stories.arrays()[name].tolist(), name
    together = np.concatenate([part.story for part in parted.parts])
    assert together.tolist() == whole.stories.of_headline.tolist()


@pytest.mark.parametrize("parts", [2, 5])
def test_parts_do_not_show_in_the_example(parts: int) -> None:
    whole, parted = example_version(), example_version(parts)
    assert len(whole.stories) > 0
    for name, array in whole.stories.arrays().items():
        assert array.tolist() == parted.stories.arrays()[name].tolist(), name


@pytest.mark.parametrize(
    ("days", "hours", "first"),
    [
        ((1, 0, 2), (None, None, None), "Paper B"),
        ((0, 0, 0), (9, 7, 8), "Paper B"),
        ((0, 0, 0), (None, 9, 8), "Paper C"),
        ((1, 0, 0), (3, None, 9), "Paper C"),
        ((0, 0, 0), (None, None, None), "Paper A"),
    ],
)
def test_the_headline_of_record_is_the_first(
    days: Sequence[int], hours: Sequence[int | None], first: str
) -> None:
    some = [
        entry(each.title, each.outlet, day, hour)
        for each, day, hour in zip(FERRY, days, hours, strict=True)
    ]
    version = entries_version([*some, *filling()])
    assert len(version.stories) == 1
    assert record(version).startswith(first)


def test_a_name_stays_when_later_headlines_come() -> None:
    before = entries_version([*FERRY[:2], *filling()])
    after = entries_version([*FERRY, entry("Storm hits the coast", "Paper D", 3), *filling()])
    (name,) = (before.stories.name(0),)
    assert len(name) == 12
    assert after.stories.number(name) == 0
    assert after.stories.sizes.tolist() == [3]


def test_names_and_numbers_are_inverse() -> None:
    stories = example_version().stories
    names = [stories.name(number) for number in range(len(stories))]
    assert len(set(names)) == len(names) > 1
    assert [stories.number(name) for name in names] == list(range(len(stories)))
    for unknown in (
        "000000000000",
        "",
        "x",
        names[0].upper() + "A",
        f" {names[0]}",
        "ffffffffffff",
    ):
        assert stories.number(unknown) is None
    assert NO_STORIES.number(names[0]) is None


@pytest.mark.parametrize(
    ("name", "put"),
    [
        ("of_headline", [0, 0, 5]),
        ("of_headline", [0, 0, -2]),
        ("of_headline", [0, 0]),
        ("records", [3]),
        ("records", [-1]),
        ("records", [2]),
        ("records", [0, 1]),
        ("sizes", [2, 2]),
        ("keys", [-1]),
        ("keys", [1 << 48]),
    ],
)
def test_arrays_that_point_elsewhere_are_refused(name: str, put: list[int]) -> None:
    arrays: dict[str, Any] = {
        "of_headline": np.array([0, 0, -1], np.int32),
        "keys": np.array([7], np.int64),
        "records": np.array([1], np.int32),
        "sizes": np.array([2], np.int32),
    }
    Stories(**arrays).check(3)
    with pytest.raises(ValueError, match="cannot be"):
        Stories(**arrays | {name: np.array(put, arrays[name].dtype)}).check(3)
    with pytest.raises(ValueError, match="cannot be"):
        Stories(**arrays | {name: arrays[name].astype(np.int16)}).check(3)


@pytest.mark.parametrize("name", ["of_headline", "keys", "records", "sizes"])
def test_a_file_without_one_of_its_arrays_is_refused(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path / "data")
    add(store, EXAMPLE.read_text("utf-8"))
    arrays = store.open(store.current).stories.arrays()
    assert {each: array.tolist() for each, array in arrays.items()} == {
        each: array.tolist() for each, array in example_version().stories.arrays().items()
    }
    held = {each: array.copy() for each, array in arrays.items() if each != name}
    beside = tmp_path / "beside"
    write_arrays(beside, held)
    beside.rename(store.version(store.current) / "stories.arrow")
    with pytest.raises(DamagedFileError, match="stories"):
        store.open(store.current)
