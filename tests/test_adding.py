"""Work on drafts in processes of their own: it outlives who began it, and waits its turn."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adding import Person, at_once, folder_of
from tests.factories import line
from tests.serving import START_SECONDS
from tests.web import Answer, web
from webapp import adding
from webapp.config import Config
from webapp.dataset import drafts as drafts_module
from webapp.dataset.draft import Draft, Given, Stage, State, Work
from webapp.dataset.drafts import Drafts
from webapp.dataset.store import Store
from webapp.ingest import ingest

NEW = line("New", date="January 10th, 2026")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return folder_of(tmp_path, line("Old"))


@pytest.fixture
def draft(store: Store) -> Draft:
    return Drafts(store).add(Given((("new.txt", NEW.encode()),)))


def config_of(store: Store) -> Config:
    return Config(sources=(str(store.folder),), cache=None)


def names_in(store: Store) -> list[str]:
    return [each.name for each in store.open_current().version.outlets.outlets]


def wait_for(draft: Draft) -> State:
    """The state once nobody works on it: waits for the lock, as long as that takes."""
    with (draft.folder / "work").open("a+") as work:
        fcntl.flock(work, fcntl.LOCK_EX)
    return draft.state


def test_a_draft_is_checked_and_published_by_processes_of_their_own(
    store: Store, draft: Draft
) -> None:
    adding.start(store, draft, Work.CHECK)
    assert wait_for(draft).stage is Stage.CHECKED
    assert draft.store.open_current().version.headlines == 1
    assert store.open_current().version.headlines == 1
    adding.start(store, draft, Work.PUBLISH)
    state = wait_for(draft)
    assert (state.stage, state.before, state.after) == (Stage.DONE, 1, 2)
    assert store.open_current().version.headlines == 2
    assert (draft.folder / "log.txt").read_text() == ""


@pytest.fixture
def another_writer(store: Store) -> Iterator["subprocess.Popen[str]"]:
    """A process that is writing to the folder, until its input ends."""
    hold = (
        "import sys; from pathlib import Path; from webapp.dataset.store import Store\n"
        "with Store(Path(sys.argv[1])).writing(): print('writing', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(store.folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        yield process
        process.communicate(timeout=START_SECONDS)


def test_who_publishes_while_another_writes_waits(
    store: Store,
    draft: Draft,
    another_writer: "subprocess.Popen[str]",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once(config_of(store), store)(draft, Work.CHECK)
    waits = threading.Event()
    wait = Store.wait

    def waiting(this: Store) -> None:
        waits.set()
        wait(this)

    monkeypatch.setattr(Store, "wait", waiting)
    work = threading.Thread(target=at_once(config_of(store), store), args=(draft, Work.PUBLISH))
    work.start()
    assert waits.wait(START_SECONDS)
    assert str(draft.state.stage) == "waiting"
    assert store.open_current().version.headlines == 1
    another_writer.communicate(timeout=START_SECONDS)
    work.join(START_SECONDS)
    assert draft.state.stage is Stage.DONE
    assert store.open_current().version.headlines == 2


def test_a_draft_is_worked_on_by_one_process_at_a_time(store: Store, draft: Draft) -> None:
    held = draft.hold()
    assert held is not None
    try:
        before = draft.state
        adding.start(store, draft, Work.PUBLISH)
        assert draft.state == before
    finally:
        os.close(held)


def test_an_error_nobody_thought_of_is_told_and_logged(
    store: Store,
    draft: Draft,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("what was it")

    monkeypatch.setattr(adding, "ingest", fail)
    at_once(config_of(store), store)(draft, Work.CHECK)
    assert draft.state.stage is Stage.UNREADABLE
    assert "something went wrong here" in draft.state.message
    assert "what was it" not in draft.state.message
    assert "ZeroDivisionError: what was it" in capsys.readouterr().err


def test_an_address_is_fetched_once_and_what_was_checked_is_published(store: Store) -> None:
    with web({"/list.txt": Answer(NEW.encode())}) as site:
        config = Config(sources=(str(store.folder),), cache=None, fetch_private=True)
        draft = Drafts(store).add(Given((), f"{site.address}/list.txt"))
        at_once(config, store)(draft, Work.CHECK)
        assert draft.state.stage is Stage.CHECKED
        site.answers["/list.txt"] = Answer(b"Something else by now")
        at_once(config, store)(draft, Work.PUBLISH)
        assert site.paths == ["/list.txt"]
    titles = store.open_current().version.parts[0].headlines["title"].tolist()
    assert titles == ["New", "Old"]


def test_addresses_of_private_networks_are_refused(store: Store) -> None:
    draft = Drafts(store).add(Given((), "http://127.0.0.1/list.txt"))
    at_once(config_of(store), store)(draft, Work.CHECK)
    state = draft.state
    assert state.stage is Stage.UNREADABLE
    ((name, why),) = state.problems
    assert name == "http://127.0.0.1/list.txt"
    assert "private" in why


def test_drafts_are_read_by_the_folder_s_own_decisions_about_names(
    store: Store, tmp_path: Path
) -> None:
    names = tmp_path / "names.csv"
    names.write_text("outlet,alias,decision\nThe Daily Fog,Daily Fogg,accept\n", "utf-8")
    source = tmp_path / "fog.txt"
    source.write_text(line("Fog", "The Daily Fog"), "utf-8")
    ingest(Config(sources=(str(source),), aliases=names), store)
    draft = Drafts(store).add(Given((("new.txt", line("More fog", "Daily Fogg").encode()),)))
    at_once(config_of(store), store)(draft, Work.CHECK)
    assert "The Daily Fog" in names_in(draft.store)
    at_once(config_of(store), store)(draft, Work.PUBLISH)
    assert "Daily Fogg" not in names_in(store)


def test_old_drafts_are_removed_unless_they_are_worked_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = Drafts(store)
    given = Given((("new.txt", NEW.encode()),))
    old, busy = drafts.add(given), drafts.add(given)
    held = busy.hold()
    assert held is not None
    try:
        monkeypatch.setattr(drafts_module, "KEPT", -drafts_module.KEPT)
        new = drafts.add(given)
        assert {each.id for each in drafts.all()} == {busy.id, new.id}
        assert not old.folder.exists()
    finally:
        os.close(held)


def test_only_the_names_of_drafts_lead_to_drafts(store: Store, draft: Draft) -> None:
    drafts = Drafts(store)
    assert drafts.get(draft.id)
    assert drafts.get(f"../drafts/{draft.id}") is None
    draft.folder.rename(draft.folder.with_name("short"))
    assert drafts.get("short") is None


def test_a_draft_of_a_person_is_found_by_another_process_of_the_server(store: Store) -> None:
    first, second = Person(store).sign_in(), Person(store).sign_in()
    address = first.give(text=NEW)
    assert second.client.get(address).status_code == 200
    second.post(f"{address}/discard")
    assert first.client.get(address).status_code == 404


def test_reading_can_be_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, answered = threading.Event(), threading.Event()

    def never(_: object) -> None:
        asked.set()
        answered.wait(START_SECONDS)

    monkeypatch.setenv("DATELINE_FETCH_PRIVATE", "1")
    monkeypatch.setattr(adding, "_QUICK_SECONDS", 0)
    ended: list[int] = []
    end = os.killpg

    def killpg(group: int, number: int) -> None:
        ended.append(number)
        end(group, number)

    monkeypatch.setattr(os, "killpg", killpg)
    person = Person(store).sign_in()
    with web({"/slow": Answer(instead=never)}) as site:
        draft = person.drafts.add(Given((), f"{site.address}/slow"))
        adding.start(store, draft, Work.CHECK)
        assert asked.wait(START_SECONDS)
        assert "Stop and discard" in person.client.get(f"/add/draft/{draft.id}").text
        held = (draft.folder / "work").open()
        assert person.post(f"/add/draft/{draft.id}/discard").location == "/add"
        assert ended == [signal.SIGTERM]
        assert not draft.folder.exists()
        # Nobody holds what is gone: the process has ended.
        with held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        answered.set()
    assert person.drafts.all() == []


def test_what_is_published_keeps_your_own_tables(store: Store, tmp_path: Path) -> None:
    groups, notes = tmp_path / "groups.csv", tmp_path / "notes.csv"
    groups.write_text("outlet,country\nCNN,US\n")
    notes.write_text("date,text\n3/4/2026,Note\n")
    ingest(Config(groups=groups, notes=notes, day_first=True), store)
    draft = Drafts(store).add(Given((("new.txt", line("Later", "CNN").encode()),)))
    for work in (Work.CHECK, Work.PUBLISH):
        at_once(config_of(store), store)(draft, work)
    version = store.open_current().version
    assert [(str(note.day), note.text) for note in version.notes] == [("2026-04-03", "Note")]
    (countries,) = version.outlets.group_sets
    assert countries.placed == 1


def test_a_draft_is_checked_whatever_tables_the_server_was_given(
    store: Store, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.csv"
    notes.write_text("date,text\n3/4/2026,Note\n")
    config = replace(config_of(store), notes=notes, day_first=True)
    draft = Drafts(store).add(Given((("new.txt", line("Later", "CNN").encode()),), day_first=False))
    at_once(config, store)(draft, Work.CHECK)
    assert draft.state.stage is Stage.CHECKED
    assert draft.store.made_of()[1] == {}
    at_once(config, store)(draft, Work.PUBLISH)
    assert str(store.open_current().version.notes[0].day) == "2026-04-03"
