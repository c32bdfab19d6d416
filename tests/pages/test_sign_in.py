"""Who may add headlines: nobody without a token, and only pages of the site may send."""

import datetime as dt
import logging
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.sessions import SecureCookieSessionInterface

from tests.adding import OWN, TOKEN, Person, folder_of
from tests.clock import Clock
from tests.factories import example_version, line
from tests.pages.conftest import getter, text
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset.store import Store
from webapp.pages import adding
from webapp.pages.adding import WRONG_SECONDS, WRONG_TOKENS
from webapp.pages.session import LIFETIME

ADDRESSES = [
    "/add",
    "/add/sign-in",
    "/add/sign-out",
    f"/add/draft/{'a' * 22}",
    f"/add/draft/{'a' * 22}/publish",
    f"/add/draft/{'a' * 22}/discard",
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return folder_of(tmp_path, line("Old"))


@pytest.fixture
def person(store: Store) -> Person:
    return Person(store)


def is_signed_in(person: Person) -> bool:
    answer = person.client.get("/add")
    assert answer.status_code == 200 or answer.location == "/add/sign-in"
    return answer.status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_token_there_is_nothing(store: Store, address: str) -> None:
    client = create_app(Config(sources=(str(store.folder),))).test_client()
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert client.open(address, method=method, headers=OWN).status_code == 404
    assert "/add" not in client.get("/").text


def test_without_a_folder_there_is_nothing_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = create_app(Config(admin_token=TOKEN), example_version()).test_client()
    assert client.get("/add").status_code == 404
    assert "/add" not in client.get("/").text
    assert "no dataset folder is served" in caplog.text
    assert TOKEN not in caplog.text


def test_the_link_to_it_is_on_every_page(person: Person) -> None:
    get = getter(person.client)
    for address in ("/", "/data", "/outlets/choose", "/outlets/names"):
        (link,) = get(address).select("nav a[href='/add']")
        assert link.get_text() == "Add headlines"


def test_a_page_with_the_link_is_another_than_one_without(person: Person) -> None:
    without = create_app(Config(sources=person.config.sources)).test_client()
    assert person.client.get("/").headers["ETag"] != without.get("/").headers["ETag"]


@pytest.mark.parametrize("address", [ADDRESSES[0], *ADDRESSES[3:]])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(person: Person, address: str) -> None:
    method = "POST" if address.endswith(("publish", "discard")) else "GET"
    answer = person.client.open(address, method=method, headers=OWN)
    assert answer.status_code == 303
    assert answer.location.startswith("/add/sign-in")


def test_what_is_sent_after_a_session_is_not_taken_and_that_is_said(person: Person) -> None:
    answer = person.post("/add", text=line("New"))
    page = getter(person.client)(answer.location)
    assert "nothing was taken" in text(page, "[role=alert]")
    assert not person.drafts.all()


def test_signing_in_and_out(person: Person) -> None:
    page = getter(person.client)("/add/sign-in")
    assert text(page, "h1") == "Sign in"
    assert not is_signed_in(person)
    person.sign_in()
    assert is_signed_in(person)
    assert person.client.get("/add/sign-in").location == "/add"
    assert person.post("/add/sign-out").location == "/"
    assert not is_signed_in(person)


@pytest.mark.parametrize("given", ["", "x", TOKEN[:-1], TOKEN + " ", TOKEN.upper(), "ключ\ud800"])
def test_a_wrong_token_does_not_sign_in(
    person: Person, caplog: pytest.LogCaptureFixture, given: str
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = person.client.post(
            "/add/sign-in", data={"token": given.encode("utf-8", "surrogatepass")}, headers=OWN
        )
    assert answer.status_code == 403
    page = BeautifulSoup(answer.text, "html.parser")
    assert "not the token" in text(page, "[role=alert]")
    assert not is_signed_in(person)
    assert "a wrong token" in caplog.text
    for secret in (TOKEN, *([given] if len(given) > 5 else [])):
        assert secret not in caplog.text + answer.text


def test_wrong_tokens_are_slowed_down(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(adding, "monotonic", clock)
    for _ in range(WRONG_TOKENS):
        clock.now += 1
        assert person.post("/add/sign-in", token="wrong").status_code == 403
    for token in ("wrong", TOKEN):
        answer = person.post("/add/sign-in", token=token)
        assert answer.status_code == 429
        assert "Wait a minute" in answer.text
    assert not is_signed_in(person)
    clock.now = 1 + WRONG_SECONDS
    person.sign_in()
    assert is_signed_in(person)


def test_the_cookie_is_for_this_site_alone(person: Person) -> None:
    plain = person.post("/add/sign-in", token=TOKEN).headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in plain
    assert "Secure" not in plain
    safe = person.client.post(
        "/add/sign-in",
        base_url="https://localhost",
        data={"token": TOKEN},
        headers={"Origin": "https://localhost"},
    )
    assert "Secure" in safe.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("age", "good"),
    [(LIFETIME - dt.timedelta(minutes=1), True), (LIFETIME + dt.timedelta(minutes=1), False)],
)
def test_a_session_lasts_twelve_hours(
    person: Person, monkeypatch: pytest.MonkeyPatch, age: dt.timedelta, good: bool
) -> None:
    assert dt.timedelta(hours=12) == LIFETIME
    serializer = SecureCookieSessionInterface().get_signing_serializer(person.app)
    assert serializer
    signer = serializer.make_signer(serializer.salt)
    now = signer.get_timestamp()  # type: ignore[attr-defined]
    monkeypatch.setattr(
        type(signer), "get_timestamp", lambda _: now - int(age.total_seconds()), raising=True
    )
    cookie = serializer.dumps({"_permanent": True, "signed_in": True})
    monkeypatch.undo()
    person.client.set_cookie("dateline_session", str(cookie))
    assert is_signed_in(person) is good


def test_looking_at_pages_does_not_make_a_session_longer(person: Person) -> None:
    person.sign_in()
    assert "Set-Cookie" not in person.client.get("/add").headers


@pytest.mark.parametrize("secret", ["", "another key"])
def test_a_forged_cookie_is_worth_nothing(person: Person, secret: str) -> None:
    other = create_app(Config(), example_version())
    other.secret_key = secret or b"\x00"
    serializer = SecureCookieSessionInterface().get_signing_serializer(other)
    assert serializer
    person.client.set_cookie("dateline_session", str(serializer.dumps({"signed_in": True})))
    assert not is_signed_in(person)
    person.client.set_cookie("dateline_session", "eyJzaWduZWRfaW4iOnRydWV9.x.y")
    assert not is_signed_in(person)


def test_a_new_token_ends_all_sessions(person: Person) -> None:
    person.sign_in()
    cookie = person.client.get_cookie("dateline_session")
    assert cookie
    for token, good in ((TOKEN, True), ("another token altogether", False)):
        app = create_app(Config(sources=person.config.sources, admin_token=token))
        client = app.test_client()
        client.set_cookie("dateline_session", cookie.value)
        assert (client.get("/add").status_code == 200) is good


OTHERS: list[Mapping[str, str]] = [
    {},
    {"Origin": "https://example.org"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "https://localhost"},
    {"Origin": "http://localhost:8000"},
    {"Origin": "http://localhost.example.org"},
    {"Origin": "http://example.org", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none", "Referer": "http://localhost/add"},
    {"Referer": "http://example.org/http://localhost/"},
    {"Referer": "http://["},
]


@pytest.mark.parametrize("address", ["/", "/add/sign-in", "/add", "/no/such/page"])
@pytest.mark.parametrize("headers", OTHERS, ids=range(len(OTHERS)))
def test_other_sites_cannot_send(person: Person, address: str, headers: Mapping[str, str]) -> None:
    person.sign_in()
    answer = person.client.post(address, data={"token": TOKEN, "text": "x"}, headers=headers)
    assert answer.status_code == 403
    page = BeautifulSoup(answer.text, "html.parser")
    assert text(page, "h1") == "This was not sent from here"
    assert not person.drafts.all()


@pytest.mark.parametrize(
    "headers",
    [OWN, {"Sec-Fetch-Site": "same-origin"}, {"Referer": "http://localhost/add/sign-in?lost=1"}],
)
def test_the_site_s_own_pages_can(person: Person, headers: Mapping[str, str]) -> None:
    answer = person.client.post("/add/sign-in", data={"token": TOKEN}, headers=headers)
    assert answer.status_code == 303


def test_nobody_who_is_not_signed_in_can_send_much(person: Person) -> None:
    answer = person.post("/add/sign-in", token="x" * 100_000)
    assert answer.status_code == 413
