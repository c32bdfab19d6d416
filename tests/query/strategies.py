"""Generated lists and views: small alphabets, so that filters hit and ties happen."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from tests.factories import version_of
from webapp.dataset import Version, schema
from webapp.query import rows
from webapp.query.comparison import Comparison
from webapp.query.paging import Page
from webapp.query.search import BadSearchError, Search
from webapp.query.taken import frame
from webapp.query.view import Amount, ChartKind, Count, Dating, Grain, Order, Sort, View, Wire
from webapp.reading import DateSource, Entry

FIRST: Final = date(2025, 12, 22)
SPAN: Final = 40
OUTLETS: Final = ("", *(f"Paper {letter}" for letter in "ABCDEFGHIJKLMNOPQR"))
SLUGS: Final = ("unknown", "nobody", *(f"paper-{letter}" for letter in "abcdefghijklmnopqr"))

#: The user's groups of these outlets, as a table and by slug; others are in none.
GROUPS: Final = """outlet,Region,type
Paper A,North,daily
Paper B,North,
Paper C,South,weekly
Paper D,,daily
BBC,South,tv
"""
GROUP_BY_SLUG: Final = {
    "paper-a": {"region": "north", "type": "daily"},
    "paper-b": {"region": "north"},
    "paper-c": {"region": "south", "type": "weekly"},
    "paper-d": {"type": "daily"},
    "bbc": {"region": "south", "type": "tv"},
}
_GROUPS_ASKED: Final = (
    *("region.north", "region.south", "region.none", "type.daily", "type.tv", "type.none"),
    *("region.nowhere", "owner.none"),
)

#: A word as written, and the words that it is found by.
PIECES: Final = {
    "Iran": ("iran",),
    "IRAN'S": ("iran", "s"),
    "Iran’s": ("iran", "s"),
    "Irans": ("irans",),
    "U.S.": ("u", "s"),
    "us": ("us",),
    "Café": ("cafe",),
    "cafe-bar": ("cafe", "bar"),
    "talks": ("talks",),
    "talk": ("talk",),
    "2,571": ("2", "571"),
    "中国": ("中", "国"),
    "إيران": ("إيران",),
    "हिन्दी": ("हिन्दी",),
    "Straße": ("strasse",),
}


_OUTLETS_ASKED: Final = (
    *("outlet:paper", "outlet:unknown", "outlet:paper-a", 'outlet:"Paper B"', "outlet:pap*"),
    *("outlet:bbc", "outlet:new", "Outlet:中国", "outlet:times", "outlet:"),
)
#: A title long enough for a wire family.
WIRE: Final = "Iran and the US hold talks in Oman"


class Item(NamedTuple):
    """One headline as a list gives it; an empty outlet is unknown."""

    title: str
    outlet: str
    published: date
    listed: date


def days() -> st.SearchStrategy[date]:
    return st.integers(0, SPAN).map(lambda offset: FIRST + timedelta(days=offset))


def titles() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(list(PIECES)), min_size=1, max_size=4).map(" ".join)


@st.composite
def items(draw: st.DrawFn) -> Item:
    published = draw(days())
    late = draw(st.sampled_from((0, 0, 0, 1, 9)))
    return Item(
        draw(titles()),
        draw(st.sampled_from(OUTLETS)),
        published,
        published + timedelta(days=late),
    )


def lists(least: int = 0, most: int = 40) -> st.SearchStrategy[list[Item]]:
    """Lists in which no headline is repeated exactly: each line is a headline of its own."""
    return st.lists(
        items(),
        min_size=least,
        max_size=most,
        unique_by=lambda item: (item.title, item.outlet, item.published),
    )


def text_of(some: list[Item]) -> str:
    return "\n".join(
        f"- {item.title} - {item.outlet} - {item.published} [{item.listed}]" for item in some
    )


def version_of_items(some: list[Item], parts: int = 1) -> Version:
    return version_of(text_of(some), parts=parts, groups=GROUPS)


def versions(least: int = 0, most: int = 40) -> st.SearchStrategy[Version]:
    return lists(least, most).map(version_of_items)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """Entries of few titles, outlets and days, with dates of every kind: families, reprints."""
    return draw(
        st.lists(
            st.builds(
                Entry,
                title=st.sampled_from(
                    [WIRE, WIRE.upper(), "Its own", "Iran’s Café talks 2,571 times", "中国 talks"]
                ),
                outlet=st.sampled_from(["", "BBC", "Paper A", "Paper B"]),
                date=_some_days(),
                date_source=st.sampled_from(DateSource),
                listed=st.none() | _some_days(),
                url=st.sampled_from(["", "", "https://a.org/world/one", "https://a.org/world/two"]),
                time=st.none() | st.just(datetime(2026, 1, 1, tzinfo=UTC)),
                corrects=st.none(),
                site=st.just(""),
            ),
            max_size=20,
        )
    )


def _some_days() -> st.SearchStrategy[date]:
    return st.sampled_from([0, 1, 2, 13, SPAN]).map(lambda offset: FIRST + timedelta(days=offset))


def parsed(text: str) -> Search | None:
    try:
        return Search.parse(text)
    except BadSearchError:
        return None


def searches() -> st.SearchStrategy[Search]:
    """Searches of every kind, as somebody would type them: most of them find something."""
    words = st.sampled_from(
        [*PIECES, "ira*", "tal*", "&", "“", '"', "-", "*", "OR", *_OUTLETS_ASKED, *_OUTLETS_ASKED]
    )
    return (
        st.lists(st.tuples(st.sampled_from(("", "-", '"', "OR ")), words), max_size=4)
        .map(lambda tokens: parsed(" ".join(f"{mark}{word}" for mark, word in tokens)))
        .filter(lambda search: search is not None)
        .map(lambda search: search or Search())
    )


@st.composite
def views(draw: st.DrawFn, *, chart: ChartKind | None = None) -> View:
    """Views that are filtered in about half of the ways there are."""
    first, last = draw(st.none() | days()), draw(st.none() | days())
    if first and last and first > last:
        first, last = last, first
    slugs = st.lists(st.sampled_from(SLUGS), max_size=3)
    return View(
        search=draw(searches()),
        outlets=tuple(draw(st.just([]) | slugs)),
        without=tuple(draw(st.just([]) | slugs)),
        groups=tuple(
            draw(st.just([]) | st.lists(st.sampled_from(_GROUPS_ASKED), min_size=1, max_size=3))
        ),
        wire=draw(st.none() | st.none() | st.sampled_from(Wire)),
        first=first,
        last=last,
        dated=draw(st.just(Dating.BEST) | st.sampled_from(Dating)),
        count=draw(st.just(Count.ALL) | st.sampled_from(Count)),
        grain=draw(st.none() | st.sampled_from(Grain)),
        chart=chart or draw(st.sampled_from(ChartKind)),
        amount=draw(st.sampled_from(Amount)),
        order=draw(st.sampled_from(Order)),
        sort=draw(st.sampled_from(Sort)),
        page=draw(st.integers(1, 3)),
    )


def comparisons() -> st.SearchStrategy[Comparison]:
    """Two filters that often have something in common, sometimes everything."""
    return st.builds(
        lambda first, other, taken, grain, amount: Comparison(
            first, first.but(**{name: getattr(other, name) for name in taken}), grain, amount
        ),
        views(),
        views(),
        st.sets(st.sampled_from(("search", "outlets", "without", "wire", "first"))).map(_with_last),
        st.none() | st.sampled_from(Grain),
        st.sampled_from(Amount),
    )


def _with_last(names: set[str]) -> set[str]:
    return {*names, "last"} if "first" in names else names


def followed(href: str) -> View:
    """The view that a link opens, read back from its URL."""
    query = href.removeprefix("?").partition("#")[0]
    return View.from_args(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)))


def total(version: Version, view: View) -> int:
    """How many headlines the page of `view` says and shows."""
    return rows.page_of_rows(version, view).total


def page_of_rows(version: Version, view: View) -> Page[pd.DataFrame]:
    """The page of `view`, with its headlines (schema.HEADLINE_COLUMNS) as a frame."""
    page = rows.page_of_rows(version, view)
    return Page(frame(page.rows, view), page.number, page.total, page.size)


def chunks_of_rows(version: Version, view: View) -> Iterator[pd.DataFrame]:
    """Every headline of `view` in its order, as many at a time as are given at a time."""
    return (frame(taken, view) for taken in rows.all_rows(version, view))


def all_rows(version: Version, view: View) -> pd.DataFrame:
    """Every headline of `view` in one frame, with its columns where there is none."""
    frames = [*chunks_of_rows(version, view)]
    none = page_of_rows(version, view.but(outlets=("no-such-outlet",))).rows
    return pd.concat(frames, ignore_index=True) if frames else none


def places(frame: pd.DataFrame) -> list[tuple[int, int]]:
    """Which headlines these are: source and line of each."""
    return list(zip(frame[schema.SOURCE].tolist(), frame[schema.LINE].tolist(), strict=True))


def observed_days(version: Version, view: View) -> set[date]:
    """The days that `view` calls observed."""
    listed = version.listed.tolist() if view.dated is Dating.LISTED else []
    return {*version.observed.tolist(), *listed}


def each_day(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def assert_same(result: Any, expected: Any) -> None:
    """Equal to the last type: frames, arrays, and whatever is made of any of these."""
    assert type(result) is type(expected)
    if isinstance(expected, pd.DataFrame):
        pd.testing.assert_frame_equal(
            result.reset_index(drop=True), expected.reset_index(drop=True)
        )
    elif isinstance(expected, np.ndarray):
        np.testing.assert_array_equal(result, expected, strict=True)
    elif is_dataclass(expected):
        for field in fields(expected):
            assert_same(getattr(result, field.name), getattr(expected, field.name))
    elif isinstance(expected, list | tuple):
        assert len(result) == len(expected)
        for one, other in zip(result, expected, strict=True):
            assert_same(one, other)
    elif isinstance(expected, dict):
        assert result.keys() == expected.keys()
        for name, each in expected.items():
            assert_same(result[name], each)
    else:
        assert result == expected
