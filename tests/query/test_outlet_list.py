"""The list of outlets: its order, its pages, what is found in it, and its sentence."""

from datetime import timedelta

import pytest
from hypothesis import given, settings

from tests.factories import NINTH, list_of, version_of
from tests.query.strategies import versions, views
from webapp.dataset import Version
from webapp.query import outlet_list
from webapp.query.coverage import COVERAGE
from webapp.query.list_view import ListView
from webapp.query.measure import run
from webapp.query.outlet_list import (
    OutletOrder,
    by_period,
    knows_reruns,
    page_of_outlets,
    sentence,
)
from webapp.query.outlet_table import OUTLET_TABLE
from webapp.query.periods import axis
from webapp.query.view import Count, View, Wire

WIRE = "Talks between Iran and US fail in Oman"


def day(number: int) -> str:
    return str(NINTH + timedelta(days=number))


@pytest.fixture(scope="module")
def version() -> Version:
    """AP: 3 on 2 days, none re-run. BBC: 2 on 2 days, one of them re-run. Élan: 1. None: 4."""
    return version_of(
        list_of(
            (WIRE, "AP News", day(1)),
            ("A second one", "AP News", day(1)),
            ("A third one", "AP News", day(2)),
            (WIRE, "BBC", day(2)),
            ("Of its own", "BBC", day(0)),
            ("The last", "Élan", day(5)),
            *((f"Nameless {number}", "", day(3)) for number in range(4)),
        )
    )


def listed(
    version: Version, order: OutletOrder = OutletOrder.MOST, find: str = "", page: int = 1
) -> list[str]:
    asked = ListView(View(), order, find, page)
    table = run(OUTLET_TABLE, version, View())
    codes = page_of_outlets(version.outlets, table, asked).rows
    return [version.outlets[code].slug for code in codes]


AP, BBC, ELAN, NONE = "ap-news", "bbc", "elan", "unknown"


@pytest.mark.parametrize(
    ("order", "slugs"),
    [
        (OutletOrder.MOST, [AP, BBC, ELAN]),
        (OutletOrder.FEWEST, [ELAN, BBC, AP]),
        (OutletOrder.NAME, [AP, BBC, ELAN]),
        (OutletOrder.NAME_BACK, [ELAN, BBC, AP]),
        (OutletOrder.FIRST, [BBC, AP, ELAN]),
        (OutletOrder.FIRST_BACK, [ELAN, AP, BBC]),
        (OutletOrder.LAST, [ELAN, AP, BBC]),
        (OutletOrder.LAST_BACK, [AP, BBC, ELAN]),
        (OutletOrder.DAYS, [AP, BBC, ELAN]),
        (OutletOrder.DAYS_BACK, [ELAN, AP, BBC]),
        (OutletOrder.RERUN, [BBC, AP, ELAN]),
        (OutletOrder.RERUN_BACK, [AP, ELAN, BBC]),
    ],
)
def test_in_every_order_no_outlet_comes_last(
    version: Version, order: OutletOrder, slugs: list[str]
) -> None:
    assert listed(version, order) == [*slugs, NONE]


def test_part_of_a_name_finds_it_whatever_case_and_accents(version: Version) -> None:
    assert listed(version, find="ELA") == [ELAN]
    assert listed(version, find="b") == [BBC]
    assert listed(version, find="zeppelin") == []


def test_pages_follow_one_another(version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlet_list, "OUTLETS_PER_PAGE", 3)
    assert listed(version) == [AP, BBC, ELAN]
    assert listed(version, page=2) == [NONE]
    assert listed(version, page=3) == []


@settings(max_examples=30, deadline=None)
@given(version=versions(), view=views())
def test_periods_of_outlets_add_up_to_their_headlines(version: Version, view: View) -> None:
    view = view.kept
    time, table = axis(version.facts, view), run(OUTLET_TABLE, version, view)
    codes = page_of_outlets(version.outlets, table, ListView(view, OutletOrder.NAME_BACK)).rows
    if time is None:
        assert codes == []
        return
    coverage = run(COVERAGE, version, view)
    found = by_period(coverage, time, codes)
    assert found.sum(axis=1).tolist() == table.headlines[codes].tolist()
    assert found.sum(axis=0).tolist() == coverage.by_period(time).tolist()


def said(version: Version, view: View | None = None) -> str:
    view = view or View()
    return sentence(run(OUTLET_TABLE, version, view), view, version.outlets)


def test_the_sentence_says_who_has_most_and_what_was_rerun(version: Version) -> None:
    assert said(version) == (
        "3 outlets, 10 headlines; AP News has most (3); 1 outlet has one; 4 have no outlet; "
        "1 of 10 headlines re-ran what others had before"
    )


def test_the_sentence_says_reruns_only_where_they_can_be(version: Version) -> None:
    assert "re-ran" not in said(version, View(count=Count.FAMILIES))
    assert "re-ran" not in said(version, View(wire=Wire.FIRST))
    assert "re-ran" not in said(version, View(wire=Wire.RERUN))
    assert "1 of 2 headlines re-ran" in said(version, View(wire=Wire.SHARED))
    assert "no headline re-ran" in said(version, View(outlets=(AP,)))
    assert [knows_reruns(View(count=count)) for count in Count] == [True, True, False]
    assert not knows_reruns(View(wire=Wire.FIRST))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "No headlines in this view"),
        ([("A", "", day(0))], "No outlet is known of 1 headline"),
        ([("A", "BBC", day(0))], "1 outlet, 1 headline; no headline re-ran what others had before"),
        (
            [("A", "BBC", day(0)), ("B", "CNN", day(0))],
            "2 outlets, 2 headlines; 1 each; no headline re-ran what others had before",
        ),
        (
            [(f"{paper} {n}", paper, day(0)) for paper in ("BBC", "CNN") for n in range(2)]
            + [("C", "AP News", day(0)), ("D", "Reuters", day(0))],
            "4 outlets, 6 headlines; BBC and CNN have most (2 each); 2 outlets have one each; "
            "no headline re-ran what others had before",
        ),
        (
            [
                (f"{paper} {n}", paper, day(0))
                for paper in ("BBC", "CNN", "NPR", "CBS News")
                for n in range(2)
            ]
            + [("C", "AP News", day(0))],
            "5 outlets, 9 headlines; 4 outlets have most (2 each); 1 outlet has one; "
            "no headline re-ran what others had before",
        ),
    ],
)
def test_the_sentence_of_few(rows: list[tuple[str, str, str]], expected: str) -> None:
    assert said(version_of(list_of(*rows))) == expected
