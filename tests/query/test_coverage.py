"""How many headlines each outlet has on each day."""

from collections import Counter
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings

from tests.factories import example_version, list_of, version_of
from tests.query.strategies import all_rows, versions, views
from webapp.dataset import Version, schema
from webapp.query import coverage
from webapp.query.coverage import COVERAGE, DAY, FALLBACK, HEADLINES, OUTLET
from webapp.query.measure import run
from webapp.query.view import View

# Counted by eye on the page the example comes from, joined as the shipped table joins.
COUNTED = {
    date(2026, 1, 9): {
        "AP News": 2,
        "The Guardian": 2,
        "Center for Human Rights in Iran": 1,
        "The Atlantic": 1,
        "The Wall Street Journal": 1,
        "The Washington Post": 1,
        "CBS News": 1,
        "Vox": 1,
    },
    date(2026, 1, 14): {
        "BBC": 4,
        "The Guardian": 3,
        "CNN": 2,
        "The Washington Post": 2,
        "AP News": 1,
        "Al Jazeera": 1,
        "Axios": 1,
        "CBS News": 1,
        "CNBC": 1,
        "Euronews": 1,
        "NBC News": 1,
        "Reuters": 1,
        "Sky News": 1,
        "The Conversation": 1,
        "The New York Times": 1,
        "The Times of Israel": 1,
    },
    date(2026, 1, 24): {
        "Fox News": 4,
        "No outlet": 3,
        "The Jerusalem Post": 3,
        "AP News": 2,
        "Al Jazeera": 2,
        "NBC News": 2,
        "The Independent": 2,
        "The New York Times": 2,
        "ABC News": 1,
        "Anadolu Ajans": 1,
        "CNBC": 1,
        "CNN": 1,
        "Hindustan Times": 1,
        "New York Post": 1,
        "Newsweek": 1,
        "The Guardian": 1,
    },
    date(2026, 1, 26): {
        "Reuters": 3,
        "No outlet": 1,
        "BBC": 1,
        "Cond Nast Traveler": 1,
        "Euronews": 1,
        "Military.com": 1,
        "NPR": 1,
        "Sky News": 1,
        "Task & Purpose": 1,
        "The Economist": 1,
        "The Guardian": 1,
        "The Independent": 1,
        "The Washington Post": 1,
        "Time Magazine": 1,
        "Times of India": 1,
        "U.S. News & World Report": 1,
        "The Times of Israel": 1,
    },
}


def cells(table: pd.DataFrame) -> dict[tuple[date, int], int]:
    keys = zip((stamp.date() for stamp in table[DAY]), table[OUTLET].tolist(), strict=True)
    return dict(zip(keys, table[HEADLINES].tolist(), strict=True))


def test_the_example_has_the_counts_that_were_counted_by_hand() -> None:
    version = example_version()
    counted = {
        (day, outlet): count
        for day, outlets in COUNTED.items()
        for outlet, count in outlets.items()
    }
    table = run(COVERAGE, version, View())
    assert {
        (day, version.outlets[code].name): count for (day, code), count in cells(table).items()
    } == counted
    by_day = table.groupby(DAY)[HEADLINES].sum()
    assert by_day.tolist() == [10, 23, 28, 19]


@settings(max_examples=35, deadline=None)
@given(version=versions(), view=views())
def test_coverage_counts_the_headlines_of_the_view(version: Version, view: View) -> None:
    table = run(COVERAGE, version, view)
    rows = all_rows(version, view)
    counted = Counter(
        zip((stamp.date() for stamp in rows[schema.DATE]), rows[schema.OUTLET], strict=True)
    )
    assert cells(table) == counted
    assert list(cells(table)) == sorted(counted)
    assert (table[HEADLINES] >= 1).all()


@settings(max_examples=30, deadline=None)
@given(version=versions(), view=views())
def test_counting_in_a_sparse_table_gives_what_counting_in_a_dense_one_gives(
    version: Version, view: View
) -> None:
    dense = run(COVERAGE, version, view)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coverage, "MAX_DENSE_CELLS", 0)
        sparse = run(COVERAGE, version, view)
    pd.testing.assert_frame_equal(sparse, dense)


@pytest.mark.parametrize("parts", [1, 3])
def test_few_headlines_over_centuries_and_many_outlets_are_counted(parts: int) -> None:
    outlets = [
        (f"A {letter}", f"Paper {letter}", "2026-01-09") for letter in "ABCDEFGHIJKLMNOPQRST"
    ]
    rows = [("Old", "First Paper", "1600-01-01"), ("New", "Last Paper", "2199-12-31")]
    outlets += [(f"B {letter}", f"Sheet {letter}", "2026-01-09") for letter in "ABCDEFGHIJKLM"]
    version = version_of(list_of(*rows, *outlets), parts=parts)
    table = run(COVERAGE, version, View())
    assert table[HEADLINES].sum() == len(rows) + len(outlets)
    assert cells(table)[date(1600, 1, 1), version.outlets.code_by_slug["first-paper"]] == 1
    assert cells(table)[date(2199, 12, 31), version.outlets.code_by_slug["last-paper"]] == 1


@pytest.mark.parametrize("version", [version_of(""), example_version()], ids=["empty", "example"])
def test_nothing_gives_an_empty_table_of_the_same_columns(version: Version) -> None:
    table = run(COVERAGE, version, View(outlets=("nobody",)))
    assert table.empty
    assert {name: str(kind) for name, kind in table.dtypes.items()} == {
        DAY: "datetime64[s]",
        OUTLET: "int64",
        HEADLINES: "int64",
        FALLBACK: "int64",
    }
