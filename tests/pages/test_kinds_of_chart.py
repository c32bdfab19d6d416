"""Every kind of chart on the page: its numbers open as many headlines, and it says what it is."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.charts.drawn import grouped
from tests.factories import example_version, list_of, version_of
from tests.pages.conftest import Get, getter, href, said, text, texts
from tests.query.strategies import total
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version
from webapp.query.view import Amount, ChartKind, View, amounts

SPLIT = grouped(example_version(), ("bbc", "Britain"), ("reuters", "Britain"), ("cnn", "America"))
KINDS = [kind for kind in ChartKind if kind is not ChartKind.TIMELINE]
ASKED = [(kind, amount) for kind in KINDS for amount in amounts(kind)]


def check_numbers(version: Version, page: BeautifulSoup) -> int:
    """Every number that is a link, and every link that tells its number, opens as many."""
    checked = 0
    for link in page.select(".chart a"):
        number = str(link.get("data-count", said(link).replace(",", "")))
        if not number.isdigit():
            continue
        view = View.from_args(parse_qsl(urlsplit(href(link)).query))
        assert total(version, view) == int(number), link
        checked += 1
    return checked


@pytest.mark.parametrize(("kind", "amount"), ASKED)
def test_every_number_of_every_chart_opens_as_many_headlines(
    example: Version, get: Get, kind: ChartKind, amount: Amount
) -> None:
    view = View(chart=kind, amount=amount, outlets=("bbc", "the-guardian", "unknown"))
    page = get(f"/?{view.query}")
    assert check_numbers(example, page) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_groups_are_charted_by_a_switch_and_their_numbers_open_as_many(kind: ChartKind) -> None:
    get = getter(create_app(Config(), SPLIT).test_client())
    page = get(f"/?{View(chart=kind).query}".removesuffix("?"))
    (there,) = (link for link in page.select(".switch a") if said(link) == "Country")
    page = get(href(there))
    assert "country" in text(page, "#chart-heading")
    assert {"Britain", "America", "No country"} >= {
        *texts(page, ".legend a[dir]"),
        *texts(page, ".panel-name bdi"),
    }
    assert check_numbers(SPLIT, page) > 10


def test_a_set_of_groups_that_is_not_there_is_an_argument_that_cannot_be_used(get: Get) -> None:
    assert "split" in get("/?split=country", status=400).get_text()


def test_own_share_of_bars_leads_to_lines(get: Get) -> None:
    (there,) = (link for link in get("/").select(".switch a") if said(link) == "Own share")
    assert href(there) == "/?chart=lines&measure=own-share"


@pytest.mark.parametrize("kind", KINDS)
def test_plotly_takes_over_only_what_it_can_draw(
    client: FlaskClient, get: Get, kind: ChartKind
) -> None:
    page = get(f"/?{View(chart=kind).query}".removesuffix("?"))
    drawn = page.select("[data-chart]")
    if kind in (ChartKind.MULTIPLES, ChartKind.HEATMAP):
        assert not drawn
        assert client.get(f"/figure.json?chart={kind}").status_code == 404
    else:
        assert client.get(str(drawn[0]["data-figure"])).status_code == 200


def test_shares_of_few_are_said_once_and_marked() -> None:
    rows = [(f"T{number}", "BBC", "2026-01-09") for number in range(12)]
    version = version_of(list_of(*rows, ("T", "CNN", "2026-01-11"), ("A", "BBC", "2026-01-11")))
    get = getter(create_app(Config(), version).test_client())
    page = get("/?measure=share")
    assert text(page, ".few-said").startswith("1 day of this chart has fewer than 10 headlines")
    assert texts(page, ".numbers td .few") == ["only"]
    assert "50.0% of 2 headlines only" in page.select(".plot title")[-1].get_text()
    page = get("/?chart=lines&measure=own-share")
    assert text(page, ".few-said").startswith("1 series of this chart has fewer than 10")
    assert texts(page, ".numbers th .few") == ["of 1 only"]
    assert get("/").select_one(".few-said") is None


def test_panels_can_be_ordered_by_change(get: Get) -> None:
    names = {}
    for order in ("", "&order=change"):
        page = get(f"/?chart=multiples{order}")
        names[order] = texts(page, ".panel-name bdi")
        changes = [
            int(each.replace("−", "-").replace("±", ""))
            for each in texts(page, ".panel-name .help")
        ]
        assert (changes == sorted(changes, reverse=True)) == bool(order)
        assert "first (9 January 2026)" in text(page, ".multiples > .help")
    assert names[""] != names["&order=change"]
    assert sorted(names[""]) == sorted(names["&order=change"])


def test_the_heatmap_has_a_head_for_each_row_and_column(get: Get) -> None:
    page = get("/?chart=heatmap")
    heads = texts(page, ".heatmap thead th .visually-hidden")
    assert heads[:2] == ["9 January 2026", "10 to 13 January 2026"]
    assert len(page.select(".heatmap tbody th[scope=row]")) == 33
    assert texts(page, ".heatmap .all td a") == ["80", "10", "23", "28", "19"]
    assert page.select_one(".numbers") is None


def test_ranks_say_among_whom(get: Get) -> None:
    page = get("/?chart=ranks")
    among = ".ranks figcaption > .help"
    assert text(page, among).startswith("The 10 largest by all their headlines, ranked in")
    assert len(page.select(".rank-name")) == len(page.select(".leader")) == 10
    few = get("/?outlet=bbc&outlet=cnn&chart=ranks")
    assert text(few, among).startswith("Ranked in each day among all outlets of this view")
    assert "rank 1 · 4" in texts(few, ".numbers td")
