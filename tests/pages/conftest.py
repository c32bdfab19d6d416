"""A page is asked for through `get`, which holds it to the rules that every page keeps."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
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
        keep_house(page, client.application)
        return page

    return get


def keep_house(page: BeautifulSoup, app: Flask) -> None:
    """What is true of every page."""
    (heading,) = page.select("h1")
    assert text(page, "head > title").startswith(said(heading))
    assert page.select_one("html[lang]") is not None
    ids = Counter(str(element["id"]) for element in page.select("[id]"))
    assert not [name for name, count in ids.items() if count > 1]
    assert not page.select("style, [style]"), "inline styles"
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")], "inline handler"
    for script in page.select("script"):
        assert script.get("src"), "inline script"
        assert not script.get_text().strip()
    for control in page.select("input:not([type=hidden]), select, textarea"):
        labelled = control.find_parent("label") or page.select_one(f"label[for='{control['id']}']")
        assert labelled, f"no label on {control}"
    for image in page.select("svg"):
        assert image.get("aria-label") or image.find_parent("svg")
        _is_styled(image, page)
    for label in page.select("[aria-labelledby], [aria-describedby]"):
        names = f"{label.get('aria-labelledby', '')} {label.get('aria-describedby', '')}".split()
        assert all(name in ids for name in names)
    for link in page.select("a[href]"):
        _leads_somewhere(str(link["href"]), app, ids)
    for name in page.select("[src]:not(img), link[href]"):
        address = str(name.get("src") or name["href"])
        if name.get("rel") in (["alternate"], ["canonical"]):
            # Other forms of the page, and the page itself.
            assert address.startswith(("/", "http://localhost/")), "a page of another host"
        else:
            assert address.startswith("/static/"), "a file of another host"
    for picture in page.select("img"):
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


def _is_styled(image: Tag, page: BeautifulSoup) -> None:
    """A shape for which none of the page's style sheets has a rule would be painted black."""
    sheets = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
    rules = "".join(_sheet(sheet.partition("/css/")[2]) for sheet in sheets)
    shapes = {tuple(map(str, shape["class"])) for shape in image.find_all(class_=True)}
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
