"""/difference: what has changed from one version to another, headline by headline."""

from flask import abort, render_template, request
from werkzeug.wrappers import Response

from webapp.dataset import NoVersionError, Version
from webapp.pages.pinned import root_of
from webapp.pages.site import (
    NO_VERSION,
    canonical_redirect,
    current_service,
    current_site,
    live_url,
    page_url,
    request_args,
)
from webapp.query.changed_headlines import Changed, changed_page
from webapp.query.difference import difference
from webapp.query.difference_view import DifferenceView, sizes_of
from webapp.query.difference_words import became_words, clauses
from webapp.text import long_moment, short_date

_SCHEMES = ("https://", "http://")


def difference_page() -> str | Response:
    """The page of the request's difference, or a redirect to its one address."""
    asked = DifferenceView.from_args(request_args())
    redirected = canonical_redirect(asked.to_args())
    if redirected:
        return redirected
    site = current_site()
    before = _named(asked.before)
    after = _named(asked.after) if asked.after else site.version
    found = difference(before, after)
    show = asked.shown(found)
    return render_template(
        "difference.html",
        site=site,
        asked=asked,
        found=found,
        show=show,
        sizes=sizes_of(found),
        is_one=before.name == after.name,
        headlines=(before.headlines, after.headlines),
        versions=[_said_of(version, site.current) for version in (before, after)],
        told=[(each.text, _address(asked.but(show=each.show))) for each in clauses(found)],
        page=changed_page(before, after, found, show, asked.page),
        address=_address,
        became_words=became_words,
        fields=_fields,
        is_web=lambda url: url.startswith(_SCHEMES),
    )


def _named(name: str) -> Version:
    """The version of that name; without one, the page that says so."""
    site = current_site()
    for version in (site.version, site.current):
        if version.name == name:
            return version
    try:
        return current_service().versions.named(name)
    except NoVersionError as error:
        request.environ[NO_VERSION] = f"{error} Its name is {name}."
        abort(404)


def _said_of(version: Version, current: Version) -> tuple[str, str]:
    """What a version is called in a sentence, and the address of its pages."""
    versions = current_service().versions
    made, frozen = versions.made(version.name), versions.frozen(version.name)
    said = f"the version of {long_moment(made)}" if made else f"the version {version.name}"
    if version.name == current.name:
        said = f"the current version, of {long_moment(made)}" if made else "the current version"
    if frozen:
        said += f", frozen on {long_moment(frozen)}"
    return said, live_url(f"{root_of(version.name)}/")


def _address(asked: DifferenceView) -> str:
    return page_url("difference_page", asked.to_args())


def _fields(changed: Changed) -> list[tuple[str, str, str]]:
    """What is not as it was of a corrected headline: its name, and how it was and is written."""
    before, after = changed.before, changed.after
    if before is None or after is None:
        return []
    found = [
        ("Title", before.title, after.title),
        ("Date", short_date(before.date), short_date(after.date)),
        ("Time", *(long_moment(each.time) if each.time else "none" for each in (before, after))),
        (
            "Listed",
            *(short_date(each.listed) if each.listed else "none" for each in (before, after)),
        ),
        ("Link", before.url or "none", after.url or "none"),
        ("Outlet", before.outlet.name, after.outlet.name),
    ]
    return [(name, was, is_now) for name, was, is_now in found if was != is_now]
