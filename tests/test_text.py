import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.text import (
    MONTHS,
    WEEKDAYS,
    fold,
    is_plain,
    isolate,
    long_day,
    make_visible,
    plural,
    short_date,
    short_day,
    shorten,
    signed,
    signed_percent,
    span,
    weekday,
    words,
)

ANY = st.text(st.characters(exclude_categories=[]))
DAYS = st.dates(date(1600, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Iran", "iran"),
        ("", ""),
        ("Condé Nast", "conde nast"),
        ("Conde\u0301", "conde"),
        ("ÅNGSTRÖM", "angstrom"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Ёлка", "елка"),
        ("‘Iran’s’", "'iran's'"),
        ("“take over” «now»", '"take over" "now"'),
        ("ﬁne ＢＢＣ ½", "fine bbc 1⁄2"),
        ("हिन्दी", "हिन्दी"),
        ("ไทยที่นี่", "ไทยที่นี่"),
        ("한국", "한국"),
    ],
)
def test_case_accents_and_quote_shapes_are_folded_and_nothing_else(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_is_folded_the_same_beside_other_letters(text: str) -> None:
    assert fold(f"{text} é") == f"{fold(text)} e"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran's Ayatollah", ["iran", "s", "ayatollah"]),
        ("Iran’s", ["iran", "s"]),
        ("U.S.-made, 2,500+", ["u", "s", "made", "2", "500"]),
        ("snake_case", ["snake_case"]),
        ("", []),
        (" - | … 😀 ", []),
        ("شهادت ایران", ["شهادت", "ایران"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("伊朗 News", ["伊", "朗", "news"]),
        ("イラン2026年", ["イ", "ラ", "ン", "2026", "年"]),
        ("한국 뉴스", ["한국", "뉴스"]),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_no_letter_or_digit_of_a_text_is_outside_its_words(text: str) -> None:
    rest = fold(text)
    for word in words(text):
        before, found, rest = rest.partition(word)
        assert found
        assert not re.search(r"\w", before)
    assert not re.search(r"\w", rest)


@pytest.mark.parametrize(
    ("text", "shown", "count"),
    [
        ("plain – ‘text’ 😀", "plain – ‘text’ 😀", 0),
        ("a\tb", "a\tb", 0),
        ("a\x00b", "a␀b", 1),
        ("\x1b[31m", "␛[31m", 1),
        ("a\r\nb", "a␍␊b", 2),
        ("\x7f", "␡", 1),
        ("\x80\x9f", "��", 2),
        ("\ud800 \udfff", "� �", 2),
        ("\x1f\x20\xa0", "␟\x20\xa0", 1),
    ],
)
def test_control_characters_become_signs(text: str, shown: str, count: int) -> None:
    signs = "control character" if count == 1 else "control characters"
    assert make_visible(text) == (shown, [f"{count} {signs} shown as signs"] if count else [])


@given(ANY)
def test_what_is_shown_has_no_control_but_tabs_and_says_what_was_done(text: str) -> None:
    shown, done = make_visible(text)
    assert len(shown) <= len(text)
    assert bool(done) == (shown != text)
    assert {char for char in shown if unicodedata.category(char) in ("Cc", "Cs")} <= {"\t"}
    assert make_visible(shown) == (shown, [])
    if is_plain(text):
        assert shown == text


@pytest.mark.parametrize("pair", ["\u0301\u0323", "\u0301\U0001d165", "\U0001d165\U0001d16e"])
def test_marks_heaped_on_one_letter_are_cut(pair: str) -> None:
    heaped = "a" + pair * 50 + "b"
    assert make_visible(heaped) == (
        "a" + pair * 15 + "b",
        ["marks heaped on one letter cut to 30"],
    )
    assert not is_plain(heaped)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Iran", 4, "Iran"),
        ("Iran", 3, "Ir…"),
        ("In Iran", 4, "In…"),
        ("Iran", 1, "…"),
        ("", 1, ""),
    ],
)
def test_a_long_text_is_cut_with_an_ellipsis(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(st.text(), st.integers(1, 20))
def test_a_shortened_text_fits_and_begins_the_same(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize("text", ["", "Iran", "Köln – “cup” 5 %", "Тегеран 2026", "東京", "😀 é"])
def test_text_from_left_to_right_is_left_alone(text: str) -> None:
    assert isolate(text) == text


@pytest.mark.parametrize("text", ["شهادت", "News ایران", "שלום", "‮txt.exe", "٢٠٢٦", "\u200f"])
def test_text_that_runs_from_right_to_left_is_isolated(text: str) -> None:
    assert isolate(text) == f"\u2068{text}\u2069"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 lines"), (1, "1 line"), (2, "2 lines"), (1234567, "1,234,567 lines")]
)
def test_a_count_is_said_with_its_noun(count: int, text: str) -> None:
    assert plural(count, "line") == text


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert [plural(count, "day is", "days are") for count in (1, 2)] == ["1 day is", "2 days are"]


def test_a_day_is_said_in_every_length() -> None:
    day = date(2026, 9, 6)
    assert (short_day(day), short_date(day), long_day(day), weekday(day)) == (
        "6 September",
        "6 Sep 2026",
        "6 September 2026",
        "Sunday",
    )


@given(DAYS)
def test_the_names_of_days_are_those_of_the_calendar(day: date) -> None:
    # The names are written out in the product because strftime's follow the locale.
    assert MONTHS[day.month - 1] == f"{day:%B}"
    assert weekday(day) == WEEKDAYS[day.isoweekday() - 1] == f"{day:%A}"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 1, 9), date(2026, 1, 9), "9 January 2026"),
        (date(2026, 1, 9), date(2026, 1, 26), "9 to 26 January 2026"),
        (date(2026, 1, 9), date(2026, 2, 9), "9 January to 9 February 2026"),
        (date(2025, 1, 9), date(2026, 1, 9), "9 January 2025 to 9 January 2026"),
        (date(2025, 12, 31), date(2026, 1, 1), "31 December 2025 to 1 January 2026"),
    ],
)
def test_a_span_says_no_more_than_it_must(first: date, last: date, text: str) -> None:
    assert span(first, last) == text


def test_isolates_of_its_own_cannot_end_the_isolate() -> None:
    assert isolate("\u2069\u202eabc") == "\u2068\u202eabc\u2069"


@pytest.mark.parametrize(
    ("difference", "digits", "text"),
    [
        (1_234, 0, "+1,234"),
        (-5, 0, "\u22125"),
        (0, 0, "0"),
        (-0.04, 1, "0.0"),
        (-12.84, 1, "\u221212.8"),
        (0.06, 1, "+0.1"),
    ],
)
def test_a_difference_says_which_way(difference: float, digits: int, text: str) -> None:
    assert signed(difference, digits) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (0, "0%"),
        (17.44, "+17.4%"),
        (-0.031, "\u22120.03%"),
        (-63.75, "\u221263.8%"),
        (0.001, "+<0.01%"),
        (123_400, "+123,400%"),
    ],
)
def test_a_change_in_percent_says_which_way(change: float, text: str) -> None:
    assert signed_percent(change) == text
