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
import fcntl
import json
import os
import re
import secrets
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from webapp.dataset.arrow_files import sync
from webapp.dataset.store import UNFINISHED, Store
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

_GIVEN: Final = "given.json"
_STATE: Final = "state.json"
_WORK: Final = "work"
LOG: Final = "log.txt"
_RECEIVED: Final = "received"


class TooManyDraftsError(Exception):
    """There are as many drafts as there may be. The message says what helps."""


class Work(StrEnum):
    """What is done with a draft."""

    CHECK = "check"
    PUBLISH = "publish"


class Stage(StrEnum):
    """How far a draft is."""

    READING = "reading"
    CHECKED = "checked"
    UNREADABLE = "unreadable"
    WAITING = "waiting"
    WRITING = "writing"
    FAILED = "failed"
    DONE = "done"

    @property
    def is_work(self) -> bool:
        """Whether a process works on it."""
        return self in (Stage.READING, Stage.WAITING, Stage.WRITING)


@dataclass(frozen=True)
class Given:
    """What was given: names of files with the bytes, and an address or "".

    `captured` and `day_first` are as in reading.Options; None where nothing was said.
    """

    files: tuple[tuple[str, bytes], ...]
    address: str = ""
    captured: dt.datetime | None = None
    day_first: bool | None = None


@dataclass(frozen=True)
class State:
    """How far a draft is: `part`, 0 to 1, of its stage.

    `message` is why it failed. `problems` are sources that could not be read, with the
    reason. `corrects` is whether lines correct lines of other sources. Of its different
    `titles`, `known_titles` are in the dataset already.

    Of what was published: the `version` made, how many headlines there were `before` and
    `after`, and the `first` and `last` day of the draft's, "" where it has none.
    """

    stage: Stage
    part: float = 0
    message: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    corrects: bool = False
    titles: int = 0
    known_titles: int = 0
    version: str = ""
    before: int = 0
    after: int = 0
    first: str = ""
    last: str = ""


class Draft:
    """One draft, by its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def id(self) -> str:
        """What addresses call it. Nobody guesses it."""
        return self.folder.name

    @property
    def store(self) -> Store:
        """What was read of it."""
        return Store(self.folder)

    @property
    def made(self) -> dt.datetime:
        """When it was given, in UTC. Raises OSError, ValueError or KeyError when it is gone."""
        return dt.datetime.fromisoformat(self._given()["made"])

    @property
    def sources(self) -> list[str]:
        """Its files, as paths, and its address. Raises as `made` does."""
        said = self._given()
        files = [str(self._received(number, name)) for number, name in enumerate(said["files"])]
        return [*files, *([said["address"]] if said["address"] else [])]

    @property
    def names(self) -> list[str]:
        """What its sources are called. Raises as `made` does."""
        said = self._given()
        return [*said["files"], *([said["address"]] if said["address"] else [])]

    @property
    def said(self) -> dict[str, Any]:
        """What was said of `captured` and `day_first`, by name. Raises as `made` does."""
        said = self._given()
        found: dict[str, Any] = {}
        if said["captured"]:
            found["captured"] = dt.datetime.fromisoformat(said["captured"])
        if said["day_first"] is not None:
            found["day_first"] = said["day_first"]
        return found

    @property
    def state(self) -> State:
        """How far it is; failed, if whoever worked on it is gone. Raises as `made` does."""
        said = json.loads((self.folder / _STATE).read_text("utf-8"))
        problems = tuple((name, why) for name, why in said.pop("problems"))
        state = State(**{**said, "stage": Stage(said["stage"]), "problems": problems})
        if not state.stage.is_work or self.is_worked_on:
            return state
        # It may have said its last word after this was read.
        said = json.loads((self.folder / _STATE).read_text("utf-8"))
        if not Stage(said["stage"]).is_work:
            return self.state
        stage = Stage.UNREADABLE if state.stage is Stage.READING else Stage.FAILED
        return replace(state, stage=stage, message="it was stopped before it was done")

    @property
    def age(self) -> float:
        """Seconds since it last was said how far it is. Raises OSError."""
        return time.time() - (self.folder / _STATE).stat().st_mtime

    def say(self, state: State) -> None:
        """Write how far it is, for all to see. Raises OSError."""
        _write(self.folder / _STATE, asdict(state))

    @property
    def is_worked_on(self) -> bool:
        """Whether a process holds it."""
        held = self.hold()
        if held is None:
            return True
        os.close(held)
        return False

    def hold(self) -> int | None:
        """The right to work on it, for one process and those that it hands the file to.

        None when another has it. Ends when the last of them closes the file, as every
        process does that ends in whatever way. Raises OSError.
        """
        held = os.open(self.folder / _WORK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(held)
            return None
        return held

    def worked_on_by(self, process: int) -> None:
        """Say which process, the first of a group of its own, works on it. Raises OSError."""
        (self.folder / _WORK).write_text(str(process), "ascii")

    def stop(self) -> int | None:
        """End the process that works on it, and hold it instead, as `hold` does.

        None when it is not known which process that is. Raises OSError.
        """
        held = self.hold()
        if held is not None:
            return held
        process = (self.folder / _WORK).read_text("ascii")
        if not process:
            return None
        # It holds the draft, so it lives, and the number is still its own.
        with suppress(ProcessLookupError):
            os.killpg(int(process), signal.SIGTERM)
        held = os.open(self.folder / _WORK, os.O_RDWR)
        fcntl.flock(held, fcntl.LOCK_EX)
        return held

    def discard(self) -> None:
        """Remove it. Raises OSError."""
        # At once for everybody, however long removing takes.
        gone = self.folder.with_name(f"{UNFINISHED}{self.id}")
        try:
            self.folder.rename(gone)
        except FileNotFoundError:
            return
        shutil.rmtree(gone, ignore_errors=True)

    def empty(self) -> None:
        """Remove all but what is said of it. Raises OSError."""
        for path in self.folder.iterdir():
            if path.name in (_GIVEN, _STATE, _WORK, LOG):
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def _received(self, number: int, name: str) -> Path:
        # A whole path is never taken for an address.
        return self.folder.resolve() / _RECEIVED / str(number) / name

    def _given(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads((self.folder / _GIVEN).read_text("utf-8"))
        return said

    def _keep(self, given: Given) -> None:
        names = []
        for number, (name, data) in enumerate(given.files):
            names.append(file_name(name, f"list {number + 1}"))
            path = self._received(number, names[-1])
            path.parent.mkdir(parents=True)
            path.write_bytes(data)
        _write(
            self.folder / _GIVEN,
            {
                "made": dt.datetime.now(dt.UTC).isoformat(),
                "files": names,
                "address": given.address,
                "captured": given.captured and given.captured.isoformat(),
                "day_first": given.day_first,
            },
        )


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
            draft._keep(given)
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
        return draft if (draft.folder / _STATE).is_file() else None

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


def _write(path: Path, said: dict[str, Any]) -> None:
    """Write JSON at `path`, at once or not at all. Raises OSError."""
    unfinished = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    unfinished.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    sync(unfinished)
    unfinished.rename(path)
