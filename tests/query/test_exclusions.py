"""What is left out of a view is counted without a gap, from all lines to what is kept."""

import pytest
from hypothesis import given, settings

from tests.factories import example_version, line, version_of
from tests.pages.test_every_number import VERSION
from tests.query.strategies import Item, lists, version_of_items, views
from webapp.query.coverage import COVERAGE
from webapp.query.exclusions import Exclusions, exclusions
from webapp.query.measure import run
from webapp.query.search import Search
from webapp.query.view import Count, Dating, View


def gone(found: Exclusions) -> dict[str, int]:
    return {each.what: each.count for each in (*found.lines_gone, *found.headlines_gone)}


@settings(max_examples=40)
@given(lists(), views())
def test_what_is_left_out_and_what_is_kept_are_all(items: list[Item], view: View) -> None:
    version = version_of_items(items)
    found = exclusions(version, view)
    assert found.kept == run(COVERAGE, version, view).total
    assert found.headlines - sum(each.count for each in found.headlines_gone) == found.kept
    assert found.lines - sum(each.count for each in found.lines_gone) == found.headlines
    assert all(each.count > 0 for each in (*found.lines_gone, *found.headlines_gone))


def test_lines_are_counted_by_what_became_of_them() -> None:
    version = version_of(
        "\n".join(
            [
                "My list",
                line("Storm over the harbour"),
                line("Storm over the harbour"),
                line("No such day", date="February 30th, 2026"),
                line("Slip of the pen", date="January 23th, 2026"),
            ]
        )
    )
    found = exclusions(version, View())
    assert (found.lines, found.headlines, found.kept) == (5, 2, 2)
    assert gone(found) == {"skipped": 1, "rejected": 1, "repeated": 1}
    assert {each.what: each.count for each in found.doubtful} == {"repaired": 1}


@pytest.mark.parametrize(
    ("view", "left_out"),
    [
        (View(), {}),
        (View(search=Search.parse("talks")), {"outside the filter": 5}),
        (View(count=Count.UNIQUE), {"by the way of counting": 1}),
        (View(count=Count.FAMILIES), {"by the way of counting": 4}),
        (View(dated=Dating.PUBLISHED), {"by their date": 1}),
        (View(dated=Dating.LISTED), {"by their date": 12}),
    ],
)
def test_each_way_to_be_left_out_is_told_apart(view: View, left_out: dict[str, int]) -> None:
    assert gone(exclusions(VERSION, view)) == left_out


def test_reasons_go_with_what_is_asked_for() -> None:
    def why(view: View) -> list[str]:
        return [each.why for each in exclusions(VERSION, view).headlines_gone]

    assert why(View(dated=Dating.PUBLISHED)) == ["have only a fallback date"]
    assert why(View(dated=Dating.LISTED)) == ["were never listed"]
    assert why(View(count=Count.UNIQUE)) == ["repeat a title of their outlet"]
    assert exclusions(example_version(), View()).headlines_gone == ()
