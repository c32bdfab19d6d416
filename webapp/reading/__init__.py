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
from webapp.reading.source import read_bytes, read_file

__all__ = [
    "FALLBACK_DATES",
    "DateSource",
    "Entry",
    "Line",
    "Options",
    "Reading",
    "UnreadableSourceError",
    "Verdict",
    "read_bytes",
    "read_file",
]
