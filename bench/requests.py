"""What is asked of every peer: five kinds of requests, many values each, and the true answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from bench.facts import Facts, Ints

#: Headlines on a page, for every peer.
PAGE_ROWS: Final = 50
ALL, OUTLET, OUTLET_YEAR, COMMON, RARE = KINDS = (
    "all",
    "one outlet",
    "outlet and year",
    "common word",
    "rare word",
)
#: Asked of Dateline alone.
LAST_PAGE: Final = "all, last pages"
REPEATED: Final = "all, repeated"


@dataclass(frozen=True)
class Request:
    """Headlines that have a word, of an outlet, in a year, as far as these are given."""

    word: str = ""
    outlet: str = ""
    year: int = 0
    page: int = 1


@dataclass(frozen=True)
class Answer:
    """How many headlines a request finds, and how many of them each outlet named has.

    A peer names as many outlets as its page does; the truth names all.
    """

    total: int
    by_outlet: Mapping[str, int]


class WrongAnswerError(Exception):
    """A peer's answer is not the true one. The message says where they differ."""


def requests_of(facts: Facts, values: int) -> dict[str, list[Request]]:
    """So many different requests of each kind, or as many as there are.

    Of all headlines, which is one view, the pages after the first are asked for: that one is
    what every server has to give when it starts.
    """
    pages = min(values + 1, -(-facts.rows // PAGE_ROWS))
    # Outlets of all sizes: evenly by the logarithm of their rank.
    sizes = np.bincount(facts.codes, minlength=len(facts.outlets))
    largest = np.argsort(-sizes, kind="stable")[: np.count_nonzero(sizes)]
    ranks = _spread(len(largest), values)
    names = [facts.outlets[largest[rank]] for rank in ranks]
    years = facts.years
    in_years = [
        Request(outlet=facts.outlets[code], year=year)
        for number, code in enumerate(largest[ranks])
        for year in [years[number % len(years)]]
        if matching(facts, Request(outlet=facts.outlets[code], year=year)).size
    ]
    return {
        ALL: [Request(page=page) for page in range(min(2, pages), pages + 1)],
        OUTLET: [Request(outlet=name) for name in names],
        OUTLET_YEAR: in_years,
        COMMON: [Request(word=word) for word in facts.common[:values]],
        RARE: [Request(word=word) for word in facts.rare[:values]],
    }


def last_pages(facts: Facts, values: int) -> list[Request]:
    """The last pages of all headlines, the very last one first."""
    last = -(-facts.rows // PAGE_ROWS)
    return [Request(page=page) for page in range(last, max(0, last - values), -1)]


def matching(facts: Facts, request: Request) -> Ints:
    """The headlines that a request finds, by place."""
    rows = facts.word_rows[request.word] if request.word else np.arange(facts.rows, dtype=np.int32)
    if request.outlet:
        rows = rows[facts.codes[rows] == facts.outlets.index(request.outlet)]
    if request.year:
        first, last = (
            np.datetime64(f"{year}-01-01").astype(int) for year in (request.year, request.year + 1)
        )
        rows = rows[(facts.days[rows] >= first) & (facts.days[rows] < last)]
    return rows


def truth(facts: Facts, request: Request) -> Answer:
    """The answer that every peer has to give."""
    rows = matching(facts, request)
    counts = np.bincount(facts.codes[rows], minlength=len(facts.outlets))
    return Answer(
        len(rows), {facts.outlets[code]: int(counts[code]) for code in np.flatnonzero(counts)}
    )


def compare(peer: str, request: Request, answer: Answer, true: Answer) -> None:
    """Raises WrongAnswerError unless `answer` is the true one and names some outlets."""
    wrong = [
        f"{name}: {count:,} instead of {true.by_outlet.get(name, 0):,}"
        for name, count in answer.by_outlet.items()
        if count != true.by_outlet.get(name, 0)
    ]
    if answer.total != true.total:
        wrong.append(f"{answer.total:,} headlines instead of {true.total:,}")
    if not answer.by_outlet:
        wrong.append("no outlet is named")
    if wrong:
        raise WrongAnswerError(f"{peer}, {request}: {'; '.join(wrong[:5])}")


def _spread(count: int, values: int) -> Ints:
    """So many different numbers below `count` (or all), closer together near 0."""
    if count <= values:
        return np.arange(count, dtype=np.int32)
    ranks = np.unique(np.geomspace(1, count, 4 * values).astype(np.int32)) - 1
    spread: Ints = ranks[np.linspace(0, len(ranks) - 1, values).astype(int)]
    return spread
