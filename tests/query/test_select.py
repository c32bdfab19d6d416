"""Which headlines a view keeps."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.factories import example_version, list_of, version_of
from tests.query.plain import in_groups
from tests.query.strategies import (
    PIECES,
    Item,
    all_rows,
    days,
    lists,
    places,
    searches,
    total,
    version_of_items,
    versions,
    views,
)
from webapp.dataset import Part, Version, schema
from webapp.query.search import Search
from webapp.query.select import select, size
from webapp.query.view import Count, Dating, View


def rows_of(part: Part, view: View) -> list[int]:
    """The rows that `view` keeps, as numbers."""
    found = select(part, view)
    if isinstance(found, slice):
        assert found.step is None
        return [*range(found.start, found.stop)]
    assert found.dtype == np.int32
    rows: list[int] = found.tolist()
    assert size(found) == len(rows)
    return rows


def kept(version: Version, view: View) -> set[tuple[int, int]]:
    return set(places(all_rows(version, view)))


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (None, None, 80),
        (date(2026, 1, 9), date(2026, 1, 26), 80),
        (date(2026, 1, 10), date(2026, 1, 25), 51),
        (date(2026, 1, 9), date(2026, 1, 9), 10),
        (date(2026, 1, 14), date(2026, 1, 14), 23),
        (date(2026, 1, 24), date(2026, 1, 24), 28),
        (date(2026, 1, 26), date(2026, 1, 26), 19),
        (date(2026, 1, 10), date(2026, 1, 13), 0),
        (date(2026, 1, 26), None, 19),
        (date(2026, 1, 27), None, 0),
        (None, date(2026, 1, 9), 10),
        (None, date(2026, 1, 8), 0),
        (date(1600, 1, 1), date(2199, 12, 31), 80),
    ],
)
def test_both_ends_of_a_date_range_are_in_it(
    first: date | None, last: date | None, count: int
) -> None:
    assert total(example_version(), View(first=first, last=last)) == count


@pytest.mark.parametrize(
    ("args", "count"),
    [
        ([("outlet", "the-guardian")], 7),
        ([("outlet", "the-guardian"), ("outlet", "bbc")], 12),
        ([("outlet", "unknown")], 4),
        ([("outlet", "cbs-news")], 2),
        ([("outlet", "cbsnews-com")], 0),
        ([("outlet", "nobody")], 0),
        ([("outlet", "nobody"), ("outlet", "bbc")], 5),
        ([("without", "the-guardian")], 73),
        ([("without", "unknown")], 76),
        ([("without", "nobody")], 80),
        ([("outlet", "bbc"), ("without", "bbc")], 0),
        ([("outlet", "bbc"), ("outlet", "cnn"), ("without", "bbc")], 3),
        ([("outlet", "bbc"), ("from", "2026-01-26")], 1),
    ],
)
def test_outlets_are_kept_or_left_out_by_slug(args: list[tuple[str, str]], count: int) -> None:
    assert total(example_version(), View.from_args(args)) == count


def test_rows_are_numbered_in_the_order_of_the_part() -> None:
    version = version_of(
        list_of(
            ("Iran talks", "BBC", "2026-01-09"),
            ("Oil", "BBC", "2026-01-10"),
            ("Iran", "CNN", "2026-01-11"),
        )
    )
    (part,) = version.parts
    view = View(search=Search.parse("iran"), outlets=("bbc",))
    assert rows_of(part, view) == [2]


@settings(max_examples=35, deadline=None)
@given(some=lists(), view=views(), word=st.none() | st.sampled_from(list(PIECES)))
def test_a_view_keeps_what_a_plain_reading_of_it_keeps(
    some: list[Item], view: View, word: str | None
) -> None:
    search = Search.parse(word or "")
    # What counts as one or repeats, and by which date, is test_against_plain_lists'.
    view = view.but(search=search, wire=None, count=Count.ALL, dated=Dating.BEST)
    version = version_of_items(some)
    plainly = {
        (0, number)
        for number, item in enumerate(some, 1)
        if (view.first or item.published) <= item.published <= (view.last or item.published)
        and (not view.outlets or _slug(item) in view.outlets)
        and _slug(item) not in view.without
        and in_groups(_slug(item), view.groups)
        and (word is None or _holds(item.title, word))
    }
    assert kept(version, view) == plainly
    for part in version.parts:
        rows = rows_of(part, view)
        assert rows == sorted(set(rows))


def _slug(item: Item) -> str:
    return item.outlet.lower().replace(" ", "-") or "unknown"


def _holds(title: str, word: str) -> bool:
    pieces = [piece for written in title.split() for piece in PIECES[written]]
    wanted = list(PIECES[word])
    return any(
        pieces[start : start + len(wanted)] == wanted
        for start in range(len(pieces) - len(wanted) + 1)
    )


@settings(max_examples=35, deadline=None)
@given(version=versions(), view=views(), further=searches(), day=days())
def test_a_narrower_filter_never_gives_more_headlines(
    version: Version, view: View, further: Search, day: date
) -> None:
    everything = kept(version, view)
    both = Search((*view.search.clauses, *further.clauses))
    assert kept(version, view.but(search=both)) <= everything
    assert kept(version, view.but(without=(*view.without, "paper-a"))) <= everything
    within = max(view.first or date.min, min(view.last or date.max, day))
    assert kept(version, view.but(first=within)) <= everything
    assert kept(version, view.but(last=within)) <= everything
    if view.outlets:
        assert kept(version, view.but(outlets=view.outlets[1:] or ("nobody",))) <= everything


@settings(max_examples=35, deadline=None)
@given(version=versions(), view=views(), day=days())
def test_a_view_cut_in_two_loses_nothing_and_doubles_nothing(
    version: Version, view: View, day: date
) -> None:
    assume((view.first or day) <= day < (view.last or date.max))
    everything = kept(version, view)
    before, after = view.but(last=day), view.but(first=day + timedelta(days=1))
    assert kept(version, before) | kept(version, after) == everything
    assert not kept(version, before) & kept(version, after)

    slugs = [outlet.slug for outlet in version.outlets.outlets]
    some, others = slugs[::2], slugs[1::2]
    chosen = view.but(outlets=(), without=())
    only = kept(version, chosen.but(outlets=tuple(some)))
    rest = kept(version, chosen.but(without=tuple(some)))
    assert only | rest == kept(version, chosen)
    assert not only & rest
    assert rest == kept(version, chosen.but(outlets=(*others, "nobody")))


@settings(max_examples=30, deadline=None)
@given(version=versions(), view=views())
def test_how_a_view_is_drawn_does_not_change_what_it_keeps(version: Version, view: View) -> None:
    plain = View(
        search=view.search,
        outlets=view.outlets,
        without=view.without,
        groups=view.groups,
        wire=view.wire,
        first=view.first,
        last=view.last,
        dated=view.dated,
        count=view.count,
    )
    assert plain == view.kept
    assert kept(version, plain) == kept(version, view)


def test_headlines_of_a_view_keep_their_columns() -> None:
    rows = all_rows(example_version(), View(outlets=("nobody",)))
    assert tuple(rows.columns) == schema.HEADLINE_COLUMNS
    assert rows.empty
