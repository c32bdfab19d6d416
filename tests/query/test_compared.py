"""What a comparison finds, held against a plain count of the entries."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import entries_version, example_version, line, version_of
from tests.query.plain import plain_rows, plain_version
from tests.query.strategies import GROUPS, comparisons, entries, total
from webapp.dataset import Version
from webapp.query.compared import Compared, change, compare_in
from webapp.query.comparison import Comparison
from webapp.query.view import View
from webapp.reading import Entry

EXAMPLES = {parts: example_version(parts) for parts in (1, 2, 7)}


def compared(version: Version, *args: tuple[str, str]) -> Compared:
    found = compare_in(version, Comparison.from_args(args))
    assert found is not None
    return found


@settings(max_examples=25, deadline=None)
@given(
    sources=st.lists(entries(), min_size=1, max_size=2),
    asked=comparisons(),
    parts=st.sampled_from([1, 2, 7]),
)
def test_both_sides_are_counted_as_a_plain_reading_counts(
    sources: list[list[Entry]], asked: Comparison, parts: int
) -> None:
    version = entries_version(*sources, parts=parts, groups=GROUPS)
    plain = plain_version(sources, version.outlets)
    kept = [plain_rows(plain, view) for view in (asked.first, asked.second)]
    found = compare_in(version, asked)
    if found is None:
        assert not kept[0]
        assert not kept[1]
        return
    for side, rows in zip((found.first, found.second), kept, strict=True):
        days = Counter(row.day(side.view) for row in rows)
        assert list(side.counts) == [
            sum(count for day, count in days.items() if day and period.first <= day <= period.last)
            for period in side.periods
        ]
        assert sum(side.counts) == side.total == len(rows)
        by_slug = {
            version.outlets[code].slug: count
            for code, count in enumerate(side.by_outlet.tolist())
            if count
        }
        assert by_slug == Counter(row.slug for row in rows)
        assert side.fallback == sum(row.is_fallback(side.view) for row in rows)
        assert side.outlets == len({row.outlet for row in rows} - {""})
    assert found.in_both == len({row.place for row in kept[0]} & {row.place for row in kept[1]})


@pytest.mark.parametrize(
    "args",
    [
        [("q", "iran"), ("q2", "trump")],
        [("outlet", "bbc"), ("outlet2", "cnn"), ("by", "week")],
        [
            ("from", "2026-01-09"),
            ("to", "2026-01-14"),
            ("from2", "2026-01-24"),
            ("count", "families"),
        ],
        [("without2", "bbc"), ("dated", "listed"), ("measure", "own-share")],
    ],
)
def test_parts_make_no_difference(args: list[tuple[str, str]]) -> None:
    found = {parts: compared(version, *args) for parts, version in EXAMPLES.items()}
    whole = found[1]
    for other in (found[2], found[7]):
        assert other.rows == whole.rows
        assert other.outlet_rows(20) == whole.outlet_rows(20)
        assert (other.in_both, other.outlets) == (whole.in_both, whole.outlets)


def test_each_period_can_be_opened_from_either_side() -> None:
    version = EXAMPLES[1]
    found = compared(version, ("q", "iran"), ("from2", "2026-01-20"), ("by", "week"))
    for side in (found.first, found.second):
        for period, count in zip(side.periods, side.counts, strict=True):
            assert total(version, side.view.but(first=period.first, last=period.last)) == count


def test_zero_and_not_observed_and_no_such_day_are_three_things() -> None:
    version = version_of(
        "\n".join(
            [
                line("Oil", "BBC", "2026-01-01"),
                line("Nuclear", "BBC", "2026-01-02"),
                line("Oil", "BBC", "2026-01-04"),
                line("Nuclear", "BBC", "2026-01-05"),
            ]
        )
    )
    found = compared(version, ("q", "oil"), ("to", "2026-01-03"), ("from2", "2026-01-02"))
    zero, unknown, apart, none = found.rows
    assert [cell and cell.headlines for cell in zero.cells] == [1, 1]
    assert (zero.difference, zero.points) == (0, -0.6666666666666667)
    # The second of January was observed, and nobody wrote of oil; the third was not.
    assert [cell and cell.period.observed for cell in unknown.cells] == [True, False]
    assert (unknown.difference, unknown.points, unknown.change) == (None, None, None)
    assert unknown.first
    assert unknown.first.headlines == 0
    assert not unknown.is_unknown
    assert [cell and cell.period.observed for cell in apart.cells] == [False, True]
    assert none.first is None
    assert none.second
    assert (none.known, none.is_unknown) == (None, False)
    assert (found.first.observed_days, found.first.days) == (2, 3)
    assert found.first.a_day == 0.5


def test_a_change_in_percent_needs_ten_headlines() -> None:
    assert change(9, 4) is None
    assert change(10, -4) == -0.4
    assert change(0, 4) is None


def test_a_period_observed_for_longer_on_one_side_has_no_change_in_percent() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29)]
    some = [line(f"News {day} {n}", "BBC", day) for day in days for n in range(2)]
    some.append(line("More came", "BBC", "2026-03-01"))
    january, february = ("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")
    args = [("from", january[0]), ("to", january[1]), ("from2", february[0]), ("to2", february[1])]
    (row,) = compared(version_of("\n".join(some)), *args, ("by", "month")).rows
    assert row.change == 0
    # With the last three days of January observed too, both months are complete.
    more = [line(f"Late {day}", "BBC", f"2026-01-{day}") for day in (29, 30, 31)]
    (row,) = compared(version_of("\n".join([*some, *more])), *args, ("by", "month")).rows
    assert row.change == (56 - 59) / 59
    (row,) = compared(version_of("\n".join([*some, more[0]])), *args, ("by", "month")).rows
    assert row.difference == -1
    assert row.change is None


def test_the_last_month_of_the_data_is_not_taken_for_a_whole_one() -> None:
    days = [date(2026, 1, 1) + timedelta(days=day) for day in range(31 + 28)]
    version = version_of("\n".join(line(f"News {day}", "BBC", str(day)) for day in days))
    january, february = [("from", "2026-01-01"), ("to", "2026-01-31")], [("from2", "2026-02-01")]
    (row,) = compared(version, *january, *february, ("by", "month")).rows
    assert row.known
    assert (row.difference, row.alike, row.change) == (-3, None, None)


def test_outlets_stand_by_how_far_they_are_apart() -> None:
    some = {"AP": (1, 4), "BBC": (5, 1), "CNN": (9, 9), "DW": (2, 0), "EFE": (4, 2), "": (0, 1)}
    rows = [
        line(f"{word} {number}", outlet, "2026-01-01")
        for outlet, counts in some.items()
        for word, count in zip(("Oil", "Gas"), counts, strict=True)
        for number in range(count)
    ]
    version = version_of("\n".join(rows))
    found = compared(version, ("q", "oil"), ("q2", "gas"))
    table = [(version.outlets[row.outlet].name, row.difference) for row in found.outlet_rows(20)]
    assert [difference for _, difference in table] == [-4, 3, -2, -2, 1, 0]
    assert table[0][0] == "BBC"
    # Of those equally far apart the larger stands first.
    assert (found.outlet_rows(20)[2].first, found.outlet_rows(20)[3].first) == (4, 2)
    assert len(found.outlet_rows(2)) == 2
    assert found.outlets == 6
    assert found.first.outlets == 5


def test_neither_side_having_a_day_is_nothing_to_compare() -> None:
    asked = Comparison.from_args([("from", "2030-01-01"), ("from2", "2031-01-01")])
    assert compare_in(EXAMPLES[1], asked) is None
    assert compare_in(version_of(""), Comparison(View(), View())) is None


def test_a_side_without_a_day_counts_nothing() -> None:
    found = compared(EXAMPLES[1], ("from", "2030-01-01"))
    assert (found.first.total, found.first.counts, found.first.a_day) == (0, (), None)
    assert found.first.share(0) == 0
    assert not found.equally_observed
    assert found.change_a_day is None
