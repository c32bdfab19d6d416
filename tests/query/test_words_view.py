"""What the page of words shows, and its one address."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.query.strategies import views
from webapp.query.arguments import BadArgumentError
from webapp.query.view import Dating, View
from webapp.query.words_view import Against, Stop, WordsView, choices

ASKED = st.builds(
    lambda view, split, against, stop: WordsView(view.kept.but(split=split), against, stop),
    views(),
    st.sampled_from(["", "country"]),
    st.sampled_from(Against),
    st.sampled_from(Stop),
)


@settings(max_examples=100, deadline=None)
@given(asked=ASKED)
def test_an_address_says_all_of_it(asked: WordsView) -> None:
    args = asked.to_args()
    assert WordsView.from_args(args) == asked
    assert [*dict.fromkeys(name for name, _ in args)] == sorted(
        {name for name, _ in args}, key=ORDER.index
    )


ORDER = (
    *("q", "outlet", "without", "group", "story", "wire", "from", "to", "dated", "count"),
    *("against", "split", "stop"),
)


def view_of(query: str) -> View:
    return View.from_args(parse_qsl(query))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [Against.ALL]),
        ("q=iran", [Against.ALL]),
        ("q=iran&dated=listed", [Against.ALL]),
        ("q=iran&outlet=bbc", [Against.ALL, Against.WORDS, Against.OUTLETS]),
        ("q=iran&from=2026-01-09", [Against.ALL, Against.WORDS, Against.DATES]),
        ("wire=shared&without=bbc", [Against.ALL, Against.OUTLETS]),
    ],
)
def test_what_there_is_to_set_against(query: str, found: list[Against]) -> None:
    assert list(choices(view_of(query))) == found


def test_the_rest_is_all_others_or_those_without_one_filter() -> None:
    view = view_of("q=iran&outlet=bbc&from=2026-01-09&dated=published")
    around = {against: WordsView(view, against).around for against in Against}
    assert around[Against.ALL] == View(dated=Dating.PUBLISHED)
    assert around[Against.WORDS] == view_of("outlet=bbc&from=2026-01-09&dated=published")
    assert around[Against.OUTLETS] == view_of("q=iran&from=2026-01-09&dated=published")
    assert around[Against.DATES] == view_of("q=iran&outlet=bbc&dated=published")


def test_what_would_come_to_the_same_is_not_asked_for() -> None:
    assert WordsView(view_of("q=iran"), Against.WORDS) == WordsView(view_of("q=iran"))
    assert WordsView.from_args([("against", "dates")]).to_args() == []


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("against", "time", "one of all, words, outlets, dates"),
        ("stop", "yes", "one of hide, show"),
        ("chart", "lines", "there is no such parameter"),
        ("page", "2", "there is no such parameter"),
        ("from", "yesterday", "a day that exists"),
        ("split", "not a slug", "a set of groups"),
    ],
)
def test_bad_arguments_are_refused_by_name(name: str, value: str, accepted: str) -> None:
    with pytest.raises(BadArgumentError) as raised:
        WordsView.from_args([(name, value)])
    assert (raised.value.name, raised.value.value) == (name, value)
    assert accepted in raised.value.accepted
