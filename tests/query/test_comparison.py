"""A comparison is one URL, and one URL one comparison; what both sides keep may be a view too."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import entries_version
from tests.query.plain import plain_rows, plain_version
from tests.query.strategies import GROUPS as TABLE
from tests.query.strategies import comparisons, entries
from webapp.query.arguments import BadArgumentError
from webapp.query.compared import count_in_both
from webapp.query.comparison import PARAMETERS, Comparison, in_both
from webapp.query.search import Search
from webapp.query.view import MAX_OUTLETS, Amount, Count, Dating, Grain, View, Wire
from webapp.reading import Entry

GROUPS = ("country.france", "country.spain", "kind.daily", "kind.agency")


@given(
    asked=comparisons(),
    groups=st.lists(st.sampled_from(GROUPS), max_size=2),
    story=st.sampled_from(["", "0123456789ab"]),
)
def test_a_comparison_read_back_from_its_arguments_is_the_same(
    asked: Comparison, groups: list[str], story: str
) -> None:
    asked = asked.but(second=asked.second.but(groups=tuple(groups), story=story))
    args = asked.to_args()
    assert Comparison.from_args(args) == asked
    names = [name for name, _ in args]
    assert names == sorted(names, key=PARAMETERS.index)
    assert Comparison.from_args(reversed(asked.swapped.swapped.to_args())) == asked


def test_nothing_is_asked_by_default() -> None:
    assert Comparison.from_args([]) == Comparison(View(), View())
    assert Comparison(View(), View()).to_args() == []
    assert Comparison(View(), View()).is_same


def test_each_side_has_its_filter_and_both_are_counted_and_dated_alike() -> None:
    asked = Comparison.from_args(
        [
            ("q", "nuclear"),
            ("q2", "oil"),
            ("outlet2", "cnn"),
            ("outlet2", "bbc"),
            ("to", "2026-01-31"),
            ("count", "unique"),
            ("dated", "listed"),
            ("by", "week"),
            ("measure", "own-share"),
        ]
    )
    assert asked.first.search.text == "nuclear"
    assert asked.second.search.text == "oil"
    assert asked.second.outlets == ("bbc", "cnn")
    assert asked.second.last is None
    for view in (asked.first, asked.second):
        assert (view.count, view.dated) == (Count.UNIQUE, Dating.LISTED)
        assert view == view.kept
    assert (asked.grain, asked.amount) == (Grain.WEEK, Amount.OWN_SHARE)


def test_what_cannot_be_drawn_is_held_at_its_default() -> None:
    asked = Comparison(View(page=3, count=Count.UNIQUE), View(page=2), amount=Amount.CUMULATIVE)
    assert asked == Comparison(View(count=Count.UNIQUE), View(count=Count.UNIQUE))


@pytest.mark.parametrize(
    ("args", "name", "value", "accepted"),
    [
        ([("q2", '"open')], "q2", '"open', "quotes in pairs"),
        ([("q", '"open')], "q", '"open', "quotes in pairs"),
        ([("outlet2", "No Slug")], "outlet2", "No Slug", "letters and digits between hyphens"),
        ([("from2", "soon")], "from2", "soon", "a day that exists"),
        ([("from2", "2026-01-02"), ("to2", "2026-01-01")], "to2", "2026-01-01", "not before"),
        ([("wire2", "all")], "wire2", "all", "one of shared, first, rerun"),
        ([("q2", "a"), ("q2", "b")], "q2", "b", "only once"),
        ([("measure", "share")], "measure", "share", "one of count, own-share"),
        ([("measure", "new")], "measure", "new", "one of count, own-share"),
        ([("count", "some")], "count", "some", "one of all, unique, families"),
        ([("count2", "all")], "count2", "all", "there is no such parameter; there are q, outlet"),
        ([("chart", "bars")], "chart", "bars", "there is no such parameter"),
        ([("page", "2")], "page", "2", "there is no such parameter"),
        ([("by", "hour")], "by", "hour", "one of day, week, month, year"),
    ],
)
def test_bad_arguments_are_refused_by_the_name_that_was_given(
    args: list[tuple[str, str]], name: str, value: str, accepted: str
) -> None:
    with pytest.raises(BadArgumentError) as raised:
        Comparison.from_args(args)
    assert (raised.value.name, raised.value.value) == (name, value)
    assert accepted in raised.value.accepted


def test_a_view_is_put_beside_everything() -> None:
    view = View(search=Search.parse("oil"), grain=Grain.WEEK, amount=Amount.OWN_SHARE, page=2)
    asked = Comparison.of(view.but(count=Count.UNIQUE))
    assert asked.first == View(search=Search.parse("oil"), count=Count.UNIQUE)
    assert asked.second == View(count=Count.UNIQUE)
    assert (asked.grain, asked.amount) == (Grain.WEEK, Amount.COUNT)


def test_two_outlets_are_put_beside_each_other() -> None:
    asked = Comparison.of(View(search=Search.parse("oil"), outlets=("cnn", "bbc")))
    assert asked.first == View(search=Search.parse("oil"), outlets=("bbc",))
    assert asked.second == View(search=Search.parse("oil"), outlets=("cnn",))


@settings(max_examples=20, deadline=None)
@given(sources=st.lists(entries(), min_size=1, max_size=2), asked=comparisons())
def test_the_view_of_both_keeps_exactly_what_both_keep(
    sources: list[list[Entry]], asked: Comparison
) -> None:
    versions = {parts: entries_version(*sources, parts=parts, groups=TABLE) for parts in (1, 2, 7)}
    plain = plain_version(sources, versions[1].outlets)
    kept = [{row.place for row in plain_rows(plain, view)} for view in (asked.first, asked.second)]
    common = in_both(asked.first, asked.second)
    found = {row.place for row in plain_rows(plain, common)} if common else set()
    assert found == kept[0] & kept[1]
    for version in versions.values():
        assert count_in_both(version, asked) == len(kept[0] & kept[1])


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        ({"groups": GROUPS[:2]}, {"groups": GROUPS[1:3]}, {"groups": GROUPS[1:3]}),
        ({"groups": GROUPS[:1]}, {"groups": GROUPS[1:2]}, None),
        ({"groups": GROUPS[:1]}, {}, {"groups": GROUPS[:1]}),
        ({"story": "0123456789ab"}, {}, {"story": "0123456789ab"}),
        ({"story": "0123456789ab"}, {"story": "ba9876543210"}, None),
        ({"wire": Wire.SHARED}, {"wire": Wire.RERUN}, {"wire": Wire.RERUN}),
        ({"wire": Wire.FIRST}, {"wire": Wire.SHARED}, {"wire": Wire.FIRST}),
        ({"wire": Wire.SHARED}, {}, {"wire": Wire.SHARED}),
        ({"wire": Wire.FIRST}, {"wire": Wire.RERUN}, None),
        ({"outlets": ("bbc",)}, {"outlets": ("cnn",)}, None),
        ({"without": ("bbc",)}, {"without": ("cnn",)}, {"without": ("bbc", "cnn")}),
    ],
)
def test_filters_of_each_kind_join(
    first: dict[str, Any], second: dict[str, Any], common: dict[str, Any] | None
) -> None:
    expected = None if common is None else View(**common)
    assert in_both(View(**first), View(**second)) == expected
    assert in_both(View(**second), View(**first)) == expected


def test_a_view_of_both_that_no_link_can_name_is_none() -> None:
    long = [
        View(search=Search.parse(" ".join(letter * 60 for letter in some)))
        for some in ("abc", "de")
    ]
    assert in_both(*long) is None
    many = [
        View(without=tuple(f"{side}-{number}" for number in range(MAX_OUTLETS)))
        for side in ("one", "two")
    ]
    assert in_both(*many) is None
    assert in_both(many[0], many[0]) == many[0]
    wordy = View(outlets=tuple(f"{'x' * 70}-{number}" for number in range(MAX_OUTLETS)))
    assert in_both(wordy, View()) is None
