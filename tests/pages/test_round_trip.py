"""A view is the same view by whichever way it is sent: the same sentence, numbers and headlines."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.dataset.test_store import add
from tests.factories import EXAMPLE, line, list_of
from tests.pages.conftest import texts
from webapp.app import create_app
from webapp.cli import main
from webapp.config import Config
from webapp.dataset.store import Store

WIRE = "Oil prices rise as tankers are held in the strait of Hormuz"
LATER = list_of(
    (WIRE, "BBC", "January 9th, 2026"),
    ("A headline that came later about Iran", "BBC", "January 14th, 2026"),
    ("A headline of an outlet that came later", "The Later Times", "January 27th, 2026"),
)
GROUPS = "outlet,country\nBBC,UK\nThe Guardian,UK\nAP News,US\nFox News,US\n"

VIEWS = (
    "",
    "by=week",
    "by=month&chart=lines&measure=share",
    "q=iran",
    "q=%22tankers+are+held%22",
    "q=trump+-war&by=week&measure=cumulative",
    "outlet=bbc",
    "outlet=bbc&outlet=the-guardian&chart=lines&measure=own-share",
    "without=bbc&chart=ranks&by=week",
    "group=country.uk&chart=multiples&order=change",
    "split=country&chart=bars&measure=share",
    "from=2026-01-10&to=2026-01-24&sort=outlet",
    "dated=listed&chart=lines",
    "dated=published&count=unique&sort=headline",
    "wire=shared&count=families",
    "q=iran&by=week&chart=multiples&sort=-outlet",
    "chart=heatmap",
    "chart=heatmap&by=week&measure=own-share&split=country",
    "chart=timeline",
    "q=oil&chart=timeline",
    "q=nothing+has+these+words",
)


class Site(NamedTuple):
    """A dashboard and the dataset folder that it shows."""

    client: FlaskClient
    store: Store


class Shown(NamedTuple):
    """What a page shows of a view: sentence, cells of the chart's table, titles of headlines."""

    sentence: list[str]
    cells: list[str]
    titles: list[str]


def make_site(folder: Path) -> Site:
    groups = folder / "groups.csv"
    groups.write_text(GROUPS, "utf-8")
    wires = list_of(*((WIRE, name, "January 9th, 2026") for name in ("AP News", "Fox News")))
    store = Store(folder / "data")
    add(store, EXAMPLE.read_text("utf-8") + "\n" + wires, groups=groups)
    return Site(app_of(store, folder).test_client(), store)


def app_of(store: Store, folder: Path) -> Any:
    return create_app(Config(sources=(str(store.folder),), state=folder, pages_mb=0))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return make_site(tmp_path_factory.mktemp("site"))


def address(path: str, view: str) -> str:
    return f"{path}?{view}" if view else path


def at(client: FlaskClient, url: str) -> BeautifulSoup:
    answer = client.get(url, follow_redirects=True)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.text, "html.parser")


def shown(page: BeautifulSoup) -> Shown:
    return Shown(
        texts(page, ".sentence"),
        texts(page, "figure table th, figure table td"),
        texts(page, ".headlines .title"),
    )


def sent(client: FlaskClient, view: str, do: str) -> BeautifulSoup:
    """The page of all ways to send a view, once it was asked to make one."""
    url = address("/share/", view)
    version = at(client, url).select_one("input[name=version]")
    given = {"do": do, "version": str(version["value"])} if version else {"do": do}
    answer = client.post(
        url, data=given, headers={"Origin": "http://localhost"}, follow_redirects=True
    )
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def link(page: BeautifulSoup, name: str) -> str:
    (field,) = page.select(f"#{name}")
    return within(str(field["value"]))


def within(url: str) -> str:
    parts = urlsplit(url)
    assert parts.netloc == "localhost", url
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def framed(html: str) -> str:
    (source,) = re.findall(r'<iframe [^>]*?src="([^"]*)"', html)
    return within(unescape(source))


def rows(document: Any, name: str) -> list[Any]:
    found = document[name]
    assert isinstance(found, list)
    assert len(found) == document["about"]["rows"]
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_the_same_by_whichever_way_it_is_sent(
    view: str, site: Site, tmp_path: Path
) -> None:
    client = site.client
    here = shown(at(client, address("/", view)))

    short = link(sent(client, view, "short"), "share-short")
    assert re.fullmatch(r"/s/[a-z0-9]{8}", short)
    assert shown(at(client, short)) == here

    frozen = link(sent(client, view, "freeze"), "share-frozen-whole")
    assert frozen.startswith(f"/at/{site.store.current}/")
    assert shown(at(client, frozen)) == here

    page = at(client, address("/share/", view))
    embedded = framed(str(page.select_one("#share-embed-both").get_text()))  # type: ignore[union-attr]
    asked = {"url": f"http://localhost{address('/', view)}"}
    told = json.loads(client.get("/oembed", query_string=asked).text)
    assert framed(told["html"]) == embedded.replace("/embed/both", "/embed/chart")
    assert shown(at(client, embedded)) == here
    assert shown(at(client, framed(told["html"]))) == here._replace(titles=[])

    # As data: every headline, and the numbers of the chart, from the site and from a command.
    all_rows = client.get(address("/headlines.json", view)).get_json(force=True)
    numbers = client.get(address("/coverage.json", view)).get_json(force=True)
    for command, name, document in (
        ("rows", "headlines", all_rows),
        ("counts", "coverage", numbers),
    ):
        path = tmp_path / f"{name}.json"
        given = [f"?{view}", str(site.store.folder), "--format", "json", "--output", str(path)]
        assert main([command, *given]) == 0
        assert rows(json.loads(path.read_text("utf-8")), name) == rows(document, name)
        pinned = f"/at/{site.store.current}{address(f'/{name}.json', view)}"
        assert rows(client.get(pinned).get_json(force=True), name) == rows(document, name)
    of_page = [row["headline"] for row in rows(all_rows, "headlines")][: len(here.titles)]
    # Beside a title may stand what is known of it.
    assert all(map(str.startswith, here.titles, map(clean, of_page)))

    # And as a program is told it.
    summary = client.get(address("/api/v1/summary", kept(view))).get_json(force=True)
    assert summary["headlines"] == len(rows(all_rows, "headlines"))
    assert summary["headlines"] == sum(row["headlines"] or 0 for row in rows(numbers, "coverage"))
    assert [numbers["about"]["sentence"]] == here.sentence


def clean(title: str) -> str:
    return " ".join(title.split())


def kept(view: str) -> str:
    """The filter of a view, without how it is drawn."""
    drawn = ("by=", "chart=", "measure=", "split=", "order=", "sort=")
    return "&".join(each for each in view.split("&") if each and not each.startswith(drawn))


def test_what_was_frozen_stays_byte_for_byte(tmp_path: Path) -> None:
    client, store = make_site(tmp_path)
    before = store.current
    assert link(sent(client, VIEWS[1], "freeze"), "share-frozen-whole").startswith(f"/at/{before}/")
    frozen = {view: f"/at/{before}{address('/', view)}" for view in VIEWS}
    pages = {view: shown(at(client, url)) for view, url in frozen.items()}
    paths = [f"/at/{before}{address(each, view)}" for each in FILES for view in VIEWS[::3]]
    paths += [f"/at/{before}{address('/outlets.json', kept(view))}" for view in VIEWS[::3]]
    files = {path: client.get(path).data for path in paths}

    names = tmp_path / "names.csv"
    names.write_text("outlet,alias,decision\nBBC,The Guardian,accept\n", "utf-8")
    add(store, LATER + "\n" + line("One more"), "later.txt", aliases=names)
    assert store.current != before
    # Asked anew of a server that was started after it.
    client = app_of(store, tmp_path).test_client()

    changed = 0
    for view, url in frozen.items():
        assert shown(at(client, url)) == pages[view], url
        # The two outlets are one now, with the name of the first.
        now = shown(at(client, address("/", view.replace("&outlet=the-guardian", ""))))
        changed += now != pages[view]
    assert changed > len(VIEWS) / 2
    for path in paths:
        assert client.get(path).data == files[path], path


#: Whose bytes hold nothing but what is of the version.
FILES = (
    *("/headlines.csv", "/headlines.json", "/coverage.csv", "/coverage.jsonl"),
    "/chart.svg",
)
