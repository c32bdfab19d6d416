"""What has changed from one version to another."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NINTH, line, reading_of, version_of
from tests.query.plain_difference import plain_difference
from webapp.dataset import Version, build
from webapp.outlets import AliasTable, parse_table
from webapp.query.deadline import TooSlowError, end_deadline, start_deadline
from webapp.query.difference import Difference, difference
from webapp.query.outlet_changes import Became
from webapp.reading import DateSource, Entry, Reading

ONE = Entry("One", "Paper A", NINTH, DateSource.PUBLISHED, None)
LINK = "https://a.org/world/one"

TABLES = (
    "",
    "Paper A,Paper B,accept\n",
    "Paper D,Paper A,rename\n",
    "Paper B,Paper C,accept\nPaper A,paper.org,accept\n",
)


def table(rows: str) -> list[AliasTable]:
    return [parse_table(f"outlet,alias,decision\n{rows}", rule="yours", name="mine.csv")]


class State(NamedTuple):
    """What a version is made of."""

    readings: tuple[Reading, ...]
    table: str

    def version(self, parts: int = 1) -> Version:
        return build(self.readings, table(self.table), parts)


def entries() -> st.SearchStrategy[Entry]:
    return st.builds(
        Entry,
        title=st.sampled_from(["One", "Two", "Three", "Weather"]),
        outlet=st.sampled_from(["", "Paper A", "Paper B", "Paper C"]),
        date=st.sampled_from([NINTH, NINTH + timedelta(days=1)]),
        date_source=st.sampled_from([DateSource.PUBLISHED, DateSource.LISTED]),
        listed=st.sampled_from([None, NINTH]),
        url=st.sampled_from(["", "", LINK, f"{LINK}?utm_source=x", "https://paper.org/world/two"]),
        time=st.sampled_from([None, None, datetime(2026, 1, 9, 8, tzinfo=UTC)]),
        corrects=st.none(),
        site=st.just(""),
    )


@st.composite
def edited(draw: st.DrawFn, entry: Entry) -> Entry:
    """An entry of which something may be read otherwise."""
    other = draw(entries())
    names = draw(st.sets(st.sampled_from(["title", "date", "url", "outlet", "time", "listed"])))
    chosen = names if draw(st.booleans()) else set[str]()
    return entry._replace(**{name: getattr(other, name) for name in chosen})


@st.composite
def states(draw: st.DrawFn) -> tuple[State, State]:
    """Two states of a dataset: sources come, go, are fetched again, read anew and corrected."""
    lists = draw(st.lists(st.lists(entries(), max_size=5), min_size=1, max_size=3))
    before = [reading_of(f"list-{number}", each) for number, each in enumerate(lists)]
    after = []
    for number, each in enumerate(lists):
        what: str = draw(st.sampled_from(["kept", "kept", "gone", "again", "anew", "twice"]))
        if what in ("again", "anew"):
            each = [draw(edited(entry)) for entry in each]
        reading = reading_of(f"list-{number}", each)
        if what == "again":
            reading = reading._replace(sha256=f"again-{number}")
        after += [reading] if what != "gone" else []
        after += [reading._replace(source=f"copy-{number}")] if what == "twice" else []
    for readings in (before, after):
        targets: list[tuple[str, int]] = [
            (each.sha256, row.number) for each in readings for row in each.lines
        ]
        is_mended: bool = draw(st.booleans())
        if targets and is_mended:
            made = draw(st.lists(st.tuples(entries(), st.sampled_from(targets)), max_size=3))
            mended = [entry._replace(corrects=target) for entry, target in made]
            readings.append(reading_of(f"mended-{len(readings)}", mended))
    if draw(st.booleans()):
        after.append(reading_of("new", draw(st.lists(entries(), max_size=4))))
    tables = st.sampled_from(TABLES)
    return State(tuple(before), draw(tables)), State(tuple(after), draw(tables))


def rows_of(found: Difference) -> tuple[object, ...]:
    return (
        found.added.tolist(),
        found.removed.tolist(),
        *(sorted(zip(*map(list, pairs), strict=True)) for pairs in (found.corrected, found.moved)),
        found.unchanged,
    )


@settings(max_examples=50, deadline=None)
@given(states())
def test_every_headline_of_both_is_accounted_for_as_one_after_another_would_be(
    both: tuple[State, State],
) -> None:
    one, other = both
    before, after = one.version(), other.version()
    found = difference(before, after)
    same = found.unchanged + len(found.corrected.after) + len(found.moved.after)
    assert same + len(found.removed) == before.headlines
    assert same + len(found.added) == after.headlines
    plain = plain_difference(before, after, one.readings, other.readings)
    assert rows_of(found) == (
        plain.added,
        plain.removed,
        sorted(plain.corrected.items()),
        sorted(plain.moved.items()),
        len(plain.unchanged),
    )


@settings(max_examples=12, deadline=None)
@given(states())
def test_it_is_the_same_over_several_parts(both: tuple[State, State]) -> None:
    one, other = both
    whole = rows_of(difference(one.version(), other.version()))
    assert rows_of(difference(one.version(3), other.version(2))) == whole


@settings(max_examples=8, deadline=None)
@given(states())
def test_from_a_version_to_itself_nothing_has_changed(both: tuple[State, State]) -> None:
    found = difference(both[0].version(), both[0].version())
    assert found.is_empty
    assert found.others == ()
    assert found.unchanged == both[0].version().headlines


def between(before: Sequence[Reading], after: Sequence[Reading]) -> Difference:
    return difference(build(before, table("")), build(after, table("")))


def counts(found: Difference) -> tuple[int, int, int, int, int]:
    """Added, removed, corrected, moved, unchanged."""
    rows = (found.added, found.removed, found.corrected.after, found.moved.after)
    added, removed, corrected, moved = map(len, rows)
    return added, removed, corrected, moved, found.unchanged


def again(*entries: Entry) -> Reading:
    return reading_of("again", entries)


FIRST = reading_of("first", [ONE])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (0, 0, 0, 0, 1)),
        ({"title": "Other"}, (0, 0, 1, 0, 0)),
        ({"date": date(2026, 1, 10)}, (0, 0, 1, 0, 0)),
        ({"time": datetime(2026, 1, 9, tzinfo=UTC)}, (0, 0, 1, 0, 0)),
        ({"listed": NINTH}, (0, 0, 1, 0, 0)),
        ({"url": LINK}, (0, 0, 1, 0, 0)),
        ({"outlet": "Paper B"}, (0, 0, 0, 1, 0)),
        ({"outlet": "Paper B", "title": "Other"}, (0, 0, 1, 0, 0)),
    ],
)
def test_a_line_read_otherwise_is_the_same_headline(
    changes: dict[str, object], expected: tuple[int, ...]
) -> None:
    anew = reading_of("first", [ONE._replace(**changes)])  # type: ignore[arg-type]
    # Another outlet is there throughout, so that none has only got another name.
    others = reading_of("others", [ONE._replace(title=f"{n}", outlet=f"Paper {n}") for n in "AB"])
    added, removed, corrected, moved, unchanged = counts(between([FIRST, others], [anew, others]))
    assert (added, removed, corrected, moved, unchanged - 2) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (ONE, ONE, (0, 0, 0, 0, 1)),
        (ONE, ONE._replace(title="Other"), (1, 1, 0, 0, 0)),
        (ONE._replace(url=LINK), ONE._replace(url=LINK, title="Other"), (0, 0, 1, 0, 0)),
        (ONE, ONE._replace(url=LINK), (0, 0, 1, 0, 0)),
        (ONE._replace(url=LINK), ONE, (0, 0, 1, 0, 0)),
        (ONE._replace(url=LINK), ONE._replace(url=f"{LINK}-two"), (1, 1, 0, 0, 0)),
        (ONE, ONE._replace(date=date(2026, 1, 10)), (1, 1, 0, 0, 0)),
    ],
)
def test_a_source_fetched_again_holds_what_is_alike(
    before: Entry, after: Entry, expected: tuple[int, ...]
) -> None:
    assert counts(between([reading_of("first", [before])], [again(after)])) == expected


def test_a_page_that_lists_articles_is_no_article() -> None:
    listed = [ONE._replace(title=f"Title {n}", url=LINK) for n in range(7)]
    found = between([reading_of("first", listed)], [again(*listed[1:], ONE._replace(url=LINK))])
    assert counts(found) == (1, 1, 0, 0, 6)


def test_several_of_one_link_are_not_told_apart_by_it() -> None:
    listed = [ONE._replace(title=f"Title {n}", url=f"{LINK}?utm_source={n}") for n in range(7)]
    edited = [each._replace(title=f"Other {each.title}") for each in listed]
    found = between([reading_of("first", listed)], [again(*edited)])
    assert counts(found) == (7, 7, 0, 0, 0)


def test_of_several_that_were_alike_one_is_the_same() -> None:
    two = [ONE._replace(url=LINK), ONE._replace(url=f"{LINK}-two")]
    assert counts(between([reading_of("first", two)], [again(ONE)])) == (0, 1, 1, 0, 0)
    assert counts(between([again(ONE)], [reading_of("first", two)])) == (1, 0, 1, 0, 0)


def test_a_title_that_is_listed_as_an_earlier_one_is_the_same_headline() -> None:
    versions = [
        ONE._replace(url=LINK),
        ONE._replace(url=LINK, title="Better", date=date(2026, 1, 10)),
    ]
    found = between([FIRST], [again(*versions)])
    assert counts(found) == (0, 0, 1, 0, 0)
    assert counts(between([again(*versions)], [FIRST])) == (0, 0, 1, 0, 0)


def test_a_correction_is_of_the_line_that_it_corrects() -> None:
    mended = reading_of("mended", [ONE._replace(title="Mended", corrects=("first", 1))])
    assert counts(between([FIRST], [FIRST, mended])) == (0, 0, 1, 0, 0)
    better = reading_of("better", [ONE._replace(title="Better", corrects=("first", 1))])
    assert counts(between([FIRST, mended], [FIRST, mended, better])) == (0, 0, 1, 0, 0)
    assert counts(between([FIRST, mended], [FIRST])) == (0, 0, 1, 0, 0)


LISTS = (line("One", "Paper A"), line("Two", "Paper B"), line("Three", "Paper C"))


def outlets_of(found: Difference) -> list[tuple[Became, list[str], list[str]]]:
    return [
        (each.became, [one.name for one in each.before], [one.name for one in each.after])
        for each in found.outlets
    ]


def test_outlets_are_merged_parted_and_renamed() -> None:
    plain = version_of(*LISTS, tables=table(""))
    merged = version_of(*LISTS, tables=table("Paper A,Paper B,accept\n"))
    renamed = version_of(*LISTS, tables=table("The Third,Paper C,rename\n"))
    there = difference(plain, merged)
    assert outlets_of(there) == [(Became.MERGED, ["Paper A", "Paper B"], ["Paper A"])]
    assert there.became == {Became.MERGED: 2, Became.PARTED: 0, Became.RENAMED: 0}
    assert counts(there) == (0, 0, 0, 1, 2)
    back = difference(merged, plain)
    assert outlets_of(back) == [(Became.PARTED, ["Paper A"], ["Paper A", "Paper B"])]
    assert counts(back) == (0, 0, 0, 1, 2)
    named = difference(plain, renamed)
    assert outlets_of(named) == [(Became.RENAMED, ["Paper C"], ["The Third"])]
    # They are at the outlet where they were, whatever that is called.
    assert counts(named) == (0, 0, 0, 0, 3)


def test_an_outlet_may_take_the_name_of_one_that_went() -> None:
    before = version_of(line("One", "Alpha"), line("Two", "Beta"), tables=table(""))
    after = version_of(line("One", "Alpha"), tables=table("Beta,Alpha,rename\n"))
    found = difference(before, after)
    assert outlets_of(found) == [(Became.RENAMED, ["Alpha"], ["Beta"])]
    assert counts(found) == (0, 1, 0, 0, 1)


def test_a_headline_given_to_another_outlet_joins_no_outlets() -> None:
    others = reading_of("others", [ONE._replace(title=f"{n}", outlet=f"Paper {n}") for n in "AB"])
    mended = reading_of("mended", [ONE._replace(outlet="Paper B", corrects=("first", 1))])
    found = between([FIRST, others], [FIRST, others, mended])
    assert outlets_of(found) == []
    assert counts(found) == (0, 0, 0, 1, 2)


def test_a_site_that_comes_with_a_headline_joins_no_outlets() -> None:
    linked = ONE._replace(url=LINK)
    moved = linked._replace(outlet="Paper B")
    others = reading_of("others", [ONE._replace(title=f"{n}", outlet=f"Paper {n}") for n in "AB"])
    found = between([reading_of("first", [linked]), others], [reading_of("first", [moved]), others])
    assert outlets_of(found) == []
    assert counts(found) == (0, 0, 0, 1, 2)
    # Without any name in common, that a site is called otherwise is a new name for it.
    found = between([reading_of("first", [linked])], [reading_of("first", [moved])])
    assert outlets_of(found) == [(Became.RENAMED, ["Paper A"], ["Paper B"])]
    assert counts(found) == (0, 0, 0, 0, 1)


def test_what_else_is_not_the_same_is_named() -> None:
    plain = version_of(*LISTS)
    assert difference(plain, version_of(*LISTS, notes="date,text\n2026-01-09,x\n")).others == (
        "notes",
    )
    grouped = version_of(*LISTS, groups="outlet,country\nPaper A,UK\n")
    assert difference(plain, grouped).others == ("groups of outlets",)
    more = difference(plain, version_of(*LISTS, "nothing"))
    assert (more.others, more.is_empty) == (("sources",), True)


def test_it_is_looked_for_once_and_not_beyond_the_deadline() -> None:
    before, after = version_of(LISTS[0]), version_of(*LISTS)
    start_deadline(-1)
    try:
        with pytest.raises(TooSlowError, match="comparing two versions"):
            difference(before, after)
        end_deadline()
        found = difference(before, after)
        start_deadline(-1)
        assert difference(before, after) is found
    finally:
        end_deadline()
