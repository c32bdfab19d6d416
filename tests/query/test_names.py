"""Joins and suggestions, as lines to look at."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.outlets import Join, Outlet, Suggestion, parse_table
from webapp.query.arguments import BadArgumentError
from webapp.query.names import (
    ROWS_PER_PAGE,
    Names,
    NamesView,
    alias_of,
    joined,
    proposals,
)

BBC = Outlet("BBC", "bbc", known=True)
SPORT = Outlet("BBC Sport", "bbc-sport")
GAZETTE = Outlet("Gazette, The", "gazette-the")
FAKE = Outlet("CNN (breaking-cnn.com)", "cnn-breaking-cnn-com", domains=("breaking-cnn.com",))


def suggestion(one: Outlet, other: Outlet, evidence: str = "much alike") -> Suggestion:
    return Suggestion(one, other, evidence, 0.5)


def test_the_outlet_that_a_table_knows_stays_and_the_other_becomes_it() -> None:
    (row,) = proposals([suggestion(SPORT, BBC)], {"bbc": 1, "bbc-sport": 9}, NamesView()).rows
    assert (row.outlet, row.other) == (BBC, SPORT)
    assert row.accept == "BBC,BBC Sport,accept"
    assert row.refuse == "BBC,BBC Sport,refuse"


def test_between_outlets_that_no_table_knows_the_more_frequent_stays() -> None:
    for counts, first in (({"gazette-the": 2}, GAZETTE), ({"bbc-sport": 2}, SPORT)):
        (row,) = proposals([suggestion(SPORT, GAZETTE)], counts, NamesView()).rows
        assert row.outlet is first


def test_a_line_can_be_read_back_whatever_the_name_holds() -> None:
    (row,) = proposals([suggestion(GAZETTE, BBC)], {}, NamesView()).rows
    assert next(csv.reader([row.accept])) == ["BBC", "Gazette, The", "accept"]
    table = parse_table(f"outlet,alias,decision\n{row.accept}\n", rule="", name="")
    assert table.outlet_by_key["gazette, the"] == "BBC"


def test_an_outlet_told_apart_by_its_domain_is_named_by_it() -> None:
    assert alias_of(FAKE) == "breaking-cnn.com"
    assert alias_of(BBC) == "BBC"


def test_a_join_comes_with_the_line_that_parts_it() -> None:
    joins = [Join("bbc.com", BBC, "rule", 3), Join("", BBC, "rule", 1, "bbc.co.uk")]
    assert [row.undo for row in joined(joins, NamesView(Names.JOINED)).rows] == [
        "BBC,bbc.com,refuse",
        "BBC,bbc.co.uk,refuse",
    ]


@pytest.mark.parametrize(("search", "found"), [("sport", 1), ("MUCH", 2), ("gazétte", 1), ("x", 0)])
def test_names_are_found_whatever_their_case_and_accents(search: str, found: int) -> None:
    some = [suggestion(SPORT, BBC), suggestion(GAZETTE, BBC)]
    assert proposals(some, {}, NamesView(search=search)).total == found


def test_long_tables_have_pages() -> None:
    joins = [Join(f"N{number}", BBC, "rule", 1) for number in range(ROWS_PER_PAGE + 1)]
    view = NamesView(Names.JOINED)
    assert (len(joined(joins, view).rows), joined(joins, view).pages) == (ROWS_PER_PAGE, 2)
    assert len(joined(joins, view.but(page=2)).rows) == 1


@given(
    st.builds(
        NamesView,
        show=st.sampled_from(Names),
        search=st.text(max_size=20).map(str.strip),
        page=st.integers(1, 99),
    )
)
def test_a_names_view_read_back_from_its_arguments_is_the_same_view(view: NamesView) -> None:
    assert NamesView.from_args(view.to_args()) == view


@pytest.mark.parametrize("name", ["q", "show", "page", "outlet"])
def test_a_bad_argument_is_refused(name: str) -> None:
    with pytest.raises(BadArgumentError) as raised:
        NamesView.from_args([(name, "x" * 300)])
    assert raised.value.name == name
