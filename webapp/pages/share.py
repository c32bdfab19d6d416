"""/share/<path of a page>: everything that can be sent, embedded, taken along and cited of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from webapp.dataset import CannotFreezeError, FixedVersion, NoVersionError
from webapp.pages.citation import citation_of
from webapp.pages.pinned import is_pinned, live_root, root_of
from webapp.pages.shareable import ENDPOINTS, Shareable, shareable
from webapp.pages.site import (
    current_service,
    current_site,
    path_url,
    request_args,
    whole_address,
)
from webapp.pages.told import told, whole_title
from webapp.pages.ways_out import LONGEST, share_address, ways_out
from webapp.query.arguments import Args, BadArgumentError
from webapp.short_links import NoLinksError

#: What a form asks to be done, beside the arguments of the page that it is about.
DO: Final = "do"
#: The version that the form's page showed.
VERSION: Final = "version"
# The longest view has 600 outlets, and each may be spelled in 700 characters.
_MOST_SENT: Final = 1_000_000


class Do(StrEnum):
    """What a form of the page asks for: nothing makes another view of what is sent."""

    SHOW = "show"
    SHORT = "short"
    FREEZE = "freeze"
    SHORT_FROZEN = "short-frozen"


@dataclass(frozen=True)
class Link:
    """A whole link and the short one to the same, "" where there is none yet."""

    whole: str
    short: str


@dataclass(frozen=True)
class ShareButton:
    """Where the ways of the page that is shown are, and the arguments to send there.

    They go by themselves where an address would be too long with them.
    """

    address: str
    sent: Args


def share_button() -> ShareButton | None:
    """That of the page that answers the request; None where it cannot be shared."""
    if request.endpoint not in ENDPOINTS:
        return None
    args = request_args()
    address = share_address(request.path, args)
    if len(address) <= LONGEST:
        return ShareButton(address, ())
    return ShareButton(share_address(request.path, ()), args)


def share(page: str = "") -> Response:
    """The page, or a redirect to it when what was asked for is done. 503 when that cannot be."""
    sent = request.method == "POST"
    if sent:
        request.max_content_length = request.max_form_memory_size = _MOST_SENT
    # In the body where they are too long for an address.
    body = request.form.items(multi=True) if sent else ()
    of_view = [each for each in body if each[0] not in (DO, VERSION)]
    asked = shareable(f"/{page}", [*request_args(), *of_view])
    problem, status = "", 200
    if sent:
        try:
            address = _done(_asked_for(), asked)
        except NoLinksError as error:
            problem, status = str(error), 503
        except (CannotFreezeError, NoVersionError) as error:
            problem, status = str(error), 409
        else:
            if len(address) <= LONGEST:
                return redirect(address, 303)
    response = make_response(_page(asked, problem), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked_for() -> Do:
    value = request.form.get(DO, Do.SHOW)
    try:
        return Do(value)
    except ValueError:
        raise BadArgumentError(DO, value, f"one of {', '.join(Do)}") from None


def _done(what: Do, asked: Shareable) -> str:
    """Do what is asked for; where that is seen.

    Raises NoLinksError, CannotFreezeError and NoVersionError.
    """
    here = share_address(asked.path, asked.args)
    if what is Do.SHOW:
        return here
    shown = current_site().version.name
    if what is Do.SHORT:
        _make(_target(asked, shown if is_pinned() else ""))
        return here
    service, version = current_service(), request.form.get(VERSION, "")
    if version != shown:
        # Another has become current since: what was seen is what is frozen.
        service.pinned(version)
        here = _share_of(asked, version)
    if what is Do.FREEZE:
        service.versions.freeze(version)
    elif service.versions.frozen(version):
        _make(_target(asked, version))
    return here


def _make(target: str) -> None:
    links = current_service().links
    if links is None:
        raise NoLinksError("This server has no place to keep short links.")
    links.make(target)


def _target(asked: Shareable, version: str) -> str:
    """What a short link stands for; `version` is "" for the page as the data grows."""
    return root_of(version) + asked.address


def _share_of(asked: Shareable, version: str) -> str:
    """The path of the page that has all ways of `asked` as of a version, "" for as it grows."""
    return f"{live_root()}{root_of(version)}/share{asked.address}"


def _page(asked: Shareable, problem: str) -> str:
    site, service = current_site(), current_service()
    said = told(asked)
    name = site.version.name
    frozen: datetime | None = service.versions.frozen(name)
    title = whole_title(asked)
    known = _KnownLinks()
    return render_template(
        "share.html",
        site=site,
        # What the other pages go on with.
        view=asked.view,
        asked=asked,
        told=said,
        title=title,
        ways=ways_out(asked, said, title),
        link=known.link(_target(asked, name if is_pinned() else "")),
        frozen=frozen,
        frozen_link=known.link(_target(asked, name)) if frozen and not is_pinned() else None,
        frozen_share=_share_of(asked, name),
        live_share=_share_of(asked, ""),
        is_pinned=is_pinned(),
        can_freeze=not isinstance(service.versions, FixedVersion),
        links_off=service.links is None,
        links_down=known.problem,
        citation=citation_of(asked, said),
        action=path_url(f"/share{asked.path}"),
        problem=problem,
        Do=Do,
    )


class _KnownLinks:
    """Short links that exist; once the database does not answer, it is not asked again."""

    def __init__(self) -> None:
        self.problem = ""

    def link(self, target: str) -> Link:
        """A target as a link, with its short one if there is one and it can be told."""
        links, code = current_service().links, None
        if links and not self.problem:
            try:
                code = links.code(target)
            except NoLinksError as error:
                self.problem = str(error)
        return Link(
            whole_address(live_root() + target),
            whole_address(f"{live_root()}/s/{code}") if code else "",
        )
