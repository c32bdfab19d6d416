#!/usr/bin/env python3
"""Sets Dateline up in a virtual environment of its own and runs it.

Needs Python 3.11 or newer and pip, and nothing else: `make` calls this file,
and without make it can be called by hand.

    python3 run.py                the example in a browser (more: run.py run LIST.txt)
    python3 run.py cluster        a scheduler and two workers, to try `serve --cluster` with
    python3 run.py test           every test (arguments go to pytest)
    python3 run.py setup          only the virtual environment, .venv
    python3 run.py setup-dev      the same with the tools for tests and checks
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)

NO_PIP = """\
Dateline needs pip to install what it is made of, and this Python has neither
pip nor venv's own copy of it. On Debian and Ubuntu:

    sudo apt install python3-venv

and then the same command again."""

NO_WINDOWS = """\
Dateline's server, gunicorn, runs on Linux and macOS. On Windows, use the
Windows Subsystem for Linux."""


class SetupError(Exception):
    """Something that the user has to see to. The message says what."""


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    try:
        if command == "run":
            set_up("requirements.txt")
            return run(["-m", "webapp.cli", "serve", *rest])
        if command == "cluster":
            set_up("requirements-cluster.txt")
            return run(["-m", "webapp.cluster.local", *rest])
        if command == "test":
            set_up("requirements-dev.txt")
            os.chdir(ROOT)
            return run(["-m", "pytest", "--numprocesses", "auto", "--dist", "loadfile", *rest])
        if command == "setup":
            set_up("requirements.txt")
            return 0
        if command == "setup-dev":
            set_up("requirements-dev.txt")
            return 0
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 0 if command in ("help", "-h", "--help") else 2


def run(arguments: list[str]) -> int:
    """Becomes the environment's Python, so that Ctrl+C reaches it alone."""
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *arguments])


def set_up(requirements: str) -> None:
    """Leave .venv with all that `requirements` names, and with Dateline itself."""
    problem = version_problem(sys.version_info[:2]) or (NO_WINDOWS if os.name == "nt" else "")
    if problem:
        raise SetupError(problem)
    wanted = stamp(requirements)
    done = VENV / f"installed-{requirements}"
    if done.is_file() and done.read_text() == wanted and works(PYTHON):
        return
    print(f"Setting up {VENV} from {requirements}; this is done once.", flush=True)
    pip = make_venv()
    install(pip, "--require-hashes", "-r", str(ROOT / requirements))
    # Everything is there already: nothing more may be fetched, for building neither.
    install(pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    done.write_text(wanted)


def version_problem(version: tuple[int, ...]) -> str:
    """What to tell the user of a Python that is too old; nothing otherwise."""
    if version >= OLDEST:
        return ""
    have, need = (".".join(map(str, each)) for each in (version, OLDEST))
    return (
        f"Dateline needs Python {need} or newer; this is Python {have}.\n"
        "If a newer one is installed, name it: make run PYTHON=python3.12"
    )


def stamp(requirements: str) -> str:
    """What an installed environment depends on; when it changes, we install again."""
    digest = hashlib.sha256(f"{sys.version} {ROOT}\n".encode())
    for name in (requirements, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def works(python: Path) -> bool:
    return python.exists() and succeeds([str(python), "-c", ""])


def make_venv() -> list[str]:
    """Make .venv if it is not there; the command that runs pip for it."""
    own_pip = [str(PYTHON), "-m", "pip"]
    if works(PYTHON) and succeeds([*own_pip, "--version"]):
        return own_pip
    shutil.rmtree(VENV, ignore_errors=True)
    if has_module("ensurepip"):
        venv.create(VENV, with_pip=True, symlinks=True)
        return own_pip
    # Debian keeps ensurepip in python3-venv; an installed pip can stand in for it.
    if not has_module("pip"):
        raise SetupError(NO_PIP)
    venv.create(VENV, with_pip=False, symlinks=True)
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def has_module(name: str) -> bool:
    return succeeds([sys.executable, "-c", f"import {name}"])


def succeeds(command: list[str]) -> bool:
    """Whether a command ends well; what it prints is nobody's concern."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def install(pip: list[str], *what: str) -> None:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*pip, "install", *quiet, *what], check=False).returncode:
        raise SetupError(
            "pip could not install it; what it said stands above. Nothing is left half done: "
            "run the same command again when that is mended."
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
