"""The page of what has changed from one version to another."""

import datetime as dt

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import HOSTILE, reading_of
from tests.pages.conftest import getter, href, text, texts
from tests.pages.test_since import FROZEN, MADE, Several
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version, build
from webapp.outlets import parse_table
from webapp.query.difference_view import DifferenceView, Show
from webapp.reading import DateSource, Entry

LINK = "https://a.org/world/one"


def entry(title: str, outlet: str = "Paper A", day: int = 9, url: str = "") -> Entry:
    return Entry(title, outlet, dt.date(2026, 1, day), DateSource.PUBLISHED, None, url)


def version(*sources: tuple[str, list[Entry]], names: str = "") -> Version:
    table = parse_table(f"outlet,alias,decision\n{names}", rule="yours", name="mine.csv")
    return build([reading_of(name, entries) for name, entries in sources], [table])


FIRST = [entry("Plain"), entry("Wrong"), entry("Of B", "Paper B"), entry("Of C", "Paper C")]
MENDED = entry("Right", day=8, url=LINK)._replace(corrects=("first", 2))
NEW = [entry(f"New {number}", url=LINK + str(number)) for number in range(120)]
BEFORE = version(("first", FIRST), ("second", [entry("Left out")]))
AFTER = version(
    ("first", FIRST),
    ("mended", [MENDED]),
    ("new", NEW),
    names="Paper A,Paper B,accept\nThe Third,Paper C,rename\n",
)


@pytest.fixture
def several() -> Several:
    return Several(AFTER, BEFORE)


@pytest.fixture
def client(several: Several) -> FlaskClient:
    return create_app(Config(), several).test_client()


def address(show: str = "", page: int = 1, to: str = "") -> str:
    asked = DifferenceView(BEFORE.name, to, Show(show) if show else None, page)
    return "/difference?" + "&".join(f"{name}={value}" for name, value in asked.to_args())


def test_a_sentence_counts_everything_and_each_number_opens_its_list(client: FlaskClient) -> None:
    page = getter(client)(address())
    assert text(page, ".sentence") == (
        "120 headlines came, 1 went, 1 was corrected, 1 moved to another outlet, "
        "2 outlets were merged and 1 was renamed; 2 headlines are as they were."
    )
    assert [href(link).rpartition("show=")[2] for link in page.select(".sentence a")] == [
        *("added", "removed", "corrected", "outlets", "outlets", "outlets")
    ]
    for link in page.select(".sentence a, .switch a"):
        listed = getter(client)(href(link))
        assert listed.select(".changed tbody tr")
    assert texts(page, ".switch a") == [
        *("Came 120", "Went 1", "Corrected 1", "Outlets 3, moved 1"),
    ]
    assert "with 5 headlines" in text(page, ".lead .help")
    assert "with 124 headlines. The sources are not the same either." in text(page, ".lead .help")


def test_the_versions_are_called_by_when_they_were_made_and_frozen(
    client: FlaskClient, several: Several
) -> None:
    several.made_at |= {BEFORE.name: MADE, AFTER.name: FROZEN}
    several.frozen_at[BEFORE.name] = FROZEN
    one, other = getter(client)(address()).select(".lead .help a")
    assert " ".join(one.text.split()) == (
        "the version of 14 January 2026, 09:30 UTC, frozen on 14 January 2026, 10:42 UTC"
    )
    assert other.text == "the current version, of 14 January 2026, 10:42 UTC"
    assert [href(one), href(other)] == [f"/at/{BEFORE.name}/", f"/at/{AFTER.name}/"]


def test_what_came_is_listed_a_hundred_at_a_time(client: FlaskClient) -> None:
    first, second = (getter(client)(address("added", page)) for page in (1, 2))
    titles = texts(first, ".changed .headline") + texts(second, ".changed .headline")
    assert titles == [each.title for each in NEW]
    assert len(texts(first, ".changed .headline")) == 100
    assert href(first.select_one(".pages a")) == address("added", 2)
    assert href(first.select_one("a.headline")) == NEW[0].url


def test_what_went_says_what_became_of_it(client: FlaskClient) -> None:
    page = getter(client)(address("removed"))
    assert texts(page, ".changed .headline") == ["Left out"]
    assert texts(page, ".changed td .help") == ["its source is not there"]
    one = version(("first", [entry("One"), entry("One", "Paper B")]))
    other = version(
        ("first", [entry("One"), entry("One", "Paper B")]), names="Paper A,Paper B,accept\n"
    )
    client = create_app(Config(), Several(other, one)).test_client()
    page = getter(client)(f"/difference?from={one.name}&show=removed")
    assert texts(page, ".changed td .help") == ["the same headline as line 1"]


def test_what_was_corrected_shows_both_readings(client: FlaskClient) -> None:
    page = getter(client)(address("corrected"))
    assert texts(page, ".changed .headline") == ["Right"]
    assert texts(page, ".fields dt") == ["Title", "Date", "Link"]
    assert texts(page, ".fields del") == ["Wrong", "9 Jan 2026", "none"]
    assert texts(page, ".fields ins") == ["Right", "8 Jan 2026", LINK]


def test_outlets_are_listed_and_the_headlines_that_moved(client: FlaskClient) -> None:
    page = getter(client)(address("outlets"))
    assert texts(page, ".became li") == [
        "Paper A and Paper B are one now: Paper A",
        "Paper C has another name now: The Third",
    ]
    assert texts(page, ".changed .headline") == ["Of B"]
    assert texts(page, ".changed .outlet") == ["Paper B is now Paper A"]


def test_within_a_version_it_is_to_that_version(client: FlaskClient) -> None:
    page = getter(client)(f"/at/{BEFORE.name}/difference?from={AFTER.name}")
    assert text(page, ".sentence").startswith("1 headline came, 120 went")
    page = getter(client)(f"/at/{BEFORE.name}/difference?from={BEFORE.name}")
    assert text(page, ".sentence") == (
        "Nothing: these are the same version; 5 headlines are as they were."
    )
    assert text(page, ".empty") == "No headline came."


def test_another_spelling_leads_to_the_one_address(client: FlaskClient) -> None:
    answer = client.get(f"/difference?page=2&show=added&to=&from={BEFORE.name}&utm_source=x")
    assert answer.status_code == 302
    assert answer.location == address("added", 2)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "from"),
        ("?from=yesterday", "from"),
        (f"?from={BEFORE.name}&to=0", "to"),
        (f"?from={BEFORE.name}&show=all", "show"),
        (f"?from={BEFORE.name}&page=0", "page"),
        (f"?from={BEFORE.name}&q=iran", "q"),
    ],
)
def test_a_bad_argument_is_named(client: FlaskClient, query: str, name: str) -> None:
    page = getter(client)(f"/difference{query}", 400)
    assert name in texts(page, "code")


def test_a_version_that_is_not_here_is_said(client: FlaskClient) -> None:
    for query in ("from=0123456789abcdef", f"from={BEFORE.name}&to=0123456789abcdef"):
        page = getter(client)(f"/difference?{query}", 404)
        assert texts(page, "h1") == ["This version is not here"]
        assert "There is no such version. Its name is 0123456789abcdef." in page.get_text()


def test_hostile_text_is_text() -> None:
    entries = [entry(title, title, url="javascript:alert(1)") for title in HOSTILE[:3]]
    none = version(("none", []))
    after = version(("hostile", entries))
    client = create_app(Config(), Several(after, none)).test_client()
    page = getter(client)(f"/difference?from={none.name}")
    assert texts(page, ".changed .headline") == [*HOSTILE[:3]]
    assert not page.select(".changed a.headline")


versions = st.integers(0, 2**64 - 1).map("{:016x}".format)


@given(
    st.builds(
        DifferenceView,
        before=versions,
        after=st.just("") | versions,
        show=st.none() | st.sampled_from(Show),
        page=st.integers(1, 999),
    )
)
def test_a_view_is_read_back_from_its_arguments(view: DifferenceView) -> None:
    assert DifferenceView.from_args(view.to_args()) == view
