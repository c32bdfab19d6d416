"""Whether what a view names is there, and what is said where it is not."""

import pytest

from tests.factories import list_of, version_of
from webapp.outlets import parse_table
from webapp.query.arguments import BadArgumentError
from webapp.query.known import known_in
from webapp.query.view import View

ROWS = (
    ("Talks begin", "Harbour Post", "2026-01-09"),
    ("Talks end", "Harbour Evening Post", "2026-01-09"),
)
TABLES = [
    parse_table(
        "outlet,alias,decision\nHarbour Post,Harbour Evening Post,accept\n",
        rule="yours",
        name="mine.csv",
    )
]


def test_a_link_to_an_outlet_that_was_joined_is_one_to_what_it_was_joined_with() -> None:
    view = View(outlets=("harbour-evening-post",), page=3)
    assert known_in(version_of(list_of(*ROWS)), view) == view
    joined = version_of(list_of(*ROWS), tables=TABLES)
    assert known_in(joined, view) == View(outlets=("harbour-post",), page=3)
    both = View(without=("harbour-post", "harbour-evening-post"))
    assert known_in(joined, both) == View(without=("harbour-post",))
    for view in (View(outlets=("harbour-evening-posts",)), View(without=("",))):
        with pytest.raises(BadArgumentError):
            known_in(joined, view)
