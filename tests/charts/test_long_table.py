"""The numbers for further work: every outlet of every period, none twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import coverage_of, grouped
from tests.factories import example_version
from tests.query.strategies import all_rows, versions, views
from webapp.charts.long_table import LongRow, long_rows
from webapp.dataset import Version, schema
from webapp.query.periods import axis
from webapp.query.view import Amount, View

EXAMPLE = example_version()


def rows_of(version: Version, view: View) -> list[LongRow]:
    return [*long_rows(version, view, *coverage_of(version, view))]


@settings(max_examples=40, deadline=None)
@given(version=versions(5, 30), view=views(), amount=st.sampled_from(Amount))
def test_rows_add_up_to_the_headlines_of_each_outlet_and_period(
    version: Version, view: View, amount: Amount
) -> None:
    time = axis(version, view)
    if time is None:
        return
    view = view.but(amount=amount)
    rows = rows_of(version, view)
    assert [row.period for row in rows] == sorted(
        (row.period for row in rows), key=lambda period: period.first
    )
    assert {row.period for row in rows} == set(time.periods)
    keys = [(row.period, row.name) for row in rows]
    assert len(set(keys)) == len(keys)
    headlines = all_rows(version, view.kept)
    days = [stamp.date() for stamp in headlines[schema.DATE]]
    names = [version.outlets[code].name for code in headlines[schema.OUTLET]]
    for row in rows:
        here = [
            name
            for name, day in zip(names, days, strict=True)
            if row.period.first <= day <= row.period.last
        ]
        if not row.name:
            assert not here
            assert row.headlines == (0 if row.period.observed else None)
            assert row.value is None
            continue
        count = here.count(row.name)
        assert row.headlines == count > 0
        expected = {
            Amount.COUNT: count,
            Amount.SHARE: 100 * count / len(here),
            Amount.OWN_SHARE: 100 * count / names.count(row.name),
            Amount.CUMULATIVE: sum(
                name == row.name and day <= row.period.last
                for name, day in zip(names, days, strict=True)
            ),
        }
        assert row.value == pytest.approx(expected[view.amount])
    assert sum(row.headlines or 0 for row in rows) == len(headlines)


def test_groups_have_a_row_each_and_no_group_is_the_last() -> None:
    version = grouped(EXAMPLE, ("bbc", "Britain"), ("the-guardian", "Britain"), ("cnn", "America"))
    rows = rows_of(version, View(split="country"))
    assert [(row.name, row.headlines) for row in rows if row.period.first.day == 14] == [
        ("America", 2),
        ("Britain", 7),
        ("No country", 14),
    ]
