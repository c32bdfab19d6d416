"""Any number on any page opens exactly the headlines that it counts."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import product
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from tests.factories import entries_version
from tests.pages.conftest import said
from webapp.app import create_app
from webapp.charts.coverage import MAX_SERIES
from webapp.config import Config
from webapp.query.view import Count, Grain, View, amounts
from webapp.reading import DateSource, Entry

WIRE = "Iran and the US hold talks in Oman"
OIL = "Oil prices rise as tankers are held in the strait"


def _entry(title: str, outlet: str, day: int, listed: int = 0, hour: int | None = None) -> Entry:
    published = date(2026, 1, day)
    return Entry(
        title,
        outlet,
        published,
        DateSource.PUBLISHED if listed >= 0 else DateSource.LISTED,
        date(2026, 1, abs(listed)) if listed else None,
        time=None if hour is None else datetime(2026, 1, day, hour, tzinfo=UTC),
    )


#: Wire copy, a reprint, a fallback date, no outlet, days not observed, a story told in other words.
ENTRIES = (
    _entry(WIRE, "AP News", 5, hour=8),
    _entry(WIRE, "BBC", 5, hour=9),
    _entry(WIRE, "Gulf Daily", 6),
    _entry(WIRE, "Gulf Daily", 7),
    _entry("Talks in Oman between Iran and US open", "CNN", 6),
    _entry("Talks begin", "BBC", 6, listed=7),
    _entry("Talks go on", "BBC", 7),
    _entry("Talks end without a deal", "BBC", 12),
    _entry("Who was at the talks", "CNN", 12),
    _entry("What the talks mean", "", 12),
    _entry("Only listed", "CNN", 13, listed=-13),
    _entry(OIL, "Reuters", 13),
    _entry(OIL, "Gulf Daily", 13),
    _entry("Oil: what to know about prices", "Gulf Daily", 20),
    _entry("Oil and the strait", "Reuters", 20, listed=21),
)

GROUPS = "outlet,country,type\nBBC,UK,tv\nReuters,UK,agency\nAP News,US,agency\nCNN,US,tv\n"
VERSION = entries_version(ENTRIES, groups=GROUPS)

_NUMBER = re.compile(r"([\d,]+)(?: (?:unique )?headlines?\b.*)?")
_IN_TIP = re.compile(r": ([\d,]+) headlines?, |^([\d,]+) headlines?, ")


class Claim(NamedTuple):
    """A link of a page and how many headlines it says that it opens."""

    address: str
    headlines: int


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    # Pages are not kept, since charts are drawn of fewer outlets in between.
    return create_app(Config(pages_mb=0), VERSION).test_client()


def page_at(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    return BeautifulSoup(response.text, "html.parser")


def headlines_of(client: FlaskClient, address: str) -> int:
    """How many headlines the page of a view says that it shows."""
    response = client.get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    found = re.search(r'id="headlines-heading"[^>]*>([\d,]+) headline', response.text)
    return int(found[1].replace(",", "")) if found else 0


@pytest.fixture(scope="module")
def opens(client: FlaskClient) -> Callable[[str], int]:
    """How many headlines an address shows; each is asked for once."""
    return cache(partial(headlines_of, client))


def claims(page: BeautifulSoup, address: str) -> Iterator[Claim]:
    """What the links and the boxes of a page say of how many headlines they stand for."""
    for link in page.select("a[href]"):
        # Those of a report are whole.
        to = urljoin(address, str(link["href"]).removeprefix("http://localhost"))
        if urlsplit(to).path == "/" and not urlsplit(to).netloc:
            count = claimed(link)
            if count is not None:
                yield Claim(to.partition("#")[0], count)


def claimed(link: Tag) -> int | None:
    """The number of headlines that a link says it opens, if it says one."""
    if "data-count" in link.attrs:
        return int(str(link["data-count"]))
    tip = link.find("title")
    found = _IN_TIP.search(tip.get_text()) if tip else _NUMBER.fullmatch(said(link))
    number = found and (found[1] or found[2])
    return int(number.replace(",", "")) if number else None


PAGES = (
    "/",
    "/?by=week",
    "/?by=month&sort=outlet",
    "/?q=talks",
    "/?outlet=bbc&outlet=gulf-daily",
    "/?wire=shared",
    "/?dated=published",
    "/?dated=listed",
    "/?count=unique",
    "/?count=families&by=week",
    "/?group=country.none&group=country.uk",
    "/?group=country.us&group=type.agency&count=unique",
    "/?without=bbc&from=2026-01-06&to=2026-01-13",
    "/?chart=timeline",
    "/?q=oil&chart=timeline",
    "/outlets/names",
    "/stories",
    "/stories?q=talks&order=newest",
    "/stories?outlet=bbc&count=unique",
    "/stories?wire=rerun&order=outlets",
    "/words",
    "/words?stop=show",
    "/words?outlet=gulf-daily",
    "/words?q=talks&count=unique",
    "/words?q=oil&from=2026-01-13&against=dates&stop=show",
    "/words?outlet=bbc&dated=published&stop=show",
    "/data",
    "/outlets",
    "/outlets?q=talks&order=name",
    "/outlets?outlet=bbc&outlet=gulf-daily",
    "/outlets?count=unique",
    "/outlets?count=families&find=b",
    "/outlets?dated=listed",
    "/outlets?wire=shared&dated=published",
    "/outlets?wire=first",
    "/outlets?wire=rerun",
    "/outlet/gulf-daily",
    "/outlet/bbc?q=talks",
    "/outlet/bbc?q=nothing",
    "/outlet/unknown",
    "/outlet/gulf-daily?count=unique",
    "/outlet/gulf-daily?count=families",
    "/outlet/gulf-daily?wire=shared",
    "/outlet/gulf-daily?wire=first",
    "/outlet/gulf-daily?wire=rerun",
    "/outlet/cnn?dated=published",
    "/outlet/bbc?dated=listed",
    "/outlet/cnn?from=2026-01-06&to=2026-01-13",
    "/compare?q=talks&q2=oil",
    "/compare?outlet=bbc&outlet2=gulf-daily&by=week&measure=own-share",
    "/compare?to=2026-01-07&q2=talks&to2=2026-01-13&dated=listed",
    "/compare?from=2026-01-05&to=2026-01-07&from2=2026-01-12&to2=2026-01-20&count=families",
    "/compare?group=country.uk&group2=country.none&wire2=shared&dated=published",
    "/words?split=country",
    "/report.html",
    "/report.html?q=talks&by=week&measure=share",
    "/report.html?dated=published&count=unique&chart=heatmap",
    "/report.html?wire=shared&chart=multiples&split=country",
    "/report.html?outlet=bbc&chart=timeline",
)

#: What every kind of chart is drawn of: all headlines, and by groups some counted otherwise.
DRAWN = (View(), View(groups=("type.none", "type.tv"), count=Count.UNIQUE, grain=Grain.WEEK))
CHARTS = [
    view.but(chart=kind, amount=amount, split=split)
    for kind in MAX_SERIES
    for amount, (view, split) in product(amounts(kind), zip(DRAWN, ("", "country"), strict=True))
]


def check(page: BeautifulSoup, address: str, opens: Callable[[str], int]) -> set[Claim]:
    """Follow every claim of a page."""
    found = set(claims(page, address))
    wrong = {
        f"{claim.address} says {claim.headlines}, opens {opened}"
        for claim in found
        if (opened := opens(claim.address)) != claim.headlines
    }
    assert not wrong
    return found


@pytest.mark.parametrize("address", PAGES)
def test_a_number_opens_as_many_headlines_as_it_says(
    client: FlaskClient, opens: Callable[[str], int], address: str
) -> None:
    found = check(page_at(client, address), address, opens)
    counted = urlsplit(address).path in ("/", "/compare", "/report.html")
    if counted and "chart=timeline" not in address:
        assert found, "a page without a number proves nothing"


@pytest.mark.parametrize("view", CHARTS, ids=lambda view: view.query)
def test_a_number_of_any_chart_opens_as_many_headlines_as_it_says(
    client: FlaskClient, opens: Callable[[str], int], view: View
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # So that some are shown together.
        patch.setitem(MAX_SERIES, view.chart, 1)
        page = page_at(client, f"/?{view.query}".removesuffix("?"))
    assert re.search(r"\d other (outlet|group)", page.get_text())
    assert len(check(page, "/", opens)) > 5


def test_the_numbers_of_a_story_open_as_many_headlines_as_they_say(
    client: FlaskClient, opens: Callable[[str], int]
) -> None:
    names = [VERSION.stories.name(number) for number in range(len(VERSION.stories))]
    assert names
    for name in names:
        assert check(page_at(client, f"/story/{name}"), f"/story/{name}", opens)


@pytest.mark.parametrize("address", ["/", "/?q=talks&count=unique", "/?wire=rerun&dated=published"])
def test_a_box_to_tick_adds_as_many_headlines_as_stand_beside_it(
    client: FlaskClient, address: str
) -> None:
    boxes = page_at(client, address).select(".options li")
    joined = "&" if "?" in address else "?"
    assert {"outlet", "group"} == {str(box.select("input")[0]["name"]) for box in boxes}
    for box in boxes:
        (field,), (count,) = box.select("input"), box.select(".count")
        to = f"{address}{joined}{field['name']}={field['value']}"
        shown = client.get(to, follow_redirects=True)
        found = re.search(r'id="headlines-heading"[^>]*>([\d,]+) headline', shown.text)
        assert (int(found[1]) if found else 0) == int(said(count)), to
