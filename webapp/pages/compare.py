"""/compare: two views side by side, as a sentence, a chart and tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, NamedTuple

import numpy as np
from flask import render_template
from werkzeug.wrappers import Response

from webapp.charts.comparison import ComparisonChart, comparison_chart, period_link
from webapp.charts.comparison_table import TableRow, table_rows
from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE, Outlets
from webapp.pages.site import (
    OutletLinks,
    canonical_redirect,
    current_site,
    known_here,
    page_url,
    request_args,
    view_url,
)
from webapp.query.arguments import BadArgumentError
from webapp.query.compared import Compared, change, compare_in
from webapp.query.comparison import SECOND, Comparison, as_second, in_both
from webapp.query.comparison_sentence import sentence, share
from webapp.query.counterparts import counterparts
from webapp.query.side_names import WIRE, SideNames, group_name, side_names
from webapp.query.view import Amount, Grain, View
from webapp.text import fold, signed

#: Outlets offered while a name is typed; any other can be typed all the same.
MAX_OFFERED: Final = 200
#: Outlets in the table.
MAX_OUTLET_ROWS: Final = 20


def compare() -> str | Response:
    """The page of the request's comparison, or a redirect to its one address."""
    site = current_site()
    version = site.version
    asked = Comparison.from_args(with_slugs(request_args(), version.outlets))
    known_here(asked.first)
    with as_second():
        known_here(asked.second)
    redirected = canonical_redirect(asked.to_args())
    if redirected:
        return redirected
    names = side_names(asked, version.outlets)
    compared = None if asked.is_same else compare_in(version, asked)
    if asked.is_same:
        said = "Both sides are the same: choose something else for the second"
    else:
        said = sentence(compared, names, asked.first)
    return render_template(
        "compare.html",
        site=site,
        asked=asked,
        # What the other pages go on with.
        view=asked.first,
        sides=(
            FormSide("First side", "", asked.first, held(asked.first, version.outlets)),
            FormSide("Second side", SECOND, asked.second, held(asked.second, version.outlets)),
        ),
        names=names,
        sentence=said,
        offered=_offered(version),
        counterparts=[] if asked.second.is_filtered else counterparts(version, asked),
        drawn=draw(version, compared, names),
        by_share=asked.amount is Amount.OWN_SHARE,
        grains=_grains(compared),
        change=change,
        period_link=period_link,
        outlet_links=(OutletLinks(asked.first), OutletLinks(asked.second)),
        share=share,
        signed=signed,
        compare_url=compare_url,
        max_outlet_rows=MAX_OUTLET_ROWS,
        Amount=Amount,
    )


class Held(NamedTuple):
    """What a side asks for that has no field: a box of the form, ticked."""

    name: str
    value: str
    kind: str
    text: str


class FormSide(NamedTuple):
    """One side of the form; `behind` stands behind the names of its arguments."""

    legend: str
    behind: str
    view: View
    held: list[Held]


@dataclass(frozen=True)
class Drawn:
    """What is compared; `common` is the address of what is on both sides, "" if it has none."""

    compared: Compared
    chart: ComparisonChart
    rows: list[TableRow]
    common: str


def compare_url(asked: Comparison) -> str:
    """The address of a comparison."""
    return page_url("compare", asked.to_args())


def held(view: View, outlets: Outlets) -> list[Held]:
    """What a view asks for beside words and dates."""
    found = [Held("outlet", slug, "", _name(slug, outlets)) for slug in view.outlets]
    found += [Held("without", slug, "Without", _name(slug, outlets)) for slug in view.without]
    found += [Held("group", group, "Group", group_name(group)) for group in view.groups]
    if view.story:
        found.append(Held("story", view.story, "", "One story"))
    if view.wire:
        found.append(Held("wire", view.wire, "Headlines", WIRE[view.wire]))
    return found


def with_slugs(args: Iterable[tuple[str, str]], outlets: Outlets) -> list[tuple[str, str]]:
    """`args` with outlets that were typed by their names as links name them.

    Raises BadArgumentError for a name that no outlet has.
    """
    return [
        (
            name,
            _slug(name, value.strip(), outlets) if name in ("outlet", "outlet" + SECOND) else value,
        )
        for name, value in args
    ]


def _slug(argument: str, typed: str, outlets: Outlets) -> str:
    if not typed or typed in outlets.code_by_slug:
        return typed
    slug_by_name = {fold(outlet.name): outlet.slug for outlet in reversed(outlets.outlets)}
    if fold(typed) in slug_by_name:
        return slug_by_name[fold(typed)]
    near = get_close_matches(fold(typed), slug_by_name, n=3)
    such_as = [outlets[outlets.code_by_slug[slug_by_name[name]]].name for name in near]
    accepted = "an outlet of this list, by its whole name"
    raise BadArgumentError(
        argument, typed, accepted + (f", such as {', '.join(such_as)}" if such_as else "")
    )


def _name(slug: str, outlets: Outlets) -> str:
    return outlets[outlets.code_by_slug[slug]].name


def _offered(version: Version) -> list[str]:
    """The names of the largest outlets."""
    largest = np.argsort(version.ranks, kind="stable")[:MAX_OFFERED].tolist()
    return [version.outlets[code].name for code in largest if code != UNKNOWN_CODE]


def draw(version: Version, compared: Compared | None, names: SideNames) -> Drawn | None:
    """What is drawn of a comparison; None where neither side has a headline."""
    if compared is None or not (compared.first.total or compared.second.total):
        return None
    common = in_both(compared.first.view, compared.second.view)
    return Drawn(
        compared,
        comparison_chart(version, compared, names),
        table_rows(compared),
        view_url(common) if common else "",
    )


def _grains(compared: Compared | None) -> list[Grain]:
    """The lengths of a period to choose from: years only where there is more than one."""
    if compared is None:
        return []
    time = compared.alignment.longer
    long = time.grain is Grain.YEAR or time.first.year != time.last.year
    return [grain for grain in Grain if long or grain is not Grain.YEAR]
