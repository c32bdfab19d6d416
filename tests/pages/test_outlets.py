"""/outlets: finding one among many."""

from tests.pages.conftest import Get, text, texts


def test_a_part_of_a_name_finds_outlets_whatever_its_case(get: Get) -> None:
    page = get("/outlets?find=TIMES")
    assert set(texts(page, ".options .name")) == {
        "Hindustan Times",
        "The New York Times",
        "The Times of Israel",
        "Times of India",
    }


def test_counts_follow_the_view(get: Get) -> None:
    page = get("/outlets?q=armada&find=fox")
    assert texts(page, ".options .count") == ["1"]


def test_chosen_outlets_stay_in_the_list_so_that_sending_it_keeps_them(get: Get) -> None:
    page = get("/outlets?outlet=bbc&find=guardian")
    assert texts(page, ".options .name") == ["BBC", "The Guardian"]
    assert [box["value"] for box in page.select("input[checked]")] == ["bbc"]


def test_no_such_name_says_so(get: Get) -> None:
    assert "No outlet of that name" in text(get("/outlets?find=zeppelin"), ".help")


def test_a_bad_view_is_refused_here_too(get: Get) -> None:
    get("/outlets?by=hour", status=400)
