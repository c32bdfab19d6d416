"""Notes and groups as a part of versions: held, taken over, replaced, removed, verified."""

import json
from pathlib import Path

import pytest

from tests.factories import line, list_of, version_of
from webapp.config import Config
from webapp.dataset import Version, upkeep
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.outlet_files import read_outlets
from webapp.dataset.store import Store
from webapp.ingest import Ingested, ingest
from webapp.load import load
from webapp.reading.notes import Note
from webapp.table_file import TableFileError

LIST = list_of(("One", "BBC", "2026-01-09"), ("Two", "Le Figaro", "2026-01-08"))
GROUPS = "outlet,country\nbbc.com,UK\nLe Figaro,France\nCNN,US\n"
NOTES = "date,text,link\n2026-01-09,Cut,https://a.example/\n2026-01-08,Before,\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def add(store: Store, text: str = "", name: str = "list.txt", **said: str | bool) -> Ingested:
    """Ingest a list, none for "", and tables given as text."""
    folder = store.folder.parent
    given: dict[str, object] = {}
    for key, value in said.items():
        given[key] = value
        if isinstance(value, str):
            given[key] = folder / f"{key}.csv"
            (folder / f"{key}.csv").write_text(value, "utf-8")
    if text:
        (folder / name).write_text(text, "utf-8")
        given["sources"] = (str(folder / name),)
    done = ingest(Config(**given), store)  # type: ignore[arg-type]
    for key in ("groups", "notes"):
        # What is held needs nothing that lies elsewhere.
        (folder / f"{key}.csv").unlink(missing_ok=True)
    return done


def opened(store: Store) -> Version:
    shown = store.open_current()
    assert not shown.notice
    return shown.version


def said(version: Version) -> tuple[list[str], dict[str, str]]:
    """The texts of the notes, and each outlet's group of the first set."""
    outlets = version.outlets
    groups = {}
    for each in outlets.group_sets[:1]:
        for code, at in enumerate(each.group_by_code):
            groups[outlets[code].name] = each.all_groups[at].name
    return [note.text for note in version.notes], groups


WHOLE = (
    ["Before", "Cut"],
    {"No outlet": "No country", "BBC": "UK", "Le Figaro": "France"},
)


def test_what_is_written_is_opened_again_as_it_is_in_memory(store: Store) -> None:
    add(store, LIST, groups=GROUPS, notes=NOTES)
    version = opened(store)
    in_memory = version_of(LIST, groups=GROUPS, notes=NOTES)
    assert version.outlets.group_sets == in_memory.outlets.group_sets
    assert version.outlets.named == in_memory.outlets.named == ("groups.csv", 3, ("CNN",), ())
    assert version.notes == in_memory.notes
    assert version.facts.notes == version.notes
    assert said(version) == WHOLE


def test_they_can_be_served_without_a_folder(tmp_path: Path) -> None:
    for name, text in (("l.txt", LIST), ("g.csv", GROUPS), ("n.csv", NOTES)):
        (tmp_path / name).write_text(text)
    config = Config((str(tmp_path / "l.txt"),), groups=tmp_path / "g.csv", notes=tmp_path / "n.csv")
    assert said(load(config)) == WHOLE


def test_the_next_ingest_takes_them_over(store: Store) -> None:
    add(store, LIST, groups=GROUPS, notes=NOTES)
    add(store, line("New", "CNN"), "new.txt")
    texts, groups = said(opened(store))
    assert texts == WHOLE[0]
    assert groups == {**WHOLE[1], "CNN": "US"}
    assert opened(store).outlets.named.absent == ()


def test_each_is_replaced_alone_and_a_header_alone_removes_it(store: Store) -> None:
    names = [add(store, LIST, groups=GROUPS, notes=NOTES).facts.name]
    names += [add(store, notes="date,text\n2026-01-01,New year\n").facts.name]
    assert said(opened(store)) == (["New year"], WHOLE[1])
    names += [add(store, groups="outlet,country\n").facts.name]
    assert said(opened(store)) == (["New year"], {})
    names += [add(store, notes="date,text,link\n").facts.name]
    assert said(opened(store)) == ([], {})
    assert opened(store).outlets.named == ("", 0, (), ())
    assert len(set(names)) == len(names)
    # Removed is removed: also for those who come after.
    add(store, line("New", "CNN"), "new.txt")
    assert said(opened(store)) == ([], {})


def test_the_same_tables_again_make_the_same_version(store: Store) -> None:
    first = add(store, LIST, groups=GROUPS, notes=NOTES).facts.name
    assert add(store, groups=GROUPS, notes=NOTES).facts.name == first
    assert add(store).facts.name == first
    assert store.names() == [first]
    assert first == version_of_store(store)
    assert first != add(store, groups=GROUPS.replace("US", "USA")).facts.name


def version_of_store(store: Store) -> str:
    """The name of a version in memory of what the store holds."""
    path = store.folder.parent
    (path / "groups.csv").write_text(GROUPS)
    (path / "notes.csv").write_text(NOTES)
    return load(
        Config((str(path / "list.txt"),), groups=path / "groups.csv", notes=path / "notes.csv")
    ).name


def test_the_order_of_days_that_was_said_stays_with_the_notes(store: Store) -> None:
    notes = "date,text\n3/4/2026,x\n"
    add(store, LIST, notes=notes, day_first=True)
    assert opened(store).notes == (Note(opened(store).notes[0].day.replace(month=4, day=3), "x"),)
    add(store, line("New", "CNN"), "new.txt")
    assert opened(store).notes[0].day.isoformat() == "2026-04-03"
    add(store, notes=notes, day_first=False)
    assert opened(store).notes[0].day.isoformat() == "2026-03-04"


def test_going_back_goes_back_to_the_tables_of_that_time(store: Store) -> None:
    add(store, LIST, groups=GROUPS, notes=NOTES)
    add(store, groups="outlet,owner\nBBC,Public\n", notes="date,text\n")
    with store.writing():
        upkeep.rollback(store)
    assert said(opened(store)) == WHOLE
    add(store, line("New", "CNN"), "new.txt")
    assert said(opened(store))[0] == WHOLE[0]


def test_a_version_is_made_anew_with_its_tables(store: Store) -> None:
    name = add(store, LIST, groups=GROUPS, notes=NOTES).facts.name
    (store.version(name) / "outlets.json").write_text("{}")
    assert add(store).facts.name == name
    assert said(opened(store)) == WHOLE


def test_every_byte_of_them_is_verified_and_kept_as_long_as_it_is_needed(store: Store) -> None:
    add(store, LIST, groups=GROUPS, notes=NOTES)
    add(store, notes="date,text\n")
    with store.writing():
        upkeep.prune(store, 0)
    assert upkeep.verify(store) == []
    inputs = store.manifest(store.current).tables
    assert sorted(inputs) == ["groups", "notes"]
    for given in inputs.values():
        path = store.archive.input(given.sha256)
        kept = path.read_bytes()
        path.write_bytes(kept.replace(b"t", b"T"))
        assert [str(path) in problem for problem in upkeep.verify(store)] == [True]
        path.write_bytes(kept)


@pytest.mark.parametrize(
    ("tables", "said_of_it"),
    [
        ({"notes": "date,text\nsoon,x\n"}, "notes.csv: line 2: “soon” is not a date"),
        ({"groups": "outlet,x\nBBC,a\nbbc.com,b\n"}, "groups.csv: line 3: “bbc.com” is in “b”"),
        ({"notes": NOTES, "groups": "a,b\n"}, "groups.csv: line 1: the first column"),
    ],
)
def test_a_table_that_cannot_be_used_changes_nothing(
    store: Store, tables: dict[str, str], said_of_it: str
) -> None:
    name = add(store, LIST, groups=GROUPS, notes=NOTES).facts.name
    with pytest.raises(TableFileError, match=said_of_it):
        add(store, **tables)
    assert store.current == name
    assert said(opened(store)) == WHOLE
    assert upkeep.verify(store) == []


@pytest.mark.parametrize(
    "places", [[0, 0], [-1, 0, 1, 1], [-1, 0, 3], [-2, 0, 1], ["0", 0, 1], None]
)
def test_groups_that_point_elsewhere_are_damage(store: Store, places: object) -> None:
    name = add(store, LIST, groups=GROUPS).facts.name
    path = store.version(name) / "outlets.json"
    body = json.loads(path.read_text("utf-8"))
    body["group_sets"][0][3] = places
    path.write_text(json.dumps(body), "utf-8")
    with pytest.raises(DamagedFileError, match="outlets.json"):
        read_outlets(path.parent)


def test_the_same_notes_in_other_bytes_are_held_as_given_last(store: Store) -> None:
    name = add(store, LIST, notes=NOTES).facts.name
    assert add(store, notes=f"{NOTES}\n").facts.name == name
    given = store.manifest(name).tables
    assert {own: store.archive.read_input(each.sha256) for own, each in given.items()} == {
        "notes": f"{NOTES}\n".encode()
    }
    assert upkeep.verify(store) == []
