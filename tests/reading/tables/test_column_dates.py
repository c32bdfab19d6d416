import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import Verdict
from webapp.reading.tables.column_dates import ColumnDates, looks_dated


def days(values: list[str], day_first: bool | None = None) -> list[str]:
    dates = ColumnDates(values, day_first)
    return [str(dates.read(value).day) for value in values]


@pytest.mark.parametrize("said", [None, True, False])
def test_one_value_settles_the_order_of_all_whatever_was_said(said: bool | None) -> None:
    assert days(["3/4/2026", "13/4/2026 10:00"], said) == ["2026-04-03", "2026-04-13"]
    assert days(["3-4-2026", "4-13-2026"], said) == ["2026-03-04", "2026-04-13"]
    against = ColumnDates(["13/4/2026"], False)
    assert against.note == "day first, although --monthfirst was given"


@pytest.mark.parametrize("zero", ["0001-01-01T00:00:00Z", "0001-01-01", "9999-12-31T23:59:59Z"])
def test_years_outside_of_history_are_what_machines_write(zero: str) -> None:
    moment = ColumnDates([zero], None).read(zero)
    assert moment.verdict is Verdict.REJECTED
    assert "between 1600 and 2199" in moment.reason


def test_long_text_is_no_date() -> None:
    long = "January 14, 2026 " * 1_000
    assert not looks_dated(long)
    moment = ColumnDates([long], None).read(long)
    assert (moment.day, len(moment.reason) < 100) == (None, True)


def test_an_order_that_is_settled_needs_no_remark() -> None:
    moment = ColumnDates(["3/4/2026", "13/4/2026"], None).read("3/4/2026")
    assert (moment.verdict, moment.reason) == (Verdict.HEADLINE, "")


def test_an_open_order_is_rejected_and_names_both_days_and_the_options() -> None:
    dates = ColumnDates(["3/4/2026", "3/4/2026"], None)
    moment = dates.read("3/4/2026")
    assert moment.verdict is Verdict.REJECTED
    assert moment.reason == (
        "“3/4/2026” is 3 April 2026 or 4 March 2026; say --dayfirst or --monthfirst"
    )
    assert dates.note == "day first or month first: nothing settles it"


@pytest.mark.parametrize(("said", "day"), [(True, "2026-04-03"), (False, "2026-03-04")])
def test_what_the_user_says_settles_an_open_order(said: bool, day: str) -> None:
    assert days(["3/4/2026"], said) == [day]


def test_the_same_number_twice_is_never_open() -> None:
    assert days(["4/4/2026"]) == ["2026-04-04"]


def test_a_column_with_both_orders_is_read_only_where_it_is_clear() -> None:
    values = ["13/1/2026", "1/14/2026", "1/2/2026"]
    assert days(values) == ["2026-01-13", "2026-01-14", "None"]
    assert days(values, True)[2] == "2026-02-01"


def test_full_stops_put_the_day_first_as_a_guess_that_is_said() -> None:
    moment = ColumnDates(["1.2.2026"], None).read("1.2.2026")
    assert (moment.day, moment.verdict) == (dt.date(2026, 2, 1), Verdict.AMBIGUOUS)
    assert "full stops" in moment.reason
    assert days(["1.2.2026", "1.13.2026"])[0] == "2026-01-02"


def test_rows_in_order_of_time_only_one_way_settle_it_as_a_guess_that_is_said() -> None:
    values = ["1/12/2026", "2/12/2026", "3/12/2026", "4/12/2026"]
    assert days(values)[0] == "None"
    values = ["10/1/2026", "11/1/2026", "12/1/2026", "1/2/2026"]
    assert days(values) == ["2026-01-10", "2026-01-11", "2026-01-12", "2026-02-01"]
    assert days(values[::-1])[-1] == "2026-01-10"
    moment = ColumnDates(values, None).read(values[0])
    assert moment.verdict is Verdict.AMBIGUOUS
    assert "order of time" in moment.reason


def test_a_short_year_is_read_and_said() -> None:
    moment = ColumnDates(["1/14/26"], None).read("1/14/26")
    assert (moment.day, moment.verdict) == (dt.date(2026, 1, 14), Verdict.REPAIRED)


@pytest.mark.parametrize(
    "text",
    ["1768415400", "1768415400.5", "1768415400000", "1768415400000000", "1768415400000000000"],
)
def test_times_counted_from_1970_in_every_unit(text: str) -> None:
    moment = ColumnDates([text], None).read(text)
    assert moment.day == dt.date(2026, 1, 14)
    assert moment.time == dt.datetime(2026, 1, 14, 18, 30, tzinfo=dt.UTC)


def test_a_spreadsheets_number_of_a_day_is_read_and_said() -> None:
    moment = ColumnDates(["46036.77"], None).read("46036.77")
    assert (moment.day, moment.verdict) == (dt.date(2026, 1, 14), Verdict.REPAIRED)
    assert "spreadsheet's number" in moment.reason


@pytest.mark.parametrize("text", ["12", "1000000", "99999", "631151999", "9999999999999999999"])
def test_a_number_that_counts_nothing_plausible_is_no_date(text: str) -> None:
    assert ColumnDates([text], None).read(text).day is None
    assert not looks_dated(text)


@pytest.mark.parametrize(
    "text", ["0", "1970-01-01", "1970-01-01T00:00:00Z", "1/1/1970", "1899-12-30", "1900-01-01"]
)
def test_what_machines_write_for_no_date_is_refused_unless_trusted(text: str) -> None:
    moment = ColumnDates([text], None).read(text)
    assert (moment.day, moment.verdict) == (None, Verdict.REJECTED)
    assert "machines write for no date" in moment.reason
    assert ColumnDates([text], None, trusted=True).read(text).day is not None


@given(
    st.lists(
        st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)).filter(lambda day: day.day > 12),
        min_size=1,
    ),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y %H:%M", "%m-%d-%Y", "%Y-%m-%dT%H:%M:%SZ"]),
)
def test_days_come_back_from_every_way_of_writing_them(written: list[dt.date], how: str) -> None:
    assert days([f"{day:{how}}" for day in written]) == [str(day) for day in written]


@given(st.lists(st.text("0123456789/.-: ") | st.text()), st.none() | st.booleans())
def test_any_column_is_read_or_rejected_with_reasons(
    values: list[str], day_first: bool | None
) -> None:
    dates = ColumnDates(values, day_first)
    for value in values:
        moment = dates.read(value)
        assert (moment.day is None) is (moment.verdict is Verdict.REJECTED)
        assert bool(moment.reason) is (moment.verdict is not Verdict.HEADLINE)


def test_relative_dates_count_from_what_was_said() -> None:
    captured = dt.datetime(2026, 1, 14, 2, 30, tzinfo=dt.UTC)
    moment = ColumnDates([], None, captured=captured).read("3 hours ago")
    assert (moment.day, moment.is_counted) == (dt.date(2026, 1, 13), True)
    assert moment.time == dt.datetime(2026, 1, 13, 23, 30, tzinfo=dt.UTC)
    unknown = ColumnDates([], None).read("3 hours ago")
    assert unknown.day is None
    assert "--captured" in unknown.reason
