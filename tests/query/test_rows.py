"""The headlines themselves: sorted, by page and all of them."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings

from tests.factories import example_version, list_of, version_of
from tests.query.strategies import all_rows, page_of_rows, places, versions, views
from webapp.dataset import Version, schema
from webapp.query.rows import ROWS_PER_PAGE
from webapp.query.search import Search
from webapp.query.view import Sort, View
from webapp.text import words

LIST = version_of(
    list_of(
        ("beta", "Zebra Post", "2026-01-09"),
        ("Alpha", "", "2026-01-11"),
        ("“Gamma”", "ant news", "2026-01-10"),
        ("alpha", "Zebra Post", "2026-01-10"),
        ("Émile", "", "2026-01-09"),
        ("delta", "Mid Times", "2026-01-11"),
    )
)


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        (Sort.NEWEST, ["Alpha", "delta", "“Gamma”", "alpha", "beta", "Émile"]),
        (Sort.OLDEST, ["beta", "Émile", "“Gamma”", "alpha", "Alpha", "delta"]),
        (Sort.OUTLET, ["“Gamma”", "delta", "alpha", "beta", "Alpha", "Émile"]),
        (Sort.OUTLET_BACK, ["alpha", "beta", "delta", "“Gamma”", "Alpha", "Émile"]),
        (Sort.HEADLINE, ["Alpha", "alpha", "beta", "delta", "Émile", "“Gamma”"]),
        (Sort.HEADLINE_BACK, ["“Gamma”", "Émile", "delta", "beta", "Alpha", "alpha"]),
    ],
)
def test_each_sort_has_its_order_and_its_ties_stay_newest_first(
    sort: Sort, titles: list[str]
) -> None:
    assert page_of_rows(LIST, View(sort=sort)).rows[schema.TITLE].tolist() == titles


def test_the_default_is_newest_first() -> None:
    newest = all_rows(example_version(), View())
    assert newest[schema.LINE].tolist() == list(range(7, 87))


@dataclass(frozen=True)
class Row:
    place: tuple[int, int]
    day: date
    outlet: str
    title: list[str]


def newest_first(version: Version, view: View) -> list[Row]:
    rows = all_rows(version, view.but(sort=Sort.NEWEST))
    return [
        Row(place, stamp.date(), "" if code == 0 else version.outlets[code].name, words(title))
        for place, stamp, code, title in zip(
            places(rows), rows[schema.DATE], rows[schema.OUTLET], rows[schema.TITLE], strict=True
        )
    ]


def plainly(rows: list[Row], sort: Sort) -> list[Row]:
    """Python's own sort, which keeps ties in place in both directions."""
    if sort is Sort.NEWEST:
        return sorted(rows, key=lambda row: row.day, reverse=True)
    if sort is Sort.OLDEST:
        return sorted(rows, key=lambda row: row.day)
    if sort in (Sort.HEADLINE, Sort.HEADLINE_BACK):
        back = sort is Sort.HEADLINE_BACK
        return sorted(rows, key=lambda row: f" {' '.join(row.title)} ", reverse=back)
    known = [row for row in rows if row.outlet]
    known = sorted(known, key=lambda row: row.outlet, reverse=sort is Sort.OUTLET_BACK)
    return known + [row for row in rows if not row.outlet]


@settings(max_examples=35, deadline=None)
@given(version=versions(), view=views())
def test_rows_are_in_the_order_of_a_plain_sort(version: Version, view: View) -> None:
    expected = plainly(newest_first(version, view), view.sort)
    assert places(all_rows(version, view)) == [row.place for row in expected]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize("search", ["", "iran", "u*", "nothing*"])
def test_pages_put_together_are_all_rows_without_loss_or_repeat(
    sort: Sort, parts: int, search: str
) -> None:
    lines = [
        (f"{('Iran', 'Oil', 'U.S.')[number % 3]} {number % 7}", f"Paper {number % 5}", day)
        for number in range(130)
        for day in [f"2026-01-{1 + number * 7 % 11:02}"]
    ]
    version = version_of(list_of(*lines), parts=parts)
    view = View(sort=sort, search=Search.parse(search))
    first = page_of_rows(version, view)
    together: list[tuple[int, int]] = []
    for number in range(1, first.pages + 1):
        page = page_of_rows(version, view.but(page=number))
        shown = places(page.rows)
        assert (page.number, page.total, page.pages) == (number, first.total, first.pages)
        assert len(shown) == min(ROWS_PER_PAGE, page.total - len(together))
        assert (page.first, page.last) == (len(together) + 1, len(together) + len(shown))
        together += shown
    assert together == places(all_rows(version, view))
    assert len(set(together)) == len(together) == first.total


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("number", [3, 4, 999_999_999])
def test_a_page_past_the_end_is_empty_and_knows_the_total(sort: Sort, number: int) -> None:
    page = page_of_rows(example_version(2), View(sort=sort, page=number))
    assert page.rows.empty
    assert tuple(page.rows.columns) == schema.HEADLINE_COLUMNS
    assert (page.number, page.total, page.pages) == (number, 80, 2)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("parts", [1, 3])
def test_a_view_of_nothing_has_one_empty_page(sort: Sort, parts: int) -> None:
    for version in (version_of("", parts=parts), example_version(parts)):
        page = page_of_rows(version, View(outlets=("nobody",), sort=sort))
        assert page.rows.empty
        assert (page.total, page.pages) == (0, 1)


@pytest.mark.parametrize(("total", "pages"), [(1, 1), (50, 1), (51, 2), (100, 2), (101, 3)])
def test_the_last_page_holds_what_is_left(total: int, pages: int) -> None:
    version = version_of(list_of(*[(f"T {n}", "BBC", "2026-01-09") for n in range(total)]))
    last = page_of_rows(version, View(page=pages))
    assert last.pages == pages
    assert last.last == total
    assert 1 <= len(last.rows) == total - (pages - 1) * ROWS_PER_PAGE
    assert page_of_rows(version, View(page=pages + 1)).rows.empty
