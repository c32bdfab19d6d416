"""/headlines.csv: complete, in the view's order, harmless."""

import csv
import io

import pytest
from flask.testing import FlaskClient

from tests.factories import HOSTILE, list_of, version_of
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import build
from webapp.outlets import shipped_table
from webapp.reading import read_bytes
from webapp.spreadsheet import HEADLINE_COLUMNS


def rows_of(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    response = client.get("/headlines.csv" + query)
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))
    assert all(tuple(row) == HEADLINE_COLUMNS for row in rows)
    return rows


def test_all_pages_of_the_view_are_in_it(client: FlaskClient) -> None:
    assert len(rows_of(client)) == 80
    assert len(rows_of(client, "?page=2")) == 80


def test_filters_and_order_are_those_of_the_view(client: FlaskClient) -> None:
    rows = rows_of(client, "?q=iran&outlet=bbc&outlet=cnn&sort=headline")
    assert {row["outlet"] for row in rows} == {"BBC", "CNN"}
    titles = [row["headline"] for row in rows]
    assert len(titles) > 3
    assert titles == sorted(titles, key=lambda title: title.lower().strip("'"))


def test_each_row_says_where_it_was_read(client: FlaskClient) -> None:
    row = rows_of(client, "?sort=date")[0]
    assert row["date"] == row["listed"] == "2026-01-09"
    assert row["date_source"] == "published"
    assert row["source"] == "iran-january-2026.txt"
    assert int(row["line"]) == 77
    assert row["verdict"] == "headline"


def test_an_unknown_outlet_is_an_empty_cell(client: FlaskClient) -> None:
    assert [row["outlet"] for row in rows_of(client, "?outlet=unknown")] == [""] * 4


def test_a_view_without_headlines_has_only_the_names_of_columns(client: FlaskClient) -> None:
    assert rows_of(client, "?q=zeppelin") == []


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_back_whole_and_never_as_a_formula(hostile: str) -> None:
    version = version_of(list_of((hostile, hostile, "January 9th, 2026")))
    (row,) = rows_of(create_app(Config(), version).test_client())
    shown = hostile.replace("\x00", "␀").strip()
    assert row["headline"].removeprefix("'") == shown
    assert not row["headline"].startswith(("=", "+", "-", "@"))
    assert not row["outlet"].startswith(("=", "+", "-", "@"))


def test_it_reads_back_to_the_same_headlines() -> None:
    rows = [(text, text, "January 9th, 2026") for text in HOSTILE]
    rows += [("Talks - BBC", "BBC", "January 1st, 1970"), ("N/A", "nan", "March 4th, 1605")]
    version = version_of(list_of(*rows))
    first = create_app(Config(), version).test_client().get("/headlines.csv").data
    reading = read_bytes("dateline-headlines.csv", first)
    assert reading.format == "table"
    again = build([reading], [shipped_table()])
    second = create_app(Config(), again).test_client().get("/headlines.csv").data
    told = ("date", "listed", "date_source", "outlet", "headline", "url")
    written = [
        [[row[name] for name in told] for row in csv.DictReader(io.StringIO(text))]
        for text in (first.decode("utf-8-sig"), second.decode("utf-8-sig"))
    ]
    assert len(written[0]) == len(rows)
    assert sorted(written[0]) == sorted(written[1])


def test_a_file_of_before_there_were_more_columns_reads_back_as_well() -> None:
    rows = [(text, text, "January 9th, 2026") for text in HOSTILE]
    data = create_app(Config(), version_of(list_of(*rows))).test_client().get("/headlines.csv").data
    records = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    text = io.StringIO()
    csv.writer(text).writerows(record[:12] for record in records)
    titles = [
        [line.entry.title for line in read_bytes("list.csv", each).lines if line.entry]
        for each in (data, text.getvalue().encode())
    ]
    assert len(titles[0]) == len(records) - 1 > 5
    assert titles[0] == titles[1]
