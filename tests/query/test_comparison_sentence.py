"""The sentence of a comparison, whose percent are never of a handful."""

import pytest

from tests.factories import example_version, list_of, version_of
from webapp.dataset import Version
from webapp.query.compared import compare_in
from webapp.query.comparison import Comparison
from webapp.query.comparison_sentence import difference, sentence
from webapp.query.side_names import side_names

EXAMPLE = example_version()


def said(version: Version, args: str) -> str:
    asked = Comparison.from_args(
        [(name, value) for name, _, value in (arg.partition("=") for arg in args.split())]
    )
    names = side_names(asked, version)
    return sentence(compare_in(version, asked), names, asked.first)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (
            "q=iran q2=trump",
            "“iran”: 80 headlines; “trump”: 29, 63.7% fewer; "
            "most apart on 24 January 2026 (28 against 10)",
        ),
        (
            "q=iran q2=trump by=week measure=own-share",
            "“iran”: 80 headlines; “trump”: 29, 63.7% fewer; "
            "most apart on 26 January 2026 (23.8% against 17.2%)",
        ),
        (
            "q=iran q2=trump by=week",
            "“iran”: 80 headlines; “trump”: 29, 63.7% fewer; "
            "most apart in the week 19 to 25 January 2026 (28 against 10)",
        ),
        (
            "outlet=bbc outlet2=cnn q=iran q2=iran count=families",
            "BBC: 5 headlines, one per wire family; "
            "CNN: 3, 2 fewer (below 10 is too few to compare in percent); "
            "most apart on 14 January 2026 (4 against 2); both: “iran”",
        ),
        (
            "to=2026-01-17 from2=2026-01-14",
            "Until 17 January 2026: 33 headlines on 2 days observed; "
            "From 14 January 2026: 70 on 3 days observed, 16.5 a day observed against 23.3",
        ),
        (
            "to=2026-01-14 from2=2026-01-09 to2=2026-01-13 q=iran q2=trump",
            "“iran”, until 14 January 2026: 33 headlines on 2 days observed; "
            "“trump”, 9 to 13 January 2026: 4 on 1 day observed, 16.5 a day observed against 4.0",
        ),
        (
            "from=2026-01-09 to=2026-01-14 from2=2026-01-10 to2=2026-01-13",
            "9 to 14 January 2026: 33 headlines on 2 days observed; "
            "10 to 13 January 2026: 0, but no day of it was observed",
        ),
        (
            "from=2026-01-14 to=2026-01-24 from2=2026-01-24 to2=2026-01-26 by=month",
            "14 to 24 January 2026: 51 headlines; 24 to 26 January 2026: 47, 7.8% fewer",
        ),
        (
            "q=trump q2=zeppelin",
            "“trump”: 29 headlines; “zeppelin”: 0; at most 10 apart, in 2 days",
        ),
        (
            "q=iran q2=zeppelin dated=published by=month",
            "“iran”: 80 headlines; “zeppelin”: 0; only headlines with a date of their own",
        ),
        (
            "q=iran q2=zeppelin dated=listed by=year",
            "“iran”: 80 headlines; “zeppelin”: 0; by the day listed",
        ),
        ("q=zep q2=zap", "No headlines on either side, “zep” or “zap”"),
        (
            "from=2030-01-01 from2=2031-01-01",
            "No headlines on either side, From 1 January 2030 or From 1 January 2031",
        ),
    ],
)
def test_the_sentence_says_what_the_comparison_comes_to(args: str, expected: str) -> None:
    assert said(EXAMPLE, args) == expected


def test_sides_that_are_nowhere_apart_are_said_to_be_the_same() -> None:
    version = version_of(
        list_of(
            *(
                (f"{word} {day}", "BBC", f"2026-01-0{day}")
                for word in ("Oil", "Gas")
                for day in (1, 2)
            )
        )
    )
    assert said(version, "q=oil q2=gas") == (
        "“oil”: 2 headlines; “gas”: 2, as many; the same number in each day"
    )
    assert said(version, "q=oil q2=gas measure=own-share").endswith("the same share in each day")


def test_a_week_that_one_side_has_in_part_is_not_the_one_most_apart() -> None:
    days = [f"2026-01-{day:02}" for day in range(1, 19)]
    news, oil = [("News", "BBC", day) for day in days], ("Oil", "BBC", "2026-01-07")
    same = "Until 13 January 2026: 13 headlines on 13 days observed; "
    same += "All headlines: 18 on 18 days observed, 1.0 a day observed against 1.0"
    assert said(version_of(list_of(*news)), "to=2026-01-13 by=week") == same
    apart = said(version_of(list_of(*news, oil)), "to=2026-01-13 by=week q=news")
    assert apart.endswith("most apart in the week 5 to 11 January 2026 (7 against 8)")


def test_days_of_their_own_are_named_for_each_side() -> None:
    version = version_of(
        list_of(
            *(
                (f"News {number}", "BBC", f"2026-01-0{day}")
                for day, headlines in enumerate((1, 2, 1, 5), 1)
                for number in range(headlines)
            )
        )
    )
    assert said(version, "to=2026-01-02 from2=2026-01-03") == (
        "Until 2 January 2026: 3 headlines; "
        "From 3 January 2026: 6, 3 more (below 10 is too few to compare in percent); "
        "most apart on 2 January 2026 (2) against 4 January 2026 (5)"
    )


@pytest.mark.parametrize(
    ("base", "other", "expected"),
    [
        (41, 23, "43.9% fewer"),
        (23, 41, "78.3% more"),
        (20, 40, "2.0 times as many"),
        (10, 39, "3.9 times as many"),
        (20, 39, "95.0% more"),
        (9, 30, "21 more (below 10 is too few to compare in percent)"),
        (9, 8, "1 fewer (below 10 is too few to compare in percent)"),
        (10_000, 10_001, "0.01% more"),
        (7, 7, "as many"),
    ],
)
def test_a_difference_is_in_percent_where_the_base_is_enough(
    base: int, other: int, expected: str
) -> None:
    assert difference(base, other) == expected
