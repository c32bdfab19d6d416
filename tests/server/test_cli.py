"""The command line, as typed."""

import datetime as dt
import io
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.factories import EXAMPLE, line
from tests.serving import ROOT, START_SECONDS, dateline, fetch
from tests.web import Answer, web
from webapp.cli import bar, main
from webapp.reading import Options
from webapp.reading.document import Document
from webapp.reading.entry import Content
from webapp.reading.formats import text_list


def test_serve_prints_what_it_found_and_answers_there(tmp_path: Path) -> None:
    own, other = tmp_path / "own.txt", tmp_path / "other.txt"
    own.write_text(line("First"))
    other.write_text(line("Second", "CNN"))
    with dateline(str(own), str(other), "--title", "Two lists") as address:
        page = fetch(address)
        assert "Two lists" in page
        assert "2 headlines from 2 outlets on 9 January 2026." in page
        with pytest.raises(HTTPError, match="400"):
            fetch(address + "/?by=hour")


def test_without_a_list_the_example_is_served() -> None:
    with dateline() as address:
        assert "80 headlines from 36 outlets on 4 days" in fetch(address)


def test_report_accounts_for_every_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(EXAMPLE)]) == 0
    printed = capsys.readouterr().out
    assert "iran-january-2026.txt: text list, 86 lines, UTF-8" in printed
    assert "headline        80" in printed
    assert "skipped          6" in printed
    assert "80 headlines from 36 outlets" in printed
    assert "cbsnews.com → CBS News: shipped table, 1 headline" in printed
    numbered = [row for row in printed.splitlines() if row[:6].strip().isdigit()]
    assert len(numbered) == 86


def test_report_can_show_one_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(f"{line('Good')}\n- Bad - BBC - February 30th, 2026\n")
    assert main(["report", str(bad), "--verdict", "rejected"]) == 0
    printed = capsys.readouterr().out
    assert "February 30th, 2026” is a date that does not exist" in printed
    assert "Good" not in printed


def test_the_users_aliases_win(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("outlet,alias\nThe Beeb,BBC\n")
    assert main(["report", str(EXAMPLE), "--aliases", str(aliases)]) == 0
    assert "BBC → The Beeb: your alias file aliases.csv, 5 headlines" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "no-such-file.txt"], "no-such-file.txt: no such file"),
        (["serve", "no-such-file.txt"], "no-such-file.txt: no such file"),
        (["report", "--aliases", "none.csv"], "none.csv: no such file"),
        (["report", str(ROOT / "docs/screenshots/phone-dark.png")], "a picture, not a text file"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("dateline: ")
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1


def test_what_fails_among_others_is_a_line_and_the_rest_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.txt").write_text(line("Good"))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert main(["report", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    name = f"{tmp_path.name}/picture.png"
    assert printed.err == f"dateline: {name}: this is a picture, not a text file\n"
    assert f"{name}: could not be read: this is a picture, not a text file" in printed.out
    assert f"{tmp_path.name}/good.txt: text list, 1 line, UTF-8" in printed.out


def test_when_nothing_can_be_read_every_reason_is_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    assert main(["report", str(tmp_path), "http://127.0.0.1/"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        f"dateline: {tmp_path.name}/a.png: this is a picture, not a text file",
        f"dateline: {tmp_path.name}/b.pdf: this is a PDF, not a text file",
        "dateline: http://127.0.0.1/: its address is private (127.0.0.1); "
        "DATELINE_FETCH_PRIVATE allows it",
        "dateline: nothing could be read",
    ]


def test_an_address_is_read_and_kept_as_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_FETCH_PRIVATE", "1")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "kept"))
    with web({"/list": Answer(line("Far").encode(), headers={"ETag": '"1"'})}) as site:
        assert main(["report", f"{site.address}/list"]) == 0
        assert f"{site.address}/list: text list, 1 line" in capsys.readouterr().out
        site.answers["/list"] = Answer(status=304)
        monkeypatch.setenv("DATELINE_SOURCES", f"{site.address}/list")
        assert main(["report"]) == 0
        assert "Far - BBC" in capsys.readouterr().out
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_a_source_may_be_no_larger_than_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_MAX_SOURCE_MB", "1")
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * 1_000_001)
    assert main(["report", str(path)]) == 1
    assert "it is larger than 1 MB" in capsys.readouterr().err


def test_what_is_said_of_reading_reaches_the_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Options] = []

    def read(document: Document, options: Options) -> Content:
        seen.append(options)
        return Content("text list", "line", "UTF-8", [])

    monkeypatch.setattr(text_list, "read", read)
    path = tmp_path / "own.txt"
    path.touch()
    given = ["--format", "text", "--monthfirst", "--captured", "2026-01-31T18:30"]
    monkeypatch.setenv("DATELINE_DAY_FIRST", "yes")
    for arguments in ([], given):
        assert main(["report", str(path), *arguments]) == 0
    assert [(each.format, each.day_first, each.captured) for each in seen] == [
        (None, True, None),
        ("text", False, dt.datetime(2026, 1, 31, 18, 30, tzinfo=dt.UTC)),
    ]
    assert seen[0].known.is_outlet("CBS News")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--captured", "yesterday"], "must be a date as 2026-01-31 or a moment"),
        (["--format", "tea leaves"], "invalid choice: 'tea leaves'"),
        (["--dayfirst", "--monthfirst"], "not allowed with argument"),
    ],
)
def test_an_option_that_cannot_be_used_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["report", *arguments])
    assert said in capsys.readouterr().err


class TestLongReports:
    @staticmethod
    def thousand() -> str:
        return "".join(f"{line(f'Plain {number}')}\n" for number in range(1_000))

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "long.txt"
        path.write_text(self.thousand() + "prose\n")
        return path

    def test_plain_headlines_of_a_long_source_are_left_out_and_counted(
        self, path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["report", str(path)]) == 0
        printed = capsys.readouterr().out
        assert "Plain" not in printed
        assert "1001  skipped    prose" in printed
        assert "1,000 plain headlines not shown; --all shows them" in printed

    @pytest.mark.parametrize("option", ["--all", "--verdict=headline"])
    def test_they_are_shown_when_asked_for(
        self, path: Path, option: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["report", str(path), option]) == 0
        printed = capsys.readouterr().out
        assert printed.count("Plain") == 1_000
        assert "not shown" not in printed

    def test_a_source_of_a_thousand_lines_is_shown_whole(
        self, path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path.write_text(self.thousand())
        assert main(["report", str(path)]) == 0
        assert capsys.readouterr().out.count("Plain") == 1_000


class Terminal(io.StringIO):
    """Standard error as somebody watches it."""

    def isatty(self) -> bool:
        return True


class TestProgress:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for number in range(3):
            (tmp_path / f"{number}.txt").write_text(f"{line('A')}\n" * 1_000)
        (tmp_path / "bad.png").write_bytes(b"\x89PNG")
        return tmp_path

    def test_long_work_shows_how_far_it_is(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bar, "_LONG_SECONDS", 0)
        monkeypatch.setattr(sys, "stderr", watched := Terminal())
        assert main(["report", str(folder)]) == 0
        shown = watched.getvalue()
        assert f"{folder.name}/2.txt"[-27:] in shown
        assert "2,000 lines" in shown
        assert "66%" in shown
        assert "100%" in shown
        assert "All read" in shown
        # Without the sign that hides the cursor, it fits a narrow terminal.
        drawn = [each.removeprefix("\033[?25l") for each in shown.split("\r") if "%" in each]
        assert max(len(each.partition("\033")[0].strip()) for each in drawn) < 80
        # The line of a source that failed stands by itself.
        assert f"\r\033[2Kdateline: {folder.name}/bad.png: this is a picture" in shown

    def test_large_work_shows_it_from_the_start(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bar, "_LONG_BYTES", 1_000)
        monkeypatch.setattr(sys, "stderr", watched := Terminal())
        assert main(["report", str(folder)]) == 0
        assert "0%" in watched.getvalue()

    def test_short_work_does_not(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bar, "_LONG_SECONDS", 1_000)
        monkeypatch.setattr(sys, "stderr", watched := Terminal())
        assert main(["report", str(folder)]) == 0
        assert len(watched.getvalue().splitlines()) == 1

    def test_nobody_is_shown_it_who_does_not_watch(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(bar, "_LONG_SECONDS", 0)
        assert main(["report", str(folder)]) == 0
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_ctrl_c_while_reading_is_one_line() -> None:
    with web() as site:
        begun = threading.Event()

        def never(_: object) -> None:
            begun.set()
            site.over.wait()

        site.answers["/"] = Answer(instead=never)
        process = subprocess.Popen(
            [sys.executable, "-m", "webapp.cli", "report", f"{site.address}/"],
            cwd=ROOT,
            env=os.environ | {"DATELINE_FETCH_PRIVATE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert begun.wait(START_SECONDS)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=START_SECONDS)
    assert (process.returncode, out, error) == (130, "", "dateline: stopped\n")


def test_a_taken_port_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    assert f"port {port} of 127.0.0.1 cannot be used" in capsys.readouterr().err


def test_a_bad_setting_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_WORKERS", "many")
    assert main(["report"]) == 1
    assert "DATELINE_WORKERS=many: must be a whole number" in capsys.readouterr().err


def test_a_reader_who_stops_early_is_no_error() -> None:
    shell = f"{sys.executable} -m webapp.cli report | head -1"
    done = subprocess.run(
        ["sh", "-c", shell], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "86 lines" in done.stdout


def test_an_error_is_one_line_whatever_the_file_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a\nb\x1b.txt"
    path.write_bytes(b"\x00" * 100)
    assert main(["report", str(path)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "a␊b␛.txt: this is not a text file" in said


@pytest.mark.parametrize("when", ["0001-01-01", "1599-12-31", "2200-01-01", "9999-12-31T23:59"])
def test_no_list_was_captured_in_another_age(when: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "--captured", when])
    assert "must be a date as 2026-01-31" in capsys.readouterr().err


def test_notes_and_groups_are_said_with_what_has_no_effect(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups, notes = tmp_path / "groups.csv", tmp_path / "notes.csv"
    groups.write_text("outlet,country,type\nBBC,UK,tv\nReuters,UK,\nHaaretz,Israel,\nEl Zork,,\n")
    notes.write_text("date,text\n2026-01-14,Airspace closed\n")
    tables = ["--groups", str(groups), "--notes", str(notes)]
    folder = str(tmp_path / "data")
    for arguments in (["report"], ["ingest", str(EXAMPLE), "--into", folder]):
        assert main([*arguments, *tables]) == 0
        printed = capsys.readouterr().out.splitlines()
        at = printed.index("1 note")
        assert printed[at + 1 : at + 4] == [
            "Country: 2 groups, 2 of 36 outlets",
            "Type: 1 group, 1 of 36 outlets",
            "2 of 4 outlets named in groups.csv have no headline here: Haaretz, El Zork",
        ]
    assert main(["serve", folder, *tables]) == 1
    said = capsys.readouterr().err
    assert f"dateline ingest --into {folder} --groups {groups} --notes {notes}" in said


def test_of_many_names_without_headlines_some_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = tmp_path / "groups.csv"
    rows = "".join(f"Paper {number},UK\n" for number in range(12))
    groups.write_text(f"outlet,country\nDaily Zork,UK\n{rows}")
    (tmp_path / "list.csv").write_text(
        "title,outlet,date,url\nA,Daily Zork,2026-01-09,https://a.com/1\n"
        "B,Daily Zork,2026-01-09,https://b.com/1\n"
    )
    assert main(["report", str(tmp_path / "list.csv"), "--groups", str(groups)]) == 0
    printed = capsys.readouterr().out
    assert "12 of 13 outlets named in groups.csv have no headline here: Paper 0, " in printed
    assert "Paper 9 and 2 others\n" in printed
    assert "“Daily Zork” in groups.csv is not placed" in printed
