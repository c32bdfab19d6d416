"""The line at the top of every pinned page: what it shows, and what has changed since."""

import logging
from dataclasses import dataclass
from typing import Final

from flask import request

from webapp.dataset import ElsewhereError
from webapp.dataset.arrow_files import DamagedFileError
from webapp.pages.site import current_site, live_url, request_args
from webapp.pages.unchanged import keep_not
from webapp.query.deadline import TooSlowError
from webapp.query.difference import difference
from webapp.query.difference_view import DifferenceView
from webapp.query.difference_words import clauses

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """A part of the line, linked to the list with just that."""

    text: str
    link: str


@dataclass(frozen=True)
class Since:
    """`told` is what has changed, nothing where `is_same`; else it is not known what has.

    `everything` leads to the whole difference, `live` to the same page of the current version.
    """

    is_same: bool
    told: tuple[Told, ...]
    everything: str
    live: str


def changed_since() -> Since | None:
    """What has changed since the version that the request names; None for one that names none."""
    site = current_site()
    if site.pinned is None:
        return None
    asked = DifferenceView(site.version.name, site.current.name)
    live = live_url(request.path, request_args())
    is_same = site.version.name == site.current.name
    return Since(is_same, () if is_same else _told(asked), _link(asked), live)


def _told(asked: DifferenceView) -> tuple[Told, ...]:
    site = current_site()
    try:
        found = difference(site.version, site.current)
    except (TooSlowError, ElsewhereError):
        keep_not()
        return ()
    except DamagedFileError as error:
        # The page itself can be shown, and is what was asked for.
        _log.error(error)
        keep_not()
        return ()
    if found.is_empty:
        return (Told("no headline has changed", _link(asked)),)
    return tuple(Told(each.text, _link(asked.but(show=each.show))) for each in clauses(found))


def _link(asked: DifferenceView) -> str:
    return live_url("/difference", asked.to_args())
