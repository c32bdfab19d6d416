"""What is not in a view, counted: from all lines that were read down to its headlines."""

from dataclasses import dataclass

from webapp.dataset import Version
from webapp.query.measure import run
from webapp.query.method import VERDICTS
from webapp.query.view import Count, Dating, View
from webapp.query.way_counts import WAY_COUNTS
from webapp.reading import Verdict

_GONE = (Verdict.SKIPPED, Verdict.REJECTED, Verdict.REPEATED, Verdict.CORRECTED)
_DOUBTFUL = (Verdict.AMBIGUOUS, Verdict.REPAIRED)


@dataclass(frozen=True, slots=True)
class Counted:
    """So many, by a word for what they are, and why they are counted here, as a phrase."""

    what: str
    count: int
    why: str


@dataclass(frozen=True)
class Exclusions:
    """`lines` less those in `lines_gone` are all `headlines`; less `headlines_gone`, those `kept`.

    `doubtful` lines are among the headlines, but not beyond doubt. What is none is not named.
    """

    lines: int
    lines_gone: tuple[Counted, ...]
    headlines: int
    headlines_gone: tuple[Counted, ...]
    kept: int
    doubtful: tuple[Counted, ...]


def exclusions(version: Version, view: View) -> Exclusions:
    """What is left out of `view`, and why. Raises TooSlowError past the deadline."""
    dated = run(WAY_COUNTS, version, view.unfiltered())[Count.ALL]
    ways = run(WAY_COUNTS, version, view)
    by_dating = (
        "have only a fallback date" if view.dated is Dating.PUBLISHED else "were never listed"
    )
    by_counting = (
        "repeat a title of their outlet"
        if view.count is Count.UNIQUE
        else "repeat what their outlet, or another of the wire family, had before"
    )
    gone = (
        Counted("by their date", version.headlines - dated, by_dating),
        Counted("outside the filter", dated - ways[Count.ALL], "do not fit what is asked for"),
        Counted("by the way of counting", ways[Count.ALL] - ways[view.count], by_counting),
    )
    return Exclusions(
        sum(source.lines for source in version.sources),
        _lines(version, _GONE),
        version.headlines,
        tuple(each for each in gone if each.count),
        ways[view.count],
        _lines(version, _DOUBTFUL),
    )


def _lines(version: Version, verdicts: tuple[Verdict, ...]) -> tuple[Counted, ...]:
    """How many lines of all sources got each of `verdicts`."""
    found = (
        Counted(
            str(verdict),
            sum(source.count(verdict) for source in version.sources),
            VERDICTS[verdict],
        )
        for verdict in verdicts
    )
    return tuple(each for each in found if each.count)
