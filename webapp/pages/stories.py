"""/stories: which events the headlines of a filter are about; /story/<name>: one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from flask import abort, render_template
from werkzeug.wrappers import Response

from webapp.links import is_decoration
from webapp.outlets import Outlets
from webapp.pages.desk import desk
from webapp.pages.drawn_chart import drawn_chart
from webapp.pages.listing import listing
from webapp.pages.site import (
    canonical_redirect,
    current_site,
    list_under,
    list_url,
    page_url,
    request_args,
    requested_list,
    say_canonical,
)
from webapp.query.appearance import (
    Appearance,
    appearances,
    ask_for_appearances,
    came_after,
    story_sentence,
    who_was_first,
)
from webapp.query.arguments import Args, BadArgumentError
from webapp.query.coverage import COVERAGE
from webapp.query.foreseen import of_chart, of_filter, of_record, of_rows, of_stories
from webapp.query.list_view import ListView
from webapp.query.measure import Ask, foresee, run
from webapp.query.periods import axis
from webapp.query.rows import page_of_rows
from webapp.query.stories import (
    StoryOrder,
    StoryRow,
    page_of_stories,
    record_title,
)
from webapp.query.stories_told import stories_sentence, story_days
from webapp.query.summary import summarise
from webapp.query.view import ChartKind, View
from webapp.text import span

_ORDERS: Final = {
    StoryOrder.HEADLINES: "Most headlines",
    StoryOrder.OUTLETS: "Most outlets",
    StoryOrder.NEWEST: "Newest",
}


@dataclass(frozen=True)
class Told:
    """A story of the list; `opens` are the headlines that the view has of it, `first` a phrase."""

    row: StoryRow
    outlet: str
    days: str
    first: str
    opens: View


def stories() -> str | Response:
    """The page of the request's list of stories, or a redirect to its one address."""
    asked = requested_stories(request_args())
    redirected = canonical_redirect(asked.to_args())
    if redirected:
        return redirected
    version, view = current_site().version, asked.view
    foresee(version, *of_filter(version, view), *of_stories(view))
    page = page_of_stories(version, view, asked.order, asked.page)
    came = appearances(version, [row.number for row in page.rows])
    outlets = version.outlets
    return render_template(
        "stories.html",
        **desk(view, asked, partial(list_under, asked)),
        sentence=stories_sentence(version, view),
        page=page,
        told=[
            Told(
                row,
                outlets[row.outlet].name,
                span(row.first, row.last),
                who_was_first(came[row.number], outlets),
                view.but(story=row.name),
            )
            for row in page.rows
        ],
        orders=[
            (label, list_url(asked.but(order=order)), order is asked.order)
            for order, label in _ORDERS.items()
        ],
        page_address=lambda number: list_url(asked.but(page=number)),
    )


def requested_stories(args: Args) -> ListView[StoryOrder]:
    """The list of stories that `args` ask for. Raises BadArgumentError."""
    asked = requested_list(StoryOrder, args)
    if asked.find:
        raise BadArgumentError("find", asked.find, "nothing here: “q” looks for words in headlines")
    return asked


@dataclass(frozen=True)
class Came:
    """An outlet of a story: since when it had it, and how long after the first."""

    outlet: str
    day: date
    time: str
    after: str
    headlines: int
    opens: View


def story(name: str) -> str:
    """The page of one story: who had it, when, and its headlines. 404 for an unknown one."""
    no_arguments(request_args())
    say_canonical(())
    site = current_site()
    version = site.version
    number = version.stories.number(name)
    if number is None:
        abort(404)
    whole = View(story=name)
    foresee(
        version,
        Ask.of(COVERAGE, whole),
        ask_for_appearances([number]),
        *of_record(version, name),
        *of_rows(whole),
    )
    first, last = story_days(version, name)
    # The chart is of the days of the story, not of all data.
    view = whole.but(chart=ChartKind.TIMELINE, first=first, last=last)
    foresee(version, *of_chart(view), *of_rows(view))
    coverage = run(COVERAGE, version, view)
    time = axis(version.facts, view)
    summary = summarise(coverage, time)
    rows = page_of_rows(version, view)
    came = appearances(version, [number])[number]
    return render_template(
        "story.html",
        site=site,
        view=view,
        whole=whole,
        title=record_title(version, name),
        sentence=story_sentence(summary.headlines, span(first, last), came, version.outlets),
        chart=drawn_chart(version, view, coverage, time),
        came=[_came(version.outlets, whole, came, each) for each in came],
        rows=rows,
        items=listing(version, view, rows.rows),
        headlines_by_day=dict(zip(summary.days, summary.by_day, strict=True)),
        home=page_url("dashboard"),
        listed_at="",
    )


def no_arguments(args: Args) -> None:
    """Raises BadArgumentError when a story's page is asked for with some."""
    for argument, value in args:
        if not is_decoration(argument):
            raise BadArgumentError(argument, value, "nothing: a story’s page has no arguments")


def _came(outlets: Outlets, view: View, came: Sequence[Appearance], each: Appearance) -> Came:
    outlet = outlets[each.outlet]
    return Came(
        outlet.name,
        each.day,
        f"{each.time:%H:%M} UTC" if each.time else "",
        came_after(came, each),
        each.headlines,
        view.but(outlets=(outlet.slug,)),
    )
