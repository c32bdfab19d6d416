"""What each operation asks of the data: its arguments as its page takes them, and its document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, url_for

from webapp.answers.documents.compare import compare
from webapp.answers.documents.coverage import coverage
from webapp.answers.documents.difference import difference
from webapp.answers.documents.headlines import headlines
from webapp.answers.documents.outlet import outlet
from webapp.answers.documents.outlets import outlets, outlets_sentence
from webapp.answers.documents.report import report
from webapp.answers.documents.stories import stories, story
from webapp.answers.documents.summary import summary, summary_sentence
from webapp.answers.documents.versions import versions
from webapp.answers.documents.words import words
from webapp.dataset import NoVersionError, Version
from webapp.pages.api.paging import Rows
from webapp.pages.compare import requested_comparison
from webapp.pages.outlet import requested_filter
from webapp.pages.site import (
    current_service,
    current_site,
    outlet_url,
    page_url,
    requested_list,
    requested_view,
    view_url,
)
from webapp.pages.stories import no_arguments, requested_stories
from webapp.pages.words import requested_words
from webapp.query.arguments import Args, BadArgumentError
from webapp.query.difference_view import DifferenceView
from webapp.query.foreseen import of_chart, of_stories
from webapp.query.measure import foresee
from webapp.query.outlet_list import OutletOrder
from webapp.query.report import ReportView
from webapp.query.rows import ask_for_between
from webapp.query.stories_told import stories_sentence
from webapp.query.view import ChartKind


@dataclass(frozen=True)
class Answered:
    """A document, and the canonical arguments of what it answers.

    `page` is the address of the page that shows the same, None where none does, and `sentence`
    what that says of it; of a list there are `total` rows.
    """

    document: Mapping[str, Any]
    args: Args
    page: str | None
    sentence: str | None = None
    total: int | None = None


def ask_summary(args: Args, rows: Rows) -> Answered:
    """The numbers of a view."""
    view, version = requested_view(args), current_site().version
    found = summary(version, view)
    said = summary_sentence(version, view)
    return Answered(found, view.to_args(), view_url(view), said)


def ask_coverage(args: Args, rows: Rows) -> Answered:
    """The chart of a view, of any kind that counts."""
    view, version = requested_view(args), current_site().version
    if view.chart is ChartKind.TIMELINE:
        kinds = ", ".join(kind for kind in ChartKind if kind is not ChartKind.TIMELINE)
        accepted = f"one of {kinds}: a timeline marks each headline, which “headlines” lists"
        raise BadArgumentError("chart", view.chart, accepted)
    said = summary_sentence(version, view)
    return Answered(coverage(version, view), view.to_args(), view_url(view), said)


def ask_headlines(args: Args, rows: Rows) -> Answered:
    """The headlines of a view."""
    view, version = requested_view(args), current_site().version
    foresee(version, *of_chart(view), ask_for_between(view, rows.after, rows.end))
    found = headlines(version, view, rows.after, rows.end)
    said, total = summary_sentence(version, view), found["headlines"]["headlines"]
    return Answered(found, view.to_args(), view_url(view), said, total)


def ask_outlets(args: Args, rows: Rows) -> Answered:
    """The outlets of a filter."""
    asked, version = requested_list(OutletOrder, args), current_site().version
    found = outlets(version, asked, rows.after, rows.end)
    page, said = page_url("outlets", asked.to_args()), outlets_sentence(version, asked.view)
    return Answered(found, asked.to_args(), page, said, found["total"])


def ask_outlet(args: Args, rows: Rows, slug: str) -> Answered:
    """One outlet under a filter."""
    version = current_site().version
    view = requested_filter(slug, args)
    slug = version.outlets.slug_now(slug) or slug
    code = version.outlets.code_by_slug.get(slug)
    if code is None:
        abort(404, f"There is no outlet “{slug}” in this list.")
    found, said = outlet(version, code, view)
    return Answered(found, view.to_args(), outlet_url(slug, view.to_args()), said)


def ask_stories(args: Args, rows: Rows) -> Answered:
    """The stories of a filter."""
    asked, version = requested_stories(args), current_site().version
    foresee(version, *of_stories(asked.view))
    found = stories(version, asked, rows.after, rows.end)
    page, said = page_url("stories", asked.to_args()), stories_sentence(version, asked.view)
    return Answered(found, asked.to_args(), page, said, found["total"])


def ask_story(args: Args, rows: Rows, name: str) -> Answered:
    """One story."""
    no_arguments(args)
    version = current_site().version
    if version.stories.number(name) is None:
        abort(404, f"There is no story “{name}” in this list.")
    found, said = story(version, name)
    return Answered(found, (), url_for("story", name=name), said)


def ask_words(args: Args, rows: Rows) -> Answered:
    """The words of a filter."""
    asked = requested_words(args)
    found, said = words(current_site().version, asked)
    return Answered(found, asked.to_args(), page_url("words", asked.to_args()), said)


def ask_compare(args: Args, rows: Rows) -> Answered:
    """Two filters beside each other."""
    asked = requested_comparison(args)
    found, said = compare(current_site().version, asked)
    return Answered(found, asked.to_args(), page_url("compare", asked.to_args()), said)


def ask_report(args: Args, rows: Rows) -> Answered:
    """What became of every line."""
    version = current_site().version
    asked = ReportView.from_args(args, len(version.sources))
    found = report(version, asked, rows.after, rows.end)
    page = page_url("data", asked.to_args())
    return Answered(found, asked.to_args(), page, None, found["total"])


def ask_versions(args: Args, rows: Rows) -> Answered:
    """The versions that can be asked for."""
    site, known = current_site(), current_service().versions.known()
    return Answered(versions(known, site.current.name), (), None)


def ask_difference(args: Args, rows: Rows) -> Answered:
    """What has changed from one version to another."""
    asked = DifferenceView.from_args(args)
    before = _version(asked.before)
    after = _version(asked.after) if asked.after else current_site().version
    found, said = difference(before, after, asked.show, rows.after, rows.end)
    page = page_url("difference_page", asked.to_args())
    return Answered(found, asked.to_args(), page, said, found["total"])


def _version(name: str) -> Version:
    try:
        return current_service().versions.named(name)
    except NoVersionError as error:
        abort(404, f"{error} Its name is {name}.")
