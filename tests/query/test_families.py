"""Who was first of a wire family, and by how much."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import NINTH, entries_version
from webapp.dataset import Version
from webapp.dataset.lines import NO_TIME
from webapp.query.families import Lead, Told, lead, leads
from webapp.query.rows import page_of_rows
from webapp.query.view import Dating, View, Wire
from webapp.reading import DateSource, Entry

TITLE = "Iran and the US hold talks in Oman"
HOUR = 3_600
PARTS = (1, 2, 5)


def entry(outlet: str, day: int = 0, hour: int | None = None, listed: int | None = None) -> Entry:
    published = NINTH + timedelta(days=day)
    moment = None
    if hour is not None:
        moment = datetime(published.year, published.month, published.day, hour, tzinfo=UTC)
    return Entry(
        TITLE,
        outlet,
        published,
        DateSource.PUBLISHED,
        None if listed is None else NINTH + timedelta(days=listed),
        time=moment,
    )


def lead_of(version: Version, slug: str, view: View | None = None) -> tuple[str | None, Lead]:
    """The name of who was first, and the lead, for the newest headline of an outlet."""
    own = (view or View()).but(outlets=(slug,))
    (found, *_) = leads(version, own, page_of_rows(version, own).rows)
    return None if found.code is None else version.outlets[found.code].slug, found


@pytest.mark.parametrize("parts", PARTS)
def test_days_part_who_was_first_from_the_others(parts: int) -> None:
    version = entries_version(
        [entry("BBC", 2), entry("AP News", 0), entry("CNN", 3)], parts=min(parts, 3)
    )
    first, after_two = lead_of(version, "bbc")
    assert (first, after_two[1:]) == ("ap-news", (False, 2, None))
    first, own = lead_of(version, "ap-news")
    assert (first, own[1:]) == ("ap-news", (True, 2, None))


def test_hours_part_those_of_one_day_where_both_are_known() -> None:
    version = entries_version([entry("BBC", hour=13), entry("AP News", hour=8), entry("CNN")])
    assert lead_of(version, "bbc")[1][1:] == (False, 0, 5 * HOUR)
    assert lead_of(version, "ap-news")[1][1:] == (True, 0, 5 * HOUR)
    first, unknown = lead_of(version, "cnn")
    assert (first, unknown[1:]) == ("ap-news", (False, 0, None))


def test_without_times_the_order_of_one_day_is_not_known() -> None:
    version = entries_version([entry("BBC"), entry("AP News")])
    assert lead_of(version, "bbc")[1][1:] == (True, 0, None)
    first, other = lead_of(version, "ap-news")
    assert (first, other[1:]) == ("bbc", (False, 0, None))


def test_the_first_is_of_all_the_data_whatever_the_filter() -> None:
    version = entries_version([entry("BBC", 2), entry("AP News", 0)])
    first, found = lead_of(version, "bbc", View(first=NINTH + timedelta(days=1)))
    assert (first, found.days) == ("ap-news", 2)


def test_it_goes_by_the_dates_of_the_view() -> None:
    version = entries_version(
        [entry("BBC", 0, 8, listed=3), entry("AP News", 1, 9, listed=3), entry("CNN", 1)]
    )
    first, published = lead_of(version, "ap-news")
    # Of headlines of two days, times say nothing more.
    assert (first, published[1:]) == ("bbc", (False, 1, None))
    listed = View(dated=Dating.LISTED)
    # Listed on one day: of listings no time is known.
    assert lead_of(version, "ap-news", listed)[1][2:] == (0, None)


def test_where_no_other_has_such_a_date_nobody_is_compared() -> None:
    version = entries_version([entry("BBC", 0, listed=3), entry("AP News", 1)])
    assert lead_of(version, "bbc", View(dated=Dating.LISTED))[1][1:] == (True, None, None)


def test_the_outlet_itself_may_have_been_first_before() -> None:
    version = entries_version([entry("BBC", 0), entry("AP News", 1), entry("BBC", 2)])
    newest = leads(version, View(), page_of_rows(version, View(wire=Wire.RERUN)).rows)
    names = [None if each.code is None else version.outlets[each.code].slug for each in newest]
    assert names == ["bbc", "bbc"]
    assert [each[1:] for each in newest] == [(False, 2, None), (False, 1, None)]


def test_where_all_had_had_the_title_before_nobody_was_first() -> None:
    version = entries_version(
        [entry(outlet, day) for day in (0, 20) for outlet in ("BBC", "AP News")]
    )
    own = View(outlets=("bbc",), first=NINTH + timedelta(days=9))
    (found,) = leads(version, own, page_of_rows(version, own).rows)
    assert found == Lead(None, False, None, None)


def test_the_next_of_an_outlet_that_was_first_is_the_earliest_of_another() -> None:
    own = Told(1, 5, NO_TIME, True)
    family = [Told(1, 5, 99, False), Told(3, 7, 5, False), Told(2, 6, NO_TIME, False), own]
    assert lead(own, family) == Lead(1, True, 1, None)
    timed = Told(1, 5, 10, True)
    family = [Told(2, 5, NO_TIME, False), Told(3, 5, 40, False), timed]
    assert lead(timed, family) == Lead(1, True, 0, 30)


def test_nothing_to_ask_about_is_nothing() -> None:
    version = entries_version([entry("BBC")])
    none = View(wire=Wire.SHARED)
    assert leads(version, none, page_of_rows(version, none).rows) == []
