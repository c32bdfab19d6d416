"""Floor 3: entries to one immutable version."""

from webapp.dataset.build import build
from webapp.dataset.version import Days, Part, Source, Version

__all__ = ["Days", "Part", "Source", "Version", "build"]
