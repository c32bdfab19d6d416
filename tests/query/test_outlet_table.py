"""The numbers of each outlet, against a count of the headlines one after another."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NINTH, entries_version, list_of, version_of
from tests.query.plain import Row, plain_rows, plain_version
from tests.query.strategies import GROUPS, entries, total, views
from webapp.dataset import Version
from webapp.dataset.lines import NO_DAY, day_number
from webapp.query import outlet_table
from webapp.query.measure import run
from webapp.query.outlet_table import OUTLET_TABLE
from webapp.query.view import Count, Dating, View, Wire
from webapp.reading import Entry

WIRE = "Talks between Iran and US fail in Oman"


@settings(max_examples=40, deadline=None)
@given(
    sources=st.lists(entries(), min_size=1, max_size=2),
    drawn=views(),
    parts=st.sampled_from([1, 2, 3, 7]),
    most=st.sampled_from([0, 32_000_000]),
)
def test_numbers_are_those_of_a_plain_count(
    sources: list[list[Entry]], drawn: View, parts: int, most: int
) -> None:
    version = entries_version(*sources, parts=parts, groups=GROUPS)
    plain = plain_version(sources, version.outlets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outlet_table, "_MAX_TABLE", most)
        for dated, count in product(Dating, Count):
            spelled = drawn.but(dated=dated, count=count)
            for view in (spelled, View(first=drawn.first, dated=dated, count=count)):
                check(version, plain, view)


def check(version: Version, plain: list[Row], view: View) -> None:
    table = run(OUTLET_TABLE, version, view)
    first_of_all = {row.place for row in plain_rows(plain, view.but(wire=Wire.FIRST))}
    for code, outlet in enumerate(version.outlets.outlets):
        shown = [row for row in plain_rows(plain, view) if row.slug == outlet.slug]
        days = [row.day(view) for row in shown]
        wired = [row.place in first_of_all for row in shown if row.in_family]
        assert table.headlines[code] == len(shown)
        assert table.days[code] == len(set(days))
        assert table.first[code] == min(map(day_number, days), default=NO_DAY)
        assert table.last[code] == max(map(day_number, days), default=NO_DAY)
        assert table.ran_first[code] == sum(wired)
        assert table.rerun[code] == len(wired) - sum(wired)


def example() -> Version:
    """Two days; of a wire story AP was first, and the BBC had it twice."""
    return version_of(
        list_of(
            (WIRE, "AP News", "January 9th, 2026"),
            (WIRE, "BBC", "January 10th, 2026"),
            (WIRE, "BBC", "January 11th, 2026"),
            ("Its own", "CNN", "January 9th, 2026"),
            ("Nobody's", "", "January 9th, 2026"),
        )
    )


def test_what_was_rerun_and_who_had_it_first_open_as_counted() -> None:
    version = example()
    for count in Count:
        view = View(count=count)
        table = run(OUTLET_TABLE, version, view)
        for code, outlet in enumerate(version.outlets.outlets):
            own = view.but(outlets=(outlet.slug,))
            assert table.headlines[code] == total(version, own)
            assert table.rerun[code] == total(version, own.but(wire=Wire.RERUN))
            assert table.ran_first[code] == total(version, own.but(wire=Wire.FIRST))
    codes = version.outlets.code_by_slug
    table = run(OUTLET_TABLE, version, View())
    assert (table.rerun[codes["bbc"]], table.ran_first[codes["ap-news"]]) == (2, 1)


def test_outlets_of_as_many_headlines_share_a_rank_and_no_outlet_has_none() -> None:
    version = example()
    codes = version.outlets.code_by_slug
    table = run(OUTLET_TABLE, version, View())
    assert [table.rank(codes[slug]) for slug in ("bbc", "ap-news", "cnn")] == [1, 2, 2]
    assert set(table.named.tolist()) == {codes[slug] for slug in ("bbc", "ap-news", "cnn")}
    nameless = version_of(
        list_of(("One", "", str(NINTH)), ("Two", "", str(NINTH)), ("Three", "BBC", str(NINTH)))
    )
    table = run(OUTLET_TABLE, nameless, View())
    assert table.rank(nameless.outlets.code_by_slug["bbc"]) == 1


def test_a_day_that_several_parts_have_is_covered_once() -> None:
    days = [NINTH + timedelta(days=number // 4) for number in range(8)]
    rows = [(f"Title {number}", "BBC", str(day)) for number, day in enumerate(days)]
    for parts in (1, 2, 3, 5, 8):
        version = version_of(list_of(*rows), parts=parts)
        code = version.outlets.code_by_slug["bbc"]
        assert run(OUTLET_TABLE, version, View()).days[code] == 2
