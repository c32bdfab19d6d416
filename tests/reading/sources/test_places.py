"""What arguments come to: files, folders, addresses."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from webapp.reading import Settings, UnreadableSourceError
from webapp.reading.sources.places import Place, find_places, read_place

NO_FILE = "it is not a file but a pipe, a socket or a device; save what it gives as a file"


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def names(*arguments: str | Path, settings: Settings | None = None) -> list[str]:
    return [place.name for place in find_places([*map(str, arguments)], settings or Settings())]


def test_a_folder_is_its_files_in_order_and_below_it_too(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    make(folder, "b.txt", "a/z.txt", "a/y/x.txt", "c.txt", "B.txt")
    assert names(folder) == [
        "lists/B.txt",
        "lists/a/y/x.txt",
        "lists/a/z.txt",
        "lists/b.txt",
        "lists/c.txt",
    ]


def test_a_folder_has_its_name_wherever_it_is_named_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "lists", "a.txt")
    monkeypatch.chdir(tmp_path / "lists")
    assert names(".") == names("../lists") == names(f"{tmp_path}/lists/") == ["lists/a.txt"]


def test_a_file_is_named_by_its_name_alone(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    assert find_places([str(tmp_path / "a.txt")], Settings()) == [
        Place("a.txt", tmp_path / "a.txt", size=5, named=True)
    ]


def test_hidden_files_and_leftovers_are_left_out(tmp_path: Path) -> None:
    make(tmp_path / "f", ".a", "b.txt~", "__MACOSX/c", ".git/d", "#e#", "~$f.docx", "g.txt")
    assert names(tmp_path / "f") == ["f/g.txt"]


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    make(tmp_path, ".hidden")
    assert names(tmp_path / ".hidden") == [".hidden"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    make(folder, "a/b.txt")
    (folder / "a/up").symlink_to(folder)
    (folder / "self").symlink_to("self")
    places = find_places([str(folder)], Settings())
    assert [place.name for place in places] == ["f/a/b.txt", "f/self"]
    assert "too many levels" in places[1].problem


def test_a_linked_folder_is_followed_and_read_once(tmp_path: Path) -> None:
    make(tmp_path, "elsewhere/a.txt")
    folder = tmp_path / "f"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / name).symlink_to(tmp_path / "elsewhere")
    assert names(folder) == ["f/one/a.txt"]


def test_the_same_file_is_read_once_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.txt", "b.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    monkeypatch.chdir(tmp_path)
    assert names("a.txt", tmp_path / "a.txt", "./a.txt", "link.txt", "b.txt") == ["a.txt", "b.txt"]
    assert names("b.txt", tmp_path) == ["b.txt", f"{tmp_path.name}/a.txt"]
    assert names("https://a.test/x", "https://a.test/x#y") == ["https://a.test/x"]


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    make(tmp_path / "f", "a.txt")
    os.mkfifo(tmp_path / "f" / "pipe")
    (tmp_path / "f" / "gone").symlink_to("nowhere")
    problems = {place.name: place.problem for place in find_places([str(tmp_path)], Settings())}
    assert problems == {
        f"{tmp_path.name}/f/a.txt": "",
        f"{tmp_path.name}/f/gone": "no such file or directory",
        f"{tmp_path.name}/f/pipe": NO_FILE,
    }


@pytest.fixture
def no_files(tmp_path: Path) -> dict[str, Path]:
    """What looks like a file by its name and would be waited for, or never end."""
    os.mkfifo(tmp_path / "pipe")
    # By a short path: the system takes no long one for a socket.
    before = Path.cwd()
    os.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    os.chdir(before)
    (tmp_path / "linked").symlink_to("pipe")
    return {"device": Path("/dev/zero")} | {
        name: tmp_path / name for name in ("pipe", "socket", "linked")
    }


@pytest.mark.parametrize("name", ["pipe", "socket", "linked", "device"])
def test_what_is_no_file_is_refused_when_named(name: str, no_files: dict[str, Path]) -> None:
    path = no_files[name]
    with pytest.raises(UnreadableSourceError) as refused:
        find_places([str(path)], Settings())
    assert str(refused.value) == f"{path}: {NO_FILE}"
    with pytest.raises(UnreadableSourceError) as refused:
        read_place(path, Settings())
    assert str(refused.value) == NO_FILE


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    no_files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = no_files["pipe"], os.stat
    as_file = real(__file__)
    monkeypatch.setattr(os, "stat", lambda at: as_file if at == str(path) else real(at))
    opened = len(os.listdir("/dev/fd"))
    with pytest.raises(UnreadableSourceError) as refused:
        read_place(path, Settings())
    assert str(refused.value) == NO_FILE
    assert len(os.listdir("/dev/fd")) == opened


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


@pytest.mark.parametrize(
    "change",
    [grow, lambda path: os.truncate(path, 1), lambda path: os.utime(path, (1, 1))],
    ids=["grows", "shrinks", "is written over"],
)
def test_a_file_that_changes_while_it_is_read_is_told(
    change: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "list.txt")
    path, real, asked = tmp_path / "list.txt", os.fstat, []

    def fstat(descriptor: int) -> os.stat_result:
        asked.append(descriptor)
        # Once to see that it is a file, then before and after it is read.
        if len(asked) == 3:
            change(path)
        return real(descriptor)

    monkeypatch.setattr(
        "webapp.reading.sources.places.os", SimpleNamespace(**vars(os) | {"fstat": fstat})
    )
    with pytest.raises(UnreadableSourceError) as refused:
        read_place(path, Settings())
    assert str(refused.value) == (
        "it changed while it was read; read it again when nothing writes to it"
    )
    assert read_place(path, Settings()) == path.read_bytes()


def test_what_vanishes_while_a_folder_is_listed_is_told_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "f", "a.txt", "b/c.txt", "d.txt")
    real = os.scandir

    def scandir(path: Path) -> object:
        listed = list(real(path))
        if path.name == "f":
            (path / "a.txt").unlink()
            (path / "b" / "c.txt").unlink()
            (path / "b").rmdir()
        return listed

    monkeypatch.setattr(os, "scandir", scandir)
    places = find_places([str(tmp_path / "f")], Settings())
    assert [(place.name, place.problem) for place in places] == [
        ("f/a.txt", "no such file or directory"),
        ("f/b", "no such file or directory"),
        ("f/d.txt", ""),
    ]


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "f", "a/x", "b/y")
    real = os.scandir

    # Root, whom tests often run as, may list every folder: the refusal has to be played.
    def scandir(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    places = find_places([str(tmp_path / "f")], Settings())
    assert [(place.name, place.problem) for place in places] == [
        ("f/a", "permission denied"),
        ("f/b/y", ""),
    ]


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ("nowhere.txt", "nowhere.txt: no such file or directory"),
        ("nul\0.txt", "no such file"),
        ("x" * 300, "file name too long"),
        ("empty", "empty: there is no file in this folder"),
        ("full", "full: it holds more than 3 files"),
        ("ftp://user:secret@example.org/", "ftp://…@example.org/: only http and https"),
        ("https://", "https://: it names no server"),
    ],
)
def test_an_argument_that_leads_nowhere_is_named(
    argument: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path, "good", "full/1", "full/2", "full/a/3", "full/a/4")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableSourceError) as refused:
        find_places(["good", argument], Settings(files=3))
    assert reason in str(refused.value)


def test_as_many_files_as_allowed_are_found(tmp_path: Path) -> None:
    make(tmp_path, "1", "2", "3")
    assert len(names(tmp_path, settings=Settings(files=3))) == 3


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    make(tmp_path, "12345")
    assert read_place(tmp_path / "12345", Settings(source_bytes=5)) == b"12345"
    with pytest.raises(UnreadableSourceError, match="larger than"):
        read_place(tmp_path / "12345", Settings(source_bytes=4))


@pytest.mark.skipif(
    not os.path.exists("/proc/self/maps"), reason="only Linux has files that say no size"
)
def test_what_has_no_size_is_read_up_to_the_limit_too() -> None:
    assert os.stat("/proc/self/maps").st_size == 0
    with pytest.raises(UnreadableSourceError, match="larger than"):
        read_place(Path("/proc/self/maps"), Settings(source_bytes=100))
