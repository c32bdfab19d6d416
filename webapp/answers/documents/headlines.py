"""The headlines of a view, some at a time."""

from collections.abc import Iterator
from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import (
    Counted,
    Day,
    MaybeOutlet,
    Moment,
    counted,
    maybe_day,
    moment,
    outlet_named,
)
from webapp.answers.headlines import batches
from webapp.dataset import Version, schema
from webapp.dataset.stories import NO_STORY
from webapp.query.family_view import family_view
from webapp.query.rows import rows_between
from webapp.query.taken import Taken, values
from webapp.query.view import View
from webapp.reading import DateSource, Verdict


class FamilyAnswer(TypedDict):
    """A wire family: one title at several outlets within three days."""

    outlets: int
    view: Annotated[str, "Arguments of the view that looks for its title around its days."]


class HeadlineAnswer(TypedDict):
    """A headline, and all that is known of it."""

    date: Annotated[Day, "By which it is dated here; see date_source."]
    listed: Annotated[Day | None, "The day on which the source listed it."]
    date_source: Annotated[
        DateSource, "Published is the headline’s own date; others stand in for it."
    ]
    time: Annotated[Moment | None, "The moment of publication, where the source gives one."]
    outlet: MaybeOutlet
    headline: Annotated[str, "The title as it stands now."]
    url: str | None
    source: Annotated[str, "The file or address that it was read from."]
    line: Annotated[int, "The line, row or item of the source, from 1."]
    verdict: Annotated[Verdict, "How sure its reading is."]
    times: Annotated[int, "How often it was read, from 1."]
    earlier_titles: Annotated[list[str], "Titles that it had before, oldest first."]
    family: FamilyAnswer | None
    story: Annotated[str | None, "The story it is of, as links name it."]


class HeadlinesAnswer(TypedDict):
    """Headlines of a view in its order."""

    headlines: Counted
    rows: list[HeadlineAnswer]


def headlines(version: Version, view: View, start: int, end: int) -> HeadlinesAnswer:
    """The headlines `start` to `end` (excluded) of the view. Raises TooSlowError."""
    total, taken = rows_between(version, view, start, end)
    return HeadlinesAnswer(headlines=counted(total, view), rows=list(_rows(version, view, taken)))


def _rows(version: Version, view: View, taken: Taken) -> Iterator[HeadlineAnswer]:
    """The columns of a download, with what is linked to each."""
    found = [row for each in batches(version, view, iter([taken])) for row in each.to_pylist()]
    linked = zip(
        *values(taken, view, (schema.OUTLET, schema.DATE)),
        _stories(version, taken),
        strict=True,
    )
    for row, (code, day, story) in zip(found, linked, strict=True):
        earlier = row["earlier_titles"].split("\n") if row["earlier_titles"] else []
        outlets, title = row["family_outlets"], row["headline"]
        family = family_view((*earlier, title)[0], day).query
        yield HeadlineAnswer(
            date=row["date"].isoformat(),
            listed=maybe_day(row["listed"]),
            date_source=DateSource(row["date_source"]),
            time=moment(row["time"]) if row["time"] else None,
            outlet=outlet_named(version, code),
            headline=title,
            url=row["url"],
            source=row["source"],
            line=row["line"],
            verdict=Verdict(row["verdict"]),
            times=row["times"],
            earlier_titles=earlier,
            family=FamilyAnswer(outlets=outlets, view=family) if outlets > 1 else None,
            story=story,
        )


def _stories(version: Version, taken: Taken) -> list[str | None]:
    """The name of the story of each headline."""
    return [
        None if number == NO_STORY else version.stories.name(number)
        for number in taken.stories.tolist()
    ]
