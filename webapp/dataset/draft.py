"""One draft: what was given, how far it is, and who works on it."""

import datetime as dt
import fcntl
import json
import os
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from webapp.dataset.archive import UNFINISHED
from webapp.dataset.arrow_files import sync
from webapp.dataset.store import Store

GIVEN: Final = "given.json"
STATE: Final = "state.json"
LOG: Final = "log.txt"
_WORK: Final = "work"
_RECEIVED: Final = "received"


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
        files = [str(self.received(number, name)) for number, name in enumerate(said["files"])]
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
        said = json.loads((self.folder / STATE).read_text("utf-8"))
        problems = tuple((name, why) for name, why in said.pop("problems"))
        state = State(**{**said, "stage": Stage(said["stage"]), "problems": problems})
        if not state.stage.is_work or self.is_worked_on:
            return state
        # It may have said its last word after this was read.
        said = json.loads((self.folder / STATE).read_text("utf-8"))
        if not Stage(said["stage"]).is_work:
            return self.state
        stage = Stage.UNREADABLE if state.stage is Stage.READING else Stage.FAILED
        return replace(state, stage=stage, message="it was stopped before it was done")

    @property
    def age(self) -> float:
        """Seconds since it last was said how far it is. Raises OSError."""
        return time.time() - (self.folder / STATE).stat().st_mtime

    def say(self, state: State) -> None:
        """Write how far it is, for all to see. Raises OSError."""
        write_json(self.folder / STATE, asdict(state))

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
            if path.name in (GIVEN, STATE, _WORK, LOG):
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def received(self, number: int, name: str) -> Path:
        """Where a file is kept as it was received; a whole path, which is no address."""
        return self.folder.resolve() / _RECEIVED / str(number) / name

    def _given(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads((self.folder / GIVEN).read_text("utf-8"))
        return said


def write_json(path: Path, said: dict[str, Any]) -> None:
    """Write JSON at `path`, at once or not at all. Raises OSError."""
    unfinished = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    unfinished.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    sync(unfinished)
    unfinished.rename(path)
