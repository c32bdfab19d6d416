"""`dateline rows`, `counts`, `outlets` and `export`: the files of the pages, without a server."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import EXAMPLE, example_version, line
from tests.serving import ROOT
from webapp.app import create_app
from webapp.cli import answers, main
from webapp.config import Config
from webapp.dataset.store import Store
from webapp.ingest import ingest

Printed = pytest.CaptureFixture[bytes]


@pytest.fixture
def folder(tmp_path: Path) -> Store:
    """A dataset folder of two versions: one headline, then two."""
    store = Store(tmp_path / "data")
    for title in ("First", "Second"):
        path = tmp_path / f"{title}.txt"
        path.write_text(line(title))
        ingest(Config(sources=(str(path),)), store)
    return store


@pytest.mark.parametrize(
    ("command", "address"),
    [
        (("rows", "?q=trump&sort=outlet"), "/headlines.csv?q=trump&sort=outlet"),
        (("counts", "?q=trump&by=week"), "/coverage.csv?q=trump&by=week"),
        (("outlets", "?q=trump&order=name"), "/outlets.csv?q=trump&order=name"),
        (("rows", "?outlet=bbc", "--format", "jsonl"), "/headlines.jsonl?outlet=bbc"),
        (("counts", "?", "--format", "parquet"), "/coverage.parquet"),
    ],
)
def test_it_prints_what_the_page_gives(
    capsysbinary: Printed, command: tuple[str, ...], address: str
) -> None:
    assert main([*command]) == 0
    page = create_app(Config(), example_version()).test_client().get(address)
    printed = capsysbinary.readouterr().out
    if address.endswith(".parquet"):
        # What it is about holds the address, which only a page has.
        assert printed[:4] == b"PAR1"
    else:
        assert printed == page.data


@pytest.mark.parametrize(
    "view",
    [
        "https://dateline.example/?outlet=bbc",
        "http://127.0.0.1:8000/below/?outlet=bbc&utm_source=x#headlines-heading",
        "/?outlet=bbc",
        "/headlines.csv?outlet=bbc",
    ],
)
def test_a_link_is_as_good_as_its_query(capsysbinary: Printed, view: str) -> None:
    assert main(["rows", view, "--format", "jsonl"]) == 0
    linked = capsysbinary.readouterr().out
    assert main(["rows", "?outlet=bbc", str(EXAMPLE), "--format", "jsonl"]) == 0
    assert linked == capsysbinary.readouterr().out
    assert linked.count(b"\n") == 5


def test_json_holds_the_whole_link(capsysbinary: Printed) -> None:
    link = "https://dateline.example/?outlet=bbc"
    assert main(["rows", link, "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["about"]["address"] == link


def test_the_outlets_of_a_link_to_the_dashboard_are_those_of_its_filter(
    capsysbinary: Printed,
) -> None:
    assert main(["outlets", "/?q=trump&by=week&sort=outlet"]) == 0
    dashboard = capsysbinary.readouterr().out
    assert main(["outlets", "/outlets?q=trump"]) == 0
    assert dashboard == capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("rows", "?by=hour"), "by='hour': one of day, week, month, year"),
        (("rows", "?outlet=bbb"), "outlet='bbb': an outlet of this list, such as bbc"),
        (("outlets", "?by=week"), "by='week': there is no such parameter; there are q, outlet"),
        (("rows", "list.txt"), "list.txt is no view: name it by its query, as '?outlet=bbc'"),
        (("rows", "/words?q=a"), "/words?q=a is the address of another page; the dashboard's or"),
        (
            ("rows", "https://news.example/d/s/a1b2c3d4"),
            "https://news.example/d/s/a1b2c3d4 is a short link, which only its site can follow",
        ),
        (("export", "/outlets"), "another page; the dashboard's is taken here"),
        (("rows", "/at/0123456789abcdef/"), "has no other versions than the one shown"),
        (("rows", "?", "no-such-file.txt"), "no-such-file.txt: no such file"),
        (("rows", "?", "--output", "no/such/folder"), "no/such/folder cannot be written: No such"),
        (("rows", "?", "--output", "."), ". is there and is no file"),
        (("rows", "http://[x/"), "http://[x/ is no link"),
    ],
)
def test_what_cannot_be_given_is_one_clear_line(
    capsysbinary: Printed, command: tuple[str, ...], said: str
) -> None:
    assert main([*command]) == 1
    printed = capsysbinary.readouterr()
    assert printed.out == b""
    assert said in printed.err.decode()
    assert printed.err.count(b"\n") == 1


def test_a_version_that_a_link_names_is_opened(capsysbinary: Printed, folder: Store) -> None:
    first, second = folder.names()
    for name, titles in ((first, ["First"]), (second, ["Second", "First"]), ("", ["Second"])):
        view = f"https://dateline.example/at/{name}/" if name else "?q=second"
        assert main(["rows", view, str(folder.folder), "--format", "json"]) == 0
        said = json.loads(capsysbinary.readouterr().out)
        assert {row["headline"] for row in said["headlines"]} == set(titles)
        assert said["about"]["version"] == (name or second)
    assert main(["rows", "/at/0123456789abcdef/", str(folder.folder)]) == 1
    assert b"There is no such version" in capsysbinary.readouterr().err


def test_a_file_is_there_whole_or_not_at_all(
    tmp_path: Path, capsysbinary: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("before")

    def broken(*_: object) -> object:
        yield b"half"
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(answers, "written", broken)
        assert main(["rows", "?", "--output", str(path)]) == 1
    assert b"No space left on device" in capsysbinary.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["rows.csv"]
    assert path.read_text() == "before"
    assert main(["rows", "?", "--output", str(path)]) == 0
    assert path.read_bytes().count(b"\r\n") == 81


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_export_is_a_folder_that_says_what_is_in_it(
    tmp_path: Path, capsysbinary: Printed, form: str
) -> None:
    folder = tmp_path / "export"
    command = ["export", "?q=trump&by=week", "--format", form, "--output", str(folder)]
    assert main(command) == 0
    printed = capsysbinary.readouterr().out.decode().split()
    assert sorted(printed) == sorted(map(str, folder.iterdir()))
    said = json.loads((folder / "metadata.json").read_text("utf-8"))["files"]
    assert [each["about"]["rows"] for each in said] == [29, 25, 21]
    for each in said:
        data = (folder / each["file"]).read_bytes()
        assert each["file"].endswith(f"-{example_version().name}.{form}")
        assert (len(data), hashlib.sha256(data).hexdigest()) == (each["bytes"], each["sha256"])
        assert each["columns"][0]["description"]
    assert main(command) == 1
    assert b"is there already" in capsysbinary.readouterr().err
    assert list(tmp_path.iterdir()) == [folder]


def test_parquet_is_not_for_a_terminal(
    capsysbinary: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["rows", "?", "--format", "parquet"]) == 1
    assert b"--output FILE" in capsysbinary.readouterr().err


def test_no_web_framework_is_loaded_for_it() -> None:
    script = (
        "import sys; from webapp.cli import main; "
        "main(['rows', '?outlet=bbc']); "
        "assert not {'flask', 'gunicorn', 'jinja2'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\r\n") == 6
