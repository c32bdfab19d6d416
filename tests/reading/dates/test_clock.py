import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading.dates.clock import CLOCK_SHAPE, local_clock, read_clock

DAY = dt.date(2026, 1, 14)


def utc(day: int, hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, minute, second, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (" 14:30 UTC", utc(14, 14, 30)),
        (", 6:30 PM GMT", utc(14, 18, 30)),
        (", 6:30 p.m. EST", utc(14, 23, 30)),
        (" 12 a.m. UTC", utc(14, 0)),
        (" 12:05 pm UTC", utc(14, 12, 5)),
        (" 23:30:15 -02:00", utc(15, 1, 30, 15)),
        (" 00:30+0100", utc(13, 23, 30)),
        (" um 18.30 Uhr", None),
        (" 18:30 UTC+2", utc(14, 16, 30)),
        (" 14:30", None),
        (" 14:30 CST", None),
        (" 14:30 IST", None),
        (" 25:00 UTC", None),
        (" 13:00 pm UTC", None),
    ],
)
def test_a_time_is_a_moment_only_in_a_zone_that_is_certain(
    text: str, moment: dt.datetime | None
) -> None:
    assert re.fullmatch(CLOCK_SHAPE, text, re.IGNORECASE)
    assert read_clock(text, DAY) == moment


def test_a_time_without_a_zone_is_local() -> None:
    assert local_clock(" 18:30", DAY) == dt.datetime.combine(DAY, dt.time(18, 30))
    assert local_clock(" 18:30 EST", DAY) is not None
    assert local_clock("T18:30:00Z", DAY) == utc(14, 18, 30)


@pytest.mark.parametrize("text", [" 18:30 Fears", " 18", " at noon", "18:30"])
def test_other_text_has_not_the_shape_of_a_time(text: str) -> None:
    assert not re.fullmatch(CLOCK_SHAPE, text, re.IGNORECASE)


def test_a_moment_off_the_calendar_is_none() -> None:
    assert read_clock(" 23:30 -05:00", dt.date.max) is None
    assert read_clock(" 23:30 +15:00", DAY) is None
    assert read_clock(" 23:30 +14:00", DAY) == utc(14, 9, 30)


@given(st.text() | st.from_regex(re.compile(CLOCK_SHAPE, re.IGNORECASE), fullmatch=True))
def test_any_text_is_a_moment_in_utc_or_none(text: str) -> None:
    moment = read_clock(text, DAY)
    assert moment is None or moment.tzinfo is dt.UTC
