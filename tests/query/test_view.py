"""One view is one URL, and one URL one view."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.query.strategies import followed, parsed, views
from webapp.query.arguments import BadArgumentError, query_string
from webapp.query.search import Search
from webapp.query.view import (
    MAX_OUTLETS,
    PARAMETERS,
    Amount,
    ChartKind,
    Count,
    Dating,
    Grain,
    Order,
    Sort,
    View,
    Wire,
    between,
)

Args = list[tuple[str, str]]

PLAUSIBLE = st.sampled_from(
    [
        *("iran", '"a phrase"', "-iran", "tal*", "a OR b", "OR", '"', "&", "“x”", "中国"),
        *("bbc", "ap-news", "unknown", "BBC", "b--c", "-", "a_b", "ایران"),
        *("2026-01-09", "2026-02-30", "1599-12-31", "2026-01-10"),
        *("day", "week", "month", "year", "bars", "timeline", "pie", "ranks", "multiples"),
        *("country.france", "country.", "0123456789ab", "shared", "own-share", "share", "change"),
        *("date", "-date", "outlet", "-headline", "1", "2", "0", "999999999", "", " "),
    ]
)
ANY_ARGS = st.lists(
    st.tuples(
        st.sampled_from(PARAMETERS) | st.sampled_from(PARAMETERS) | st.text(max_size=5),
        PLAUSIBLE | PLAUSIBLE | st.text(max_size=30),
    ),
    max_size=6,
)
ANY_DAY = st.dates(date(1600, 1, 1), date(2199, 12, 31))
ANY_SLUG = st.from_regex(r"[^\W_]{1,9}(-[^\W_]{1,9})?", fullmatch=True)
#: Every day that a link can name, and slugs of any script.
WIDE_VIEWS = st.builds(
    View,
    search=st.text(max_size=40).map(parsed).map(lambda search: search or Search()),
    outlets=st.lists(ANY_SLUG).map(tuple),
    groups=st.lists(st.tuples(ANY_SLUG, ANY_SLUG).map(".".join)).map(tuple),
    story=st.just("") | st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    wire=st.none() | st.sampled_from(Wire),
    split=st.just("") | ANY_SLUG,
    amount=st.sampled_from(Amount),
    first=st.none() | st.dates(date(1600, 1, 1), date(1900, 1, 1)),
    last=st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    grain=st.none() | st.sampled_from(Grain),
    chart=st.sampled_from(ChartKind),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 999_999_999),
)


def read(args: Args) -> View | BadArgumentError:
    try:
        return View.from_args(args)
    except BadArgumentError as error:
        return error


@settings(max_examples=200, deadline=None)
@given(view=views() | WIDE_VIEWS)
def test_a_view_read_back_from_its_arguments_is_the_same_view(view: View) -> None:
    assert View.from_args(view.to_args()) == view
    assert followed(f"?{view.query}") == view


@settings(max_examples=100, deadline=None)
@given(view=views() | WIDE_VIEWS, first=ANY_DAY, last=ANY_DAY, slug=ANY_SLUG)
def test_a_query_put_together_from_its_parts_is_the_query_of_the_view(
    view: View, first: date, last: date, slug: str
) -> None:
    before, after = view.around("from", "to")
    days = replace(view, first=first, last=last)
    assert before + between(first, last) + after == days.query
    before, after = view.around("outlet", "without")
    one = replace(view, outlets=(slug,), without=())
    assert before + query_string([("outlet", slug)]) + after == one.query


@settings(max_examples=400, deadline=None)
@given(args=ANY_ARGS)
@example(args=[("q", "a OR & b  ** foo** “c d”")])
@example(args=[("chart", "timeline"), ("by", "week"), ("sort", "outlet")])
def test_any_arguments_give_one_canonical_url_or_are_refused_by_name(args: Args) -> None:
    view = read(args)
    if isinstance(view, BadArgumentError):
        assert view.name in dict(args)
        assert view.accepted
        return
    canonical = view.to_args()
    assert View.from_args(canonical) == view
    assert View.from_args(canonical).to_args() == canonical
    assert parse_qsl(view.query) == canonical


@settings(max_examples=100, deadline=None)
@given(view=views(), data=st.data())
def test_the_order_of_arguments_and_repeated_outlets_make_no_difference(
    view: View, data: st.DataObject
) -> None:
    repeated = [("outlet", slug) for slug in view.outlets]
    shuffled = data.draw(st.permutations([*view.to_args(), *repeated]))
    assert View.from_args(shuffled) == view


def test_the_whole_list_needs_no_arguments() -> None:
    assert View().to_args() == []
    assert View().query == ""
    assert View.from_args([]) == View()


@pytest.mark.parametrize(
    "args",
    [
        [("page", "1")],
        [("chart", "bars")],
        [("sort", "-date")],
        [("q", ""), ("outlet", " "), ("from", ""), ("to", ""), ("by", ""), ("page", "")],
        [("chart", "bars"), ("sort", "-date"), ("page", "1"), ("q", "  ")],
    ],
)
def test_defaults_are_left_out(args: Args) -> None:
    assert View.from_args(args) == View()


def test_arguments_stand_in_their_canonical_order() -> None:
    given = [
        ("page", "2"),
        ("sort", "outlet"),
        ("order", "change"),
        ("split", "country"),
        ("measure", "share"),
        ("chart", "multiples"),
        ("by", "week"),
        ("count", "families"),
        ("dated", "listed"),
        ("to", "2026-01-31"),
        ("from", "2026-01-01"),
        ("wire", "rerun"),
        ("story", "0123456789ab"),
        ("group", "type.broadcaster"),
        ("group", "country.france"),
        ("without", "cnn"),
        ("outlet", "reuters"),
        ("outlet", "bbc"),
        ("q", "  iran   “at war” "),
    ]
    view = View.from_args(given)
    assert view == View(
        search=Search.parse('iran "at war"'),
        outlets=("bbc", "reuters"),
        without=("cnn",),
        groups=("country.france", "type.broadcaster"),
        story="0123456789ab",
        wire=Wire.RERUN,
        first=date(2026, 1, 1),
        last=date(2026, 1, 31),
        dated=Dating.LISTED,
        count=Count.FAMILIES,
        grain=Grain.WEEK,
        chart=ChartKind.MULTIPLES,
        amount=Amount.SHARE,
        split="country",
        order=Order.CHANGE,
        sort=Sort.OUTLET,
        page=2,
    )
    assert view.to_args() == [
        ("q", 'iran "at war"'),
        ("outlet", "bbc"),
        ("outlet", "reuters"),
        ("without", "cnn"),
        ("group", "country.france"),
        ("group", "type.broadcaster"),
        ("story", "0123456789ab"),
        ("wire", "rerun"),
        ("from", "2026-01-01"),
        ("to", "2026-01-31"),
        ("dated", "listed"),
        ("count", "families"),
        ("by", "week"),
        ("chart", "multiples"),
        ("measure", "share"),
        ("split", "country"),
        ("order", "change"),
        ("sort", "outlet"),
        ("page", "2"),
    ]
    assert list(PARAMETERS) == list(dict(view.to_args()))


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (View(chart=ChartKind.BARS, amount=Amount.OWN_SHARE), View()),
        (
            View(chart=ChartKind.RANKS, amount=Amount.SHARE, order=Order.CHANGE),
            View(chart=ChartKind.RANKS),
        ),
        (
            View(
                chart=ChartKind.TIMELINE,
                grain=Grain.WEEK,
                amount=Amount.SHARE,
                split="country",
                sort=Sort.OUTLET,
            ),
            View(chart=ChartKind.TIMELINE),
        ),
    ],
)
def test_what_a_kind_of_chart_does_not_know_is_held_at_its_default(given: View, held: View) -> None:
    assert given == held


SLUG = "an outlet as links name it: letters and digits between hyphens"
DAY = "a day that exists, as 2026-01-31, from the years 1600 to 2199"


@pytest.mark.parametrize(
    ("args", "name", "value", "accepted"),
    [
        ([("colour", "red")], "colour", "red", "no such parameter; there are q, outlet, without"),
        ([("Q", "iran")], "Q", "iran", "no such parameter; there are q, outlet, without"),
        ([("q", "a"), ("q", "b")], "q", "b", "it can be given only once"),
        ([("from", "2026-01-01")] * 2, "from", "2026-01-01", "it can be given only once"),
        ([("to", "2026-01-01")] * 2, "to", "2026-01-01", "it can be given only once"),
        ([("by", "day")] * 2, "by", "day", "it can be given only once"),
        ([("chart", "bars")] * 2, "chart", "bars", "it can be given only once"),
        ([("sort", "date")] * 2, "sort", "date", "it can be given only once"),
        ([("page", "2")] * 2, "page", "2", "it can be given only once"),
        ([("q", "&")], "q", "&", "at least one letter or digit"),
        ([("q", 'say "this')], "q", 'say "this', "quotes in pairs around a phrase"),
        ([("q", "x" * 201)], "q", "x" * 201, "at most 200 characters"),
        ([("outlet", "BBC News")], "outlet", "BBC News", SLUG),
        ([("outlet", "a--b")], "outlet", "a--b", SLUG),
        ([("outlet", "-a")], "outlet", "-a", SLUG),
        ([("outlet", "a_b")], "outlet", "a_b", SLUG),
        ([("outlet", "a,b")], "outlet", "a,b", SLUG),
        ([("outlet", "x" * 81)], "outlet", "x" * 81, SLUG),
        ([("without", "../etc")], "without", "../etc", SLUG),
        ([("from", "2026-02-30")], "from", "2026-02-30", DAY),
        ([("to", "31.1.2026")], "to", "31.1.2026", DAY),
        (
            [("from", "2026-01-10"), ("to", "2026-01-09")],
            "to",
            "2026-01-09",
            "a day not before 2026-01-10",
        ),
        ([("by", "hour")], "by", "hour", "one of day, week, month, year"),
        (
            [("chart", "pie")],
            "chart",
            "pie",
            "one of bars, lines, multiples, heatmap, ranks, timeline",
        ),
        ([("measure", "mean")], "measure", "mean", "one of count, share, own-share, cumulative"),
        ([("order", "name")], "order", "name", "one of total, change"),
        ([("wire", "copy")], "wire", "copy", "one of shared, first, rerun"),
        ([("story", "0123")], "story", "0123", "a story as links name it"),
        ([("split", "a b")], "split", "a b", "a set of groups as links name it"),
        ([("group", "france")], "group", "france", "a group as links name it"),
        ([("sort", "title")], "sort", "title", "one of -date, date, outlet, -outlet, headline"),
        ([("page", "0")], "page", "0", "a whole number from 1"),
        ([("page", "-1")], "page", "-1", "a whole number from 1"),
    ],
)
def test_a_bad_argument_is_refused_with_its_name_its_value_and_what_is_accepted(
    args: Args, name: str, value: str, accepted: str
) -> None:
    with pytest.raises(BadArgumentError) as raised:
        View.from_args(args)
    error = raised.value
    assert (error.name, error.value) == (name, value)
    assert accepted in error.accepted


@pytest.mark.parametrize("name", ["outlet", "without"])
def test_as_many_outlets_as_a_link_can_hold_are_accepted_and_one_more_is_not(name: str) -> None:
    most = [(name, f"outlet-{number}") for number in range(MAX_OUTLETS)]
    assert len(View.from_args(most).to_args()) == MAX_OUTLETS
    assert View.from_args([*most, most[0]]) == View.from_args(most)
    with pytest.raises(BadArgumentError, match="at most 150 outlets"):
        View.from_args([*most, (name, "one-more")])


def test_a_single_day_is_a_range() -> None:
    view = View.from_args([("from", "2026-01-09"), ("to", "2026-01-09")])
    assert view.first == view.last == date(2026, 1, 9)


@pytest.mark.parametrize(
    "slug", ["bbc", "u-s-news-world-report", "ایران", "中国", "3sat", "a" * 80]
)
def test_slugs_of_any_script_are_read(slug: str) -> None:
    assert View.from_args([("outlet", slug)]).outlets == (slug,)


@pytest.mark.parametrize("grain", Grain)
@pytest.mark.parametrize("sort", Sort)
def test_a_timeline_is_by_day_and_newest_first_whatever_is_asked(grain: Grain, sort: Sort) -> None:
    view = View.from_args([("chart", "timeline"), ("by", grain), ("sort", sort)])
    assert view.to_args() == [("chart", "timeline")]
    assert View(grain=grain, sort=sort).but(chart=ChartKind.TIMELINE) == view


@pytest.mark.parametrize(
    ("changes", "filtered"),
    [
        ({}, False),
        ({"grain": Grain.WEEK, "sort": Sort.OUTLET, "page": 3}, False),
        ({"chart": ChartKind.TIMELINE}, False),
        ({"search": Search.parse("iran")}, True),
        ({"outlets": ("bbc",)}, True),
        ({"without": ("bbc",)}, True),
        ({"first": date(2026, 1, 9)}, True),
        ({"last": date(2026, 1, 9)}, True),
    ],
)
def test_only_filters_filter(changes: dict[str, Any], filtered: bool) -> None:
    view = View(**changes)
    assert view.is_filtered is filtered
    assert not view.unfiltered().is_filtered


@settings(max_examples=30, deadline=None)
@given(view=views())
def test_without_its_filter_a_view_keeps_its_drawing(view: View) -> None:
    bare = view.unfiltered()
    assert (bare.grain, bare.chart, bare.sort) == (view.grain, view.chart, view.sort)
    assert bare.page == 1


def test_a_changed_view_starts_on_its_first_page() -> None:
    view = View(page=5, sort=Sort.OUTLET)
    assert view.but(outlets=("bbc",)) == View(outlets=("bbc",), sort=Sort.OUTLET)
    assert view.but(page=6) == replace(view, page=6)
    assert view.page == 5


def test_what_mailers_and_networks_append_to_links_means_nothing() -> None:
    args = [("utm_campaign", "x"), ("outlet", "bbc"), ("fbclid", "y"), ("gclid", "z")]
    assert View.from_args(args) == View(outlets=("bbc",))
