"""A list under a filter is one URL, and one URL one list."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.query.strategies import views
from webapp.query.arguments import BadArgumentError
from webapp.query.list_view import ListView
from webapp.query.view import View


class Order(StrEnum):
    LARGEST = "largest"
    NEWEST = "newest"


@given(
    view=views(),
    order=st.sampled_from(Order),
    find=st.text("ab é&=", max_size=9).map(str.strip),
    page=st.integers(1, 999),
)
def test_a_list_read_back_from_its_arguments_is_the_same_list(
    view: View, order: Order, find: str, page: int
) -> None:
    asked = ListView(view.kept, order, find, page)
    assert ListView.from_args(asked.to_args(), Order) == asked


def test_the_whole_list_needs_no_arguments() -> None:
    assert ListView.from_args([], Order) == ListView(View(), Order.LARGEST)
    assert ListView(View(), Order.LARGEST).to_args() == []


def test_another_filter_or_order_is_shown_from_its_first_page() -> None:
    asked = ListView(View(), Order.LARGEST, page=3)
    assert asked.but(order=Order.NEWEST).page == 1
    assert asked.but(page=4).page == 4


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("order", "oldest", "one of largest, newest"),
        ("chart", "lines", "there is no such parameter"),
        ("sort", "date", "there is no such parameter"),
        ("page", "0", "a whole number from 1"),
        ("find", "x" * 201, "at most 200 characters"),
        ("from", "yesterday", "a day that exists"),
    ],
)
def test_bad_arguments_are_refused_by_name(name: str, value: str, accepted: str) -> None:
    with pytest.raises(BadArgumentError) as raised:
        ListView.from_args([(name, value)], Order)
    assert (raised.value.name, raised.value.value) == (name, value)
    assert accepted in raised.value.accepted
