"""Pages of one version, whatever is current: /at/<version>/…"""

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.factories import line, version_of
from tests.pages.conftest import getter, href, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import FixedVersion, NoVersionError, Version

BEFORE = version_of(line("Before"))
AFTER = version_of(line("Before"), line("After", "CNN"))


class Two(FixedVersion):
    """Two versions, the second of them current."""

    def named(self, name: str) -> Version:
        for version in (BEFORE, AFTER):
            if version.name == name:
                return version
        raise NoVersionError("There is no such version.")


@pytest.fixture
def client() -> FlaskClient:
    return create_app(Config(), Two(AFTER)).test_client()


PAGES = ("/", "/?by=week&chart=lines", "/outlets", "/outlet/bbc", "/words", "/data", "/figure.json")


@pytest.mark.parametrize("page", PAGES)
def test_a_pinned_page_is_of_its_version_and_leads_on_within_it(
    page: str, client: FlaskClient
) -> None:
    pinned = client.get(f"/at/{BEFORE.name}{page}")
    assert pinned.status_code == 200
    assert "After" in client.get("/").text
    assert "After" not in pinned.text
    if pinned.mimetype == "text/html":
        soup = getter(client)(f"/at/{BEFORE.name}{page}")
        links = [href(link) for link in soup.select("nav a, a[data-view-link]")]
        # A bar leads to its page under another query.
        assert {
            urlsplit(link).path.split("/")[1:3] == ["at", BEFORE.name]
            for link in links
            if link[0] != "?"
        } == {True}
        styles = [href(link) for link in soup.select("link[rel=stylesheet]")]
        assert all(style.startswith("/static/") for style in styles)


def test_another_spelling_leads_to_the_one_address_within_the_version(client: FlaskClient) -> None:
    answer = client.get(f"/at/{BEFORE.name}/?by=week&q=before")
    assert answer.status_code == 302
    assert answer.location == f"/at/{BEFORE.name}/?q=before&by=week"


def test_an_answer_that_the_reader_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(f"/at/{BEFORE.name}/")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/at/{BEFORE.name}/", headers=tag).status_code == 304
    assert client.get("/", headers=tag).status_code == 200
    assert client.get(f"/at/{AFTER.name}/", headers=tag).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/at/0123456789abcdef/",
        f"/at/{BEFORE.name}",
        f"/at/{BEFORE.name[:8]}/",
        f"/at/{BEFORE.name}/at/{BEFORE.name}/",
        f"/at/{BEFORE.name}/add",
        f"/at/{BEFORE.name}/healthz",
        f"/at/{BEFORE.name}/static/x/css/base.css",
        f"/at/{BEFORE.name}//evil.example/",
        "/at/../",
        "/at/%2e%2e/",
    ],
)
def test_what_is_no_page_of_a_version_is_not_found(path: str, client: FlaskClient) -> None:
    assert client.get(path).status_code == 404


def test_a_version_that_is_not_here_is_said_to_be_gone(client: FlaskClient) -> None:
    page = getter(client)("/at/0123456789abcdef/?by=week", 404)
    assert texts(page, "h1") == ["This version is not here"]
    assert "There is no such version." in page.get_text()
