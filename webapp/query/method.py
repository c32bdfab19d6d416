"""How the headlines of a view were read, counted and dated: the sentences that say so.

Pages, reports and answers for programs say it in these words, and nowhere in others.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from webapp.dataset import Version
from webapp.dataset.repeats import FAMILY_DAYS, MIN_FAMILY_WORDS
from webapp.query.coverage import SMALL_BASE
from webapp.query.peaks import Peaks
from webapp.query.periods import Axis, State
from webapp.query.view import Amount, ChartKind, Count, Dating, View
from webapp.reading import Verdict
from webapp.text import plural, span

#: What counts as one, as the choice is called.
COUNTS: Final[Mapping[Count, str]] = {
    Count.ALL: "All headlines",
    Count.UNIQUE: "Unique titles of an outlet",
    Count.FAMILIES: "One per wire family",
}
#: By which date, as the choice is called.
DATINGS: Final[Mapping[Dating, str]] = {
    Dating.BEST: "The best known date",
    Dating.PUBLISHED: "Dates of their own only",
    Dating.LISTED: "The day listed",
}
#: What became of a line that got each verdict.
VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.HEADLINE: "read without doubt",
    Verdict.REPAIRED: "read after something was put right or filled in from elsewhere",
    Verdict.AMBIGUOUS: "could be read otherwise; one reading was taken",
    Verdict.REPEATED: "the same headline stands elsewhere, and counts once",
    Verdict.CORRECTED: "a row of a corrections file stands in its place",
    Verdict.SKIPPED: "no headline: other text, a heading, a blank line",
    Verdict.REJECTED: "looked like a headline and could not be read",
}
_WORDS_FOR: Final = {3: "three", 5: "five"}
WIRE_FAMILY: Final = f"one title at several outlets within {_WORDS_FOR[FAMILY_DAYS]} days"
RERUN: Final = (
    f"Re-run are headlines of wire families ({WIRE_FAMILY}) that others had before, or the "
    "outlet itself."
)
NOT_OBSERVED: Final = "Not observed: nothing is known of these days"
STORIES: Final = (
    "A story is two headlines or more about one event, found by the words they share within days "
    "of each other. That is automatic and can err: it parts what is told in other words or another "
    "language, and at times joins what only sounds alike."
)
WHOLE_WORDS: Final = "Words are found only whole"

_ONE: Final = (
    "The same title of an outlet, of one date and with one link, is one headline however often it "
    "was read; titles that an outlet edited under one link are one headline too, with the newest "
    "title and the earliest date."
)
_COUNTED: Final[Mapping[Count, str]] = {
    Count.ALL: f"All headlines count. {_ONE}",
    Count.UNIQUE: f"{_ONE} Of one title of an outlet only its first headline counts.",
    Count.FAMILIES: f"{_ONE} Of a wire family, {WIRE_FAMILY} of at least "
    f"{_WORDS_FOR[MIN_FAMILY_WORDS]} words, only the headline that nobody had before counts.",
}
_STANDS_IN: Final = (
    "a fallback date, which only stands in for one: of its listing, its feed, its page, the "
    "file’s name or the capture"
)
_DATED: Final[Mapping[Dating, str]] = {
    Dating.BEST: "Each headline stands on the best date known of it: its own or that of the "
    f"heading above it, else {_STANDS_IN}.",
    Dating.PUBLISHED: "Each headline stands on its own date or that of the heading above it. One "
    f"that has only {_STANDS_IN}, is left out.",
    Dating.LISTED: "Each headline stands on the day on which it was listed; one that never was is "
    "left out.",
}


class Passage(NamedTuple):
    """What is said about one thing: whole sentences, plain text."""

    about: str
    said: str


def method(
    version: Version, view: View, time: Axis | None, peaks: Peaks | None
) -> tuple[Passage, ...]:
    """How `view` came about, as far as it matters to it; `time` and `peaks` are its chart's."""
    return tuple(Passage(*each) for each in _passages(version, view, time, peaks))


def _passages(
    version: Version, view: View, time: Axis | None, peaks: Peaks | None
) -> Iterator[tuple[str, str]]:
    lines = sum(source.lines for source in version.sources)
    yield (
        "Reading",
        f"A program read {plural(lines, 'line')} of {plural(len(version.sources), 'source')}. "
        "Every line got one verdict, with its reason, and every headline leads back to its line.",
    )
    yield (
        "Outlets",
        "Outlets are told from names and links as they stand in the sources. Spellings that are "
        "one outlet were joined by rules, each join is listed with its rule, and a headline whose "
        "outlet nothing tells has none.",
    )
    yield "Counting", _COUNTED[view.count]
    yield "Dates", _DATED[view.dated]
    if view.search.clauses:
        yield (
            "Words",
            f"{WHOLE_WORDS}, whatever their case and accents, in every title that a headline had.",
        )
    if view.wire:
        yield "Wire copy", f"A wire family is {WIRE_FAMILY}. {RERUN}"
    if view.groups or view.split:
        file = version.outlets.named.file
        yield "Groups", f"Groups of outlets are those of {file}. Dateline has none of its own."
    if time:
        yield from _of_time(view, time)
    if peaks:
        yield "Peaks", peaks.rule(str(time.grain if time else "period"))
    if view.story or (peaks and peaks.found):
        yield "Stories", STORIES


def _of_time(view: View, time: Axis) -> Iterator[tuple[str, str]]:
    """What is said of the days of a chart, and of its values."""
    days = (time.last - time.first).days + 1
    yield (
        "Days observed",
        "A day was observed when a headline is of it or was listed on it. Of every other day "
        "nothing is known, which is not the same as zero. Observed "
        f"{'was' if time.observed_days == 1 else 'were'} {time.observed_days:,} of "
        f"{plural(days, 'day')}, {span(time.first, time.last)}.",
    )
    unit = str(time.grain)
    short = sum(period.state is State.INCOMPLETE for period in time.periods)
    yield (
        "Incomplete",
        f"A {unit} is incomplete when not all its days were observed, when dates asked for leave "
        f"some out, or when the data ends in it: more of it may come. Here that "
        f"{'is' if short == 1 else 'are'} {short:,} of {plural(int(time.observed.sum()), unit)} "
        "observed.",
    )
    if view.chart is ChartKind.TIMELINE:
        return
    one = "group" if view.split else "outlet"
    few = f"Shares of fewer than {SMALL_BASE} headlines say little, and are marked."
    said = {
        Amount.SHARE: f"Shares are of all headlines of this report in the same {unit}. {few}",
        Amount.OWN_SHARE: f"Shares are of all headlines that the same {one} has in this report. "
        f"{few}",
        Amount.CUMULATIVE: "Headlines are counted from the first day of the chart on.",
    }.get(view.amount)
    if said:
        yield "Measure", said
