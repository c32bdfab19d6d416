"""/outlet/<slug>: one outlet under a filter, beside all others."""

from difflib import get_close_matches
from functools import partial
from typing import Final, NamedTuple

from flask import redirect, render_template
from werkzeug.wrappers import Response

from webapp.charts.comparison import period_link
from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE
from webapp.pages.compare import compare_url, draw
from webapp.pages.desk import desk
from webapp.pages.listing import MAX_NAME, Item, listing
from webapp.pages.site import (
    canonical_redirect,
    current_site,
    known_here,
    outlet_url,
    page_url,
    request_args,
)
from webapp.query.arguments import MAX_SEARCH_LENGTH, Args, Arguments, BadArgumentError
from webapp.query.compared import compare_in
from webapp.query.comparison import Comparison
from webapp.query.families import Lead, leads, said
from webapp.query.foreseen import of_filter, of_outlet
from webapp.query.languages import foresee_languages
from webapp.query.measure import run
from webapp.query.names import Names, NamesView
from webapp.query.one_outlet import groups_of_outlet, joins_of, silence_of
from webapp.query.outlet_list import knows_reruns
from webapp.query.outlet_sentence import outlet_sentence
from webapp.query.outlet_table import OUTLET_TABLE
from webapp.query.periods import axis
from webapp.query.rows import rows_between
from webapp.query.side_names import SideNames
from webapp.query.silence import LEAST
from webapp.query.taken import Taken
from webapp.query.view import FILTER, Amount, View, Wire
from webapp.query.words import word_counts
from webapp.query.words_told import words_apart
from webapp.text import isolate, shorten, signed

#: Rows of each table; links lead to the rest.
MOST_ROWS: Final = 20
MOST_WORDS: Final = 12
_NEAR: Final = 5


class Shared(NamedTuple):
    """A headline that others ran too: who was first ("" for nobody), and by how much."""

    item: Item
    first: str
    lead: str


def outlet(slug: str) -> str | Response | tuple[str, int]:
    """The outlet's page, a redirect to its one address, or 404 with names that are like it."""
    version = current_site().version
    known = version.outlets
    view = requested_filter(slug, request_args())
    args = view.to_args()
    now = known.slug_now(slug)
    if now is None:
        return _not_found(slug), 404
    if now != slug:
        return redirect(outlet_url(now, args))
    redirected = canonical_redirect(args)
    if redirected:
        return redirected
    code = known.code_by_slug[slug]
    own, others = view.but(outlets=(slug,)), view.but(without=(slug,))
    foresee_languages(version, *of_filter(version, view, slug), *of_outlet(view, slug, MOST_ROWS))
    table = run(OUTLET_TABLE, version, view)
    time = axis(version.facts, view)
    shown = _newest(version, own)
    shared = own.but(wire=view.wire or Wire.SHARED)
    comparison = Comparison(own, others, amount=Amount.OWN_SHARE)
    names = SideNames(isolate(shorten(known[code].name, MAX_NAME)), "All others", "")
    joins = joins_of(version, slug)
    return render_template(
        "outlet.html",
        **desk(view, view, partial(_here, slug), slug),
        outlet=known[code],
        name=isolate(known[code].name),
        is_known=code != UNKNOWN_CODE,
        own=own,
        others=others,
        sentence=outlet_sentence(table, code, view, time, known),
        total=int(table.headlines[code]),
        every=int(run(OUTLET_TABLE, version, View()).headlines[code]),
        names=names,
        drawn=draw(version, compare_in(version, comparison), names),
        compare_url=compare_url(comparison),
        period_link=period_link,
        signed=signed,
        items=listing(version, own, shown),
        shared=_shared(version, shared),
        shared_view=shared,
        ran_first=int(table.ran_first[code]),
        rerun=int(table.rerun[code]),
        knows_reruns=knows_reruns(view),
        silent=silence_of(version, view, code),
        least=LEAST,
        joins=joins[:MOST_ROWS],
        more_joins=max(0, len(joins) - MOST_ROWS),
        words=words_apart(word_counts(version, own, view), own, MOST_WORDS),
        words_url=page_url("words", own.to_args()),
        names_url=page_url("names", _names(known[code].name).to_args()),
        groups=groups_of_outlet(version, code, view),
        most_rows=MOST_ROWS,
        Wire=Wire,
    )


def requested_filter(slug: str, args: Args) -> View:
    """The filter that `args` ask for. Raises BadArgumentError, for outlets too: it is of one."""
    Arguments(args, FILTER)
    view = known_here(View.from_args(args))
    for name, slugs in (("outlet", view.outlets), ("without", view.without)):
        if slugs:
            raise BadArgumentError(
                name, slugs[0], f"nothing: this page is of {slug} and compares it with all others"
            )
    return view


def _here(slug: str, view: View) -> str:
    """The address of the outlet's page under another filter."""
    return outlet_url(slug, view.to_args())


def _not_found(slug: str) -> str:
    outlets = current_site().version.outlets
    near = get_close_matches(slug, outlets.code_by_slug, n=_NEAR)
    return render_template(
        "outlet_unknown.html",
        site=current_site(),
        slug=slug,
        near=[outlets[outlets.code_by_slug[each]] for each in near],
    )


def _newest(version: Version, view: View) -> Taken:
    """The newest headlines of a view."""
    _, taken = rows_between(version, view, 0, MOST_ROWS)
    return taken


def _shared(version: Version, view: View) -> list[Shared]:
    """The newest headlines of a view that others ran too."""
    taken = _newest(version, view)
    return [
        Shared(item, _who(version, lead), said(lead))
        for item, lead in zip(
            listing(version, view, taken), leads(version, view, taken), strict=True
        )
    ]


def _who(version: Version, lead: Lead) -> str:
    return "" if lead.code is None else version.outlets[lead.code].name


def _names(name: str) -> NamesView:
    """The page of names on which the joins of an outlet stand."""
    return NamesView(Names.JOINED, name[:MAX_SEARCH_LENGTH])
