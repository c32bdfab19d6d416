"""Outlets behind headlines, inside titles and in links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import Known
from webapp.reading.outlet_parts import (
    is_name_like,
    is_platform,
    known_part,
    names_of_site,
    part,
    part_last,
    same_outlet,
    usable_address,
)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//example.com/", "/a", "https://a b", "https:///a", "data:,x"]
)
def test_addresses_that_cannot_be_followed_are_none(url: str) -> None:
    assert usable_address(url) == ""


def test_an_address_is_kept_as_it_is() -> None:
    assert usable_address(" https://Example.com/a?b=c#d\n") == "https://Example.com/a?b=c#d"


@pytest.mark.parametrize(
    ("title", "names", "parted"),
    [
        ("A - B", ["B"], ("A", "B")),
        ("A | the b", ["B"], ("A", "the b")),
        ("A – É.", ["e"], ("A", "É.")),
        ("A - B - C", ["C"], ("A - B", "C")),
        ("A - B - C", ["B - C"], ("A", "B - C")),
        ("A - B", ["A"], None),
        ("A -B", ["B"], None),
        ("- B", ["B"], None),
        ("A - B", [""], None),
        ("A - ?!", ["..."], None),
    ],
)
def test_a_tail_that_is_confirmed_is_parted(
    title: str, names: list[str], parted: tuple[str, str] | None
) -> None:
    assert part(title, names) == parted


def test_what_a_site_is_called() -> None:
    known = Known(sites={"news.bbc.co.uk": "BBC"}, platforms=["video.example"])
    assert names_of_site("https://news.bbc.co.uk/1", known) == ["BBC", "news.bbc.co.uk", "bbc"]
    assert names_of_site("https://video.example/1", known) == []
    assert names_of_site("nothing", known) == []


@pytest.mark.parametrize(
    ("title", "parted"),
    [
        ("A headline - Harbour Post", ("A headline", "Harbour Post")),
        ("A headline - post.example", ("A headline", "post.example")),
        (
            "A headline - The Known And Rather Long Name Of An Outlet - Iran",
            ("A headline", "The Known And Rather Long Name Of An Outlet - Iran"),
        ),
        ("A headline - and then it went on", None),
        ("A headline - Is It True?", None),
        ("A headline - 2026", None),
        ("A headline", None),
    ],
)
def test_a_last_part_is_taken_when_it_is_known_or_short(
    title: str, parted: tuple[str, str] | None
) -> None:
    known = Known(["The Known And Rather Long Name Of An Outlet - Iran"])
    assert part_last(title, known) == parted


def test_the_known_part_of_a_name() -> None:
    known = Known(["BBC News", "DW"])
    assert known_part("BBC News - World", known) == "BBC News"
    assert known_part("World news – DW", known) == "DW"
    assert known_part("World: all of it", known) == ""


def test_a_platform_within_a_title() -> None:
    known = Known(platforms=["Example Aggregator"])
    assert is_platform("bridge - Example Aggregator", known)
    assert not is_platform("bridge - Example Times", known)


def test_same_outlet() -> None:
    assert same_outlet("The Guardian", "guardian")
    assert not same_outlet("The", "")
    assert not same_outlet("!", "?")


@given(st.text(), st.text())
def test_parting_loses_nothing(title: str, name: str) -> None:
    assert isinstance(is_name_like(title), bool)
    for parted in (part(title, [name, title]), part_last(title, Known([name]))):
        if parted:
            assert title.strip().startswith(parted[0])
            assert title.strip().endswith(parted[1])
