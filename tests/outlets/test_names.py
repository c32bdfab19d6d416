import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.outlets import UNKNOWN_SLUG
from webapp.outlets.names import name_key, name_letters, slugs
from webapp.query.view import _SLUG, MAX_SLUG_LENGTH

NAMES = st.text() | st.from_regex(r"[aA] ?[-.]?[bB]?(-[0-9a-f]{8})?", fullmatch=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BBC", "bbc"),
        ("AP News", "  ap \t news "),
        ("AP News", "AP\u00a0News"),
        ("Ynet’s", "Ynet's"),
        ("‘Ynet", "'Ynet"),
        ("BBC.com", "www.bbc.com"),
        ("bbc.com", "https://www.BBC.com/"),
        ("bbc.com", "http://bbc.com"),
        ("STRASSE", "Straße"),
        ("ＢＢＣ", "BBC"),
        ("Le Caf\u00e9", "Le Cafe\u0301"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BBC", "BBC News"),
        ("Condé Nast Traveler", "Cond Nast Traveler"),
        ("Condé", "Conde"),
        ("Times of India", "Times of Israel"),
        ("cbsnews.com", "CBS News"),
        ("news.sky.com", "sky.com"),
        ("www.", "https://"),
        ("www.", ""),
    ],
)
def test_names_that_only_look_alike_have_keys_of_their_own(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(st.characters(max_codepoint=0xFF)))
def test_a_key_does_not_change_with_case_or_spaces(name: str) -> None:
    spaced = re.sub(r"\s+", "  ", f" {name} ")
    assert name_key(name) == name_key(name.upper()) == name_key(spaced)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("BBC", "bbc"),
        ("The New York Times", "the-new-york-times"),
        ("U.S. News & World Report", "u-s-news-world-report"),
        ("Condé Nast Traveler", "conde-nast-traveler"),
        ("vox.com", "vox-com"),
        ("snake_case_", "snake-case"),
        ("France 24", "france-24"),
        ("Вести", "вести"),
        ("ایران اینترنشنال", "ایران-اینترنشنال"),
        ("朝日新聞", "朝日新聞"),
        ("x" * 60, "x" * 60),
    ],
)
def test_a_slug_is_the_letters_and_digits_of_the_name(name: str, slug: str) -> None:
    assert slugs([name]) == {name: slug}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("😀", "outlet"),
        ("👩‍👩‍👧 🎉", "outlet"),
        ("---", "outlet"),
        ("", "outlet"),
        ("Unknown", UNKNOWN_SLUG),
        ("UNKNOWN!", UNKNOWN_SLUG),
        ("x" * 61, "x" * 60),
        ("long " * 2_000, ("long-" * 12).rstrip("-")),
        ("ß" * 5_000, "s" * 60),
    ],
)
def test_a_name_without_a_slug_of_its_own_gets_a_hash(name: str, stem: str) -> None:
    slug = slugs([name])[name]
    assert re.fullmatch(rf"{stem}-[0-9a-f]{{8}}", slug)
    assert slugs([name, "BBC", "CNN"])[name] == slug


def test_names_with_the_same_letters_get_slugs_of_their_own() -> None:
    names = ["A-B", "A B", "a b", "A.B", "Á B"]
    found = slugs(names)
    assert len(set(found.values())) == len(names)
    assert all(re.fullmatch(r"a-b-[0-9a-f]{8}", slug) for slug in found.values())


def test_an_old_link_never_comes_to_name_another_outlet() -> None:
    alone = slugs(["A-B"])["A-B"]
    assert alone not in slugs(["A-B", "A B"]).values()


def test_ten_thousand_emoji_names_get_slugs_of_their_own() -> None:
    names = [f"{chr(0x1F600 + number % 50)}{'!' * (number // 50)}" for number in range(10_000)]
    assert len(set(slugs(names).values())) == len(set(names)) == 10_000


def test_a_name_written_like_the_slug_of_another_does_not_take_it() -> None:
    names = ["BBC", "bbc"]
    for _ in range(4):
        found = slugs(names)
        assert len(set(found.values())) == len(names)
        names.append(found["bbc"].upper())


def test_slugs_do_not_depend_on_the_order_of_the_names() -> None:
    names = ["a b", "A B", "😀", "A-B", "unknown"]
    assert slugs(names) == slugs(names[::-1])


@given(st.sets(NAMES))
def test_any_names_get_slugs_that_are_unique_and_fit_a_link(names: set[str]) -> None:
    found = slugs(names)
    assert found.keys() == names
    assert len(set(found.values())) == len(names)
    assert UNKNOWN_SLUG not in found.values()
    for slug in found.values():
        assert _SLUG.fullmatch(slug)
        assert len(slug) <= MAX_SLUG_LENGTH


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Sport Mediaset", "Sportmediaset", True),
        ("THE-VERGE", "The Verge", True),
        ("The Guardian", "guardian", True),
        ("L.A. Times", "LA Times", True),
        ("Canal+", "Canal", False),
        ("BBC", "BBC News", False),
    ],
)
def test_names_are_alike_by_their_letters(one: str, other: str, alike: bool) -> None:
    assert (name_letters(one) == name_letters(other)) is alike
