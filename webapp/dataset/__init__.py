"""Floor 3: entries to one immutable version."""

from webapp.dataset.build import build
from webapp.dataset.facts import Days, Facts, Source
from webapp.dataset.part import Part
from webapp.dataset.version import Version

__all__ = ["Days", "Facts", "Part", "Source", "Version", "build"]
