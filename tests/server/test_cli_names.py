"""`dateline names`: which names are one outlet, and deciding it."""

from pathlib import Path

import pytest

from tests.factories import EXAMPLE, line
from webapp.cli import main


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["names", *arguments]) == status
    out, err = capsys.readouterr()
    return err if status else out


def test_joins_and_suggestions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    listed = printed(capsys, "list", str(EXAMPLE))
    assert listed.startswith("38 names became 36 outlets\n")
    assert "  cbsnews.com → CBS News: shipped table, 1 headline\n" in listed
    assert "    Condé Nast Traveler,Cond Nast Traveler,accept\n" in listed


def test_every_suggestion_is_listed_and_the_more_frequent_outlet_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    some = tmp_path / "list.txt"
    names = [f"Daily {chr(65 + n // 26)}{chr(97 + n % 26)}{'xyz'[n % 3] * 6}" for n in range(110)]
    rows = [line(f"One {name}", outlet=name) for name in names]
    rows += [
        line(f"{title} {name}", outlet=f"{name} News")
        for name in names
        for title in ("Two", "Three")
    ]
    some.write_text("\n".join(rows), "utf-8")
    listed = printed(capsys, "list", str(some))
    for name in names:
        assert f"    {name} News,{name},accept\n" in listed


def test_a_decision_is_written_holds_and_is_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    aliases = tmp_path / "names.csv"
    given = ["Condé Nast Traveler", "Cond Nast Traveler", "--aliases", str(aliases)]
    assert "added Condé Nast Traveler,Cond Nast Traveler,accept" in printed(
        capsys, "accept", *given
    )
    listing = ("list", str(EXAMPLE), "--aliases", str(aliases))
    assert "Cond Nast Traveler → Condé Nast Traveler: your alias file" in printed(capsys, *listing)
    printed(capsys, "undo", *given)
    assert "Cond Nast Traveler →" not in printed(capsys, *listing)
    assert aliases.read_text("utf-8").splitlines() == [
        "outlet,alias,decision",
        "Condé Nast Traveler,Cond Nast Traveler,accept",
        "Condé Nast Traveler,Cond Nast Traveler,undo",
    ]


def test_a_refused_join_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    aliases = tmp_path / "names.csv"
    printed(capsys, "refuse", "CBS News", "cbsnews.com", "--aliases", str(aliases))
    assert "cbsnews.com →" not in printed(capsys, "list", str(EXAMPLE), "--aliases", str(aliases))


def test_an_outlet_is_renamed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    aliases, some = tmp_path / "names.csv", tmp_path / "list.txt"
    some.write_text(line("One", outlet="Jerusalem Post"), "utf-8")
    printed(capsys, "rename", "JPost", "The Jerusalem Post", "--aliases", str(aliases))
    listed = printed(capsys, "list", str(some), "--aliases", str(aliases))
    assert "Jerusalem Post → JPost" in listed


def test_without_a_file_to_write_to_that_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_ALIASES", raising=False)
    assert "has to name the file" in printed(capsys, "accept", "A", "B", status=1)


def test_what_would_spoil_the_file_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    aliases = tmp_path / "names.csv"
    given = ("B", "--aliases", str(aliases))
    printed(capsys, "accept", "A", *given)
    before = aliases.read_bytes()
    assert "is already an alias of" in printed(capsys, "accept", "C", *given, status=1)
    assert aliases.read_bytes() == before
