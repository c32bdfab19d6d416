import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import Verdict
from webapp.reading.dates.relative import (
    MAX_SEARCHED,
    Ago,
    Capture,
    count_back,
    find_relative,
    may_be_relative,
    read_relative,
)

EVENING = dt.datetime(2026, 1, 14, 18, tzinfo=dt.UTC)
CAPTURE = Capture(EVENING, True, "the test")


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("3 hours ago", Ago(3, "hour")),
        ("an hour ago", Ago(1, "hour")),
        ("1h", Ago(1, "hour")),
        ("2d", Ago(2, "day")),
        ("15 min", Ago(15, "minute")),
        ("5 mins ago", Ago(5, "minute")),
        ("just now", Ago(0, "minute")),
        ("Yesterday", Ago(1, "day")),
        ("today", Ago(0, "day")),
        ("2 weeks ago", Ago(2, "week")),
        ("vor 3 Stunden", Ago(3, "hour")),
        ("vor einem Tag", Ago(1, "day")),
        ("gestern", Ago(1, "day")),
        ("il y a 2 heures", Ago(2, "hour")),
        ("hier", Ago(1, "day")),
        ("hace 3 horas", Ago(3, "hour")),
        ("3 ore fa", Ago(3, "hour")),
        ("há 5 dias", Ago(5, "day")),
        ("3 uur geleden", Ago(3, "hour")),
        ("för 2 timmar sedan", Ago(2, "hour")),
        ("2 часа назад", Ago(2, "hour")),
        ("вчера", Ago(1, "day")),
        ("3 godziny temu", Ago(3, "hour")),
        ("3時間前", Ago(3, "hour")),
        ("30 seconds ago", Ago(30, "second")),
        ("vor 45 Sekunden", Ago(45, "second")),
        ("about 3 hours ago", Ago(3, "hour")),
        ("for 3 timer siden", Ago(3, "hour")),
        ("3 saat önce", Ago(3, "hour")),
        ("dün", Ago(1, "day")),
        ("včera", Ago(1, "day")),
        ("منذ 3 ساعات", Ago(3, "hour")),
        ("أمس", Ago(1, "day")),
        ("3 ساعت پیش", Ago(3, "hour")),
        ("לפני 3 שעות", Ago(3, "hour")),
        ("אתמול", Ago(1, "day")),
        ("(2 days ago)", Ago(2, "day")),
    ],
)
def test_relative_dates_of_many_languages(text: str, ago: Ago) -> None:
    assert read_relative(text) == ago
    assert may_be_relative(f"A title - {text}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3 hours",
        "5 days",
        "hours ago",
        "3 apples ago",
        "BBC",
        "2026",
        "1234 days ago",
        "x1h",
        "100 m",
        "100m",
        "5 m",
        "for 5 years",
        "about 3 days",
    ],
)
def test_other_text_is_none(text: str) -> None:
    assert read_relative(text) is None


@pytest.mark.parametrize(
    ("ago", "day", "hour"),
    [
        (Ago(3, "hour"), 14, 15),
        (Ago(20, "hour"), 13, 22),
        (Ago(30, "minute"), 14, 17),
        (Ago(30, "second"), 14, 17),
        (Ago(1, "day"), 13, None),
        (Ago(0, "day"), 14, None),
    ],
)
def test_it_counts_from_the_capture_time(ago: Ago, day: int, hour: int | None) -> None:
    counted = count_back("x", ago, CAPTURE)
    assert (counted.day, counted.verdict) == (dt.date(2026, 1, day), Verdict.HEADLINE)
    assert (counted.time.hour if counted.time else None) == hour


def test_weeks_and_more_are_coarse_and_said() -> None:
    counted = count_back("2 weeks ago", Ago(2, "week"), CAPTURE)
    assert (counted.day, counted.time) == (dt.date(2025, 12, 31), None)
    assert counted.verdict is Verdict.AMBIGUOUS
    assert counted.reason == "“2 weeks ago” counted from the test: 31 December 2025, give or take"


def test_hours_need_a_time_of_day() -> None:
    counted = count_back("3 hours ago", Ago(3, "hour"), CAPTURE._replace(has_clock=False))
    assert (counted.day, counted.time) == (dt.date(2026, 1, 14), None)
    assert counted.verdict is Verdict.AMBIGUOUS
    assert "it may be the day before" in counted.reason


def test_a_clock_without_a_zone_gives_no_moment() -> None:
    local = Capture(EVENING.replace(tzinfo=None), True, "the test")
    assert count_back("3 hours ago", Ago(3, "hour"), local)[:3] == (
        dt.date(2026, 1, 14),
        None,
        Verdict.HEADLINE,
    )


def test_without_a_capture_time_it_is_rejected_and_says_how_to_give_one() -> None:
    counted = count_back("1h", Ago(1, "hour"), None)
    assert (counted.day, counted.verdict) == (None, Verdict.REJECTED)
    assert "--captured" in counted.reason


def test_what_lies_before_any_date_is_rejected() -> None:
    early = Capture(dt.datetime(2, 1, 1, tzinfo=dt.UTC), True, "the test")
    assert count_back("999 years ago", Ago(999, "year"), early).verdict is Verdict.REJECTED


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("3 hours ago", "3 hours ago", ""),
        ("Harbour Post · 2h", "2h", "Harbour Post ·"),
        ("Harbour Post | Yesterday", "Yesterday", "Harbour Post |"),
        ("Updated 3 hours ago", "3 hours ago", "Updated"),
        ("il y a 2 heures par Jeanne", "il y a 2 heures", "par Jeanne"),
        ("about an hour ago by Jane Doe", "about an hour ago", "by Jane Doe"),
        ("Yesterday at 18:30", "Yesterday", ""),
        ("Gestern, 18:30 Uhr", "Gestern", ""),
        ("Harbour Post, 3 hours ago", "3 hours ago", "Harbour Post,"),
    ],
)
def test_a_relative_date_is_found_within_a_text(text: str, words: str, rest: str) -> None:
    found = find_relative(text)
    assert found is not None
    assert found.words == words
    assert (text[: found.start] + text[found.end :]).strip() == rest
    assert read_relative(found.words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Today in history: a bridge",
        "Yesterday's men",
        "Today, a bridge opens",
        "A 2h debate",
        "The man who 3 years ago sold the bridge that he did not own",
        "Jailed for 5 years",
        "x" * MAX_SEARCHED + " 3 hours ago",
    ],
)
def test_none_is_found_where_only_its_words_stand(text: str) -> None:
    assert find_relative(text) is None


@given(st.text(max_size=40) | st.text(" 3hago·|vor", max_size=MAX_SEARCHED))
def test_what_is_found_stands_there(text: str) -> None:
    found = find_relative(text)
    assert found is None or text[found.start : found.end].startswith(found.words)


@given(st.text(max_size=40))
def test_any_text_is_read_or_none(text: str) -> None:
    ago = read_relative(text)
    assert ago is None or ago.number >= 0
