"""How a view came about is told as far as it matters to it, and truly."""

import pytest

from tests.pages.test_every_number import VERSION
from webapp.charts.coverage import coverage_chart
from webapp.dataset.repeats import FAMILY_DAYS, MIN_FAMILY_WORDS
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.method import COUNTS, DATINGS, VERDICTS, WIRE_FAMILY, method
from webapp.query.periods import axis
from webapp.query.search import Search
from webapp.query.view import Amount, ChartKind, Count, Dating, Grain, View, Wire
from webapp.reading import Verdict

ALWAYS = ["Reading", "Outlets", "Counting", "Dates"]
OF_TIME = ["Days observed", "Incomplete"]


def told(view: View) -> dict[str, str]:
    time = axis(VERSION.facts, view)
    chart = coverage_chart(VERSION, view, run(COVERAGE, VERSION, view), time) if time else None
    passages = method(VERSION, view, time, chart.peaks if chart else None)
    return {each.about: each.said for each in passages}


@pytest.mark.parametrize(
    ("view", "more"),
    [
        (View(), ["Peaks"]),
        (View(grain=Grain.MONTH), []),
        (View(search=Search.parse("talks"), grain=Grain.MONTH), ["Words"]),
        (View(wire=Wire.RERUN, grain=Grain.MONTH), ["Wire copy"]),
        (View(groups=("country.uk",), grain=Grain.MONTH), ["Groups"]),
        (View(split="country", grain=Grain.MONTH), ["Groups"]),
        (View(story="0" * 12, grain=Grain.MONTH), ["Stories"]),
        (View(amount=Amount.SHARE, grain=Grain.MONTH), ["Measure"]),
        (
            View(chart=ChartKind.LINES, amount=Amount.OWN_SHARE, grain=Grain.MONTH),
            ["Measure"],
        ),
    ],
)
def test_only_what_matters_to_the_view_is_told(view: View, more: list[str]) -> None:
    about = set(told(view)) if view.story == "" else set(told(view.but(story=""))) | {"Stories"}
    assert about == {*ALWAYS, *OF_TIME, *more}


def test_numbers_are_those_of_the_view() -> None:
    said = told(View(grain=Grain.WEEK))
    assert said["Reading"].startswith("A program read 15 lines of 1 source.")
    assert said["Days observed"].endswith("Observed were 6 of 17 days, 5 to 21 January 2026.") or (
        "days, 5 to 20 January 2026." in said["Days observed"]
    )
    assert "Here that are 3 of 3 weeks observed." in said["Incomplete"]


def test_without_days_nothing_is_said_of_them() -> None:
    assert [each.about for each in method(VERSION, View(), None, None)] == ALWAYS


def test_every_choice_has_its_words() -> None:
    assert set(COUNTS) == set(Count)
    assert set(DATINGS) == set(Dating)
    assert set(VERDICTS) == set(Verdict)
    assert len({told(View(count=count))["Counting"] for count in Count}) == 3
    assert len({told(View(dated=dated))["Dates"] for dated in Dating}) == 3


def test_the_words_for_wire_families_go_with_the_rule() -> None:
    assert (FAMILY_DAYS, MIN_FAMILY_WORDS) == (3, 5)
    assert WIRE_FAMILY.endswith("within three days")
    assert "five words" in told(View(count=Count.FAMILIES))["Counting"]
