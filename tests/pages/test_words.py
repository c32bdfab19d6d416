"""/words: what sets a filter apart, and the words of most headlines."""

from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from tests.factories import HOSTILE, list_of, version_of
from tests.pages.conftest import Get, getter, href, said, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.query import words_shown

STORM = [
    (f"Storm nears coast of land {number}", "Mail", "2026-01-10") for number in range(2001, 2007)
]
TALKS = [
    (f"The talks on tax, number {number}, go on", "Post", "2026-01-09") for number in range(30)
]


@pytest.fixture(scope="module")
def storm() -> Get:
    return getter(create_app(Config(), version_of(list_of(*STORM, *TALKS))).test_client())


def row(get: Get, url: str, section: str, word: str) -> list[str]:
    """The cells of the row of `word` in the table of a section."""
    page = get(url)
    for line in page.select(f"section[aria-labelledby={section}-heading] tbody tr"):
        if text(line, "th") == word:
            return texts(line, "td")
    raise AssertionError(f"no {word} in {section}")


def shown(get: Get, url: str, section: str) -> list[str]:
    return texts(get(url), f"section[aria-labelledby={section}-heading] th[scope=row]")


def test_a_filter_is_set_apart_from_all_others(storm: Get) -> None:
    page = storm("/words?outlet=mail")
    assert text(page, ".sentence") == "What sets these 6 headlines apart from the other 30."
    assert set(shown(storm, "/words?outlet=mail", "apart")) == {
        "storm nears",
        "nears coast",
        "land",
    }
    cells = row(storm, "/words?outlet=mail", "apart", "land")
    assert cells[:4] == ["6", "100%", "0%", "only here"]
    # Six of six and none of thirty: 2 (6 ln 6 + 30 ln 36/30), and its root.
    assert cells[4] == "5.7"


def test_one_headline_is_set_apart_in_the_singular() -> None:
    version = version_of(list_of(STORM[0], *TALKS[:2]))
    get = getter(create_app(Config(), version).test_client())
    said_of_one = {
        "": "this 1 headline",
        "&count=unique": "this 1 unique headline",
        "&count=families": "this 1 headline, one per wire family,",
    }
    for count, headlines in said_of_one.items():
        sentence = f"What sets {headlines} apart from the other 2."
        assert text(get(f"/words?outlet=mail{count}"), ".sentence") == sentence


def test_how_many_times_as_likely_is_said() -> None:
    rows = [(f"Flood and fire, part {number}", "Mail", "2026-01-10") for number in range(12)]
    rows += [(f"Fire, part {number}", "Post", "2026-01-10") for number in range(12)]
    rows += [("Flood again in the north", "Post", "2026-01-10")]
    rows += [(f"What else is there, part {number}", "Post", "2026-01-10") for number in range(47)]
    get = getter(create_app(Config(), version_of(list_of(*rows))).test_client())
    # 12 of 12 here; 1 and 12 of the other 60.
    assert row(get, "/words?outlet=mail", "apart", "flood")[:4] == ["12", "100%", "1.7%", "60"]
    assert row(get, "/words?outlet=mail", "apart", "fire")[:4] == ["12", "100%", "20.0%", "5.0"]


def test_a_word_opens_its_headlines_within_the_filter(storm: Get) -> None:
    page = storm("/words?q=land&outlet=mail&from=2026-01-10&dated=published")
    link = page.select_one("section[aria-labelledby=apart-heading] th a[data-count]")
    assert link is not None
    assert link["data-count"] == "6"
    assert href(link) == (
        f"/?q=land+%22{'+'.join(said(link).split())}%22&outlet=mail&from=2026-01-10&dated=published"
    )


def test_the_words_searched_for_are_left_out(storm: Get) -> None:
    assert "coast" not in shown(storm, "/words?q=coast", "apart")


def test_without_a_filter_nothing_is_apart_but_the_outlets(storm: Get) -> None:
    page = storm("/words")
    assert text(page, ".sentence") == "The words of all 36 headlines and what sets outlets apart."
    assert not page.select("#apart-heading")
    assert set(shown(storm, "/words", "top")[:2]) <= {"talks", "tax", "go", "tax number"}
    assert texts(page, ".sides th[scope=row]") == ["Post", "Mail"]
    own = texts(page, ".sides .own")
    assert "tax" in own[0]
    assert "storm nears 6" in own[1]
    assert href(page.select_one(".sides th a")) == "/words?outlet=post"
    assert href(page.select_one(".sides td.number a")) == "/?outlet=post"


def test_of_very_many_headlines_the_words_of_each_are_a_link_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(words_shown, "MOST_TOLD_APART", 3)
    rows = [(f"Title {n}", outlet, "2026-01-09") for n in range(3) for outlet in ("Post", "Mail")]
    page = getter(create_app(Config(), version_of(list_of(*rows))).test_client())("/words")
    assert texts(page, ".sides .own") == ["Its words", "Its words"]
    assert href(page.select_one(".sides .own a")) == "/words?outlet=mail"


def test_common_words_are_shown_when_asked_for(storm: Get) -> None:
    assert "the" not in shown(storm, "/words", "top")
    assert "the" in shown(storm, "/words?stop=show", "top")
    page = storm("/words?outlet=post&stop=show")
    assert "Common words (“the”, “of”) are shown too." in text(page, ".how")
    # It stays so under another filter.
    assert href(page.select_one(".chips .clear")) == "/words?stop=show"
    assert page.select_one("form [name=stop][type=hidden]") is not None


def test_numbers_alone_say_nothing_and_years_do(storm: Get) -> None:
    with pytest.raises(AssertionError):
        row(storm, "/words?from=2026-01-09&to=2026-01-09", "top", "3")
    rows = [
        (f"Looking back on 2025 in {number} pictures", "Mail", "2026-01-10") for number in range(9)
    ]
    get = getter(create_app(Config(), version_of(list_of(*rows))).test_client())
    assert row(get, "/words", "top", "2025")[0] == "9"


def test_set_against_the_same_search_elsewhere(storm: Get) -> None:
    page = storm("/words?q=number&outlet=post")
    assert texts(page, "nav[aria-label='Set against'] a") == [
        "All other headlines", "Without these words", "Other outlets"
    ]  # fmt: skip
    page = storm("/words?outlet=mail&from=2026-01-09&against=dates")
    assert "The rest are 0 headlines" not in page.get_text()
    assert not storm("/words?outlet=mail").select("nav[aria-label='Set against']")


def test_the_page_says_how(storm: Get) -> None:
    how = text(storm("/words?outlet=mail"), ".how")
    assert "Shown are words of at least 2 headlines here." in how
    assert "The rest are 30 headlines: all others of the list" in how
    assert "English 1 outlet" in how


def test_languages_that_cannot_be_told_are_said() -> None:
    rows = [*TALKS, *((f"Xqzw Vbnm {n}", "Qrst", "2026-01-09") for n in range(6))]
    get = getter(create_app(Config(), version_of(list_of(*rows))).test_client())
    assert "English 1 outlet; too few such words to tell for 1, taken as English." in text(
        get("/words"), ".how"
    )


def test_an_empty_view_and_an_empty_list_say_so(storm: Get) -> None:
    page = storm("/words?q=zeppelin")
    assert text(page, ".sentence") == "No headlines in this view, and so no words."
    assert "No headline fits these filters" in page.get_text()
    get = getter(create_app(Config(), version_of("")).test_client())
    assert "No headline was found" in get("/words").get_text()


def test_one_headline_has_a_page() -> None:
    get = getter(create_app(Config(), version_of(list_of(TALKS[0]))).test_client())
    page = get("/words")
    assert text(page, ".sentence").startswith("The words of all 1 headline")
    assert "No word stands in 2 of these headlines." in page.get_text()
    assert not page.select(".sides")


def test_nothing_apart_is_said(storm: Get) -> None:
    assert "beyond what chance does" in storm("/words?q=3").get_text()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("by=day", "by"),
        ("stop=maybe", "stop"),
        ("against=them", "against"),
        ("outlet=nobody", "outlet"),
        ("split=country", "split"),
        ("word=iran", "word"),
        ("page=2", "page"),
    ],
)
def test_what_cannot_be_used_is_named(storm: Get, query: str, name: str) -> None:
    assert name in text(storm(f"/words?{query}", status=400), "main")


def test_another_spelling_leads_to_the_one_address(client: FlaskClient) -> None:
    response = client.get("/words?stop=hide&outlet=cnn&outlet=bbc&against=all")
    assert response.status_code == 302
    assert response.location == "/words?outlet=bbc&outlet=cnn"


def test_hostile_words_are_shown_as_they_are() -> None:
    rows = [(title, f"Outlet {n}", "2026-01-09") for title in HOSTILE[:-1] for n in range(3)]
    get = getter(create_app(Config(), version_of(list_of(*rows))).test_client())
    for url in ("/words?stop=show", "/words?outlet=outlet-1&stop=show"):
        page = get(url)
        assert not page.select("main script, main img")
        for link in page.select("main a[data-count]"):
            there = get(urljoin("http://localhost/", href(link)))
            assert text(there, "#headlines-heading").startswith(str(link["data-count"]))


def test_the_way_to_the_page_keeps_the_filter(get: Get) -> None:
    page = get("/?q=iran&by=week")
    links = {said(link): href(link) for link in page.select("nav[aria-label=Pages] a")}
    assert links["Words"] == "/words?q=iran"
    current = get("/words?q=iran").select("nav[aria-label=Pages] a[aria-current]")
    assert [said(link) for link in current] == ["Words"]


def test_groups_are_told_apart_as_outlets_are() -> None:
    groups = "outlet,Region\nMail,North\nPost,South\n"
    version = version_of(list_of(*STORM, *TALKS), groups=groups)
    get = getter(create_app(Config(), version).test_client())
    page = get("/words?split=region")
    assert texts(page, ".sides th[scope=row]") == ["South", "North"]
    assert "storm nears 6" in texts(page, ".sides .own")[1]
    assert href(page.select_one(".sides td.number a")) == "/?group=region.south"
    assert said(page.select("nav[aria-label='Told apart by'] a[aria-current]")[0]) == "Region"
