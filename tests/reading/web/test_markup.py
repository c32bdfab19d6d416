"""Markup is flattened where it would take a parser too long, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from webapp.reading.web.markup import MAX_ATTRIBUTES, MAX_DEPTH, parse_markup


def depth_of(page: LexborHTMLParser) -> int:
    depth, node = 0, page.body
    while node is not None:
        depth, node = depth + 1, node.last_child
    return depth


@pytest.mark.parametrize("tag", ["div", "span", "ul", "b", "x-y"])
def test_depth_has_a_limit(tag: str) -> None:
    page = parse_markup(f"<{tag}>" * (3 * MAX_DEPTH) + "x")
    assert depth_of(page) <= MAX_DEPTH + 5
    assert page.body is not None
    assert page.body.text().strip() == "x"


def test_a_long_flat_page_is_left_as_it_is() -> None:
    page = parse_markup("<p>a<br><img src=x><li>b" * (2 * MAX_DEPTH))
    assert len(page.css("p")) == len(page.css("img")) == 2 * MAX_DEPTH


def test_tags_of_very_many_attributes_lose_them() -> None:
    many = " ".join(f"attribute-{number}=1" for number in range(2 * MAX_ATTRIBUTES))
    page = parse_markup(f"<p {many}>a</p><p title='b'>c</p>")
    assert [paragraph.attributes for paragraph in page.css("p")] == [{}, {"title": "b"}]


@given(st.text())
def test_any_text_is_parsed(text: str) -> None:
    assert parse_markup(text).root is not None
