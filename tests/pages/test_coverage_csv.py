"""/coverage.csv: the numbers of a chart, complete and harmless."""

import csv
import io
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.factories import HOSTILE, list_of, version_of
from tests.pages.conftest import Get, href, text
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import build
from webapp.reading import read_bytes
from webapp.reading.notes import Note
from webapp.spreadsheet import COVERAGE_COLUMNS


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert "dateline-coverage-" in response.headers["Content-Disposition"]
    assert response.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))
    assert not rows or tuple(rows[0]) == COVERAGE_COLUMNS
    return rows


def test_every_outlet_of_every_period_is_in_it(client: FlaskClient) -> None:
    rows = rows_of(client, "/coverage.csv")
    assert sum(int(row["headlines"] or 0) for row in rows) == 80
    assert len({row["outlet"] for row in rows if row["outlet"]}) == 37
    assert len({row["first"] for row in rows}) == 18
    assert rows[0] == {
        "first": "2026-01-09",
        "last": "2026-01-09",
        "state": "complete",
        "days_observed": "1",
        "calendar_days": "1",
        "outlet": "AP News",
        "headlines": "2",
        "measure": "count",
        "value": "2",
        "notes": "",
    }
    unknown = [row for row in rows if row["state"] == "not observed"]
    assert len(unknown) == 14
    assert {(row["outlet"], row["headlines"], row["value"]) for row in unknown} == {("", "", "")}
    assert {row["state"] for row in rows if row["first"] == "2026-01-26"} == {"incomplete"}


def test_notes_stand_in_every_row_of_their_period() -> None:
    notes = (
        Note(date(2026, 1, 12), "=1+1", ""),
        Note(date(2026, 1, 14), "Talks begin", "https://example.org/"),
        Note(date(2026, 1, 16), "Talks end", ""),
        Note(date(2026, 2, 16), "After all this", ""),
    )
    reading = read_bytes(
        "list.txt", list_of(*(("A", each, "2026-01-14") for each in "XY")).encode()
    )
    reading_later = read_bytes("later.txt", list_of(("B", "X", "2026-01-23")).encode())
    version = build([reading, reading_later], [], notes=notes)
    client = create_app(Config(), version).test_client()
    rows = rows_of(client, "/coverage.csv?by=week")
    assert [(row["first"], row["outlet"], row["notes"]) for row in rows] == [
        ("2026-01-14", "X", "14 January 2026: Talks begin | 16 January 2026: Talks end"),
        ("2026-01-14", "Y", "14 January 2026: Talks begin | 16 January 2026: Talks end"),
        ("2026-01-19", "X", ""),
    ]


def test_an_observed_period_without_headlines_has_a_row_of_none(client: FlaskClient) -> None:
    rows = rows_of(client, "/coverage.csv?outlet=bbc")
    observed = [row for row in rows if row["days_observed"] == "1"]
    assert [(row["first"][-2:], row["outlet"], row["headlines"]) for row in observed] == [
        ("09", "", "0"),
        ("14", "BBC", "4"),
        ("24", "", "0"),
        ("26", "BBC", "1"),
    ]


@pytest.mark.parametrize("measure", ["share", "own-share", "cumulative"])
def test_values_are_of_the_measure_asked_for(client: FlaskClient, measure: str) -> None:
    rows = rows_of(client, f"/coverage.csv?chart=lines&measure={measure}")
    assert {row["measure"] for row in rows} == {measure}
    by_group: dict[str, list[float]] = {}
    for row in rows:
        if row["outlet"]:
            key = row["first"] if measure == "share" else row["outlet"]
            by_group.setdefault(key, []).append(float(row["value"]))
    for outlet, values in by_group.items():
        if measure == "cumulative":
            assert values == sorted(values)
            counts = [int(row["headlines"]) for row in rows if row["outlet"] == outlet]
            assert values[-1] == sum(counts)
        else:
            assert sum(values) == pytest.approx(100, abs=0.01)


def test_every_chart_leads_to_its_numbers(get: Get, client: FlaskClient) -> None:
    for kind in ("", "&chart=lines", "&chart=multiples", "&chart=heatmap", "&chart=ranks"):
        page = get(f"/?q=trump&by=week{kind}")
        rows = rows_of(client, href(page.select_one(".chart-download a")))
        counted = sum(int(row["headlines"] or 0) for row in rows)
        assert text(page, "#headlines-heading").startswith(f"{counted} ")


def test_no_cell_is_a_formula() -> None:
    version = version_of(list_of(*[("T", name, "January 9th, 2026") for name in HOSTILE]))
    rows = rows_of(create_app(Config(), version).test_client(), "/coverage.csv")
    assert len(rows) == len(version.outlets.outlets) - 1
    assert not [row for row in rows if row["outlet"].startswith(("=", "+", "-", "@"))]


def test_a_list_without_headlines_has_a_head_alone() -> None:
    client = create_app(Config(), version_of("Just a note.\n")).test_client()
    assert client.get("/coverage.csv").data.decode("utf-8-sig").split() == [
        ",".join(COVERAGE_COLUMNS)
    ]
