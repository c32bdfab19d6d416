"""The Procfile's line, run by a shell as a host runs it."""

import json
import socket
from pathlib import Path

from tests.serving import ROOT, fetch, running


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_serves_what_the_environment_names(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("- Title - BBC - January 9th, 2026\n")
    name, _, command = (ROOT / "Procfile").read_text().strip().partition(": ")
    assert name == "web"
    environment = {
        "DATELINE_HOST": "127.0.0.1",
        "DATELINE_SOURCES": str(own),
        "DATELINE_TITLE": "My own",
        "PORT": str(free_port()),
        "HOME": "/nonexistent",
    }
    with running(["sh", "-c", command], environment) as address:
        assert address.endswith(environment["PORT"])
        assert json.loads(fetch(address + "/healthz"))["headlines"] == 1
        assert "My own" in fetch(address + "/")
