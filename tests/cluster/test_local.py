"""`make cluster`: it says what is wrong in a line, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from webapp.cluster import local


def begun(port: int, workers: str, folder: Path) -> "subprocess.Popen[str]":
    code = (
        "import sys; from webapp.cluster import local; "
        f"local.PORT = {port}; sys.exit(local.main(['{workers}']))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def taken() -> Iterator[int]:
    """A port that something else listens at."""
    with socket.socket() as other:
        other.bind((local.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def free() -> int:
    with taken() as port:
        return port


@pytest.mark.parametrize("workers", ["x", "0", "-1", "1000", ""])
def test_no_number_of_workers_is_refused_in_a_line(
    workers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert local.main([workers]) == 1
    assert (
        capsys.readouterr().err == "cluster: say how many workers, 1 to 64: make cluster ARGS=3\n"
    )


def test_a_port_in_use_is_refused_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with taken() as port:
        monkeypatch.setattr(local, "PORT", port)
        assert local.main([]) == 1
    error = capsys.readouterr().err
    assert error == f"cluster: port {port} is in use: another cluster may run already\n"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_stopped_it_takes_all_that_it_started_with_it(how: signal.Signals, tmp_path: Path) -> None:
    port = free()
    with begun(port, "1", tmp_path) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "A scheduler and 1 worker. In another window:\n"
        running.send_signal(how)
        _, error = running.communicate()
    assert (running.returncode, error) == (0, "")
    assert list(tmp_path.glob("dateline-*")) == []
    with socket.socket() as probe:
        assert probe.connect_ex((local.HOST, port))


def test_a_scheduler_that_ends_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(local, "PORT", free())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def killed(machines: local.LocalMachines, workers: int) -> None:
        machines.scheduler.kill()

    monkeypatch.setattr(local.LocalMachines, "wait_for", killed)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert local.main(["1"]) == 1
    finally:
        signal.signal(signal.SIGTERM, before)
    error = capsys.readouterr().err
    assert error == "cluster: the scheduler ended by itself, so the workers do too\n"
    assert list(tmp_path.glob("dateline-*")) == []
