"""Floor 7: HTTP. A page is one module: parse the view, ask, render."""

from functools import partial

from flask import Flask, request
from werkzeug.exceptions import HTTPException

from webapp.charts import markup, markup_heat, markup_lines, markup_panels, markup_table, svg
from webapp.charts.heading import heading
from webapp.dataset import ElsewhereError
from webapp.pages import (
    add,
    choose,
    citation,
    compare,
    dashboard,
    data,
    data_files,
    difference,
    draft,
    embed,
    errors,
    figure_json,
    headlines_atom,
    health,
    list_markup,
    names,
    oembed,
    outlet,
    outlets,
    picture,
    report_csv,
    report_html,
    share,
    short_link,
    sign_in,
    static_files,
    stories,
    words,
)
from webapp.pages.adding import Adding
from webapp.pages.api import add_api
from webapp.pages.compression import compress
from webapp.pages.discovery import discovery
from webapp.pages.group_options import group_options
from webapp.pages.headers import secure
from webapp.pages.preview import preview
from webapp.pages.reader import reader_of
from webapp.pages.same_origin import refuse_other_origins
from webapp.pages.service import Service
from webapp.pages.session import install_sessions
from webapp.pages.since import changed_since
from webapp.pages.site import current_site, install, outlet_url, page_url, view_url
from webapp.pages.unchanged import Unchanged, tag_and_keep
from webapp.pages.uploads import limit_uploads, never_keep, read_to_the_end
from webapp.query import method
from webapp.query.arguments import FIRST_DAY, LAST_DAY, BadArgumentError
from webapp.query.comparison import Comparison
from webapp.query.coverage import SMALL_BASE
from webapp.query.deadline import NotWantedError, TooSlowError, end_deadline, start_deadline
from webapp.query.marks import MAX_MARKS
from webapp.query.names import Names
from webapp.query.outlet_list import OutletOrder
from webapp.query.periods import State
from webapp.query.report import Lines, ReportView
from webapp.query.view import (
    Amount,
    ChartKind,
    Count,
    Dating,
    Grain,
    Order,
    Sort,
    View,
    amounts,
)
from webapp.reading import Verdict
from webapp.short_links import NoLinksError
from webapp.text import (
    long_day,
    long_moment,
    number,
    percent,
    plural,
    short_date,
    shorten,
    signed_percent,
    span,
    weekday,
)

__all__ = ["Adding", "Service", "register"]


def register(app: Flask, service: Service) -> None:
    """Give `app` its data, pages, templates' words, error pages and headers."""
    install(app, service)
    # Read and compressed before gunicorn forks.
    static_files.fingerprint()
    _add_pages(app)
    add_api(app)
    _add_template_words(app)
    app.jinja_env.globals["can_add"] = service.adding is not None
    # Before anything else looks at the request.
    app.before_request(refuse_other_origins)
    if service.adding:
        _add_adding(app, service.adding)
    app.register_error_handler(BadArgumentError, errors.bad_argument)
    app.register_error_handler(TooSlowError, errors.too_slow)
    app.register_error_handler(ElsewhereError, errors.elsewhere)
    app.register_error_handler(NotWantedError, errors.not_wanted)
    app.register_error_handler(NoLinksError, errors.no_links)
    app.register_error_handler(HTTPException, errors.http_error)
    app.before_request(partial(_start_deadline, service.query_seconds))
    # A file on its way is sent after this, and takes the time that it takes.
    app.teardown_request(lambda _: end_deadline())
    # Flask runs these last to first: compress, add headers, then keep.
    app.after_request(tag_and_keep)
    app.after_request(partial(secure, framers=service.framers))
    app.after_request(compress)
    unchanged = Unchanged(app.wsgi_app, service)
    app.wsgi_app = short_link.InPlace(unchanged, app, service.links)  # type: ignore[method-assign]


def _start_deadline(seconds: int) -> None:
    """What is worked out elsewhere is given up too when nobody waits for it any more."""
    if current_site().version.elsewhere is None:
        start_deadline(seconds)
    else:
        start_deadline(seconds, reader_of(request))


def _add_pages(app: Flask) -> None:
    app.add_url_rule("/", view_func=dashboard.dashboard)
    app.add_url_rule("/figure.json", view_func=figure_json.figure_json)
    for path, known in data_files.FILES.items():
        app.add_url_rule(path, view_func=data_files.data_file, defaults=known)
    for path, known in data_files.SIDECARS.items():
        app.add_url_rule(path, view_func=data_files.sidecar, defaults=known)
    app.add_url_rule("/headlines.atom", view_func=headlines_atom.headlines_atom)
    app.add_url_rule("/chart.png", view_func=picture.chart_png)
    app.add_url_rule("/chart.svg", view_func=picture.chart_svg)
    app.add_url_rule("/compare.png", view_func=picture.compare_png)
    app.add_url_rule("/compare.svg", view_func=picture.compare_svg)
    app.add_url_rule("/outlets", view_func=outlets.outlets)
    app.add_url_rule("/outlet/<slug>", view_func=outlet.outlet)
    app.add_url_rule("/outlets/choose", view_func=choose.choose)
    app.add_url_rule("/outlets/names", view_func=names.names)
    app.add_url_rule("/words", view_func=words.words)
    app.add_url_rule("/compare", view_func=compare.compare)
    app.add_url_rule("/stories", view_func=stories.stories)
    app.add_url_rule("/story/<name>", view_func=stories.story)
    app.add_url_rule("/data", view_func=data.data)
    app.add_url_rule("/report.html", view_func=report_html.report_html)
    app.add_url_rule("/data/report.csv", view_func=report_csv.report_csv)
    app.add_url_rule("/difference", view_func=difference.difference_page)
    both = ("GET", "POST")
    app.add_url_rule("/share/", view_func=share.share, methods=both)
    app.add_url_rule("/share/<path:page>", view_func=share.share, methods=both)
    app.add_url_rule("/s/<code>", view_func=short_link.short_link)
    app.add_url_rule("/citation.txt", view_func=citation.citation_txt)
    app.add_url_rule("/citation.bib", view_func=citation.citation_bib)
    app.add_url_rule("/embed/<any(chart, table, both):part>", view_func=embed.embed)
    app.add_url_rule("/embed.js", view_func=embed.embed_script)
    app.add_url_rule("/oembed", view_func=oembed.oembed)
    app.add_url_rule("/healthz", view_func=health.healthz)
    app.add_url_rule("/static/<release>/<path:name>", view_func=static_files.static_file)


def _add_adding(app: Flask, adding: Adding) -> None:
    install_sessions(app, adding.token)
    limit_uploads(app, adding.upload_bytes, add.MOST_FILES)
    app.after_request(never_keep)
    app.after_request(read_to_the_end)
    both, post = ("GET", "POST"), ("POST",)
    app.add_url_rule("/add", view_func=add.add, methods=both)
    app.add_url_rule("/add/sign-in", view_func=sign_in.sign_in_page, methods=both)
    app.add_url_rule("/add/sign-out", view_func=sign_in.sign_out_page, methods=post)
    app.add_url_rule("/add/draft/<name>", view_func=draft.draft_page)
    app.add_url_rule("/add/draft/<name>/publish", view_func=draft.publish, methods=post)
    app.add_url_rule("/add/draft/<name>/discard", view_func=draft.discard, methods=post)


def _add_template_words(app: Flask) -> None:
    app.jinja_env.filters |= {
        "long_day": long_day,
        "long_moment": long_moment,
        "number": number,
        "percent": percent,
        "plural": plural,
        "short_date": short_date,
        "shorten": shorten,
        "signed_percent": signed_percent,
        "weekday": weekday,
    }
    app.jinja_env.globals |= {
        "Amount": Amount,
        "ChartKind": ChartKind,
        "Comparison": Comparison,
        "Count": Count,
        "Dating": Dating,
        "FIRST_DAY": FIRST_DAY,
        "LAST_DAY": LAST_DAY,
        "MAX_MARKS": MAX_MARKS,
        "Grain": Grain,
        "Lines": Lines,
        "Names": Names,
        "OutletOrder": OutletOrder,
        "Order": Order,
        "ReportView": ReportView,
        "SMALL_BASE": SMALL_BASE,
        "Sort": Sort,
        "State": State,
        "Verdict": Verdict,
        "View": View,
        "file_url": data_files.file_url,
        "group_options": group_options,
        "heading": heading,
        "amounts": amounts,
        "changed_since": changed_since,
        "discovery": discovery,
        # See report_html for a page that is a file.
        "as_file": False,
        "list_markup": list_markup,
        "markup": markup,
        "markup_heat": markup_heat,
        "markup_lines": markup_lines,
        "markup_panels": markup_panels,
        "markup_table": markup_table,
        "method": method,
        "outlet_url": outlet_url,
        "page_url": page_url,
        "preview": preview,
        "share_button": share.share_button,
        "span": span,
        "static_url": static_files.static_url,
        "svg": svg,
        "view_url": view_url,
        "zip": zip,
    }
