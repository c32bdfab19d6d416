"""The command line, as typed."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.factories import EXAMPLE, line
from tests.serving import ROOT, dateline, fetch
from webapp.cli import main


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
    assert "cbsnews.com → CBS News, shipped table, 1 headline" in printed
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
    assert "BBC → The Beeb, your alias file aliases.csv, 5 headlines" in capsys.readouterr().out


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
