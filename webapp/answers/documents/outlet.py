"""One outlet under a filter, beside all others."""

from typing import Annotated, Final, TypedDict

from webapp.answers.documents.compare import ComparedPeriod, compared_period
from webapp.answers.documents.kinds import (
    Counted,
    Day,
    MaybeOutlet,
    MaybeShare,
    counted,
    day,
    outlet_named,
)
from webapp.answers.documents.told_words import ToldWord, told_words
from webapp.dataset import Version
from webapp.dataset.lines import day_of
from webapp.outlets import UNKNOWN_CODE
from webapp.query.compared import compare_in
from webapp.query.comparison import Comparison
from webapp.query.foreseen import of_outlet
from webapp.query.languages import foresee_languages
from webapp.query.measure import run
from webapp.query.one_outlet import groups_of_outlet, joins_of, silence_of
from webapp.query.outlet_list import knows_reruns
from webapp.query.outlet_sentence import outlet_sentence
from webapp.query.outlet_table import OUTLET_TABLE
from webapp.query.periods import axis
from webapp.query.view import Amount, Grain, View, Wire
from webapp.query.words import word_counts
from webapp.query.words_told import words_apart

MOST_WORDS: Final = 12


class GroupAnswer(TypedDict):
    """A group that the outlet is in, and the view of all of the group."""

    set: str
    group: str
    view: str


class JoinAnswer(TypedDict):
    """A spelling that was read as the outlet, in all that was read."""

    written: str
    domain: Annotated[str | None, "Of the headlines’ links; null where they have none."]
    rule: str
    times: int


class SilentStretch(Counted):
    """Busy days without a headline of the outlet; the headlines are those of others."""

    first: Day
    last: Day
    days: Annotated[int, "How many days of it were busy."]


class SilenceAnswer(TypedDict):
    """When the outlet had nothing while others had much."""

    least: Annotated[int, "A day is busy when others had so many headlines."]
    usual: Annotated[float, "What others had on a middling day observed."]
    busy_days: int
    stretches: Annotated[list[SilentStretch], "The longest first."]


class OutletAnswer(Counted):
    """One outlet."""

    outlet: MaybeOutlet
    domains: list[str]
    country: Annotated[str | None, "ISO 3166, where a table says it."]
    whatever_the_filter: Annotated[int, "How many headlines it has in all."]
    share: MaybeShare
    rank: Annotated[int | None, "By headlines, from 1; null without any, or of no known outlet."]
    outlets: Annotated[int, "Outlets that have headlines here, without the unknown one."]
    first: Day | None
    last: Day | None
    days: Annotated[int, "Days with a headline of it."]
    observed_days: int
    shared: Annotated[Counted, "Headlines of wire families: one title at several outlets."]
    ran_first: Annotated[Counted, "Of these, those that nobody had before."]
    rerun: Annotated[
        Counted | None,
        "All others of these; null where the way of counting leaves them out.",
    ]
    grain: Grain | None
    by_period: Annotated[
        list[ComparedPeriod], "The outlet (first) beside all others (second), by period."
    ]
    words: Annotated[list[ToldWord], "What sets its headlines apart from those of all others."]
    silence: SilenceAnswer | None
    groups: list[GroupAnswer]
    spellings: list[JoinAnswer]


def outlet(version: Version, code: int, view: View) -> tuple[OutletAnswer, str]:
    """The outlet with `code` under `view`, which asks for no outlets, and its sentence.

    Raises TooSlowError.
    """
    known = version.outlets[code]
    own, others = view.but(outlets=(known.slug,)), view.but(without=(known.slug,))
    foresee_languages(version, *of_outlet(view, known.slug, 0))
    table, time = run(OUTLET_TABLE, version, view), axis(version.facts, view)
    headlines = int(table.headlines[code])
    ran_first, rerun = int(table.ran_first[code]), int(table.rerun[code])
    shared = own.but(wire=view.wire or Wire.SHARED)
    compared = compare_in(version, Comparison(own, others, amount=Amount.OWN_SHARE))
    is_known = code != UNKNOWN_CODE
    told = words_apart(word_counts(version, own, view), own, MOST_WORDS) if is_known else []
    answer = OutletAnswer(
        **counted(headlines, own),
        outlet=outlet_named(version, code),
        domains=list(known.domains),
        country=known.country or None,
        whatever_the_filter=int(run(OUTLET_TABLE, version, View()).headlines[code]),
        share=headlines / table.total if table.total else None,
        rank=table.rank(code) if headlines and is_known else None,
        outlets=len(table.named),
        first=day(day_of(int(table.first[code]))) if headlines else None,
        last=day(day_of(int(table.last[code]))) if headlines else None,
        days=int(table.days[code]),
        observed_days=time.observed_days if time else 0,
        shared=counted(ran_first + rerun, shared),
        ran_first=counted(ran_first, own.but(wire=Wire.FIRST)),
        rerun=counted(rerun, own.but(wire=Wire.RERUN)) if knows_reruns(view) else None,
        grain=compared.alignment.grain if compared else None,
        by_period=[compared_period(compared, row) for row in compared.rows] if compared else [],
        words=told_words(told),
        silence=_silence(version, view, code, others),
        groups=[
            GroupAnswer(set=each.of, group=each.name, view=each.view.query)
            for each in groups_of_outlet(version, code, view)
        ],
        spellings=[
            JoinAnswer(
                written=join.written,
                domain=join.domain or None,
                rule=join.rule,
                times=join.headlines,
            )
            for join in joins_of(version, known.slug)
        ],
    )
    return answer, outlet_sentence(table, code, view, time, version.outlets)


def _silence(version: Version, view: View, code: int, others: View) -> SilenceAnswer | None:
    found = silence_of(version, view, code)
    if found is None:
        return None
    return SilenceAnswer(
        least=found.least,
        usual=found.usual,
        busy_days=found.busy_days,
        stretches=[
            SilentStretch(
                **counted(each.headlines, others.but(first=each.first, last=each.last)),
                first=day(each.first),
                last=day(each.last),
                days=each.days,
            )
            for each in found.stretches
        ],
    )
