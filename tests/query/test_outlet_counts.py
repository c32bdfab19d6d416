"""How many headlines each outlet would have."""

from collections import Counter

import pytest
from hypothesis import given, settings

from tests.factories import example_version, version_of
from tests.query.strategies import all_rows, versions, views
from webapp.dataset import Version, schema
from webapp.query.measure import run
from webapp.query.outlet_counts import OUTLET_COUNTS
from webapp.query.search import Search
from webapp.query.view import View


def counts(version: Version, view: View) -> dict[str, int]:
    counted = run(OUTLET_COUNTS, version, view).tolist()
    assert len(counted) == len(version.outlets)
    return {version.outlets[code].name: count for code, count in enumerate(counted) if count}


def test_the_example_has_the_outlets_that_were_counted_by_hand() -> None:
    counted = counts(example_version(), View())
    assert sum(counted.values()) == 80
    assert {name: count for name, count in counted.items() if count > 1} == {
        "The Guardian": 7,
        "AP News": 5,
        "BBC": 5,
        "No outlet": 4,
        "Fox News": 4,
        "Reuters": 4,
        "The Washington Post": 4,
        "Al Jazeera": 3,
        "CNN": 3,
        "NBC News": 3,
        "The Independent": 3,
        "The New York Times": 3,
        "The Jerusalem Post": 3,
        "CBS News": 2,
        "CNBC": 2,
        "Euronews": 2,
        "Sky News": 2,
        "The Times of Israel": 2,
    }
    assert len(counted) == 37


@settings(max_examples=30, deadline=None)
@given(version=versions(), view=views())
def test_each_outlet_has_the_headlines_that_choosing_it_would_show(
    version: Version, view: View
) -> None:
    unchosen = all_rows(version, view.but(outlets=(), without=()))
    expected = Counter(version.outlets[code].name for code in unchosen[schema.OUTLET])
    assert counts(version, view) == expected
    for outlet in version.outlets.outlets:
        shown = len(all_rows(version, view.but(outlets=(outlet.slug,), without=())))
        assert expected[outlet.name] == shown


def test_words_and_dates_count_and_the_choice_of_outlets_does_not() -> None:
    version = example_version()
    searched = View(search=Search.parse("armada"))
    assert sum(counts(version, searched).values()) == 6
    assert counts(version, searched.but(outlets=("bbc",))) == counts(version, searched)
    assert counts(version, searched.but(without=("bbc",))) == counts(version, searched)


@pytest.mark.parametrize("parts", [1, 4])
def test_a_list_of_nothing_has_no_outlets(parts: int) -> None:
    assert run(OUTLET_COUNTS, version_of("", parts=parts), View()).tolist() == [0]
