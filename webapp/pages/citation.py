"""/citation.txt, /citation.bib: how a page is cited; `of` is its address below the version."""

from flask import Response

from webapp.answers.citation import Citation
from webapp.pages.pinned import is_pinned, live_root, root_of
from webapp.pages.shareable import Shareable, shareable_at
from webapp.pages.site import current_service, current_site, request_args, when_made, whole_address
from webapp.pages.told import Told, told, whole_title
from webapp.query.arguments import Arguments, BadArgumentError


def citation_of(asked: Shareable, told: Told) -> Citation:
    """How a page of the version that is shown is cited: frozen, where that can be."""
    site, versions = current_site(), current_service().versions
    name = site.version.name
    frozen = versions.frozen(name)
    within = root_of(name) if frozen or is_pinned() else ""
    return Citation(
        title=whole_title(asked),
        sentence=told.sentence,
        version=name,
        made=when_made(),
        frozen=frozen,
        link=whole_address(live_root() + within + asked.address),
        is_pinned=bool(within),
    )


def citation_txt() -> Response:
    """As plain text."""
    return _kept(Response(f"{_asked().plain}\n", mimetype="text/plain"))


def citation_bib() -> Response:
    """As a file for BibTeX."""
    response = Response(_asked().bibtex, content_type="application/x-bibtex; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="dateline.bib"'
    return _kept(response)


def _asked() -> Citation:
    address = Arguments(request_args(), ("of",)).one("of") or "/"
    if not address.startswith("/"):
        raise BadArgumentError("of", address, "the address of a page, as /outlets?q=iran")
    asked = shareable_at(address)
    return citation_of(asked, told(asked))


def _kept(response: Response) -> Response:
    # A version may be frozen at any moment, which no tag knows of.
    response.headers["Cache-Control"] = "no-store"
    return response
