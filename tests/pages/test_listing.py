"""The headlines of a page: what is said of each, and where its parts lead."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings

from tests.factories import HOSTILE, entries_version, line, version_of
from tests.pages.conftest import Get, href
from tests.query.strategies import page_of_rows, views
from webapp.app import create_app
from webapp.charts.timeline import anchor
from webapp.config import Config
from webapp.dataset import Version, schema
from webapp.pages.listing import MAX_NAME, MAX_TITLE, Item, listing
from webapp.pages.site import OutletLinks, view_url
from webapp.query import rows
from webapp.query.view import View
from webapp.reading import DateSource, Entry

APP = create_app(Config(), version_of(line("Any")))


def items_of(version: Version, view: View | None = None) -> list[Item]:
    view = view or View()
    with create_app(Config(), version).test_request_context("/"):
        return listing(version, view, rows.page_of_rows(version, view).rows)


def test_each_row_of_the_example_is_an_item_in_its_order(example: Version) -> None:
    shown = page_of_rows(example, View()).rows
    items = items_of(example)
    assert [item.anchor for item in items] == [
        anchor(source, line)
        for source, line in zip(shown[schema.SOURCE], shown[schema.LINE], strict=True)
    ]
    assert [item.title for item in items] == shown[schema.TITLE].tolist()
    assert [item.day for item in items] == [stamp.date() for stamp in shown[schema.DATE]]
    codes = shown[schema.OUTLET].tolist()
    assert [item.outlet for item in items] == [example.outlets[code].name for code in codes]
    assert [item.known_outlet for item in items] == [code != 0 for code in codes]


def test_a_date_that_only_stands_in_says_what_it_is() -> None:
    (item,) = items_of(version_of("- Title - BBC [January 10th, 2026]"))
    assert (item.day, item.fallback) == (date(2026, 1, 10), "listed")
    (item,) = items_of(version_of(line("Title")))
    assert item.fallback == ""


def test_long_titles_and_names_are_cut_and_the_whole_title_is_kept() -> None:
    title, name = "Long " * 100 + "end", "Name " * 30 + "end"
    (item,) = items_of(version_of(line(title, outlet=name)))
    assert len(item.title) <= MAX_TITLE
    assert item.title == title[: len(item.title) - 1] + "…"
    assert item.whole_title == title
    assert len(item.outlet) <= MAX_NAME
    (short,) = items_of(version_of(line("Title")))
    assert short.whole_title == ""


@pytest.mark.parametrize(
    ("url", "led_to"),
    [
        ("https://example.org/a?b=1&c", "https://example.org/a?b=1&c"),
        ("http://example.org/", "http://example.org/"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org/a", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_led_to(url: str, led_to: str) -> None:
    entry = Entry("Title", "BBC", date(2026, 1, 9), DateSource.PUBLISHED, None, url)
    (item,) = items_of(entries_version([entry]))
    assert item.url == led_to


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_text_is_left_to_the_templates_to_escape(hostile: str) -> None:
    version = version_of(line(hostile, outlet=hostile))
    title = version.parts[0].headlines[schema.TITLE].iloc[0]
    (item,) = items_of(version)
    assert type(item.title) is str
    assert title in (item.title, item.whole_title)


@settings(max_examples=60, deadline=None)
@given(view=views())
def test_the_link_of_an_outlet_is_the_view_with_it_alone(view: View) -> None:
    with APP.test_request_context("/"):
        links = OutletLinks(view)
        for slug in ("bbc", "unknown", "中央日报"):
            assert links[slug] == view_url(view.but(outlets=(slug,), without=()))


def test_every_link_begins_where_the_application_is_mounted(app: Flask, get: Get) -> None:
    client: FlaskClient = app.test_client()
    at_root = {href(link) for link in get("/").select("a[href^='/']")}
    mounted = client.get("/", environ_overrides={"SCRIPT_NAME": "/news"}).text
    again = client.get("/").text
    assert at_root
    for address in at_root:
        assert f'"/news{address}"'.replace("&", "&amp;") in mounted
        assert f'"{address}"'.replace("&", "&amp;") in again
    assert 'href="/static' not in mounted
