"""An answer of an operation: its document, what it is about, and where it goes on."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, TypedDict

from flask import request
from werkzeug.wrappers import Response

from webapp.answers.documents.kinds import Moment, moment
from webapp.links import is_decoration
from webapp.pages.api.operations import Operation
from webapp.pages.api.paging import Rows, others, requested_rows
from webapp.pages.api.questions import Answered
from webapp.pages.pinned import live_root, root_of
from webapp.pages.site import (
    current_site,
    request_args,
    say_canonical,
    when_made,
    whole_address,
)
from webapp.query.arguments import Args, BadArgumentError, query_string, with_query


class About(TypedDict):
    """What an answer is of."""

    list: Annotated[str, "What the list is called."]
    version: Annotated[str, "The version of the data: below /at/<version>/ it stays as it is."]
    made: Annotated[Moment | None, "When the version was made, where that is known."]
    view: Annotated[str, "The arguments answered, in their one spelling; without limit and after."]
    page: Annotated[str | None, "The page that shows the same, where one does."]
    sentence: Annotated[str | None, "What it says there, where it says it in a sentence."]


def answer(operation: Operation, **values: str) -> Response:
    """The answer to the request. Raises BadArgumentError."""
    if request.method == "OPTIONS":
        return Response(status=204)
    args = request_args()
    refuse_unknown(args, [each.name for each in operation.in_query])
    rows = requested_rows(args) if operation.is_list else Rows()
    answered = operation.ask(others(args) if operation.is_list else args, rows, **values)
    say_canonical([*answered.args, *(rows.to_args() if operation.is_list else ())])
    document: dict[str, Any] = {"about": about(answered)}
    following = _following(answered, rows)
    if operation.is_list:
        document["next"] = following
    response = as_json(document | dict(answered.document))
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def as_json(document: Any) -> Response:
    """A document as it is sent."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Names of files can have halves of characters.
    return Response(text.encode("utf-8", "replace"), content_type="application/json")


def about(answered: Answered) -> About:
    """What an answer is of."""
    site = current_site()
    made = when_made()
    return About(
        list=site.title,
        version=site.version.name,
        made=moment(made) if made else None,
        view=query_string(answered.args),
        page=whole_address(answered.page) if answered.page else None,
        sentence=answered.sentence,
    )


def refuse_unknown(args: Args, known: Sequence[str] = ()) -> None:
    """Raises BadArgumentError for an argument that is not among `known`.

    Pages know some that have no meaning here.
    """
    for name, value in args:
        if name not in known and not is_decoration(name):
            there = f"there are {', '.join(known)}" if known else "there is none here"
            raise BadArgumentError(name, value, f"there is no such parameter; {there}")


def _following(answered: Answered, rows: Rows) -> str | None:
    """Where the list goes on, in the version that it began in; None at its end."""
    if answered.total is None or rows.end >= answered.total:
        return None
    args = [*answered.args, *Rows(rows.limit, rows.end).to_args()]
    version = current_site().version.name
    return whole_address(with_query(live_root() + root_of(version) + request.path, args))
