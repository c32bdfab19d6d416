"""What is earlier and later than the days that a view is narrowed to."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests.factories import example_version, list_of, version_of
from tests.query.strategies import total, versions, views
from webapp.dataset import Version
from webapp.query.periods import axis
from webapp.query.stretch import Stretch, stretch
from webapp.query.view import ChartKind, Grain, View


def stretch_of(version: Version, view: View) -> Stretch | None:
    return stretch(version, view, axis(version, view))


def spelled(first: str, last: str) -> View:
    return View(first=date.fromisoformat(first), last=date.fromisoformat(last))


def days_of(view: View | None) -> tuple[str, str] | None:
    return (str(view.first), str(view.last)) if view else None


def over(first: str, last: str) -> Version:
    return version_of(list_of(("A", "BBC", first), ("B", "BBC", last)))


@pytest.mark.parametrize(
    ("asked", "earlier", "later"),
    [
        (("2026-01-14", "2026-01-17"), ("2026-01-10", "2026-01-13"), ("2026-01-18", "2026-01-21")),
        # Clipped to the data, which goes from 9 to 26 January.
        (("2026-01-12", "2026-01-17"), ("2026-01-09", "2026-01-11"), ("2026-01-18", "2026-01-23")),
        (("2026-01-18", "2026-01-24"), ("2026-01-11", "2026-01-17"), ("2026-01-25", "2026-01-26")),
        (("2026-01-09", "2026-01-09"), None, ("2026-01-10", "2026-01-10")),
        (("2026-01-26", "2026-01-26"), ("2026-01-25", "2026-01-25"), None),
        (("2025-01-01", "2026-01-10"), None, ("2026-01-11", "2026-01-12")),
        (("2025-01-01", "2027-01-01"), None, None),
    ],
)
def test_what_is_beside_is_as_long_and_within_the_data(
    asked: tuple[str, str], earlier: tuple[str, str] | None, later: tuple[str, str] | None
) -> None:
    found = stretch_of(example_version(), spelled(*asked))
    assert found is not None
    assert (days_of(found.earlier), days_of(found.later)) == (earlier, later)
    assert found.whole == View()


@pytest.mark.parametrize(
    ("asked", "earlier", "later"),
    [
        (("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29"), ("2024-04-01", "2024-04-30")),
        (("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31"), ("2025-01-01", "2025-12-31")),
        (("2024-01-01", "2024-03-31"), ("2023-10-01", "2023-12-31"), ("2024-04-01", "2024-06-30")),
        # Not whole months: so many days.
        (("2024-03-01", "2024-03-30"), ("2024-01-31", "2024-02-29"), ("2024-03-31", "2024-04-29")),
    ],
)
def test_beside_whole_months_are_whole_months(
    asked: tuple[str, str], earlier: tuple[str, str], later: tuple[str, str]
) -> None:
    found = stretch_of(over("2020-01-01", "2028-12-31"), spelled(*asked))
    assert found is not None
    assert (days_of(found.earlier), days_of(found.later)) == (earlier, later)


def test_one_end_is_enough_and_the_drawing_stays() -> None:
    view = View(first=date(2026, 1, 24), grain=Grain.WEEK, outlets=("bbc",))
    found = stretch_of(example_version(), view)
    assert found is not None
    assert (found.first, found.last) == (date(2026, 1, 24), date(2026, 1, 26))
    assert found.earlier == view.but(first=date(2026, 1, 21), last=date(2026, 1, 23))
    assert found.later is None
    assert found.whole == View(grain=Grain.WEEK, outlets=("bbc",))


def test_all_dates_and_dates_without_data_have_nothing_beside() -> None:
    assert stretch_of(example_version(), View()) is None
    assert stretch_of(example_version(), View(last=date(2025, 1, 1))) is None
    assert stretch_of(version_of(""), View(last=date(2025, 1, 1))) is None


def test_the_first_and_the_last_day_that_there_is_stand_in_nobodys_way() -> None:
    found = stretch_of(over("1600-01-01", "2199-12-31"), spelled("1600-01-01", "1600-12-31"))
    assert found is not None
    assert days_of(found.later) == ("1601-01-01", "1601-12-31")
    found = stretch_of(over("1600-01-01", "2199-12-31"), spelled("1600-01-02", "2199-12-30"))
    assert found is not None
    assert days_of(found.earlier) == ("1600-01-01", "1600-01-01")
    assert days_of(found.later) == ("2199-12-31", "2199-12-31")


@settings(max_examples=40, deadline=None)
@given(version=versions(), view=views(chart=ChartKind.BARS))
def test_walking_from_stretch_to_stretch_meets_every_headline_once(
    version: Version, view: View
) -> None:
    found = stretch_of(version, view)
    if found is None:
        return
    seen = total(version, view)
    for step in ("earlier", "later"):
        beside = getattr(found, step)
        while beside is not None:
            seen += total(version, beside)
            following = stretch_of(version, beside)
            assert following is not None
            assert following.last - following.first <= found.last - found.first + timedelta(days=3)
            beside = getattr(following, step)
    assert seen == total(version, found.whole)
