"""/embed/…: the chart of a view, its headlines or both, for pages of other sites to show.

Also /embed.js, which those pages may load: it gives each frame the height of what is in it.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from flask import Response as FlaskResponse
from flask import render_template
from werkzeug.wrappers import Response

from webapp.charts import markup
from webapp.charts.groups import split_of
from webapp.pages.drawn_chart import DrawnChart, drawn_chart
from webapp.pages.listing import listing
from webapp.pages.service import Site
from webapp.pages.site import (
    canonical_redirect,
    current_site,
    known_here,
    page_url,
    request_args,
    view_url,
    whole_address,
)
from webapp.pages.static_files import read_files
from webapp.query.arguments import Args, with_query
from webapp.query.coverage import COVERAGE
from webapp.query.embed_view import EmbedPart, EmbedView, Theme
from webapp.query.foreseen import of_chart, of_rows
from webapp.query.measure import foresee, run
from webapp.query.periods import axis
from webapp.query.rows import page_of_rows
from webapp.query.side_names import titled
from webapp.query.summary import sentence, summarise

#: Where each part is.
PATHS: Final = {part: f"/embed/{part}" for part in EmbedPart}
#: Pages that load the script get what is new in it within an hour.
_SCRIPT_KEPT: Final = "public, max-age=3600"


def embed(part: str) -> str | Response:
    """What the request embeds, or a redirect to its one address."""
    asked = requested_embed(EmbedPart(part), request_args())
    redirected = canonical_redirect(asked.to_args())
    if redirected:
        return redirected
    site = current_site()
    version, view = site.version, asked.view
    foresee(version, *of_chart(view), *(of_rows(view) if asked.has_table else ()))
    coverage = run(COVERAGE, version, view)
    time = axis(version.facts, view)
    summary = summarise(coverage, time)
    rows = page_of_rows(version, view) if asked.has_table else None
    return render_template(
        "embed.html",
        site=site,
        asked=asked,
        view=view,
        title=titled(site.title, view, version),
        theme="" if asked.theme is Theme.AUTO else asked.theme,
        sentence=sentence(summary, view, version.outlets, time if asked.has_chart else None),
        total=summary.headlines,
        chart=drawn_chart(version, view, coverage, time) if asked.has_chart else DrawnChart(time),
        rows=rows,
        items=listing(version, view, rows.rows) if rows else [],
        headlines_by_day=dict(zip(summary.days, summary.by_day, strict=True)),
        as_of=version.last,
        kept=_kept(site),
        canonical=whole_address(view_url(view)),
        # Relative links would lead to embeds.
        home=page_url("dashboard"),
        listed_at=view_url(view),
        peaks=None,
        split=split_of(version, view),
    )


def _kept(site: Site) -> date | None:
    """When the version that the request names was frozen or made; None for no saying."""
    moment = site.pinned and (site.pinned.frozen or site.pinned.made)
    return moment.date() if moment else None


def requested_embed(part: EmbedPart, args: Args) -> EmbedView:
    """The embed that `args` ask for. Raises BadArgumentError."""
    asked = EmbedView.from_args(part, args)
    return replace(asked, view=known_here(asked.view))


def embed_address(asked: EmbedView) -> str:
    """Path and query of an embed, below the place where the application is mounted."""
    return with_query(PATHS[asked.part], asked.to_args())


def iframe(address: str, title: str, width: int | str, height: int) -> str:
    """The HTML that shows the embed at `address`; `width` is in pixels, or "100%"."""
    return (
        f'<iframe src="{markup.escaped(address)}" title="{markup.escaped(title)}" '
        f'width="{width}" height="{height}" loading="lazy" '
        'style="border:0;max-width:100%"></iframe>'
    )


def embed_script() -> FlaskResponse:
    """/embed.js: the same for every version, at an address that stays."""
    response = FlaskResponse(read_files()["js/embed-host.js"].body, mimetype="text/javascript")
    response.headers["Cache-Control"] = _SCRIPT_KEPT
    return response
