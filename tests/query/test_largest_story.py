"""The story of which most headlines are in a stretch of time, and the link to them."""

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NINTH, entries_version
from tests.query.strategies import FIRST, SPAN, entries, followed, places, total, views
from tests.query.strategies import all_rows as rows_of
from webapp.dataset import Version, schema
from webapp.dataset.stories import NO_STORY
from webapp.query.largest_story import LargestStory, Span, largest_stories
from webapp.query.search import Search
from webapp.query.view import Count, View
from webapp.reading import DateSource, Entry

WIRE = "Iran and the US hold talks in Oman"
OTHER = "Markets fall as talks in Oman fail"


def headline(title: str, outlet: str, day: int) -> Entry:
    return Entry(title, outlet, NINTH + timedelta(days=day), DateSource.PUBLISHED, None)


def span(first: int, last: int) -> Span:
    return NINTH + timedelta(days=first), NINTH + timedelta(days=last)


def only(version: Version, view: View, within: Span) -> LargestStory | None:
    (found,) = largest_stories(version, view, [within])
    return found


SOME = entries_version(
    [
        headline(WIRE, "AP News", 0),
        headline(WIRE, "BBC", 0),
        headline(WIRE.upper(), "CNN", 1),
        headline(OTHER, "BBC", 1),
        headline(OTHER, "CNN", 1),
        headline(OTHER, "AP News", 2),
        headline("Nobody else has this one today", "BBC", 1),
    ]
)


def test_the_largest_story_of_each_stretch_is_told_by_its_headline_of_record() -> None:
    found = largest_stories(SOME, View(), [span(0, 1), span(1, 2), span(0, 0), span(5, 9)])
    assert [each and (each.title, each.headlines) for each in found] == [
        (WIRE, 3),
        (OTHER, 3),
        (WIRE, 2),
        None,
    ]


def test_its_link_keeps_the_filter_and_takes_the_story_and_the_days() -> None:
    view = View(search=Search.parse("talks -iran"), outlets=("bbc", "cnn"))
    found = only(SOME, view, span(0, 1))
    assert found is not None
    assert found.view.but(story="") == view.but(first=span(0, 1)[0], last=span(0, 1)[1])
    assert found.headlines == total(SOME, found.view) == 2


def test_one_headline_of_a_story_explains_nothing() -> None:
    assert only(SOME, View(outlets=("ap-news",)), span(0, 3)) is None
    assert only(SOME, View(count=Count.FAMILIES), span(0, 3)) is None


SPANS = st.lists(
    st.tuples(st.integers(0, SPAN), st.integers(0, SPAN)).map(
        lambda ends: (FIRST + timedelta(days=min(ends)), FIRST + timedelta(days=max(ends)))
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(some=entries(), view=views(), spans=SPANS)
def test_it_is_that_of_the_headlines_shown(
    some: list[Entry], view: View, spans: list[Span]
) -> None:
    whole, *others = (entries_version(some, parts=parts) for parts in (1, 2, 7))
    story_of = {
        place: story
        for part in whole.parts
        for place, story in zip(places(part.headlines), part.story.tolist(), strict=True)
    }
    rows = rows_of(whole, view)
    days = [stamp.date() for stamp in rows[schema.DATE]]
    found = largest_stories(whole, view, spans)
    for (first, last), largest in zip(spans, found, strict=True):
        counts = Counter(
            story_of[place]
            for place, day in zip(places(rows), days, strict=True)
            if first <= day <= last and story_of[place] != NO_STORY
        )
        most = max(counts.values(), default=0)
        assert (largest.headlines if largest else 0) == (most if most > 1 else 0)
        if largest:
            assert total(whole, largest.view) == largest.headlines
            assert followed(largest.view.query) == largest.view.but()
    for other in others:
        assert largest_stories(other, view, spans) == found
