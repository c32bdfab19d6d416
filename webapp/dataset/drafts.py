"""Drafts: what was given in the browser and is not published yet, in a dataset folder.

    drafts/ID/given.json     what was given, and what was said with it
    drafts/ID/state.json     how far it is
    drafts/ID/work           locked by the process that works on it, as long as it lives
    drafts/ID/log.txt        what that process printed
    drafts/ID/received/N/    the files as received, each in a folder of its own
    drafts/ID/…              what readers made of them: a dataset folder itself

So every process of a server can show a draft, and none has to remember one.
"""

import datetime as dt
import re
import secrets
import shutil
from typing import Final

from webapp.dataset.archive import UNFINISHED
from webapp.dataset.draft import GIVEN, STATE, Draft, Given, Stage, State, write_json
from webapp.dataset.store import Store
from webapp.text import make_visible

FOLDER: Final = "drafts"
#: A draft that nobody came back to is removed after this.
KEPT: Final = dt.timedelta(days=1)
#: No more at a time, whoever gives them.
MOST: Final = 50
# What most file systems take for a name, in bytes.
_NAME_BYTES: Final = 200
_ENDING_BYTES: Final = 10
_ID: Final = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)


class TooManyDraftsError(Exception):
    """There are as many drafts as there may be. The message says what helps."""


class Drafts:
    """The drafts of a dataset folder."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._folder = store.folder / FOLDER

    def add(self, given: Given) -> Draft:
        """Keep what was given, as a draft that nobody works on yet.

        Raises TooManyDraftsError or OSError.
        """
        self._sweep()
        if len(self.unpublished()) >= MOST:
            raise TooManyDraftsError(f"there are {MOST} drafts already: publish or discard some")
        name = secrets.token_urlsafe(16)
        draft = Draft(self._folder / f"{UNFINISHED}{name}")
        draft.folder.mkdir(mode=0o700, parents=True)
        try:
            _keep(draft, given)
            draft.say(State(Stage.READING))
            draft.folder.rename(self._folder / name)
        except OSError:
            shutil.rmtree(draft.folder, ignore_errors=True)
            raise
        return Draft(self._folder / name)

    def get(self, name: str) -> Draft | None:
        """The draft that addresses call so, if there is one."""
        if not _ID.fullmatch(name):
            return None
        draft = Draft(self._folder / name)
        return draft if (draft.folder / STATE).is_file() else None

    def all(self) -> list[Draft]:
        """Every draft that can be told of, the newest first."""
        found = []
        try:
            names = [path.name for path in self._folder.iterdir()]
        except OSError:
            return []
        for name in names:
            draft = self.get(name)
            try:
                if draft:
                    found.append((draft.made, draft))
            except (OSError, ValueError, KeyError):
                continue
        return [draft for _, draft in sorted(found, key=lambda each: each[0], reverse=True)]

    def unpublished(self) -> list[Draft]:
        """Those that may still be published, the newest first."""
        return [draft for draft in self.all() if draft.state.stage is not Stage.DONE]

    def _sweep(self) -> None:
        """Remove what is old, unless it is worked on."""
        before = dt.datetime.now(dt.UTC) - KEPT
        for draft in self.all():
            if draft.made < before and not draft.is_worked_on:
                draft.discard()
        for path in self._folder.glob(f"{UNFINISHED}*"):
            if path.stat().st_mtime < before.timestamp():
                shutil.rmtree(path, ignore_errors=True)


def file_name(name: str, otherwise: str) -> str:
    """`name`, as somebody's computer calls a file, fit to be one here: no path, nothing hidden.

    `otherwise` where nothing is left of it.
    """
    name = re.split(r"[/\\]", name)[-1]
    name = make_visible(name)[0].replace("/", "-").strip().strip(".").strip()
    stem, dot, ending = name.rpartition(".")
    if len(name.encode()) > _NAME_BYTES:
        ending = f"{dot}{ending}" if stem and len(ending.encode()) <= _ENDING_BYTES else ""
        kept = name.encode()[: _NAME_BYTES - len(ending.encode())].decode(errors="ignore")
        name = kept + ending
    return name or otherwise


def _keep(draft: Draft, given: Given) -> None:
    """Write down what was given. Raises OSError."""
    names = []
    for number, (name, data) in enumerate(given.files):
        names.append(file_name(name, f"list {number + 1}"))
        path = draft.received(number, names[-1])
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    write_json(
        draft.folder / GIVEN,
        {
            "made": dt.datetime.now(dt.UTC).isoformat(),
            "files": names,
            "address": given.address,
            "captured": given.captured and given.captured.isoformat(),
            "day_first": given.day_first,
        },
    )
