import gzip
import hashlib
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archives import zipped
from tests.factories import EXAMPLE, line
from tests.web import Answer, web
from webapp.reading import (
    Line,
    Options,
    Progress,
    Reading,
    Settings,
    UnreadableSourceError,
    Verdict,
    detect,
    read_bytes,
    read_file,
    read_sources,
)
from webapp.reading.document import Document
from webapp.reading.entry import Content
from webapp.reading.formats.text_list import read_text_list


def test_a_file_is_read_with_its_name_encoding_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(line("Title").encode("utf-16"))
    reading = read_file(path)
    assert reading.source == "list.txt"
    assert reading.encoding == "UTF-16"
    assert reading.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [read.entry and read.entry.title for read in reading.lines] == ["Title"]


def test_a_file_is_read_as_its_bytes_are() -> None:
    assert read_file(EXAMPLE) == read_bytes(EXAMPLE.name, EXAMPLE.read_bytes())


def test_the_bytes_of_a_text_are_read_as_the_text() -> None:
    text = line("Plain") + "\nprose\r\n" + line("Köln – ‘cup’")
    assert read_bytes("a", text.encode()).lines == read_text_list(text)


def test_an_empty_file_is_a_reading_without_lines(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert read_file(path) == Reading("empty.txt", "UTF-8", hashlib.sha256(b"").hexdigest(), [])


def test_one_stray_control_character_is_shown_and_the_rest_is_read() -> None:
    reading = read_bytes("a", line("A NUL \x00 here").encode())
    (read,) = reading.lines
    assert read.verdict is Verdict.REPAIRED
    assert read.entry is not None
    assert read.entry.title == "A NUL ␀ here"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("list.txt", "list.txt"), ("a\nb\x1b[31m.txt", "a␊b␛[31m.txt"), ("\udcff.txt", "�.txt")],
)
def test_a_name_of_a_source_is_shown_without_control_characters(name: str, shown: str) -> None:
    assert read_bytes(name, b"").source == shown


def test_a_missing_file_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.txt"
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(path)
    assert str(caught.value) == f"{path}: no such file or directory"


def test_a_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(tmp_path)
    assert str(caught.value) == f"{tmp_path}: is a folder; name the files in it"


def test_a_link_to_itself_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "loop.txt"
    path.symlink_to(path)
    with pytest.raises(UnreadableSourceError, match=r"loop\.txt: too many levels"):
        read_file(path)


def test_a_file_below_a_file_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "list.txt").touch()
    path = tmp_path / "list.txt" / "more.txt"
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(path)
    assert str(caught.value) == f"{path}: not a directory"


def refused_by_the_system(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody read the file at `path`."""
    path.chmod(0)
    if os.access(path, os.R_OK):
        # Root, whom tests often run as, may read every file: the refusal has to be played.
        real = os.open

        def refuse(at: str | Path, flags: int, *rest: int, **named: int) -> int:
            if str(at) == str(path):
                raise PermissionError(13, "Permission denied", str(path))
            return real(at, flags, *rest, **named)

        monkeypatch.setattr(os, "open", refuse)


def test_a_file_without_permission_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(line("A"))
    assert len(read_file(path).lines) == 1
    refused_by_the_system(path, monkeypatch)
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(path)
    assert str(caught.value) == f"{path}: permission denied"
    with pytest.raises(UnreadableSourceError) as caught:
        sources(path)
    assert str(caught.value) == f"{path}: permission denied"


def test_a_file_without_permission_in_a_folder_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(line("A"))
    refused_by_the_system(tmp_path / "b.txt", monkeypatch)
    assert list(told(sources(tmp_path)).values()) == [1, "permission denied", 1]


def test_what_is_no_file_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line("A"))
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").write_text(line("C"))
    one, problem, other = told(sources(tmp_path)).values()
    assert (one, other) == (1, 1)
    assert str(problem).startswith("it is not a file but a pipe")


def test_a_file_that_is_no_text_is_named_once_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "list.docx"
    path.write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(path)
    assert str(caught.value) == (
        f"{path}: this is a ZIP archive or office document, not a text file"
    )


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.builds(
        bytes.__add__,
        st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\xef\xbb\xbf", b"PK"]),
        st.binary(),
    )
)
def test_any_bytes_give_a_reading_or_are_refused(data: bytes) -> None:
    with suppress(UnreadableSourceError):
        reading = read_bytes("any", data)
        assert reading.sha256 == hashlib.sha256(data).hexdigest()
        assert [read.number for read in reading.lines] == [*range(1, len(reading.lines) + 1)]


def sources(
    *arguments: str | Path,
    settings: Settings | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> list[Reading]:
    return list(read_sources([*map(str, arguments)], None, settings, progress))


def told(readings: list[Reading]) -> dict[str, int | str]:
    """The number of lines of each source by name, or why it could not be read."""
    return {reading.source: reading.problem or len(reading.lines) for reading in readings}


def test_files_folders_and_archives_are_read_together(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(line("A"))
    (folder / "b.txt.gz").write_bytes(gzip.compress(line("B").encode()))
    (folder / "c").write_bytes(zipped({"d.txt": line("D").encode(), "e/f.txt": b""}))
    (tmp_path / "own.txt").write_text(line("Own"))
    readings = sources(tmp_path / "own.txt", folder)
    assert told(readings) == {
        "own.txt": 1,
        "folder/a.txt": 1,
        "folder/b.txt.gz": 1,
        "folder/c/d.txt": 1,
        "folder/c/e/f.txt": 0,
    }
    assert readings[2] == read_bytes("folder/b.txt.gz", line("B").encode())


def test_what_cannot_be_read_in_a_folder_or_archive_is_told_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "good.txt").write_text(line("A"))
    (tmp_path / "big.txt").write_text("x" * 2_000_000)
    (tmp_path / "picture").write_bytes(b"\x89PNG and so on")
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"A" * 99)[:-9])
    (tmp_path / "nothing").symlink_to("nowhere")
    (tmp_path / "pack.zip").write_bytes(
        zipped({"good.txt": line("A").encode(), "bad\n.pdf": b"%PDF"})
    )
    found = told(sources(tmp_path, settings=Settings(source_bytes=1_000_000)))
    assert {name.removeprefix(f"{tmp_path.name}/"): said for name, said in found.items()} == {
        "big.txt": "it is larger than 1 MB; DATELINE_MAX_SOURCE_MB sets the limit",
        "cut.gz": "the gzip archive is cut off",
        "good.txt": 1,
        "nothing": "no such file or directory",
        "pack.zip/good.txt": 1,
        "pack.zip/bad␊.pdf": "this is a PDF, not a text file",
        "picture": "this is a picture, not a text file",
    }


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF", "this is a PDF, not a text file"),
        (gzip.compress(b"A" * 99, mtime=0)[:-9], "the gzip archive is cut off"),
        (zipped({"a": b"A"})[:-5], "the ZIP archive is damaged or cut off"),
        (zipped({"mimetype": b"application/epub+zip"}), "this is an electronic book, not a list"),
        (b"x" * 1_000_001, "it is larger than 1 MB; DATELINE_MAX_SOURCE_MB sets the limit"),
    ],
)
def test_a_named_file_has_to_be_readable_itself(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(data)
    with pytest.raises(UnreadableSourceError) as refused:
        sources(path, settings=Settings(source_bytes=1_000_000))
    assert str(refused.value) == f"{path}: {reason}"


def test_a_named_file_that_is_missing_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(line("A"))
    with pytest.raises(UnreadableSourceError, match="nowhere"):
        next(iter(read_sources([str(tmp_path / "good.txt"), str(tmp_path / "nowhere")])))


def test_sources_are_read_one_after_another(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line("A"))
    (tmp_path / "b.txt").write_text(line("B"))
    readings = read_sources([str(tmp_path)])
    assert next(readings).source.endswith("a.txt")
    (tmp_path / "b.txt").unlink()
    assert next(readings).problem == "no such file or directory"


def test_a_file_that_changes_while_it_is_read_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(line("A"))
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        if os.path.samestat(status, os.stat(tmp_path / "b.txt")):
            os.truncate(tmp_path / "b.txt", status.st_size - 1)
        return status

    monkeypatch.setattr(os, "fstat", fstat)
    one, problem, other = told(sources(tmp_path)).values()
    assert (one, other) == (1, 1)
    assert str(problem).startswith("it changed while it was read")


def test_an_address_is_a_source_with_its_address_as_name() -> None:
    answers = {
        "/list": Answer(line("A").encode()),
        "/pack": Answer(zipped({"b.txt": line("B").encode()})),
    }
    with web(answers) as site:
        found = sources(
            f"{site.address}/list",
            f"{site.address}/gone",
            f"{site.address}/pack",
            settings=Settings(private=True),
        )
        assert told(found) == {
            f"{site.address}/list": 1,
            f"{site.address}/gone": "the server answered 404 Not Found",
            f"{site.address}/pack/b.txt": 1,
        }
        assert site.paths == ["/list", "/gone", "/pack"]


class _ListReader:
    """Stands for a reader of lists: every line after the first is a link."""

    FORMAT = "links"

    def likeness(self, document: Document) -> float:
        return 1.0 if document.data.startswith(b"LINKS") else 0.0

    def read(self, document: Document, options: Options) -> Content:
        links = document.text.splitlines()[1:]
        lines = [Line(1, "LINKS", Verdict.SKIPPED, "a list", None)]
        return Content("list of links", "item", "UTF-8", lines, links=tuple(links))


@pytest.fixture
def _links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect, "READERS", (*detect.READERS, _ListReader()))


@pytest.mark.usefixtures("_links")
def test_what_a_list_names_is_read_after_it_each_once_and_no_deeper(tmp_path: Path) -> None:
    with web() as site:
        there = site.address
        site.answers |= {
            "/a": Answer(line("A").encode()),
            "/b": Answer(f"LINKS\n{there}/deeper".encode()),
            "/named": Answer(f"LINKS\n{there}/a".encode()),
            "/lists/all": Answer(b"LINKS\n../a\nc"),
            "/lists/c": Answer(line("C").encode()),
        }
        path = tmp_path / "list.opml"
        path.write_text(f"LINKS\n{there}/a\n{there}/a#x\n{there}/b\n{there}/named\n")
        found = sources(path, f"{there}/named", settings=Settings(private=True))
        assert [reading.source for reading in found] == [
            "list.opml",
            f"{there}/a",
            f"{there}/b",
            f"{there}/named",
        ]
        site.asked.clear()
        sources(f"{there}/lists/all", settings=Settings(private=True))
        assert site.paths == ["/lists/all", "/a", "/lists/c"]


@pytest.mark.usefixtures("_links")
def test_links_that_cannot_be_followed_are_told(tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text("LINKS\nfile:///etc/passwd\nrelative\nhttps://me:secret@a.test/\n")
    assert told(sources(path)) == {
        "list.opml": 1,
        "file:///etc/passwd": "only http and https addresses are read",
        "relative": "it is no whole address, and its list has none of its own",
        "https://…@a.test/": "an address with a user name or a password is not read",
    }


@pytest.mark.usefixtures("_links")
def test_a_list_names_so_many_addresses_and_no_more(tmp_path: Path) -> None:
    with web({str(n): Answer() for n in range(4)}) as site:
        path = tmp_path / "list.opml"
        path.write_text("\n".join(["LINKS", *(f"{site.address}/{n}" for n in range(4))]))
        found = sources(path, settings=Settings(private=True, links=2))
        assert site.paths == ["/0", "/1"]
        assert [reading.problem for reading in found][:2] == [
            "",
            "it lists 4 addresses; the first 2 of them are read",
        ]


def test_progress_goes_from_nothing_to_all_and_never_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line("A"))
    lines = f"{line('B')}\n".encode() * 100
    packed = zipped({str(number): lines for number in range(3)}, zipfile.ZIP_STORED)
    (tmp_path / "b.zip").write_bytes(packed)
    seen: list[Progress] = []
    sources(tmp_path, progress=seen.append)
    parts = [progress.part for progress in seen]
    assert parts == sorted(parts)
    assert parts[0] == 0
    assert parts[-1] == 1
    assert any(0.5 < part < 1 for part in parts)
    assert seen[-1].lines == 301
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert {progress.size for progress in seen} == {size}
    assert seen[-1].source.endswith("b.zip")


def test_a_reader_s_progress_is_a_part_of_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Reader(_ListReader):
        def likeness(self, document: Document) -> float:
            return 1.0

        def read(self, document: Document, options: Options) -> Content:
            options.progress(0.5)
            return super().read(document, options)

    monkeypatch.setattr(detect, "READERS", (Reader(),))
    for name in ("a", "b"):
        (tmp_path / name).write_text("x")
    seen: list[Progress] = []
    sources(tmp_path, progress=seen.append)
    assert [progress.part for progress in seen] == [0, 0, 0.25, 0.5, 0.5, 0.5, 0.75, 1]
