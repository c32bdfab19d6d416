"""/headlines, /coverage and /outlets as files: a view whole, whatever its size, in every format."""

import json
from typing import Final

from flask import Response

from webapp.answers.coverage import coverage
from webapp.answers.csv_metadata import MEDIA_TYPE, csv_metadata
from webapp.answers.headlines import headlines
from webapp.answers.outlets import outlets
from webapp.answers.table import Origin, Table
from webapp.answers.writing import KINDS, Format, file_name, written
from webapp.pages.download import download
from webapp.pages.site import (
    current_site,
    page_url,
    path_url,
    request_args,
    requested_list,
    requested_view,
    say_canonical,
    view_url,
    when_made,
    whole_address,
)
from webapp.query.arguments import Args
from webapp.query.outlet_list import OutletOrder

#: What there are files of.
TABLES: Final = ("headlines", "coverage", "outlets")
_METADATA: Final = "-metadata.json"

#: The address of every file, and the table and format that it is.
FILES: Final = {
    f"/{name}.{form}": {"name": name, "form": form} for name in TABLES for form in Format
}
#: The address of what each CSV is about.
SIDECARS: Final = {f"/{name}.{Format.CSV}{_METADATA}": {"name": name} for name in TABLES}


def file_url(name: str, form: str, args: Args = ()) -> str:
    """The URL of a file of one of TABLES with `args`, within the version of a pinned request."""
    return path_url(f"/{name}.{Format(form)}", args)


def data_file(name: str, form: Format) -> Response:
    """The file of the request's view, streamed. What it begins with is made before it is sent.

    Raises BadArgumentError, and TooSlowError past the deadline; what is under way is never cut.
    """
    table, kind = _requested(name), KINDS[form]
    called = file_name(name, table.about.version, form)
    response = download(called, written(table, form), kind.media_type)
    if not kind.tells:
        sidecar = _asked_as(f"/{name}.csv{_METADATA}")
        response.headers["Link"] = f'<{sidecar}>; rel="describedby"; type="{MEDIA_TYPE}"'
    return response


def sidecar(name: str) -> Response:
    """What the CSV of the request's view is about, and its columns: CSV on the Web."""
    table = _requested(name)
    said = csv_metadata(table, whole_address(_asked_as(f"/{name}.{Format.CSV}")))
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    return Response(text, content_type=MEDIA_TYPE)


def _requested(name: str) -> Table:
    site = current_site()
    version = site.version
    if name == "outlets":
        asked = requested_list(OutletOrder).but()
        say_canonical(asked.to_args())
        address = page_url("outlets", asked.to_args())
        return outlets(version, asked, Origin(site.title, whole_address(address), when_made()))
    view = requested_view().but()
    say_canonical(view.to_args())
    origin = Origin(site.title, whole_address(view_url(view)), when_made())
    make = coverage if name == "coverage" else headlines
    return make(version, view, origin)


def _asked_as(path: str) -> str:
    """The URL of what is at `path` with the arguments of the request."""
    return path_url(path, request_args())
