"""/add: give headlines to be checked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.dataset.draft import Given, Work
from webapp.dataset.drafts import TooManyDraftsError
from webapp.pages.adding import current_adding
from webapp.pages.session import for_signed_in
from webapp.pages.site import current_site
from webapp.reading import UnreadableSourceError
from webapp.reading.dates.moments import moment
from webapp.reading.sources.address import checked, is_address

#: Files that are taken at a time; more fit into a ZIP file.
MOST_FILES: Final = 100
#: How 3/4/2026 is read, by the value of its field.
ORDERS: Final[Mapping[str, bool | None]] = {"": None, "day": True, "month": False}
_NOTHING: Final = "nothing was given; paste a list, choose files or give an address."


@dataclass
class _Form:
    """The fields as they were filled in, and what is wrong with them by the field's id."""

    text: str = ""
    name: str = ""
    address: str = ""
    captured: str = ""
    order: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls) -> "_Form":
        """Those of the request."""
        files = [
            (upload.filename, upload.stream.read())
            for upload in request.files.getlist("files")
            if upload.filename
        ]
        name, address, captured, order = (
            request.form.get(name, "").strip() for name in ("name", "address", "captured", "order")
        )
        return cls(request.form.get("text", ""), name, address, captured, order, files)

    def given(self) -> Given | None:
        """What the fields say; None, with `problems`, where that cannot be used."""
        files = list(self.files)
        if self.text.strip():
            now = dt.datetime.now(dt.UTC)
            name = self.name or f"pasted {now:%Y-%m-%d %H:%M} UTC.txt"
            files.insert(0, (name, self.text.encode("utf-8", "replace")))
        if len(self.files) > MOST_FILES:
            self.problems["files"] = (
                f"{len(self.files):,} files were chosen, and {MOST_FILES} are taken at a time. "
                "A ZIP file can hold more."
            )
        captured = None
        if self.captured:
            try:
                captured = moment(self.captured)
            except ValueError as error:
                self.problems["captured"] = f"it {error}."
        if self.order not in ORDERS:
            self.problems["order"] = "choose one of the three."
        if self.address:
            try:
                address = self.address if is_address(self.address) else f"https://{self.address}"
                self.address = checked(address)
            except UnreadableSourceError as error:
                self.problems["address"] = f"it cannot be read: {error}."
        if not files and not self.address:
            self.problems["text"] = _NOTHING
        if self.problems:
            return None
        return Given(tuple(files), self.address, captured, ORDERS[self.order])


@for_signed_in
def add() -> ResponseReturnValue:
    """The form, or what was sent with it as a draft."""
    if request.method != "POST":
        return _page(_Form())
    form = _Form.sent()
    given = form.given()
    if given is None:
        return _page(form), 400
    adding = current_adding()
    try:
        draft = adding.drafts.add(given)
        adding.start(draft, Work.CHECK)
    except TooManyDraftsError as error:
        form.problems["text"] = f"it was not taken: {error}."
        return _page(form), 409
    except OSError as error:
        form.problems["text"] = f"it could not be kept: {(error.strerror or str(error)).lower()}."
        return _page(form), 507
    return redirect(url_for("draft_page", name=draft.id), 303)


def _page(form: _Form) -> str:
    adding = current_adding()
    return render_template(
        "add.html",
        site=current_site(),
        form=form,
        drafts=adding.drafts.unpublished(),
        most_mb=adding.upload_bytes // 1_000_000,
        most_files=MOST_FILES,
    )
