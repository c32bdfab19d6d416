"""What went wrong, told to programs: application/problem+json (RFC 9457)."""

import json
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from flask import request
from werkzeug.exceptions import Forbidden, HTTPException, NotFound
from werkzeug.wrappers import Response

from webapp.dataset import ElsewhereError
from webapp.pages.pinned import live_root, pinned
from webapp.pages.site import NO_VERSION, whole_address
from webapp.query.arguments import BadArgumentError, query_string
from webapp.query.deadline import TooSlowError

MEDIA_TYPE: Final = "application/problem+json"
#: When to ask again for what is only away for a while, in seconds.
RETRY_AFTER: Final = "5"


@dataclass(frozen=True)
class Kind:
    """A kind of problem; `name` is its place on the readable page, `about` what it is there."""

    name: str
    status: int
    title: str
    about: str

    @property
    def anchor(self) -> str:
        """Where the readable page tells of it."""
        return f"problem-{self.name}"


BAD_ARGUMENT: Final = Kind(
    "bad-argument",
    400,
    "An argument cannot be used",
    "The question has an argument that is not known, or a value that cannot be used. “argument” "
    "and “value” say which, “accepted” what would be. Nothing is ever passed over in silence.",
)
NOT_FOUND: Final = Kind(
    "not-found",
    404,
    "There is no such thing",
    "There is no such operation, or no such outlet or story in this list. Stories are made anew "
    "with every version: one is named by its first headline.",
)
NO_VERSION_HERE: Final = Kind(
    "no-version",
    404,
    "This version is not here",
    "The address names a version of the data that has been removed, or never was. Whoever was "
    "going through a list starts again at “start”, which is of the current version.",
)
NOT_ALLOWED: Final = Kind(
    "not-allowed", 405, "That cannot be done here", "All of this can be read: GET, HEAD, OPTIONS."
)
TOO_SLOW: Final = Kind(
    "too-slow",
    503,
    "The question takes too long",
    "Answering took longer than the server gives to one question. Ask for less, such as fewer days "
    "or fewer words; the same may also work later, when fewer people ask.",
)
ELSEWHERE: Final = Kind(
    "no-cluster",
    503,
    "The headlines cannot be reached now",
    "They are on a cluster of machines that cannot be reached. Nothing is lost, and the same works "
    "again as soon as the cluster does.",
)
OTHER: Final = Kind(
    "other", 400, "The question cannot be answered", "The request could not be understood."
)
FAILED: Final = Kind(
    "failed",
    500,
    "Something went wrong here",
    "It is not your doing, and it has been written to the server’s log.",
)
KINDS: Final = (
    BAD_ARGUMENT,
    NOT_FOUND,
    NO_VERSION_HERE,
    NOT_ALLOWED,
    TOO_SLOW,
    ELSEWHERE,
    FAILED,
    OTHER,
)


class Problem(TypedDict):
    """What went wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class BadArgumentProblem(Problem):
    """An argument that cannot be used."""

    argument: str
    value: str
    accepted: str


def is_api() -> bool:
    """Whether the request is one of a program, of any version, there or not."""
    asked = pinned(request.path)
    return (asked.page if asked else request.path).startswith("/api/")


def bad_argument(error: BadArgumentError) -> Response:
    """400."""
    more = {"argument": error.name, "value": error.value, "accepted": error.accepted}
    detail = f"{error.name}: “{error.value}” cannot be used. Accepted: {error.accepted}."
    return _problem(BAD_ARGUMENT, 400, detail, more)


def too_slow(error: TooSlowError) -> Response:
    """503, without a time to try again: nothing says that the same would be quicker then."""
    return _problem(TOO_SLOW, 503, f"{str(error).capitalize()}. Ask for less.")


def elsewhere(error: ElsewhereError) -> Response:
    """503, to be asked again soon."""
    answer = _problem(ELSEWHERE, 503, f"The headlines are on a cluster of machines, and {error}.")
    answer.headers["Retry-After"] = RETRY_AFTER
    return answer


def http_error(error: HTTPException) -> Response:
    """Any other; `error.description` says what, where it is ours."""
    if isinstance(error, Forbidden):
        # Nothing is taken here whoever sends it, which helps more than that it came from elsewhere.
        error = request.routing_exception or error
    code = error.code or 500
    gone = request.environ.get(NO_VERSION)
    if gone and code == 404:
        return _problem(NO_VERSION_HERE, 404, gone, {"start": _start()})
    if code == 404:
        ours = error.description != NotFound.description
        return _problem(NOT_FOUND, 404, str(error.description) if ours else _NO_OPERATION)
    if code >= 500:
        return _problem(FAILED, code, FAILED.about)
    kind = NOT_ALLOWED if code == 405 else OTHER
    answer = _problem(kind, code, kind.about)
    # Headers that belong to the code, such as Allow.
    for name, value in error.get_headers(request.environ):
        if name not in ("Content-Type", "Content-Length"):
            answer.headers.setdefault(name, value)
    return answer


_NO_OPERATION: Final = "There is no such operation; the type of this problem lists those there are."


def _start() -> str:
    """The address of the same question, from the first row on, of the current version."""
    asked = pinned(request.path)
    path = asked.page if asked else request.path
    args = [arg for arg in request.args.items(multi=True) if arg[0] != "after"]
    return whole_address(f"{live_root()}{path}" + (f"?{query_string(args)}" if args else ""))


def _problem(kind: Kind, status: int, detail: str, more: dict[str, Any] | None = None) -> Response:
    body = Problem(
        type=whole_address(f"{live_root()}/api#{kind.anchor}"),
        title=kind.title,
        status=status,
        detail=detail,
        instance=request.full_path.removesuffix("?"),
    )
    text = json.dumps({**body, **(more or {})})
    return Response(text, status, content_type=MEDIA_TYPE)
