"""A version: one immutable state of the data, whole."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from webapp.outlets import Outlets

Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Part:
    """A run of a version's headlines (schema.HEADLINE_COLUMNS), newest first. Read only."""

    headlines: pd.DataFrame
    outlets: Outlets


@dataclass(frozen=True)
class Source:
    """Where headlines were read from.

    `format`, `unit` and `notes` are as in reading.Content; `problem` says why it
    could not be read. `headlines` are those kept: none that repeats another.
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


@dataclass(frozen=True)
class Version:
    """Every headline in parts, who the outlets are, and the report on every line read.

    `name` is a hash of the content. `ranks` gives each outlet code its place by
    number of headlines, from 0. `observed` holds, in order, the days on which a
    source is known to have been captured: days that have a headline, and days
    between them on which one was listed; `first` and `last` are its ends. On any
    other day nothing is known, which is not the same as zero. `listed` holds, in
    order, the days on which headlines that are kept were listed.

    Of the headlines, `families` are left when wire families count once;
    `fallback` rest on fallback dates, and `listed_apart`
    were listed on another day than their date. `rejected` lines looked like
    headlines and could not be read, and `failed` sources not at all.
    """

    name: str
    parts: tuple[Part, ...]
    outlets: Outlets
    ranks: tuple[int, ...]
    sources: tuple[Source, ...]
    report: pd.DataFrame
    observed: Days
    first: date | None
    last: date | None
    listed: Days
    families: int
    rejected: int
    failed: int
    fallback: int
    listed_apart: int

    @property
    def headlines(self) -> int:
        return sum(len(part.headlines) for part in self.parts)
