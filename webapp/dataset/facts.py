"""What is said of a version as a whole, and of each of its sources."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from webapp.reading import Verdict
from webapp.reading.notes import Note

Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Source:
    """Where headlines were read from.

    `format`, `unit` and `notes` are as in reading.Content; `problem` says why it
    could not be read. `headlines` are those kept: none that repeats another.
    `verdicts` counts its lines by verdict, in the order of reading.Verdict.
    """

    name: str
    encoding: str
    sha256: str
    lines: int
    headlines: int
    format: str
    unit: str
    notes: tuple[str, ...]
    problem: str
    verdicts: tuple[int, ...]

    def count(self, verdict: Verdict) -> int:
        """How many lines got `verdict`."""
        return self.verdicts[list(Verdict).index(verdict)]


@dataclass(frozen=True, eq=False)
class Facts:
    """What is said of a version as a whole.

    `name` is a hash of the content. `ranks` gives each outlet code its place by
    number of headlines, from 0. `observed` holds, in order, the days on which a
    source is known to have been captured: days that have a headline, and days
    between them on which one was listed. On any other day nothing is known, which is
    not the same as zero. `listed` holds, in order, the days on which headlines that
    are kept were listed.

    Of the `headlines`, `families` are left when wire families count once;
    `fallback` rest on fallback dates, and `listed_apart` were listed on another day
    than their date. `notes` are the user's own, in order of day.
    """

    name: str
    sources: tuple[Source, ...]
    headlines: int
    ranks: tuple[int, ...]
    observed: Days
    listed: Days
    families: int
    fallback: int
    listed_apart: int
    notes: tuple[Note, ...]

    @property
    def first(self) -> date | None:
        """The first day observed."""
        return self.observed[0].item() if len(self.observed) else None

    @property
    def last(self) -> date | None:
        """The last day observed."""
        return self.observed[-1].item() if len(self.observed) else None

    @property
    def rejected(self) -> int:
        """How many lines looked like headlines and could not be read."""
        return sum(source.count(Verdict.REJECTED) for source in self.sources)

    @property
    def failed(self) -> int:
        """How many sources could not be read at all."""
        return sum(bool(source.problem) for source in self.sources)
