"""/headlines, /coverage and /outlets in every format: the same numbers, and what they are of."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import Get, text
from webapp.answers.writing import KINDS, Format
from webapp.dataset import Version
from webapp.pages.data_files import TABLES

Rows = list[dict[str, Any]]
READERS: dict[str, Callable[[bytes, str], Rows]] = {
    "csv": lambda data, name: list(
        csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    ),
    "json": lambda data, name: json.loads(data)[name],
    "jsonl": lambda data, name: [json.loads(each) for each in data.splitlines()],
    "parquet": lambda data, name: pq.read_table(pa.BufferReader(data)).to_pylist(),
}


def rows(client: FlaskClient, name: str, form: str, query: str = "") -> Rows:
    response = client.get(f"/{name}.{form}{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == KINDS[Format(form)].media_type
    return READERS[form](response.data, name)


def said(row: dict[str, Any]) -> list[str]:
    """Values as a CSV has them."""
    return ["" if value is None else str(value).replace("'", "") for value in row.values()]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("form", ["json", "jsonl", "parquet"])
def test_every_format_has_the_rows_of_the_csv(client: FlaskClient, name: str, form: str) -> None:
    query = "?q=trump" if name == "outlets" else "?q=trump&by=week&measure=share&sort=outlet"
    expected = rows(client, name, "csv", query)
    found = rows(client, name, form, query)
    assert len(expected) > 5
    assert list(found[0]) == list(expected[0])
    assert [said(row) for row in found] == [said(row) for row in expected]


def test_files_have_the_numbers_of_the_pages(client: FlaskClient, get: Get) -> None:
    headlines = rows(client, "headlines", "json", "?q=trump")
    assert text(get("/?q=trump"), "#headlines-heading") == f"{len(headlines)} headlines"
    outlets = rows(client, "outlets", "json", "?q=trump&find=news")
    page = get("/outlets?q=trump&find=news")
    assert [row["headlines"] for row in outlets] == [
        int(each.get_text()) for each in page.select("tbody tr td:nth-of-type(1)")
    ]
    assert [row["outlet"] for row in outlets] == [
        each.get_text(strip=True) for each in page.select("tbody th")
    ]


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("name", TABLES)
def test_a_file_is_called_by_its_version(
    client: FlaskClient, example: Version, name: str, form: Format
) -> None:
    response = client.get(f"/{name}.{form}")
    said = response.headers["Content-Disposition"]
    assert said == f'attachment; filename="dateline-{name}-{example.name}.{form}"'
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_json_says_which_view_of_which_version_it_is(client: FlaskClient, example: Version) -> None:
    about = json.loads(client.get("/headlines.json?sort=outlet&q=trump&page=2").data)["about"]
    assert about["version"] == example.name
    assert about["query"] == "q=trump&sort=outlet"
    assert about["address"] == "http://localhost/?q=trump&sort=outlet"
    assert about["rows"] == 29
    at = f"/at/{example.name}/outlets.json?q=trump&page=2"
    about = json.loads(client.get(at).data)["about"]
    assert about["address"] == f"http://localhost/at/{example.name}/outlets?q=trump"


@pytest.mark.parametrize("prefix", ["", "/at/{version}"])
@pytest.mark.parametrize("name", TABLES)
def test_a_csv_leads_to_its_metadata(
    client: FlaskClient, example: Version, name: str, prefix: str
) -> None:
    start = prefix.format(version=example.name)
    for form in ("csv", "jsonl"):
        link = client.get(f"{start}/{name}.{form}?q=trump").headers["Link"]
        where, _, more = link.partition(">; ")
        assert more == 'rel="describedby"; type="application/csvm+json"'
        response = client.get(where.removeprefix("<"))
        assert response.headers["Content-Type"] == "application/csvm+json"
        described = json.loads(response.data)
        address = urlsplit(described["url"])
        assert f"{address.path}?{address.query}" == f"{start}/{name}.csv?q=trump"
        data = client.get(described["url"]).data.decode("utf-8-sig")
        names = [each["name"] for each in described["tableSchema"]["columns"]]
        assert next(csv.reader(io.StringIO(data))) == names
    assert "Link" not in client.get(f"{start}/{name}.json").headers


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("/headlines.jsonl?by=hour", "by"),
        ("/coverage.parquet?outlet=nobody", "outlet"),
        ("/outlets.json?by=week", "by"),
        ("/headlines.csv-metadata.json?x=1", "x"),
        ("/headlines.atom?by=week", "by"),
        ("/headlines.atom?outlet=nobody", "outlet"),
    ],
)
def test_a_bad_argument_is_named(get: Get, url: str, named: str) -> None:
    assert named in text(get(url, 400), "main")


def test_an_unknown_format_is_no_page(client: FlaskClient) -> None:
    assert client.get("/headlines.xml").status_code == 404
