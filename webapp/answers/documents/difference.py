"""What has changed from one version to another."""

from collections.abc import Sequence
from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import (
    Day,
    MaybeOutlet,
    Moment,
    OutletNamed,
    day,
    maybe_day,
    moment,
)
from webapp.dataset import Version
from webapp.outlets import UNKNOWN_SLUG, Outlet
from webapp.query.changed_headlines import Changed, Headline, changed_between
from webapp.query.difference import difference as find_difference
from webapp.query.difference_view import DifferenceView, Show
from webapp.query.difference_words import sentence
from webapp.query.outlet_changes import Became


class VersionThen(TypedDict):
    """A version, and how many headlines it has."""

    name: str
    headlines: int


class OutletBecame(TypedDict):
    """Outlets that became others: several one, one several, or one of another name."""

    became: Became
    before: list[OutletNamed]
    after: list[OutletNamed]


class HeadlineThen(TypedDict):
    """A headline as it stands in a version."""

    date: Day
    time: Moment | None
    listed: Day | None
    outlet: MaybeOutlet
    headline: str
    url: str | None


class ChangedHeadline(TypedDict):
    """A headline before and after."""

    before: Annotated[HeadlineThen | None, "Null for one that came."]
    after: Annotated[HeadlineThen | None, "Null for one that went."]
    fate: Annotated[str | None, "What became of the line of one that went."]


class DifferenceAnswer(TypedDict):
    """What has changed: every headline of either version is accounted for."""

    before: VersionThen
    after: VersionThen
    came: int
    went: int
    corrected: int
    moved: Annotated[int, "To another outlet, and not corrected besides."]
    unchanged: int
    outlets: list[OutletBecame]
    others: Annotated[list[str], "What else is not the same: sources, notes, groups of outlets."]
    show: Annotated[Show, "The list that the rows are of; outlets: headlines that moved."]
    total: Annotated[int, "How many rows that has in all."]
    rows: list[ChangedHeadline]


def difference(
    before: Version, after: Version, show: Show | None, start: int, end: int
) -> tuple[DifferenceAnswer, str]:
    """The rows `start` to `end` (excluded) of a list of what has changed, and its sentence.

    `show` None is the first list that has any. Raises TooSlowError.
    """
    found = find_difference(before, after)
    shown = DifferenceView(before.name, show=show).shown(found)
    total, rows = changed_between(before, after, found, shown, start, end)
    answer = DifferenceAnswer(
        before=VersionThen(name=before.name, headlines=before.headlines),
        after=VersionThen(name=after.name, headlines=after.headlines),
        came=len(found.added),
        went=len(found.removed),
        corrected=len(found.corrected.after),
        moved=len(found.moved.after),
        unchanged=found.unchanged,
        outlets=[
            OutletBecame(became=each.became, before=_named(each.before), after=_named(each.after))
            for each in found.outlets
        ],
        others=list(found.others),
        show=shown,
        total=total,
        rows=list(map(_changed, rows)),
    )
    return answer, sentence(found, is_one=before.name == after.name)


def _named(outlets: Sequence[Outlet]) -> list[OutletNamed]:
    return [OutletNamed(name=each.name, slug=each.slug) for each in outlets]


def _changed(row: Changed) -> ChangedHeadline:
    return ChangedHeadline(
        before=_then(row.before) if row.before else None,
        after=_then(row.after) if row.after else None,
        fate=row.fate or None,
    )


def _then(headline: Headline) -> HeadlineThen:
    outlet = headline.outlet
    known = outlet.slug != UNKNOWN_SLUG
    return HeadlineThen(
        date=day(headline.date),
        time=moment(headline.time) if headline.time else None,
        listed=maybe_day(headline.listed),
        outlet=OutletNamed(name=outlet.name, slug=outlet.slug) if known else None,
        headline=headline.title,
        url=headline.url or None,
    )
