"""Floor 2: bytes of a source to entries, with a verdict for every line."""

from webapp.reading.entry import (
    FALLBACK_DATES,
    DateSource,
    Entry,
    Line,
    Reading,
    UnreadableSourceError,
    Verdict,
)
from webapp.reading.options import Options
from webapp.reading.sources.settings import Settings
from webapp.reading.sources.sources import Progress, read_bytes, read_file, read_sources

__all__ = [
    "FALLBACK_DATES",
    "DateSource",
    "Entry",
    "Line",
    "Options",
    "Progress",
    "Reading",
    "Settings",
    "UnreadableSourceError",
    "Verdict",
    "read_bytes",
    "read_file",
    "read_sources",
]
