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


def test_a_link_to_an_outlet_that_was_joined_is_told_where_its_headlines_are() -> None:
    view = View(outlets=("harbour-evening-post",))
    assert known_in(version_of(list_of(*ROWS)), view) == view
    joined = version_of(list_of(*ROWS), tables=TABLES)
    with pytest.raises(BadArgumentError) as refused:
        known_in(joined, view)
    assert refused.value.accepted.endswith("are counted as harbour-post now")
    with pytest.raises(BadArgumentError) as refused:
        known_in(joined, View(outlets=("harbour-evening-posts",)))
    assert "now" not in refused.value.accepted
