"""Where the files beside the code are: inside an installed package, or at the top of a checkout."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def _beside(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


TEMPLATES: Final = _beside("templates")
STATIC: Final = _beside("static")
EXAMPLE: Final = _beside("data") / "iran-january-2026.txt"
EXAMPLE_TITLE: Final = "Headlines about Iran, January 2026"
