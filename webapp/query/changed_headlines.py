"""The headlines of a difference as its page shows them: what each was, and what it is."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from webapp.dataset import Version, schema
from webapp.dataset.lines import DAY_SECONDS, NO_TIME, day_of
from webapp.outlets import Outlet
from webapp.query.difference import Difference
from webapp.query.difference_view import Show
from webapp.query.paging import Page
from webapp.query.pairing import source_ids
from webapp.query.taken import Places, take
from webapp.reading import Verdict

ROWS_PER_PAGE: Final = 100
_COLUMNS: Final = (
    *(schema.TITLE, schema.DATE, schema.TIME, schema.LISTED, schema.URL),
    *(schema.OUTLET, schema.SOURCE, schema.LINE),
)


class Headline(NamedTuple):
    """A headline of a version; `source` and `line` say where it was read, as schema has them."""

    title: str
    date: dt.date
    time: dt.datetime | None
    listed: dt.date | None
    url: str
    outlet: Outlet
    source: int
    line: int


@dataclass(frozen=True)
class Changed:
    """A headline before and after, None where it was not there.

    `fate` says what became of the line of one that was removed.
    """

    before: Headline | None
    after: Headline | None
    fate: str = ""


def changed_page(
    before: Version, after: Version, found: Difference, show: Show, number: int
) -> Page[list[Changed]]:
    """A page of one of the lists of a difference: of Show.OUTLETS, the headlines that moved."""
    start, end = (number - 1) * ROWS_PER_PAGE, number * ROWS_PER_PAGE
    total, rows = changed_between(before, after, found, show, start, end)
    return Page(rows, number, total, ROWS_PER_PAGE)


def changed_between(
    before: Version, after: Version, found: Difference, show: Show, start: int, end: int
) -> tuple[int, list[Changed]]:
    """How long one of the lists is, and its headlines from `start` to `end` (excluded)."""
    if show is Show.ADDED:
        total = len(found.added)
        rows = [Changed(None, each) for each in headlines(after, found.added[start:end])]
    elif show is Show.REMOVED:
        total = len(found.removed)
        removed = headlines(before, found.removed[start:end])
        rows = [
            Changed(each, None, fate)
            for each, fate in zip(removed, _fates(before, after, removed), strict=True)
        ]
    else:
        pairs = found.corrected if show is Show.CORRECTED else found.moved
        total = len(pairs.after)
        rows = [
            Changed(one, other)
            for one, other in zip(
                headlines(before, pairs.before[start:end]),
                headlines(after, pairs.after[start:end]),
                strict=True,
            )
        ]
    return total, rows


def headlines(version: Version, places: Places) -> list[Headline]:
    """The headlines of a version at these places among all."""
    batch = take(version, places, _COLUMNS).batch
    return [
        Headline(
            title,
            day_of(date // DAY_SECONDS),
            None if time == NO_TIME else dt.datetime.fromtimestamp(time, dt.UTC),
            None if listed == NO_TIME else day_of(listed // DAY_SECONDS),
            url,
            version.outlets[code],
            source,
            line,
        )
        for title, date, time, listed, url, code, source, line in zip(
            *(batch.column(column).to_pylist() for column in _COLUMNS), strict=True
        )
    ]


def _fates(before: Version, after: Version, removed: Sequence[Headline]) -> Iterator[str]:
    """What became of the line of each, as the report of the version after says."""
    one, other = (ids.tolist() for ids in source_ids(before, after))
    for each in removed:
        source = other.index(one[each.source]) if one[each.source] in other else None
        if source is None:
            yield "its source is not there"
            continue
        report = after.report
        row = report.place(source, each.line)
        found = report.frame(source, report.rows(source)[row : row + 1])
        verdict = found[schema.VERDICT].tolist()[0]
        reason = found[schema.REASON].tolist()[0]
        yield reason or ("" if verdict == Verdict.HEADLINE else verdict)
