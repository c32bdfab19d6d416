"""Each operation tells the numbers of its page, and every view opens what is counted beside it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from tests.factories import list_of, version_of
from tests.pages.conftest import href, said, text, texts
from tests.pages.test_every_number import CHARTS, VERSION
from tests.pages.test_every_number import PAGES as EVERY
from webapp.app import create_app
from webapp.config import Config

CLIENT = create_app(Config(), VERSION).test_client()

#: Reports have no operation of their own: they are a view's page, as a file.
PAGES = [each for each in EVERY if not each.startswith("/report.html")]
#: The operation that tells the numbers of a page, by the page's path.
OPERATION = {
    "/": "coverage",
    "/outlets": "outlets",
    "/stories": "stories",
    "/words": "words",
    "/compare": "compare",
    "/data": "report",
}
TOLD = [
    address
    for address in PAGES
    # A timeline counts nothing.
    if re.match("/(outlet/.*|outlets|stories|words|compare|data)?([?]|$)", address)
    and "chart=timeline" not in address
]
DASHBOARDS = [
    address
    for address in (*PAGES, *(f"/?{view.query}" for view in CHARTS[1::3]))
    # A timeline counts nothing, and the table of a heatmap is its drawing.
    if urlsplit(address).path == "/" and not re.search("chart=(timeline|heatmap)", address)
]


@pytest.fixture
def client() -> FlaskClient:
    return CLIENT


@cache
def document(address: str) -> Any:
    answer = CLIENT.get(f"/api/v1/{address}")
    assert answer.status_code == 200, f"{address}: {answer.text}"
    return answer.json


@cache
def page(address: str) -> BeautifulSoup:
    answer = CLIENT.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.text, "html.parser")


def asked(address: str) -> str:
    """The question, below /api/v1/, that is answered by what the page at `address` shows."""
    path, query = urlsplit(address).path, urlsplit(address).query
    name = OPERATION.get(
        path, path[1:].replace("outlet/", "outlets/").replace("story/", "stories/")
    )
    return f"{name}?{query}" if query else name


QUESTIONS = list(map(asked, TOLD))


def counts(document: Any) -> Iterator[tuple[int, str]]:
    """Every number of headlines in a document that has a view beside it."""
    if isinstance(document, dict):
        if isinstance(document.get("headlines"), int) and isinstance(document.get("view"), str):
            yield document["headlines"], document["view"]
        if "views" in document:
            yield from (
                (count, view)
                for count, view in zip(document["counts"], document["views"], strict=True)
                if view is not None
            )
        for each in document.values():
            yield from counts(each)
    elif isinstance(document, list):
        for each in document:
            yield from counts(each)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_view_opens_as_many_headlines_as_are_counted_beside_it(question: str) -> None:
    answer = document(question)
    found = set(counts(answer))
    wrong = {
        f"{view} of {count}, opens {opened}"
        for count, view in found
        if (opened := document(f"summary?{view}")["headlines"]) != count
    }
    assert not wrong
    assert found or question.startswith("report") or not answer.get("rows", ())


@pytest.mark.parametrize("address", TOLD)
def test_what_an_answer_is_about_is_its_page(address: str) -> None:
    about = document(asked(address))["about"]
    shown = page(address)
    assert about["page"] == "http://localhost" + address
    assert about["view"] == urlsplit(address).query
    assert about["version"] == VERSION.name
    if about["sentence"]:
        assert (
            text(shown, ".sentence") == said(BeautifulSoup(about["sentence"], "html.parser")) + "."
        )
    else:
        assert urlsplit(address).path == "/data"


def number(cell: Tag) -> int | None:
    found = re.match(r"[\d,]+", said(cell))
    return int(found[0].replace(",", "")) if found else None


@pytest.mark.parametrize("address", DASHBOARDS)
def test_the_chart_is_that_of_the_page(address: str) -> None:
    answer, shown = document(asked(address)), page(address)
    of_all = shown.select_one("#headlines-heading")
    assert of_all is not None
    assert answer["headlines"]["headlines"] == number(of_all)
    table = shown.select_one("#numbers table")
    assert table is not None
    names = texts(table, "thead bdi")
    assert [series["name"] for series in answer["series"]] == names
    rows = iter(table.select("tbody tr"))
    periods = answer["periods"]
    place = 0
    while place < len(periods):
        row = next(rows)
        if row.select_one(".gap"):
            while place < len(periods) and periods[place]["state"] == "not observed":
                assert periods[place]["headlines"] is None
                assert {series["counts"][place] for series in answer["series"]} == {None}
                assert {series["values"][place] for series in answer["series"]} == {None}
                place += 1
            continue
        _same_row(answer, place, row.select("td"))
        place += 1
    assert next(rows, None) is None


def _same_row(answer: Any, place: int, cells: list[Tag]) -> None:
    """One period of a chart and its row of the table."""
    series = answer["series"]
    so_far = answer["measure"] == "cumulative"
    headlines = [period["headlines"] or 0 for period in answer["periods"]]
    assert number(cells[0]) == (sum(headlines[: place + 1]) if so_far else headlines[place])
    for each, cell in zip(series, cells[1 : 1 + len(series)], strict=True):
        value = each["values"][place]
        shown = said(cell).rpartition("· ")[2]
        if answer["measure"] in ("count", "cumulative"):
            assert value == int(shown.replace(",", ""))
        elif value is None or not each["counts"][place]:
            assert not each["counts"][place]
        else:
            assert value == pytest.approx(float(shown.split("%")[0]), abs=0.051)


@pytest.mark.parametrize("address", [each for each in PAGES if urlsplit(each).path == "/outlets"])
def test_outlets_are_those_of_the_page(address: str) -> None:
    answer, rows = document(asked(address)), page(address).select(".outlet-list tbody tr")
    assert len(rows) == len(answer["rows"]) == answer["total"]
    for row, each in zip(rows, answer["rows"], strict=True):
        assert text(row, "th") == (each["outlet"]["name"] if each["outlet"] else "No outlet")
        cells = row.select("td")
        assert number(cells[0]) == each["headlines"]
        assert [str(time["datetime"]) for time in row.select("time")] == [
            each["first"],
            each["last"],
        ]
        assert said(cells[5]) == f"{each['days']} of {answer['observed_days']}"
        assert sum(count or 0 for count in each["by_period"]) == each["headlines"]
        linked = row.select(".rerun a")
        assert [href(link) for link in linked] == [f"/?{each['rerun']['view']}" for _ in linked]
        rerun = row.select_one(".rerun")
        assert (number(rerun) if rerun else None) == (each["rerun"] and each["rerun"]["headlines"])


@pytest.mark.parametrize("address", [each for each in PAGES if urlsplit(each).path == "/stories"])
def test_stories_are_those_of_the_page(address: str) -> None:
    answer, items = document(asked(address)), page(address).select(".told > li")
    assert len(items) == len(answer["rows"]) == answer["total"]
    for item, each in zip(items, answer["rows"], strict=True):
        assert text(item, "h3") == each["title"]
        facts = texts(item, ".facts li")
        assert re.findall(r"[\d,]+", facts[0]) == [
            str(count) for count in dict.fromkeys([each["headlines"], each["whole"]["headlines"]])
        ]
        assert number(item.select(".facts li")[1]) == each["outlets"]
        assert facts[3] == f"First: {each['who_was_first']}"
        one = document(f"stories/{each['name']}")
        _same_story(one, page(f"/story/{each['name']}"))
        assert one["headlines"] == each["whole"]["headlines"]


def _same_story(answer: Any, shown: BeautifulSoup) -> None:
    assert text(shown, ".sentence") == answer["about"]["sentence"] + "."
    rows = shown.select(".came tbody tr")
    assert [text(row, "th") for row in rows] == [
        each["outlet"]["name"] if each["outlet"] else "No outlet" for each in answer["outlets"]
    ]
    assert [said(row.select("td")[1]) for row in rows] == [
        each["after"] for each in answer["outlets"]
    ]
    assert [number(row.select("td")[2]) for row in rows] == [
        each["headlines"] for each in answer["outlets"]
    ]
    assert [href(row.select_one("td a")) for row in rows] == [
        f"/?{each['view']}" for each in answer["outlets"]
    ]


@pytest.mark.parametrize("address", [each for each in PAGES if urlsplit(each).path == "/words"])
def test_words_are_those_of_the_page(address: str) -> None:
    answer, shown = document(asked(address)), page(address)
    for name, heading in (("apart", "apart-heading"), ("top", "top-heading")):
        rows = shown.select(f"section[aria-labelledby={heading}] tbody tr")
        assert [text(row, "th") for row in rows] == [each["word"] for each in answer[name]]
        assert [number(row.select("td")[0]) for row in rows] == [
            each["headlines"] for each in answer[name]
        ]
    others = re.search(r"apart from the other ([\d,]+)", answer["about"]["sentence"])
    assert answer["rest"] == (int(others[1].replace(",", "")) if others else 0)
    sides = shown.select(".sides tbody tr")
    assert [text(row, "th") for row in sides] == [each["name"] for each in answer["sides"]]
    assert [number(row.select("td")[0]) for row in sides] == [
        each["headlines"] for each in answer["sides"]
    ]


@pytest.mark.parametrize("address", [each for each in PAGES if urlsplit(each).path == "/compare"])
def test_a_comparison_is_that_of_the_page(address: str) -> None:
    answer, shown = document(asked(address)), page(address)
    names = [answer["first"]["name"], answer["second"]["name"]]
    table = next(each for each in shown.select("table") if " per " in text(each, "caption"))
    assert list(dict.fromkeys(texts(table, "thead bdi"))) == names
    known = [
        [cell and cell["headlines"] for cell in (row["first"], row["second"])]
        for row in answer["periods"]
    ]
    linked = [
        int(count.replace(",", "")) for count in texts(table, "tbody td a") if count[0].isdigit()
    ]
    assert [count for row in known for count in row if count] == linked
    both = [answer["first"]["headlines"], answer["second"]["headlines"]]
    for row in answer["periods"]:
        for side, whole in zip(("first", "second"), both, strict=True):
            cell = row[side]
            if cell and cell["headlines"] is not None:
                assert cell["share"] == (cell["headlines"] / whole if whole else 0)
            elif cell:
                assert (cell["share"], cell["view"]) == (None, None)
    assert [sum(row[side] or 0 for row in known) for side in (0, 1)] == both


@pytest.mark.parametrize("query", ["", "?verdict=all", "?q=talks&verdict=all", "?source=1"])
def test_the_report_is_that_of_the_page(query: str) -> None:
    answer, shown = document(f"report{query}"), page(f"/data{query}")
    for row, source in zip(shown.select(".sources tbody tr"), answer["sources"], strict=True):
        assert [number(cell) for cell in row.select("td")] == [
            *source["verdicts"].values(),
            source["lines"],
        ]
    lines = shown.select(".lines tbody tr")
    assert [text(row, ".verdict") for row in lines] == [each["verdict"] for each in answer["rows"]]
    assert [number(row.select("td")[0]) for row in lines] == [
        each["line"] for each in answer["rows"]
    ]
    current = next(label for label in texts(shown, "nav[aria-label=Verdict] a[aria-current]"))
    if "q=" not in query:
        assert answer["total"] == int(current.split()[-1])


@pytest.mark.parametrize("address", [each for each in PAGES if each.startswith("/outlet/")])
def test_an_outlet_is_that_of_its_page(address: str) -> None:
    answer, shown = document(asked(address)), page(address)
    words = texts(shown, ".own-words bdi")
    if words:
        assert [each["word"] for each in answer["words"]] == words
    silent = shown.select("section[aria-labelledby=silent] tbody tr")
    if silent:
        assert answer["silence"] is not None
        assert [number(row.select("td")[0]) for row in silent] == [
            each["days"] for each in answer["silence"]["stretches"]
        ]
    spelled = texts(shown, "section[aria-labelledby=names] tbody th")
    assert [each["written"] or "no outlet" for each in answer["spellings"]] == spelled


def test_what_stands_out_is_that_of_the_page() -> None:
    days = [f"2026-01-{day:02}" for day in range(1, 31)]
    rows = [(f"T {day} {n}", "BBC", day) for day in days for n in range(9 if day[-1] == "4" else 1)]
    rows += [(f"T {day} {n}", "CNN", day) for day in days[5:9] for n in range(7)]
    notes = "date,text,link\n2026-01-04,A fire,https://a.org/x\n2026-01-07,A storm,\n"
    client = create_app(Config(), version_of(list_of(*rows), notes=notes)).test_client()
    shown = BeautifulSoup(client.get("/").text, "html.parser")
    answer = client.get("/api/v1/coverage").json
    assert answer is not None
    peaks = answer["peaks"]
    assert [each["label"] for each in peaks["periods"]] == texts(shown, ".peaks .when")
    assert [each["headlines"] for each in peaks["periods"]] == [
        int(text(each, "a")) for each in shown.select(".peaks .against")
    ]
    assert (peaks["more"], len(peaks["periods"])) == (2, 5)
    assert text(shown, ".peaks > .help").endswith(peaks["rule"])
    words = texts(shown, ".peaks .why bdi")
    assert words
    assert [word["word"] for each in peaks["periods"] for word in each["words"]] == words
    titles = [each["story"]["title"] for each in peaks["periods"] if each["story"]]
    assert titles == texts(shown, ".peaks .title")
    assert [(note["number"], note["url"]) for note in answer["notes"]] == [
        (1, "https://a.org/x"),
        (2, None),
    ]
    noted = {period["first"]: period["notes"] for period in answer["periods"] if period["notes"]}
    assert noted == {"2026-01-04": [1], "2026-01-07": [2]}
