"""/chart.png, /chart.svg, /compare.png, /compare.svg: a view, or a comparison, as a picture."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from flask import Response as FlaskResponse
from flask import request
from werkzeug.wrappers import Response

from webapp.charts.groups import split_of
from webapp.charts.heading import heading
from webapp.charts.pictures.bars import coverage_part
from webapp.charts.pictures.frame import Words
from webapp.charts.pictures.heatmap import heat_part
from webapp.charts.pictures.lanes import timeline_part
from webapp.charts.pictures.multiples import panels_part
from webapp.charts.pictures.picture import picture
from webapp.charts.pictures.plot import Part
from webapp.charts.pictures.png import png
from webapp.charts.pictures.ranks import ranks_part
from webapp.charts.pictures.sheet import Sheet
from webapp.charts.pictures.sides import comparison_part
from webapp.charts.pictures.style import STYLES
from webapp.pages.compare import draw, requested_comparison
from webapp.pages.drawn_chart import DrawnChart, drawn_chart
from webapp.pages.service import Site
from webapp.pages.site import canonical_redirect, current_site, known_here, request_args, when_made
from webapp.query.compared import compare_in
from webapp.query.comparison import Comparison
from webapp.query.comparison_sentence import sentence as comparison_sentence
from webapp.query.coverage import COVERAGE
from webapp.query.deadline import check_deadline
from webapp.query.foreseen import of_chart, of_record
from webapp.query.marks import MAX_MARKS
from webapp.query.measure import foresee, run
from webapp.query.periods import axis
from webapp.query.picture_view import PictureView, Size, sized_comparison, with_size
from webapp.query.side_names import asked_for, side_names
from webapp.query.summary import sentence, summarise
from webapp.query.view import Amount, ChartKind, View
from webapp.text import long_day

_SVG: Final = "image/svg+xml"
_PNG: Final = "image/png"


@dataclass(frozen=True)
class Picture:
    """A sheet, what it says to who cannot see it, and what its file is called, without the end."""

    sheet: Sheet
    title: str
    sentence: str
    name: str


def chart_svg() -> Response:
    """The picture of the request's view, or a redirect to its one address."""
    return _of_view(_svg)


def chart_png() -> Response:
    """As `chart_svg`, in pixels."""
    return _of_view(_png)


def compare_svg() -> Response:
    """The picture of the request's comparison, or a redirect to its one address."""
    return _of_comparison(_svg)


def compare_png() -> Response:
    """As `compare_svg`, in pixels."""
    return _of_comparison(_png)


def _of_view(answer: Callable[[Picture], Response]) -> Response:
    asked = PictureView.from_args(request_args())
    asked = replace(asked, view=known_here(asked.view))
    redirected = canonical_redirect(asked.to_args())
    return redirected or answer(view_picture(current_site(), asked.view, asked.size))


def _of_comparison(answer: Callable[[Picture], Response]) -> Response:
    size, args = sized_comparison(request_args())
    asked = requested_comparison(args)
    redirected = canonical_redirect(with_size(asked.to_args(), size))
    return redirected or answer(comparison_picture(current_site(), asked, size))


def _svg(drawn: Picture) -> Response:
    return _file(drawn, drawn.sheet.svg(drawn.title, drawn.sentence).encode(), _SVG, "svg")


def _png(drawn: Picture) -> Response:
    return _file(drawn, png(drawn.sheet, drawn.title, drawn.sentence), _PNG, "png")


def _file(drawn: Picture, content: bytes, mimetype: str, end: str) -> Response:
    response = FlaskResponse(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'inline; filename="{drawn.name}.{end}"'
    return response


def view_picture(site: Site, view: View, size: Size) -> Picture:
    """The picture of a view. Raises TooSlowError."""
    version, style = site.version, STYLES[size]
    foresee(version, *of_chart(view), *of_record(version, view.story))
    coverage = run(COVERAGE, version, view)
    time = axis(version.facts, view)
    said = sentence(summarise(coverage, time), view, version.outlets, time)
    drawn = drawn_chart(version, view, coverage, time, style.most[view.chart])
    instead = ""
    if drawn.too_many_marks:
        instead = f", as bars: a timeline marks {MAX_MARKS:,} at most"
        view = view.but(chart=ChartKind.BARS)
        coverage, time = run(COVERAGE, version, view), axis(version.facts, view)
        drawn = drawn_chart(version, view, coverage, time, style.most[view.chart])
    check_deadline("drawing the picture")
    split = split_of(version, view)
    shows = heading(view, time, split.name.lower() if split else "outlet") + instead
    words = _words(site, asked_for(view, version), said)
    sheet = picture(words, style, part_of(drawn, shows))
    ends = [str(time.first), str(time.last)] if time else []
    return Picture(sheet, words.title, said, "-".join(["dateline", view.chart, *ends]))


def part_of(drawn: DrawnChart, shows: str) -> Part | None:
    """The chart of a picture under a heading; None when there is nothing to draw."""
    if drawn.heat:
        return heat_part(drawn.heat, shows)
    if drawn.timeline:
        return timeline_part(drawn.timeline, shows)
    if drawn.ranks:
        return ranks_part(drawn.ranks, shows)
    if drawn.coverage and drawn.panels:
        return panels_part(drawn.coverage, drawn.panels, shows)
    return coverage_part(drawn.coverage, shows) if drawn.coverage else None


def comparison_picture(site: Site, asked: Comparison, size: Size) -> Picture:
    """The picture of a comparison. Raises TooSlowError."""
    version = site.version
    names = side_names(asked, version)
    compared = None if asked.is_same else compare_in(version, asked)
    if asked.is_same:
        said, title = "Both sides are the same", names.first
    else:
        said = comparison_sentence(compared, names, asked.first)
        title = f"{names.first} and {names.second}"
    check_deadline("drawing the picture")
    drawn = draw(version, compared, names)
    part = None
    if drawn:
        by_share = asked.amount is Amount.OWN_SHARE
        what = "Share of each side’s headlines" if by_share else "Headlines"
        grain = drawn.compared.alignment.grain
        part = comparison_part(drawn.chart, f"{what} per {grain}")
    words = _words(site, title, said)
    sheet = picture(words, STYLES[size], part)
    return Picture(sheet, title, said, "dateline-comparison")


def _words(site: Site, asked: str, said: str) -> Words:
    """What is asked for stands over the name of the list, which leads where all of it is shown."""
    last, made = site.version.facts.last, when_made()
    name = f"version {site.version.name[:8]}" + (f" of {long_day(made.date())}" if made else "")
    return Words(
        title=asked or site.title,
        kicker=site.title if asked else "",
        sentence=said,
        source=request.host,
        dated=f"Data to {long_day(last)}, {name}" if last else f"Data: {name}",
    )
