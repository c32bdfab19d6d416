"""/chart.svg, /chart.png, /compare.svg, /compare.png, and what pages say of their pictures."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.charts.pictures.pixels import size
from tests.factories import list_of, version_of
from tests.pages.conftest import Get
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version
from webapp.query.comparison import PARAMETERS
from webapp.query.marks import MAX_MARKS
from webapp.query.view import PARAMETERS as OF_VIEW


@pytest.mark.parametrize(
    ("address", "pixels"),
    [
        ("/chart.png", (1_200, 630)),
        ("/chart.png?q=iran&chart=lines&size=print", (2_400, 1_600)),
        ("/compare.png?outlet=bbc&outlet2=cnn", (1_200, 630)),
        ("/compare.png?outlet=bbc&outlet2=cnn&size=print", (2_400, 1_600)),
    ],
)
def test_a_picture_has_its_size_and_is_shown_not_saved(
    client: FlaskClient, address: str, pixels: tuple[int, int]
) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response.mimetype == "image/png"
    assert size(response.data) == pixels
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith('inline; filename="dateline-')
    assert disposition.endswith('.png"')
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Encoding" not in response.headers


def texts(client: FlaskClient, address: str) -> list[str]:
    response = client.get(address)
    assert response.mimetype == "image/svg+xml"
    assert "style-src 'self'" in response.headers["Content-Security-Policy"]
    root = ElementTree.fromstring(response.text)  # what we wrote ourselves
    return ["".join(each.itertext()) for each in root.iter() if each.tag.endswith("}text")]


def test_the_picture_says_what_the_page_says(client: FlaskClient, get: Get) -> None:
    said = get("/?q=trump").select_one(".sentence")
    assert said is not None
    found = " ".join(texts(client, "/chart.svg?q=trump&size=print"))
    assert said.get_text() in found
    assert "“trump”" in found
    assert "Headlines about Iran, January 2026" in found
    assert "localhost" in found
    assert "Data to 26 January 2026" in found


def test_a_view_without_headlines_has_a_picture_that_says_so(client: FlaskClient) -> None:
    found = texts(client, "/chart.svg?q=zeppelin")
    assert "Nothing to draw" in found
    assert "No headlines matching “zeppelin” in this view." in found
    assert client.get("/chart.png?q=zeppelin").status_code == 200


def test_both_sides_the_same_have_nothing_to_draw(client: FlaskClient) -> None:
    assert "Nothing to draw" in texts(client, "/compare.svg")
    assert "BBC and CNN" in texts(client, "/compare.svg?outlet=bbc&outlet2=cnn")


def test_a_timeline_of_too_many_is_drawn_as_bars_and_says_so() -> None:
    rows = [(f"Title {number}", "BBC", "2026-01-09") for number in range(MAX_MARKS + 1)]
    client = create_app(Config(), version_of(list_of(*rows))).test_client()
    found = texts(client, "/chart.svg?chart=timeline")
    assert any("as bars: a timeline marks 2,000 at most" in each for each in found)


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/chart.png?chart=bars&size=preview", "/chart.png"),
        ("/chart.svg?sort=date&page=2", "/chart.svg"),
        ("/compare.svg?size=print&outlet=bbc&outlet2=cnn", None),
    ],
)
def test_a_picture_has_one_address(client: FlaskClient, asked: str, canonical: str | None) -> None:
    response = client.get(asked)
    assert response.status_code == 302
    address = response.headers["Location"]
    assert address == (canonical or "/compare.svg?outlet=bbc&outlet2=cnn&size=print")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/chart.png?size=huge", "/compare.svg?sise=print"])
def test_what_cannot_be_used_is_named(get: Get, address: str) -> None:
    page = get(address, 400)
    assert address.partition("?")[2].partition("=")[0] in page.get_text()


VALUES = ["", "bbc", "print", "x", "9", "\x00", "timeline", "2026-01-14", "“", "own-share", "lines"]
NAMES = sorted({*OF_VIEW, *PARAMETERS, "size", "sise"})


@given(
    path=st.sampled_from(["/chart.svg", "/compare.svg"]),
    args=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=4),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_asked_is_answered(
    client: FlaskClient, path: str, args: list[tuple[str, str]]
) -> None:
    response = client.get(path, query_string=args, follow_redirects=True)
    assert response.status_code in (200, 400)
    if response.status_code == 200:
        ElementTree.fromstring(response.text)


def meta(page: BeautifulSoup) -> dict[str, str]:
    return {
        str(tag.get("property") or tag["name"]): str(tag["content"])
        for tag in page.select("meta[property], meta[name^=twitter]")
    }


@pytest.mark.parametrize(
    ("address", "picture", "title"),
    [
        ("/", "/chart.png", ""),
        (
            "/?q=trump&by=week&chart=lines&page=1",
            "/chart.png?q=trump&by=week&chart=lines",
            ": “trump”",
        ),
        ("/?sort=date", "/chart.png", ""),
        ("/outlets?q=iran&order=name", "/chart.png?q=iran", ": Outlets (“iran”)"),
        ("/outlet/bbc?q=iran", "/chart.png?q=iran&outlet=bbc", ": BBC (“iran”)"),
        (
            "/words?outlet=bbc&outlet=cnn",
            "/chart.png?outlet=bbc&outlet=cnn",
            ": Words (BBC and CNN)",
        ),
        ("/stories", "/chart.png", ": Stories"),
        ("/compare?outlet=bbc&outlet2=cnn", "/compare.png?outlet=bbc&outlet2=cnn", ": BBC and CNN"),
        ("/compare", "/compare.png", ": Compare"),
    ],
)
def test_a_pasted_link_unfolds_with_the_picture_of_its_view(
    client: FlaskClient, address: str, picture: str, title: str
) -> None:
    response = client.get(address, follow_redirects=True)
    page = BeautifulSoup(response.text, "html.parser")
    said = meta(page)
    sentence = page.select_one(".sentence")
    assert sentence is not None
    assert said["og:image"] == f"http://localhost{picture}"
    assert said["og:description"] == said["og:image:alt"] == sentence.get_text()
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:type"] == "website"
    assert said["og:title"] == f"Headlines about Iran, January 2026{title}"
    (canonical,) = page.select("link[rel=canonical]")
    assert said["og:url"] == canonical["href"]
    own = urlsplit(said["og:url"])
    assert client.get(f"{own.path}?{own.query}").text == response.text
    drawn = client.get(said["og:image"])
    assert drawn.status_code == 200
    assert drawn.mimetype == said["og:image:type"]
    assert size(drawn.data) == (int(said["og:image:width"]), int(said["og:image:height"]))


def test_pages_that_cannot_be_shared_say_nothing(get: Get) -> None:
    for address in ("/data", "/outlets/names", "/outlets/choose"):
        assert not meta(get(address))


def test_a_pinned_page_has_the_picture_of_its_version(
    client: FlaskClient, example: Version
) -> None:
    root = f"/at/{example.name}"
    page = BeautifulSoup(client.get(f"{root}/?q=iran").text, "html.parser")
    assert meta(page)["og:image"] == f"http://localhost{root}/chart.png?q=iran"
    assert meta(page)["og:url"] == f"http://localhost{root}/?q=iran"


def test_a_picture_is_kept_and_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/chart.png?q=iran")
    again = client.get("/chart.png?q=iran", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/chart.png?q=iran").data == first.data
