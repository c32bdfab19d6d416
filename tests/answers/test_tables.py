"""The tables: every row of a view once, in its order, with values of their types."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings

from tests.factories import HOSTILE, example_version, line, list_of, version_of
from tests.query.strategies import all_rows, versions, views
from webapp.answers.coverage import coverage
from webapp.answers.csv_metadata import csv_metadata
from webapp.answers.headlines import COLUMNS, headlines
from webapp.answers.outlets import outlets
from webapp.answers.table import DESCRIPTION, Origin, Table
from webapp.dataset import Version, build, schema
from webapp.outlets import UNKNOWN_CODE, shipped_table
from webapp.query.list_view import ListView
from webapp.query.measure import run
from webapp.query.outlet_list import OutletOrder, page_of_outlets
from webapp.query.outlet_table import OUTLET_TABLE
from webapp.query.view import Amount, Count, Dating, View, Wire
from webapp.reading import read_bytes
from webapp.spreadsheet import COVERAGE_COLUMNS, HEADLINE_COLUMNS

NOWHERE = Origin()
MADE = datetime(2026, 1, 31, 12, tzinfo=UTC)


def rows(table: Table) -> list[dict[str, Any]]:
    batches = list(table.batches)
    assert all(batch.schema.equals(table.columns) for batch in batches)
    for batch in batches:
        batch.validate(full=True)
    found: list[dict[str, Any]] = pa.Table.from_batches(batches, table.columns).to_pylist()
    assert len(found) == table.about.rows
    return found


def listed(view: View = View(), **more: Any) -> ListView[OutletOrder]:  # noqa: B008
    return ListView(view.kept, more.pop("order", OutletOrder.MOST), **more)


@settings(max_examples=40, deadline=None)
@given(version=versions(0, 30), view=views())
def test_headlines_are_those_of_the_view_in_its_order(version: Version, view: View) -> None:
    found = rows(headlines(version, view, NOWHERE))
    frame = all_rows(version, view)
    assert [row["headline"] for row in found] == frame[schema.TITLE].tolist()
    assert [row["date"] for row in found] == [day.date() for day in frame[schema.DATE]]
    assert [row["date_source"] for row in found] == frame[schema.DATE_SOURCE].tolist()
    assert [row["line"] for row in found] == frame[schema.LINE].tolist()
    for row, code in zip(found, frame[schema.OUTLET].tolist(), strict=True):
        assert row["outlet"] == (version.outlets[code].name if code != UNKNOWN_CODE else None)
        assert row["outlet_slug"] == version.outlets[code].slug


@settings(max_examples=40, deadline=None)
@given(version=versions(0, 30), view=views())
def test_coverage_and_outlets_count_the_same_headlines(version: Version, view: View) -> None:
    every = rows(headlines(version, view, NOWHERE))
    counted = rows(coverage(version, view, NOWHERE))
    assert sum(row["headlines"] or 0 for row in counted) == len(every)
    by_outlet = rows(outlets(version, listed(view), NOWHERE))
    assert sum(row["headlines"] for row in by_outlet) == len(every)
    for row in by_outlet:
        assert row["share"] == pytest.approx(100 * row["headlines"] / len(every), rel=1e-5)
        days = {each["date"] for each in every if each["outlet"] == row["outlet"]}
        assert (row["first"], row["last"], row["days"]) == (min(days), max(days), len(days))


def test_columns_are_named_in_one_place_and_all_described() -> None:
    version = example_version()
    assert tuple(COLUMNS.names) == HEADLINE_COLUMNS
    assert tuple(coverage(version, View(), NOWHERE).columns.names) == COVERAGE_COLUMNS
    for table in (
        headlines(version, View(), NOWHERE),
        coverage(version, View(), NOWHERE),
        outlets(version, listed(), NOWHERE),
    ):
        assert all(len(each.metadata[DESCRIPTION]) > 10 for each in table.columns)


def test_what_there_is_none_of_is_null() -> None:
    version = version_of("- Alone - January 9th, 2026\n")
    (row,) = rows(headlines(version, View(), NOWHERE))
    assert {name for name, value in row.items() if value is None} == {
        *("listed", "outlet", "url", "time", "earlier_titles", "family")
    }
    (row,) = rows(outlets(version, listed(), NOWHERE))
    assert (row["outlet"], row["outlet_slug"]) == (None, "unknown")


def test_all_that_is_known_of_a_headline_is_there() -> None:
    wire = "One title long enough for a wire family"
    csv = (
        "headline,outlet,date,url\n"
        "Edited since,BBC,2026-01-09T10:30:00+01:00,https://bbc.co.uk/news/a\n"
        "As it was,BBC,2026-01-08T10:30:00+01:00,https://bbc.co.uk/news/a\n"
        f"{wire},CNN,2026-01-07,\n{wire},Reuters,2026-01-07,\n"
    )
    version = build([read_bytes("list.csv", csv.encode())], [shipped_table()])
    found = rows(headlines(version, View(), NOWHERE))
    edited = next(row for row in found if row["url"])
    assert (edited["headline"], edited["earlier_titles"]) == ("Edited since", "As it was")
    assert edited["date"] == date(2026, 1, 8)
    assert edited["time"] == datetime(2026, 1, 8, 9, 30, tzinfo=UTC)
    shared = [row for row in found if row["headline"] == wire]
    assert [row["family_outlets"] for row in shared] == [2, 2]
    assert len({row["family"] for row in shared}) == 1
    assert edited["family"] is None


def test_a_view_dated_by_listing_says_so() -> None:
    version = version_of("- A - BBC - 2026-01-09 [2026-01-11]\n")
    (row,) = rows(headlines(version, View(dated=Dating.LISTED), NOWHERE))
    assert (row["date"], row["date_source"]) == (date(2026, 1, 11), "listed")


@pytest.mark.parametrize("amount", [Amount.SHARE, Amount.CUMULATIVE])
def test_values_are_whole_numbers_unless_they_are_shares(amount: Amount) -> None:
    view = View.from_args([("chart", "lines"), ("measure", amount)])
    table = coverage(example_version(), view, NOWHERE)
    assert pa.types.is_floating(table.columns.field("value").type) == (amount is Amount.SHARE)
    assert {row["measure"] for row in rows(table)} == {amount}


def test_groups_have_a_column_by_the_name_of_their_set() -> None:
    version = version_of(line("A"), groups="outlet,Country\nBBC,Britain\n")
    table = coverage(version, View(split="country"), NOWHERE)
    assert "outlet" not in table.columns.names
    assert [row["country"] for row in rows(table)] == ["Britain"]


def test_outlets_come_in_the_order_of_their_list_on_all_pages() -> None:
    version = version_of(list_of(*(("T", f"Paper {n}", "2026-01-09") for n in range(120))))
    asked = listed(order=OutletOrder.NAME_BACK, find="paper 1", page=2)
    found = rows(outlets(version, asked, NOWHERE))
    page = page_of_outlets(version.outlets, run(OUTLET_TABLE, version, asked.view), asked.but())
    assert len(found) == page.total == 31
    assert [row["outlet_slug"] for row in found] == [version.outlets[c].slug for c in page.rows]


@pytest.mark.parametrize(("view", "known"), [(View(), True), (View(wire=Wire.FIRST), False)])
def test_re_runs_are_null_where_the_filter_keeps_none(view: View, known: bool) -> None:
    found = rows(outlets(example_version(), listed(view), NOWHERE))
    assert {row["rerun"] is not None for row in found} == {known}
    assert {row["rerun_share"] is not None for row in found} == {known}


def test_re_runs_are_a_share_of_the_outlets_own_headlines() -> None:
    found = {row["outlet"]: row for row in rows(outlets(example_version(), listed(), NOWHERE))}
    row = found["AP News"]
    assert (row["headlines"], row["rerun"], row["rerun_share"]) == (5, 1, 20.0)


def test_what_it_is_about_names_view_and_version() -> None:
    version = example_version()
    origin = Origin("My list", "https://example.org/?q=trump", MADE)
    view = View.from_args([("q", "trump"), ("page", "3")])
    said = headlines(version, view, origin).about.said()
    assert str(said.pop("sentence")).startswith("29 headlines matching “trump” from ")
    assert said == {
        "title": "My list: headlines",
        "query": "q=trump",
        "address": "https://example.org/?q=trump",
        "version": version.name,
        "made": "2026-01-31T12:00:00Z",
        "rows": 29,
    }
    # Nothing is said of what is not known.
    assert set(headlines(version, View(), NOWHERE).about.said()) == {
        *("title", "sentence", "version", "rows")
    }


def test_metadata_of_a_csv_is_csv_on_the_web() -> None:
    version = example_version()
    said = csv_metadata(headlines(version, View(), Origin(made=MADE)), "headlines.csv")
    assert said["@context"][0] == "http://www.w3.org/ns/csvw"
    assert said["url"] == "headlines.csv"
    assert said["dc:date"] == "2026-01-31T12:00:00Z"
    assert said["dialect"]["header"] is True
    columns = said["tableSchema"]["columns"]
    assert [each["name"] for each in columns] == list(HEADLINE_COLUMNS)
    types = {each["name"]: each["datatype"] for each in columns}
    assert (types["date"], types["time"], types["line"]) == ("date", "dateTime", "integer")
    json.dumps(said)


def test_names_with_halves_of_characters_are_written_whole() -> None:
    text = list_of((HOSTILE[0], "A", "2026-01-09"))
    version = build([read_bytes("broken-\udcff.txt", text.encode())], [])
    (row,) = rows(headlines(version, View(count=Count.ALL), Origin("\udcff")))
    assert row["source"] == "broken-\ufffd.txt"
