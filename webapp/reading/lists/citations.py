"""References as Wikipedia, MLA, APA and Chicago have them: author, title, outlet and date.

A day on which a page was looked up ("Retrieved 16 January 2026") is never taken for
the one on which it was published.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from webapp.reading.dates.calendar import Calendar
from webapp.reading.dates.dates import DATE_SHAPE
from webapp.reading.entry import DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.reading.lists.listed_line import is_open
from webapp.reading.lists.shapes import Shaped, span_of

_MAX_LENGTH: Final = 1_000
_ENOUGH: Final = 2
_MAX_OUTLET: Final = 80
_MAX_OUTLET_WORDS: Final = 8

_LOOKED_UP: Final = re.compile(
    r"[\s,(]*\b(?:retrieved|accessed|archived|abgerufen|consulté|consultado|consultato)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_URL: Final = re.compile(r"[<(\[]?\b((?:https?://|www\.)[^\s<>()\[\]]+)[>)\]]?", re.IGNORECASE)
_DATE: Final = re.compile(DATE_SHAPE, re.IGNORECASE)
_QUOTED: Final = re.compile(
    r"(?P<before>[^\"“”„«»]{0,300}?)[\"“„«]\s*(?P<title>[^\"“”„«»]{2,400}?)\s*[\"”“»]"
    r"(?P<mark>[.,;]?)\s+(?P<after>\S.*)"
)
# A number or bullet, Wikipedia's arrows, then "Smith, Ann." or "Smith, Ann (14 January 2026)."
_BEFORE: Final = re.compile(
    r"(?:(?:\d{1,4}[.)]|[*•-]|\[\d{1,4}\]|[\^↑]|[a-z])\s+)*(?:\S.*[.,)])?\s*"
)
# What every reference has, and little other text: worth a closer look.
_HINT: Final = re.compile(r"[.,;?!][\"”“»]\s|[\"”“»][.,;]\s|\(\d{4},")
_APA: Final = re.compile(
    r"(?P<before>\S[^()]{1,200}?)\s*\((?P<year>\d{4}),\s*(?P<day>[^\W\d_]{3,12}\.?\s+\d{1,2})\)\.\s+"
    r"(?P<title>\S.{1,400}?[.?!])\s+(?P<outlet>\S[^.]{1,80}?)\.?\s*"
)


class _Cited(NamedTuple):
    """A reference taken apart; `date` is as written, and of its lookup if `is_lookup`.

    `says_lookup` tells that it says when it was looked up, as nothing but references does.
    """

    title: str
    outlet: str
    date: str
    url: str
    is_lookup: bool = False
    says_lookup: bool = False


def find_citations(lines: Sequence[Line], calendar: Calendar) -> Shaped:
    """The verdicts, by index, on lines that are references; none where one line only seems one."""
    found = {
        index: cited
        for index, line in enumerate(lines)
        if _may_be_quoted(line.text)
        and _HINT.search(line.text)
        and line.entry is None
        and is_open(line)
        and (cited := _taken_apart(line.text))
    }
    if len(found) < _ENOUGH and not any(cited.says_lookup for cited in found.values()):
        return Shaped({}, [])
    verdicts = {index: _read(lines[index], cited, calendar) for index, cited in found.items()}
    return Shaped(verdicts, [f"{span_of([*found])}: references with title, outlet and date"])


def _may_be_quoted(text: str) -> bool:
    """Whether a closer look is worth while, which takes longer: every hint has such a mark."""
    return '"' in text or "(" in text or not text.isascii()


def _taken_apart(shown: str) -> _Cited | None:
    if len(shown) > _MAX_LENGTH:
        return None
    text = shown.strip()
    address = _URL.search(text)
    url = address[1].rstrip(".,;") if address else ""
    text = _URL.sub("", text).rstrip()
    looked_up = _LOOKED_UP.search(text)
    text = text[: looked_up.start()] if looked_up else text
    url = url if url.startswith("http") else f"https://{url}" if url else ""
    if apa := _APA.fullmatch(text):
        title = apa["title"].removesuffix(".")
        return _Cited(title, apa["outlet"].strip(), f"{apa['day']}, {apa['year']}", url)
    quoted = _QUOTED.fullmatch(text)
    if not quoted or not _BEFORE.fullmatch(quoted["before"]):
        return None
    before, title, after = quoted["before"], quoted["title"], quoted["after"]
    if not quoted["mark"] and title[-1] not in ".,?!":
        return None
    date = _DATE.search(after)
    outlet = after[: date.start()] if date else after
    rest = after[date.end() :] if date else ""
    is_lookup = False
    if not date:
        date = _DATE.search(before)
    if not date and looked_up:
        date, is_lookup = _DATE.search(looked_up["rest"]), True
    outlet = outlet.strip(" \t.,;()–-")
    if not date or not _is_name(outlet) or len(rest.strip(" .,;()")) > _MAX_OUTLET:
        return None
    return _Cited(
        title.rstrip(",. ") or title, outlet, date[0], url, is_lookup, looked_up is not None
    )


def _is_name(text: str) -> bool:
    return (
        0 < len(text) <= _MAX_OUTLET
        and len(text.split()) <= _MAX_OUTLET_WORDS
        and not text[0].islower()
    )


def _read(line: Line, cited: _Cited, calendar: Calendar) -> Line:
    findings = Findings()
    when = calendar.read(cited.date)
    if when.reason:
        findings.add(when.verdict, when.reason)
    if when.day is None:
        return line._replace(verdict=Verdict.REJECTED, reason=findings.reason, entry=None)
    source = when.source
    if cited.is_lookup:
        source = DateSource.LISTED
        findings.add(
            Verdict.REPAIRED, "only the day on which it was looked up is given; it is taken"
        )
    entry = Entry(
        cited.title,
        cited.outlet,
        when.day,
        source,
        when.day if cited.is_lookup else None,
        cited.url,
    )
    return line._replace(verdict=findings.verdict, reason=findings.reason, entry=entry)
