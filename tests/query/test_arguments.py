"""Arguments of a URL: taken strictly, refused with what would be accepted."""

from collections.abc import Callable
from datetime import date

import pytest

from webapp.query.arguments import Arguments, BadArgumentError, query_string
from webapp.query.view import Sort

KNOWN = ("a", "b")


def taken(*args: tuple[str, str]) -> Arguments:
    return Arguments(args, KNOWN)


def test_an_unknown_parameter_is_refused_with_the_names_that_there_are() -> None:
    with pytest.raises(BadArgumentError) as raised:
        taken(("c", "1"))
    assert (raised.value.name, raised.value.value) == ("c", "1")
    assert raised.value.accepted == "there is no such parameter; there are a, b"


def test_an_unknown_parameter_is_refused_even_when_it_is_empty() -> None:
    with pytest.raises(BadArgumentError):
        taken(("c", ""))


@pytest.mark.parametrize("empty", ["", " ", "\t\n"])
def test_an_empty_value_counts_as_absent(empty: str) -> None:
    given = taken(("a", empty), ("b", empty))
    assert given.one("a") == ""
    assert given.several("b") == []
    assert given.day("a") is None
    assert given.number("a", 7) == 7
    assert given.choice("a", Sort, Sort.OUTLET) is Sort.OUTLET


def test_spaces_around_a_value_are_dropped() -> None:
    given = taken(("a", " 2026-01-09 "), ("b", "\t3\n"))
    assert given.day("a") == date(2026, 1, 9)
    assert given.number("b", 1) == 3


def test_several_values_keep_their_order() -> None:
    assert taken(("a", "2"), ("b", "x"), ("a", "1"), ("a", "")).several("a") == ["2", "1"]


@pytest.mark.parametrize(
    "take",
    [
        lambda given: given.one("a"),
        lambda given: given.day("a"),
        lambda given: given.number("a", 1),
        lambda given: given.choice("a", Sort, None),
    ],
)
def test_a_single_value_given_twice_is_refused(take: Callable[[Arguments], object]) -> None:
    with pytest.raises(BadArgumentError) as raised:
        take(taken(("a", "1"), ("a", "2")))
    error = raised.value
    assert (error.name, error.value, error.accepted) == ("a", "2", "it can be given only once")


def test_the_same_value_given_twice_is_refused_too() -> None:
    with pytest.raises(BadArgumentError):
        taken(("a", "1"), ("a", "1")).one("a")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1600-01-01", date(1600, 1, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2199-12-31", date(2199, 12, 31)),
    ],
)
def test_days_from_the_first_year_to_the_last_are_read(text: str, day: date) -> None:
    assert taken(("a", text)).day("a") == day


@pytest.mark.parametrize(
    "text",
    [
        "1599-12-31",
        "2200-01-01",
        "0000-01-01",
        "2026-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-1-9",
        "20260109",
        "2026-W02-5",
        "2026-01-09T00:00",
        "9 January 2026",
        "٢٠٢٦-٠١-٠٩",
        "2026-01-09\n2026-01-10",
        "today",
        "-1",
    ],
)
def test_anything_else_is_not_a_day(text: str) -> None:
    with pytest.raises(BadArgumentError) as raised:
        taken(("a", text)).day("a")
    error = raised.value
    assert (error.name, error.value) == ("a", text)
    assert error.accepted == "a day that exists, as 2026-01-31, from the years 1600 to 2199"


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("50", 50), ("999999999", 999_999_999)])
def test_whole_numbers_from_one_are_read(text: str, number: int) -> None:
    assert taken(("a", text)).number("a", 7) == number


@pytest.mark.parametrize(
    "text",
    ["0", "-1", "+1", "01", "1.0", "1e3", "1_000", "1,000", "²", "٣", "1٣", "1000000000", "one"],
)
def test_anything_else_is_not_a_number(text: str) -> None:
    with pytest.raises(BadArgumentError) as raised:
        taken(("a", text)).number("a", 7)
    error = raised.value
    assert (error.name, error.value, error.accepted) == ("a", text, "a whole number from 1")


@pytest.mark.parametrize("sort", Sort)
def test_each_choice_is_read(sort: Sort) -> None:
    assert taken(("a", sort.value)).choice("a", Sort, None) is sort


@pytest.mark.parametrize("text", ["Date", "NEWEST", "dat", "date,outlet", "--date"])
def test_anything_else_is_refused_with_every_choice(text: str) -> None:
    with pytest.raises(BadArgumentError) as raised:
        taken(("a", text)).choice("a", Sort, None)
    error = raised.value
    assert (error.name, error.value) == ("a", text)
    assert error.accepted == "one of -date, date, outlet, -outlet, headline, -headline"


def test_the_message_names_the_parameter_the_value_and_what_is_accepted() -> None:
    assert str(BadArgumentError("page", "x", "a number")) == "page='x': a number"


def test_a_query_string_is_quoted() -> None:
    args = [("q", "a & b=c"), ("outlet", "중앙"), ("q", "“x” +")]
    assert query_string(args) == (
        "q=a+%26+b%3Dc&outlet=%EC%A4%91%EC%95%99&q=%E2%80%9Cx%E2%80%9D+%2B"
    )
    assert query_string([]) == ""
