"""A page is asked for through `get`, which holds it to the rules that every page keeps."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import example_version
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version
from webapp.pages.headers import headers_for
from webapp.pages.pinned import pinned
from webapp.paths import STATIC

Get = Callable[..., BeautifulSoup]
# By their hashes: pages that keep every rule.
_KEPT: Final = set[int]()


@pytest.fixture(scope="session")
def example() -> Version:
    return example_version()


@pytest.fixture(scope="session")
def app(example: Version) -> Flask:
    return create_app(Config(), example)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def get(client: FlaskClient) -> Get:
    return getter(client)


def getter(client: FlaskClient) -> Get:
    def get(url: str, status: int = 200) -> BeautifulSoup:
        response = client.get(url)
        assert response.status_code == status, url
        path = urlsplit(url).path
        within = pinned(path)
        for name, value in headers_for(within.page if within else path, "*").items():
            assert response.headers[name] == value
        page = BeautifulSoup(response.text, "html.parser")
        # Many tests ask for the same pages, and what was held to the rules keeps them.
        kept = hash(response.text)
        if kept not in _KEPT:
            keep_house(page, client.application)
            _KEPT.add(kept)
        return page

    return get


def keep_house(page: BeautifulSoup, app: Flask) -> None:
    """What is true of every page."""
    # Gone through once: to look for each kind of element takes as long every time.
    named: defaultdict[str, list[Tag]] = defaultdict(list)
    ids: Counter[str] = Counter()
    told_by: list[str] = []
    for element in page.find_all(True):
        named[element.name].append(element)
        assert not [name for name in element.attrs if name.startswith("on")], "inline handler"
        assert "style" not in element.attrs, "inline style"
        ids.update([str(element["id"])] if "id" in element.attrs else [])
        for name in ("aria-labelledby", "aria-describedby"):
            told_by += str(element.get(name, "")).split()
    (heading,), (html,) = named["h1"], named["html"]
    assert said(named["title"][0]).startswith(said(heading))
    assert "lang" in html.attrs
    assert not [name for name, count in ids.items() if count > 1]
    assert all(name in ids for name in told_by)
    assert not named["style"], "inline styles"
    for script in named["script"]:
        assert script.get("src"), "inline script"
        assert not script.get_text().strip()
    labelled = {str(label["for"]) for label in named["label"] if "for" in label.attrs}
    for control in (*named["input"], *named["select"], *named["textarea"]):
        if control.get("type") != "hidden":
            has_label = control.find_parent("label") or str(control["id"]) in labelled
            assert has_label, f"no label on {control}"
    _are_styled(named)
    for link in named["a"]:
        if "href" in link.attrs:
            _leads_somewhere(str(link["href"]), app, ids)
    for file in (*named["script"], *named["iframe"], *named["link"]):
        address = str(file.get("src") or file["href"])
        if file.get("rel") in (["alternate"], ["canonical"]):
            # Other forms of the page, and the page itself.
            assert address.startswith(("/", "http://localhost/")), "a page of another host"
        else:
            assert address.startswith("/static/"), "a file of another host"
    for picture in named["img"]:
        assert picture.get("alt")
        assert re.match("/(?!/)", str(picture["src"])), "a picture of another host"


def _leads_somewhere(address: str, app: Flask, ids: Counter[str]) -> None:
    if address.startswith("#"):
        assert address[1:] in ids, address
        return
    path = urlsplit(address).path
    if urlsplit(address).netloc or not path:
        return
    within = pinned(path)
    assert app.url_map.bind("localhost").test(within.page if within else path), address


def _are_styled(named: Mapping[str, list[Tag]]) -> None:
    """A shape for which none of the page's style sheets has a rule would be painted black."""
    sheets = [str(link["href"]) for link in named["link"] if link.get("rel") == ["stylesheet"]]
    rules = "".join(_sheet(sheet.partition("/css/")[2]) for sheet in sheets)
    shapes: set[tuple[str, ...]] = set()
    for image in named["svg"]:
        inner = image.find_parent("svg")
        assert image.get("aria-label") or inner
        if not inner:
            shapes |= {tuple(map(str, shape["class"])) for shape in image.find_all(class_=True)}
    for names in shapes:
        assert any(f".{name}" in rules for name in names), f"no rule for {names}"


@cache
def _sheet(name: str) -> str:
    return (STATIC / "css" / name).read_text("utf-8")


def text(within: Tag, selector: str) -> str:
    """The text of the one element that fits `selector`, spaces collapsed."""
    (found,) = texts(within, selector)
    return found


def texts(within: Tag, selector: str) -> list[str]:
    """The text of each element that fits `selector`, spaces collapsed."""
    return [said(element) for element in within.select(selector)]


def said(element: Tag) -> str:
    return " ".join(element.get_text().split())


def href(element: Tag | None) -> str:
    """Where a link leads."""
    assert element is not None
    return str(element["href"])
