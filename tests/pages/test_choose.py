"""/outlets/choose: finding one among many."""

from flask.testing import FlaskClient

from tests.factories import list_of, version_of
from tests.pages.conftest import Get, getter, text, texts
from webapp.app import create_app
from webapp.config import Config


def test_a_part_of_a_name_finds_outlets_whatever_its_case(get: Get) -> None:
    page = get("/outlets/choose?find=TIMES")
    assert set(texts(page, ".options .name")) == {
        "Hindustan Times",
        "The New York Times",
        "The Times of Israel",
        "Times of India",
    }


def test_counts_follow_the_view(get: Get) -> None:
    page = get("/outlets/choose?q=armada&find=fox")
    assert texts(page, ".options .count") == ["1"]


def test_chosen_outlets_stay_in_the_list_so_that_sending_it_keeps_them(get: Get) -> None:
    page = get("/outlets/choose?outlet=bbc&find=guardian")
    assert texts(page, ".options .name") == ["BBC", "The Guardian"]
    assert [box["value"] for box in page.select("input[checked]")] == ["bbc"]


def test_no_such_name_says_so(get: Get) -> None:
    assert "No outlet of that name" in text(get("/outlets/choose?find=zeppelin"), ".help")


def test_a_bad_view_is_refused_here_too(get: Get) -> None:
    get("/outlets/choose?by=hour", status=400)


def test_showing_goes_to_the_view_of_the_ticked(client: FlaskClient) -> None:
    response = client.get("/outlets/choose?q=iran&find=guard&outlet=bbc&outlet=cnn&show=1")
    assert response.status_code == 302
    assert response.location == "/?q=iran&outlet=bbc&outlet=cnn"


def test_of_very_many_the_rest_is_found_by_name() -> None:
    rows = [("Title", f"Outlet {number}", "January 9th, 2026") for number in range(600)]
    get = getter(create_app(Config(), version_of(list_of(*rows))).test_client())
    page = get("/outlets/choose")
    assert len(page.select(".options li")) == 500
    assert text(page, "[data-region=options] .help") == "100 more outlets: find them by name"
    assert texts(get("/outlets/choose?find=outlet+599"), ".options .name") == ["Outlet 599"]
