"""The line at the top of a pinned page."""

import datetime as dt
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.factories import line, version_of
from tests.pages.conftest import getter, href, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import FixedVersion, NoVersionError, Shown, Version
from webapp.dataset.arrow_files import DamagedFileError
from webapp.pages import since
from webapp.pages.headers import headers_for
from webapp.query.deadline import TooSlowError

MADE = dt.datetime(2026, 1, 14, 9, 30, tzinfo=dt.UTC)
FROZEN = dt.datetime(2026, 1, 14, 10, 42, tzinfo=dt.UTC)
BEFORE = version_of(line("Before"), line("Gone"))
AFTER = version_of(line("Before"), line("After", "CNN"), line("Later", "CNN"))


class Several(FixedVersion):
    """Versions of which one is current; a test says what is frozen."""

    def __init__(self, current: Version, *others: Version) -> None:
        super().__init__(current)
        self.there = {each.name: each for each in (current, *others)}
        self.frozen_at: dict[str, dt.datetime] = {}
        self.made_at: dict[str, dt.datetime] = {}

    def show(self, version: Version, opened: str = "") -> None:
        self._shown = Shown(version, opened=opened)

    def named(self, name: str) -> Version:
        if name not in self.there:
            raise NoVersionError("There is no such version.")
        return self.there[name]

    def frozen(self, name: str) -> dt.datetime | None:
        return self.frozen_at.get(name)

    def made(self, name: str) -> dt.datetime | None:
        return self.made_at.get(name)


@pytest.fixture
def several() -> Several:
    return Several(AFTER, BEFORE)


@pytest.fixture
def client(several: Several) -> FlaskClient:
    return create_app(Config(), several).test_client()


def said(client: FlaskClient, page: str = "/", version: Version = BEFORE) -> str:
    return text(getter(client)(f"/at/{version.name}{page}"), ".since")


def test_a_frozen_page_says_when_and_what_has_changed_since(
    client: FlaskClient, several: Several
) -> None:
    several.frozen_at[BEFORE.name] = FROZEN
    for page in ("/", "/?q=before", "/outlets", "/stories", "/words", "/compare", "/data"):
        assert said(client, page) == (
            "Frozen on 14 January 2026, 10:42 UTC. "
            "Since then, in the whole list, 2 headlines came and 1 went. "
            "See it with the headlines of now"
        )
    assert "no-such" in client.get(f"/at/{BEFORE.name}/?outlet=no-such").text


def test_each_number_opens_just_that_and_the_way_leads_to_the_live_page(
    client: FlaskClient, several: Several
) -> None:
    several.frozen_at[BEFORE.name] = FROZEN
    page = getter(client)(f"/at/{BEFORE.name}/?q=before&by=week")
    came, went, live = page.select(".since a")
    assert href(live) == "/?q=before&by=week"
    between = f"/difference?from={BEFORE.name}&to={AFTER.name}"
    assert [href(came), href(went)] == [f"{between}&show=added", f"{between}&show=removed"]
    assert len(getter(client)(href(came)).select(".changed tbody tr")) == 2
    assert texts(getter(client)(href(went)), ".changed .headline") == ["Gone"]


def test_below_a_mount_the_ways_lead_below_it(several: Several) -> None:
    client = create_app(Config(), several).test_client()
    page = client.get(f"/at/{BEFORE.name}/outlets", base_url="http://localhost/news/").text
    assert 'href="/news/outlets"' in page
    assert f'href="/news/difference?from={BEFORE.name}' in page


def test_a_version_that_is_not_frozen_says_so(client: FlaskClient, several: Several) -> None:
    assert said(client).startswith(
        "This version is not frozen and may be removed. Since then, in the whole list, 2"
    )
    several.made_at[BEFORE.name] = MADE
    assert said(client).startswith(
        "Version of 14 January 2026, 09:30 UTC; it is not frozen and may be removed. "
        "Since then, in the whole list, 2"
    )


def test_what_is_still_current_has_not_changed(client: FlaskClient, several: Several) -> None:
    several.frozen_at[AFTER.name] = FROZEN
    assert said(client, version=AFTER).startswith(
        "Frozen on 14 January 2026, 10:42 UTC. Nothing has changed since."
    )


def test_what_changes_no_headline_is_told_as_that(client: FlaskClient, several: Several) -> None:
    noted = version_of(line("Before"), line("Gone"), notes="date,text\n2026-01-09,x\n")
    several.there[noted.name] = noted
    several.show(noted)
    assert "Since then, in the whole list, no headline has changed." in said(client)


def test_the_page_changes_with_the_line(client: FlaskClient, several: Several) -> None:
    address = f"/at/{BEFORE.name}/"
    tags = [client.get(address).headers["ETag"]]
    several.made_at[BEFORE.name] = MADE
    tags.append(client.get(address).headers["ETag"])
    several.frozen_at[BEFORE.name] = FROZEN
    tags.append(client.get(address).headers["ETag"])
    several.show(BEFORE)
    tags.append(client.get(address).headers["ETag"])
    several.show(AFTER, "anew")
    tags.append(client.get(address).headers["ETag"])
    assert len(set(tags)) == len(tags)
    several.show(AFTER)
    assert client.get(address).headers["ETag"] == tags[2]


def test_nothing_but_the_line_changes(client: FlaskClient, several: Several) -> None:
    def without_line(address: str) -> str:
        page = getter(client)(address)
        page.select_one(".since").decompose()  # type: ignore[union-attr]
        return str(page)

    for page in ("/", "/?by=week&chart=lines", "/outlets", "/outlet/bbc", "/data"):
        several.show(BEFORE)
        before = without_line(f"/at/{BEFORE.name}{page}")
        several.show(AFTER)
        assert without_line(f"/at/{BEFORE.name}{page}") == before


@pytest.mark.parametrize(
    "error", [TooSlowError(1, "comparing two versions"), DamagedFileError("a file is missing")]
)
def test_when_what_has_changed_cannot_be_told_the_page_is_shown_and_not_kept(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(before: Version, after: Version) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(since, "difference", fail)
        response = client.get(f"/at/{BEFORE.name}/")
        page = getter(client)(f"/at/{BEFORE.name}/")
    assert "Since then the data has changed." in text(page, ".since")
    everything = page.select_one(".since a")
    assert href(everything) == f"/difference?from={BEFORE.name}&to={AFTER.name}"
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-cache"
    assert {**response.headers} == {**response.headers, **headers_for("/", "*")}
    assert "Since then, in the whole list, 2 headlines came" in said(client)


def test_live_pages_have_no_such_line(client: FlaskClient) -> None:
    for page in ("/", "/outlets", f"/difference?from={BEFORE.name}", "/at/0123456789abcdef/"):
        assert 'class="since"' not in client.get(page).text


def test_a_pinned_page_does_not_lead_to_where_headlines_are_added(several: Several) -> None:
    app = create_app(Config(), several)
    app.jinja_env.globals["can_add"] = True
    app.add_url_rule("/add", "add", lambda: "")
    client = app.test_client()
    assert "Add headlines" in client.get("/").text
    assert "Add headlines" not in client.get(f"/at/{BEFORE.name}/").text


def test_a_notice_about_what_is_current_is_not_of_a_pinned_page(
    client: FlaskClient, several: Several
) -> None:
    several._shown = replace(several.current(), notice="The newest version is damaged.")
    assert "is damaged" in client.get("/").text
    assert "is damaged" not in client.get(f"/at/{BEFORE.name}/").text
