"""run.py: what can be tested without installing anything."""

import importlib.util
import subprocess
import sys
from types import ModuleType

import pytest

from tests.serving import ROOT


@pytest.fixture(scope="module")
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_is_told_what_is_needed(run: ModuleType) -> None:
    assert "Python 3.11 or newer; this is Python 3.9" in run.version_problem((3, 9))
    assert run.version_problem((3, 11)) == ""
    assert run.version_problem((3, 14)) == ""


def test_the_environment_is_made_again_when_what_it_holds_changes(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    before = run.stamp("requirements.txt")
    assert before == run.stamp("requirements.txt")
    assert before != run.stamp("requirements-dev.txt")


def test_without_pip_the_message_says_what_to_type(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = ROOT / "no-such-environment"
    monkeypatch.setattr(run, "VENV", missing)
    monkeypatch.setattr(run, "PYTHON", missing / "bin" / "python")
    monkeypatch.setattr(run, "has_module", lambda name: False)
    assert run.main(["setup"]) == 1
    assert "sudo apt install python3-venv" in capsys.readouterr().err
    assert not missing.exists()


def test_an_unknown_command_shows_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "run.py", "dance"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "python3 run.py test" in done.stderr
