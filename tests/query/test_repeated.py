"""The headline that most outlets had, and the link to it."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NINTH, entries_version
from tests.query.strategies import FIRST, SPAN, all_rows, entries, followed, total, views
from webapp.dataset import Version, schema
from webapp.dataset.repeats import NO_FAMILY
from webapp.query.measure import run
from webapp.query.repeated import Largest, Repeated, Span, largest_families, most_repeated
from webapp.query.search import Search
from webapp.query.view import Count, Dating, View, Wire
from webapp.reading import DateSource, Entry
from webapp.text import words

WIRE = "Iran and the US hold talks in Oman"
OTHER = "Markets fall as talks in Oman fail"


def headline(title: str, outlet: str, day: int, url: str = "") -> Entry:
    return Entry(title, outlet, NINTH + timedelta(days=day), DateSource.PUBLISHED, None, url=url)


def version(*headlines: Entry, parts: int = 1) -> Version:
    return entries_version(list(headlines), parts=parts)


def span(first: int, last: int) -> Span:
    return NINTH + timedelta(days=first), NINTH + timedelta(days=last)


def only(version: Version, view: View, within: Span) -> Repeated | None:
    (found,) = most_repeated(version, view, [within])
    return found


SOME = (
    headline(WIRE, "BBC", 0),
    headline(WIRE.upper(), "CNN", 1),
    headline(WIRE, "", 1),
    headline(OTHER, "BBC", 1),
    headline(OTHER, "CNN", 1),
    headline(OTHER, "AP News", 2),
    headline("Nobody else has this one today", "BBC", 1),
)


def test_the_largest_family_of_each_stretch_is_found() -> None:
    some = version(*SOME)
    one, two, three, none = most_repeated(
        some, View(), [span(0, 1), span(1, 2), span(0, 0), span(5, 9)]
    )
    # With the one of no outlet, which is in no family, as its link finds it.
    assert one is not None
    assert (one.title, one.headlines) == (WIRE, 3)
    assert two is not None
    assert (two.title, two.headlines) == (OTHER, 3)
    assert three is None
    assert none is None


def test_its_link_keeps_the_filter_and_takes_the_words_and_the_days() -> None:
    view = View(search=Search.parse("talks -markets"), outlets=("bbc", "cnn"))
    found = only(version(*SOME), view, span(0, 1))
    assert found is not None
    assert found.view == view.but(
        search=Search.parse('talks -markets "iran and the us hold talks in oman"'),
        first=span(0, 1)[0],
        last=span(0, 1)[1],
    )
    assert found.headlines == total(version(*SOME), found.view) == 2


@pytest.mark.parametrize("parts", [1, 2])
def test_the_title_is_that_of_the_oldest_wherever_it_lies(parts: int) -> None:
    some = version(headline(WIRE.upper(), "CNN", 1), headline(WIRE, "BBC", 0), parts=parts)
    found = only(some, View(), span(0, 1))
    assert found is not None
    assert found.title == WIRE


def test_an_edited_title_is_found_by_the_one_it_had_first() -> None:
    link = "https://www.bbc.co.uk/news/1"
    some = version(
        headline(WIRE, "BBC", 0, link),
        headline("Oman talks end without a result at all", "BBC", 1, link),
        headline(WIRE, "CNN", 1),
    )
    found = only(some, View(), span(0, 3))
    assert found is not None
    assert (found.title, found.headlines) == (WIRE, 2)
    assert total(some, found.view) == 2


def test_a_title_for_which_a_search_has_no_room_is_left_out() -> None:
    some = version(*SOME)
    asked = " ".join(["talks", *(f"-nobodyeversays{number}" for number in range(11))])
    assert 180 < len(asked) < 200
    assert only(some, View(search=Search.parse(asked)), span(0, 1)) is None
    assert only(some, View(search=Search.parse("talks")), span(0, 1)) is not None


def test_one_per_family_is_never_repeated() -> None:
    assert only(version(*SOME[:2]), View(count=Count.FAMILIES), span(0, 3)) is None


SPANS = st.lists(
    st.tuples(st.integers(0, SPAN), st.integers(0, SPAN)).map(
        lambda ends: (FIRST + timedelta(days=min(ends)), FIRST + timedelta(days=max(ends)))
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(some=entries(), view=views(), spans=SPANS)
def test_the_largest_family_is_that_of_the_headlines_shown(
    some: list[Entry], view: View, spans: list[Span]
) -> None:
    made = entries_version(some)
    rows = all_rows(made, view)
    found = most_repeated(made, view, spans)
    families: tuple[Largest | None, ...] = run(largest_families(tuple(spans)), made, view)
    for (first, last), repeated, largest in zip(spans, found, families, strict=True):
        days = [stamp.date() for stamp in rows[schema.DATE]]
        counts = Counter(
            family
            for family, day in zip(rows[schema.FAMILY].tolist(), days, strict=True)
            if family != NO_FAMILY and first <= day <= last
        )
        most = max(counts.values(), default=0)
        assert (largest.headlines if largest else 0) == (most if most > 1 else 0)
        if repeated:
            assert total(made, repeated.view) == repeated.headlines >= most
            assert len(words(repeated.title)) >= 5
            assert followed(repeated.view.query) == repeated.view.but()


@settings(max_examples=30, deadline=None)
@given(some=entries(), view=views(), spans=SPANS)
def test_parts_make_no_difference(some: list[Entry], view: View, spans: list[Span]) -> None:
    whole, *others = (
        most_repeated(entries_version(some, parts=parts), view, spans) for parts in (1, 2, 7)
    )
    assert all(other == whole for other in others)


@pytest.mark.parametrize("dated", Dating)
@pytest.mark.parametrize("wire", [None, *Wire])
def test_every_dating_and_wire_filter_is_obeyed(dated: Dating, wire: Wire | None) -> None:
    some = [
        Entry(WIRE, outlet, NINTH + timedelta(days=n), source, NINTH + timedelta(days=listed))
        for n, (outlet, source, listed) in enumerate(
            [
                ("BBC", DateSource.PUBLISHED, 5),
                ("CNN", DateSource.LISTED, 1),
                ("AP News", DateSource.PUBLISHED, 2),
            ]
        )
    ]
    made = entries_version(some)
    found = only(made, View(dated=dated, wire=wire), span(0, 2))
    expected = total(made, View(dated=dated, wire=wire, first=NINTH, last=span(0, 2)[1]))
    assert (found.headlines if found else 0) == (expected if expected > 1 else 0)
