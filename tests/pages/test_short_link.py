"""/s/<code>: known ones lead to their view, others are explained, none leads elsewhere."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.adding import OWN
from tests.pages.conftest import getter, text
from tests.pages.sharing import AFTER, Two, site_of
from tests.query.strategies import followed, views
from webapp.pages.site import _KEY
from webapp.pages.ways_out import LONGEST
from webapp.query.view import View
from webapp.short_links import ShortLinks

anew = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return site_of(Two(), tmp_path_factory.mktemp("state")).test_client()


@pytest.fixture(scope="module")
def links(client: FlaskClient) -> ShortLinks:
    found: ShortLinks = client.application.extensions[_KEY].links
    return found


@anew
@given(views())
def test_a_view_comes_back_from_its_short_link(client: FlaskClient, view: View) -> None:
    view = view.but(outlets=view.outlets and ("cnn",), without=(), groups=(), story="", split="")
    answer = client.post("/share/", data=_form(view), headers=OWN)
    assert answer.status_code == 303
    links: ShortLinks = client.application.extensions[_KEY].links
    code = links.code(f"/?{view.query}" if view.query else "/")
    assert code
    opened = client.get(f"/s/{code}")
    assert opened.status_code == 302
    assert followed(urlsplit(opened.location).query) == view


def _form(view: View) -> dict[str, list[str]]:
    form: dict[str, list[str]] = {"do": ["short"]}
    for name, value in view.to_args():
        form.setdefault(name, []).append(value)
    return form


@pytest.mark.parametrize("code", ["22222222", "x", "2222222O", "%00", "..", "a/b", "%2e%2e", "💥"])
def test_an_unknown_one_says_what_a_short_link_is(code: str, client: FlaskClient) -> None:
    page = getter(client)(f"/s/{code}", 404)
    if code != "..":
        assert text(page, "h1") == "There is no such short link"
        assert "/s/ and eight letters and digits" in page.get_text()


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "",
        "/\t/evil.example",
        "/outlets\r\nSet-Cookie: a=b",
        "/data",
        "/s/22222222",
        "/share/",
        "/add",
        "/nowhere",
        "/at/0123456789abcdef//evil.example/",
        "/at/0123456789abcdef/data",
        "/at/x/",
        "/%2F/evil.example/",
        "/?q=ü",
    ],
)
@pytest.mark.parametrize("padding", [0, LONGEST])
def test_what_no_view_has_for_an_address_is_not_opened(
    target: str, padding: int, client: FlaskClient, links: ShortLinks
) -> None:
    code = links.make(f"{target}{'?' if padding else ''}{'q=x&' * padding}")
    answer = client.get(f"/s/{code}")
    assert answer.status_code == 404
    assert "Location" not in answer.headers


@anew
@given(
    target=st.text(max_size=30) | st.text("/\\?#.:@%2f evil", max_size=20),
    query=st.text(max_size=9),
)
@example(target="/", query="//evil.example")
@example(target="/?q=a", query="%0d%0aSet-Cookie:x")
def test_nothing_leads_to_another_host_or_breaks(
    client: FlaskClient, links: ShortLinks, target: str, query: str
) -> None:
    code = links.make(target.encode("utf-8", "replace").decode())
    answer = client.get(f"/s/{code}", query_string=query.encode("utf-8", "replace").decode())
    assert answer.status_code in (200, 302, 404)
    if answer.status_code == 302:
        parts = urlsplit(answer.location)
        assert (parts.scheme, parts.netloc) == ("", "")
        assert answer.location.startswith("/")
        assert not answer.location.startswith(("//", "/\\"))


@anew
@given(st.text(max_size=12))
def test_any_code_has_an_answer(client: FlaskClient, code: str) -> None:
    path = "/s/" + code.encode("utf-8", "replace").decode()
    assert client.get(path).status_code in (302, 308, 404)


def test_one_below_a_mount_leads_there(client: FlaskClient, links: ShortLinks) -> None:
    code = links.make("/words?q=before")
    answer = client.get(f"/s/{code}", environ_overrides={"SCRIPT_NAME": "/news"})
    assert answer.location == "/news/words?q=before"


def test_one_to_a_version_that_is_gone_leads_to_what_says_so(
    client: FlaskClient, links: ShortLinks
) -> None:
    code = links.make("/at/0123456789abcdef/words")
    page = getter(client)(client.get(f"/s/{code}").location, 404)
    assert text(page, "h1") == "This version is not here"


def test_below_a_version_there_are_none(client: FlaskClient, links: ShortLinks) -> None:
    code = links.make("/words")
    assert client.get(f"/at/{AFTER.name}/s/{code}").status_code == 404


def test_it_is_read_not_written_to(client: FlaskClient, links: ShortLinks) -> None:
    assert client.post(f"/s/{links.make('/words')}", headers=OWN).status_code == 405
    assert client.head(f"/s/{links.make('/words')}").status_code == 302


def test_links_are_kept_beside_the_data_or_where_settings_say(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/elsewhere.sqlite"
    client = site_of(Two(), tmp_path / "state", links_url=url).test_client()
    client.post("/share/", data={"do": "short"}, headers=OWN)
    assert [path.name for path in tmp_path.iterdir()] == ["elsewhere.sqlite"]
