"""/add/draft/ID: what was read of a draft, how far its publishing is, and what came of it."""

import datetime as dt

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from webapp.dataset import Version, follower
from webapp.dataset.draft import Draft, Stage, State, Work
from webapp.dataset.store import REFUSED, StoreError
from webapp.pages.adding import current_adding
from webapp.pages.session import for_signed_in
from webapp.pages.site import current_site, request_args
from webapp.query.arguments import with_query
from webapp.query.report import Lines, ReportView, report_page, verdict_counts
from webapp.query.view import View
from webapp.reading import Verdict


@for_signed_in
def draft_page(name: str) -> ResponseReturnValue:
    """The page of a draft, whatever its stage."""
    draft = _draft(name)
    try:
        state = draft.state
        if state.stage is Stage.DONE and _is_shown(draft, state):
            return _done(state)
        if state.stage.is_work or state.stage is Stage.DONE:
            return _working(draft, state)
        if state.stage is Stage.UNREADABLE:
            return _unread(draft, state)
        return _report(draft, state)
    except (OSError, ValueError, KeyError):
        # Discarded, or swept away, while it was looked at.
        if current_adding().drafts.get(name):
            raise
        raise NotFound from None


@for_signed_in
def publish(name: str) -> ResponseReturnValue:
    """Begin to publish a draft that was read."""
    draft = _draft(name)
    if draft.state.stage in (Stage.CHECKED, Stage.FAILED):
        current_adding().start(draft, Work.PUBLISH)
    return redirect(url_for("draft_page", name=name), 303)


@for_signed_in
def discard(name: str) -> ResponseReturnValue:
    """Remove a draft; what works on it is stopped, unless it is writing already."""
    draft = _draft(name)
    held = draft.hold() if draft.state.stage is Stage.WRITING else draft.stop()
    if held is None:
        return redirect(url_for("draft_page", name=name), 303)
    with open(held, "rb"):
        draft.discard()
    return redirect(url_for("add"), 303)


def _draft(name: str) -> Draft:
    draft = current_adding().drafts.get(name)
    if draft is None:
        raise NotFound
    return draft


def _is_shown(draft: Draft, state: State) -> bool:
    """Whether every process shows what was published, or something newer than that."""
    site = current_site()
    return draft.age >= follower.LOOK_AGAIN and (
        site.version.name == state.version
        or current_adding().drafts.store.current != state.version
        or bool(site.notice)
    )


def _working(draft: Draft, state: State) -> str:
    return render_template("draft_working.html", site=current_site(), draft=draft, state=state)


def _unread(draft: Draft, state: State) -> str:
    return render_template("draft_unread.html", site=current_site(), draft=draft, state=state)


def _done(state: State) -> str:
    days = View()
    if state.first:
        days = View(
            first=dt.date.fromisoformat(state.first), last=dt.date.fromisoformat(state.last)
        )
    return render_template("draft_done.html", site=current_site(), state=state, days=days)


def _report(draft: Draft, state: State) -> ResponseReturnValue:
    try:
        version = draft.store.open_current().version
    except StoreError as error:
        return _unread(draft, State(Stage.UNREADABLE, message=str(error)))
    view = ReportView.from_args(request_args(), len(version.sources))
    counts = verdict_counts(version)
    chosen = [counts[view.source - 1]] if view.source else counts
    totals = {verdict: sum(each[verdict] for each in chosen) for verdict in Verdict}
    return render_template(
        "draft.html",
        site=current_site(),
        draft=draft,
        state=state,
        version=version,
        again=_again(version),
        view=view,
        counts=counts,
        totals={lines: sum(totals[verdict] for verdict in lines.verdicts) for lines in Lines},
        page=report_page(version, view),
        address=lambda view: _address(draft, view),
    )


def _again(version: Version) -> list[bool]:
    """For each source whether the dataset has its very bytes already."""
    store = current_adding().drafts.store
    try:
        there = {each.input.sha256 for each in store.manifest(store.current).held}
    except (*REFUSED, StoreError):
        there = set()
    return [source.sha256 in there for source in version.sources]


def _address(draft: Draft, view: ReportView) -> str:
    return with_query(url_for("draft_page", name=draft.id), view.to_args())
