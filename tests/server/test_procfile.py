"""The Procfile's line, run by a shell as a host runs it."""

import json
import socket
from pathlib import Path

import pytest

from tests.serving import ROOT, fetch, running

PROCFILE_NAME, _, PROCFILE_COMMAND = (ROOT / "Procfile").read_text().strip().partition(": ")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_serves_what_the_environment_names(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("- Title - BBC - January 9th, 2026\n")
    assert PROCFILE_NAME == "web"
    environment = {
        "DATELINE_HOST": "127.0.0.1",
        "DATELINE_SOURCES": str(own),
        "DATELINE_TITLE": "My own",
        "PORT": str(free_port()),
        "HOME": "/nonexistent",
    }
    with running(["sh", "-c", PROCFILE_COMMAND], environment) as address:
        assert address.endswith(environment["PORT"])
        assert json.loads(fetch(address + "/healthz"))["headlines"] == 1
        assert "My own" in fetch(address + "/")


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("DATELINE_WORKERS", "many", "DATELINE_WORKERS=many: must be a whole number"),
        ("DATELINE_SOURCES", "no-such-file.txt", "no-such-file.txt: no such file"),
    ],
)
def test_what_it_cannot_use_is_one_line_and_no_trace(variable: str, value: str, said: str) -> None:
    environment = {"DATELINE_HOST": "127.0.0.1", "PORT": str(free_port()), variable: value}
    with (
        pytest.raises(AssertionError, match=said) as ended,
        running(["sh", "-c", PROCFILE_COMMAND], environment),
    ):
        pass
    assert "Traceback" not in str(ended.value)
