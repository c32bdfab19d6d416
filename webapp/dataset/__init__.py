"""Floor 3: entries to one immutable version."""

from webapp.dataset.build import build, build_of
from webapp.dataset.facts import Days, Facts, Source
from webapp.dataset.frozen import CannotFreezeError
from webapp.dataset.part import Part
from webapp.dataset.version import ElsewhereError, Version
from webapp.dataset.versions import (
    FixedVersion,
    KnownVersion,
    NoVersionError,
    Shown,
    Versions,
)

__all__ = [
    "CannotFreezeError",
    "Days",
    "ElsewhereError",
    "Facts",
    "FixedVersion",
    "KnownVersion",
    "NoVersionError",
    "Part",
    "Shown",
    "Source",
    "Version",
    "Versions",
    "build",
    "build_of",
]
