"""Floor 3: entries to one immutable version."""

from webapp.dataset.build import build
from webapp.dataset.version import Days, Part, Source, Version
from webapp.dataset.versions import FixedVersion, Shown, Versions

__all__ = ["Days", "FixedVersion", "Part", "Shown", "Source", "Version", "Versions", "build"]
