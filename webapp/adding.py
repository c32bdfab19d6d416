"""Checking and publishing drafts, each in a process of its own.

Reading and writing may take minutes: no thread of a server waits for them, and they go
on when it is stopped. `start` begins it; how far it is stands in the draft.
"""

import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from webapp.config import Config
from webapp.dataset import lines
from webapp.dataset.draft import LOG, Draft, Stage, State, Work
from webapp.dataset.drafts import Drafts
from webapp.dataset.inputs import as_then
from webapp.dataset.known_titles import known_titles
from webapp.dataset.own_tables import Own
from webapp.dataset.store import REFUSED, BusyError, Store
from webapp.dataset.version import ElsewhereError
from webapp.ingest import Gather, Ingested, ingest
from webapp.load import START_ERRORS
from webapp.reading import Options, Progress, Reading, UnreadableSourceError, read_sources
from webapp.reading.sources.sources import Reader
from webapp.text import make_visible

# A quick check is waited for, so that its report is what comes next.
_QUICK_SECONDS: Final = 4.0
# So much more is worth saying.
_STEP: Final = 0.01


def start(store: Store, draft: Draft, work: Work) -> None:
    """Begin `work` on a draft, unless a process works on it. Raises OSError."""
    held = draft.hold()
    if held is None:
        return
    try:
        state = draft.state
        stage = Stage.READING if work is Work.CHECK else Stage.WRITING
        draft.say(replace(state, stage=stage, part=0, message=""))
        command = [sys.executable, "-m", "webapp.adding", str(store.folder), draft.id, work]
        with (draft.folder / LOG).open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # It lives on when the server is stopped, and holds the draft until it ends.
                start_new_session=True,
                pass_fds=(held,),
            )
        draft.worked_on_by(process.pid)
    finally:
        # Closed here it is still held there.
        os.close(held)
    try:
        process.wait(_QUICK_SECONDS)
    except subprocess.TimeoutExpired:
        # Somebody has to ask how it ended, or it stays in the system's list of processes.
        threading.Thread(target=process.wait, daemon=True).start()


def run(config: Config, store: Store, draft: Draft, work: Work) -> None:
    """Do `work` on a draft; what became of it is said there. Raises OSError."""
    failed = Stage.UNREADABLE if work is Work.CHECK else Stage.FAILED
    try:
        if work is Work.CHECK:
            _check(config, store, draft)
        else:
            _publish(config, store, draft)
    except (*START_ERRORS, *REFUSED, ElsewhereError) as error:
        draft.say(replace(draft.state, stage=failed, message=make_visible(str(error))[0]))
    except Exception:
        traceback.print_exc()
        said = f"something went wrong here; {draft.folder / LOG} has what the server's owner needs"
        draft.say(replace(draft.state, stage=failed, message=said))


def _check(config: Config, store: Store, draft: Draft) -> None:
    """Read a draft into its own store."""
    said = _Said(draft, State(Stage.READING))
    # Groups and notes change nothing about how lines are read.
    config = replace(config, sources=(), groups=None, notes=None, **draft.said)
    aliases = store.made_of()[1].get(Own.ALIASES)
    if aliases and not config.aliases:
        config = replace(config, aliases=store.archive.input(aliases.sha256))
    sources = draft.sources
    problems: list[tuple[str, str]] = []

    def failed(reading: Reading) -> None:
        problems.append((reading.source, reading.problem))
        said.state = replace(said.state, problems=tuple(problems))

    def gather(options: Options, reader: Reader) -> Iterator[Reading]:
        for number, source in enumerate(sources):

            def told(so_far: Progress, number: int = number) -> None:
                said.part((number + so_far.part) / len(sources))

            try:
                yield from read_sources([source], options, config.settings, told, reader)
            except UnreadableSourceError as error:
                name = Path(source).name
                problem = str(error).removeprefix(f"{source}: ")
                yield Reading(make_visible(name)[0], "", "", [], problem=make_visible(problem)[0])

    try:
        # What is checked is small, and lies where no worker need see it.
        ingest(replace(config, cluster=""), draft.store, failed, gather=gather)
    finally:
        said.state = replace(said.state, problems=tuple(problems))
        draft.say(said.state)
    version = draft.store.open_current().version
    corrects = any(
        version.report.lines_of(number).numbers(lines.CORRECTS_LINE).any()
        for number in range(len(version.sources))
    )
    titles = known = 0
    # What cannot be looked through is no reason not to show what was read.
    with suppress(*REFUSED):
        titles, known = known_titles(draft.store, store)
    draft.say(
        replace(
            said.state, stage=Stage.CHECKED, corrects=corrects, titles=titles, known_titles=known
        )
    )


def _publish(config: Config, store: Store, draft: Draft) -> None:
    """Join what was read of a draft with what the store holds, as its next version."""
    state = draft.state
    config = replace(config, sources=())
    held = draft.store.made_of()[0]
    facts = draft.store.manifest(draft.store.current).facts

    def gather(options: Options, reader: Reader) -> Iterator[Reading]:
        for given in held:
            document, then = as_then(given, draft.store.archive.read_input(given.sha256))
            yield reader(document, replace(then, known=options.known))

    before = _headlines(store)
    done = _in_turn(config, store, gather, _Said(draft, replace(state, stage=Stage.WRITING)))
    draft.say(
        replace(
            state,
            stage=Stage.DONE,
            message="",
            version=done.facts.name,
            before=before,
            after=done.facts.headlines,
            first=facts.first.isoformat() if facts.first else "",
            last=facts.last.isoformat() if facts.last else "",
        )
    )
    draft.empty()


def _in_turn(config: Config, store: Store, gather: Gather, said: "_Said") -> Ingested:
    """Ingest; after those who write already."""
    while True:
        try:
            return ingest(config, store, writing=said.part, gather=gather)
        except BusyError:
            said.now(Stage.WAITING)
            store.wait()
            said.now(Stage.WRITING)


def _headlines(store: Store) -> int:
    """How many there are before a version is added."""
    try:
        return store.manifest(store.current).facts.headlines
    except REFUSED:
        return 0


class _Said:
    """What is said of a draft while it is worked on: not more often than somebody could see."""

    def __init__(self, draft: Draft, state: State) -> None:
        self._draft = draft
        self.state = state

    def part(self, part: float) -> None:
        """Say that this part of the stage is done, 0 to 1."""
        if part >= self.state.part + _STEP:
            self.state = replace(self.state, part=part)
            self._draft.say(self.state)

    def now(self, stage: Stage) -> None:
        """Say that this stage begins."""
        self.state = replace(self.state, stage=stage, part=0)
        self._draft.say(self.state)


def main(arguments: Sequence[str]) -> None:
    """Do as `start` says, in its process."""
    folder, name, work = arguments
    store = Store(Path(folder))
    draft = Drafts(store).get(name)
    if draft:
        run(Config.from_environment(), store, draft, Work(work))


if __name__ == "__main__":
    main(sys.argv[1:])
