"""What one outlet's headlines amount to, in a sentence."""

from datetime import timedelta

import pytest

from tests.factories import NINTH, list_of, version_of
from webapp.dataset import Version
from webapp.query.measure import run
from webapp.query.outlet_sentence import outlet_sentence
from webapp.query.outlet_table import OUTLET_TABLE
from webapp.query.periods import axis
from webapp.query.search import Search
from webapp.query.view import Count, Dating, View, Wire

WIRE = "Talks between Iran and US fail in Oman"
LONELY = "Talks that only one paper had at all"


@pytest.fixture(scope="module")
def version() -> Version:
    return version_of(
        list_of(
            (WIRE, "AP News", str(NINTH)),
            (WIRE, "BBC", str(NINTH + timedelta(days=1))),
            (LONELY, "BBC", str(NINTH + timedelta(days=3))),
            ("Nameless", "", str(NINTH)),
        )
    )


def said(version: Version, slug: str, view: View | None = None) -> str:
    view = view or View()
    table, time = run(OUTLET_TABLE, version, view), axis(version.facts, view)
    code = version.outlets.code_by_slug[slug]
    return outlet_sentence(table, code, view, time, version.outlets)


def test_it_says_how_many_when_which_rank_and_what_others_ran_too(version: Version) -> None:
    assert said(version, "bbc") == (
        "2 headlines on 2 of 3 days observed, 10 to 12 January 2026; 50.0% of 4, most of 2 outlets;"
        " others ran 1 of these too, none here first, 1 re-run"
    )
    assert said(version, "ap-news") == (
        "1 headline on 1 of 3 days observed, 9 January 2026; 25.0% of 4, rank 2 of 2 outlets;"
        " others ran 1 of these too, 1 here first, 0 re-run"
    )


def test_no_outlet_has_no_rank(version: Version) -> None:
    assert said(version, "unknown") == (
        "1 headline on 1 of 3 days observed, 9 January 2026; 25.0% of 4"
    )


def test_it_obeys_filter_counting_and_dating(version: Version) -> None:
    assert said(version, "bbc", View(search=Search.parse("lonely"))) == (
        "No headlines matching “lonely” in this view"
    )
    only = View(search=Search.parse("only"))
    assert said(version, "bbc", only) == (
        "1 headline matching “only” on 1 of 3 days observed, 12 January 2026; 100% of 1"
    )
    families = said(version, "ap-news", View(count=Count.FAMILIES))
    assert families.startswith("1 headline, one per wire family, on 1 of 3")
    assert families.endswith("others ran 1 of these too, 1 here first")
    assert said(version, "bbc", View(wire=Wire.RERUN)).endswith("none here first, 1 re-run")
    assert "headlines listed on" in said(version, "bbc", View(dated=Dating.LISTED))
    assert said(version, "bbc", View(first=NINTH + timedelta(days=9))) == (
        "No headlines in this view"
    )
