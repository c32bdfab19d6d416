"""One line of `- TITLE - OUTLET - Month Dth, YYYY [Month Dth, YYYY]`, by itself.

The first date is when the item was published, the bracketed one when the page
listed it. The separator before the outlet is the last dash before the date,
because titles hold dashes of their own; nothing between it and the date means
that the outlet is unknown. Bullets may be dashes, dots, numbers or none; the
bracketed date may be missing.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from webapp.reading.dates.calendar import Calendar, When
from webapp.reading.dates.clock import CLOCK_SHAPE
from webapp.reading.dates.dates import DATE_SHAPE, PARTIAL_SHAPE
from webapp.reading.dates.relative import MAX_LENGTH, may_be_relative, read_relative
from webapp.reading.entry import MAX_LINE, DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.text import is_plain, long_day, make_visible, shorten

_DASH: Final = r"(?:--?|[–—])"
BULLET: Final = re.compile(rf"^(?:(?:[*•·‣◦▪]|{_DASH})(?:\s+|$)|(?P<number>\d{{1,5}})[.)]\s+)")
_NUMBER_BULLET: Final = re.compile(r"\s*\d{1,5}[.)]\s")
SEPARATOR: Final = re.compile(rf"(?:^|(?<=\s))({_DASH})(?=\s|$)")
_TAIL: Final = re.compile(
    rf"(?:^|\s)({_DASH})\s+({DATE_SHAPE}|{PARTIAL_SHAPE})({CLOCK_SHAPE})?\s*(?:\[([^\[\]]*)\]\s*)?\.?$",
    re.IGNORECASE,
)
_LISTED_ONLY: Final = re.compile(rf"\[\s*({DATE_SHAPE})\s*\]\s*$", re.IGNORECASE)
_DASH_AT_END: Final = re.compile(rf"\s{_DASH}$")
# Marks may follow it, and a bracket: "(BBC, 9 January 2026)", "9 January 2026 [updated].".
# After a dash there is more to come, and a bracket's own date is the listed one.
_ENDS_IN_DATE: Final = re.compile(
    rf"(?<![\w\[]){DATE_SHAPE}[^\w–—-]*(?:\[[^\[\]]*\]\W*)?$", re.IGNORECASE
)
_INNER_DATE: Final = re.compile(rf"\s{_DASH}\s+{DATE_SHAPE}(\s*\[)?", re.IGNORECASE)
_ONLY_DATE: Final = re.compile(DATE_SHAPE, re.IGNORECASE)

_AFTER_DASH: Final = re.compile(rf"(?:^|\s)({_DASH})\s+([^\s–—-](?:(?!\s{_DASH}\s).)*?)\s*$")
_DIGIT: Final = re.compile(r"\d")
# So many more characters than are searched that marks to be cut cannot be the cause.
_HOPELESS: Final = 50 * MAX_LINE
_SHOWN: Final = 400

ALONE: Final = "a date on its own"
_NO_DATE: Final = "no date at its end"
_ALL_TITLE: Final = (
    "no “ - ” between title and outlet; all of it is taken as the title, the outlet is unknown"
)
_NO_DASH: Final = "no “ - ” stands before the date at its end"


def numbers_are_bullets(lines: Iterable[str]) -> bool:
    """Whether "3. Title" is item 3 or a title that begins so: the whole list decides."""
    if not any(map(_NUMBER_BULLET.match, lines)):
        return False
    numbered = dated = 0
    for line in lines:
        if (
            len(line) <= MAX_LINE
            and _may_end_in_date(line)
            and (_TAIL.search(line) or _LISTED_ONLY.search(line))
        ):
            bullet = BULLET.match(line.lstrip())
            dated += bullet is None or bullet["number"] is not None
            numbered += bullet is not None and bullet["number"] is not None
    return numbered > 0 and numbered * 2 >= dated


def read_line(number: int, raw: str, numbered: bool, calendar: Calendar | None = None) -> Line:
    """The verdict on one line. `numbered`: a number before a title is a bullet."""
    shown, repairs = fit(raw)
    if len(shown) > MAX_LINE:
        return too_long(number, shown, len(raw))
    calendar = calendar or Calendar()
    stripped = shown.strip()
    if not stripped:
        return Line(number, shown, Verdict.SKIPPED, "blank line", None)
    bullet = BULLET.match(stripped)
    number_in_title = ""
    if bullet and bullet["number"] and not numbered:
        number_in_title, bullet = bullet[0].strip(), None
    item = stripped[bullet.end() :] if bullet else stripped
    dated = _may_end_in_date(item)
    if tail := _TAIL.search(item) if dated else None:
        body, kind, published, listed = item[: tail.start()], tail[1], tail[2], tail[4]
    elif relative := _relative_tail(item):
        body, kind, published, listed = item[: relative.start()], relative[1], relative[2], None
    elif (
        dated
        and (listed_only := _LISTED_ONLY.search(item))
        and not ends_in_date(body := _DASH_AT_END.sub("", item[: listed_only.start()].rstrip()))
    ):
        kind, published, listed = "", None, listed_only[1]
    else:
        verdict, reason = _without_date(item, dated=dated, bulleted=bullet is not None)
        return Line(number, shown, verdict, reason, None)

    findings = Findings()
    if number_in_title:
        findings.add(
            Verdict.AMBIGUOUS,
            f"“{number_in_title}” is taken as part of the headline: the list is not numbered",
        )
    for repair in repairs:
        findings.add(Verdict.REPAIRED, repair)
    clock = tail[3] or "" if tail else ""
    days = _settle_dates(published, clock, listed, calendar, findings)
    title, outlet = _part(body.strip(), kind, findings)
    if not title:
        findings.add(Verdict.REJECTED, "there is no headline text before the outlet")
    if findings.verdict is Verdict.REJECTED or days is None:
        return Line(number, shown, Verdict.REJECTED, findings.reason, None)
    entry = Entry(title, outlet, days.day, days.source, days.listed, time=days.time)
    return Line(number, shown, findings.verdict, findings.reason, entry)


def ends_in_date(text: str) -> bool:
    """Whether the last words of `text` are a day's date, whatever stands before them."""
    return _ENDS_IN_DATE.search(text) is not None


def fit(raw: str) -> tuple[str, list[str]]:
    """`raw` as it can be shown, and what was repaired: every title and outlet comes from it.

    Of a line far over the limit only the beginning is looked at.
    """
    looked_at = raw if len(raw) <= _HOPELESS else raw[: MAX_LINE + 1]
    return (looked_at, []) if is_plain(looked_at) else make_visible(looked_at)


def too_long(number: int, shown: str, length: int) -> Line:
    """The verdict on a line over MAX_LINE characters."""
    return Line(
        number,
        shorten(shown, _SHOWN),
        Verdict.REJECTED,
        f"the line is {length:,} characters long; no more than {MAX_LINE:,} are searched",
        None,
    )


def _may_end_in_date(item: str) -> bool:
    """Whether a closer look for a date at the end is worth while: every date has digits."""
    return (
        item.rstrip(". \t").endswith("]") or _DIGIT.search(item, max(0, len(item) - 20)) is not None
    )


def _relative_tail(item: str) -> re.Match[str] | None:
    if not may_be_relative(item):
        return None
    tail = _AFTER_DASH.search(item, max(0, len(item) - MAX_LENGTH - 5))
    return tail if tail and read_relative(tail[2]) else None


def _without_date(item: str, *, dated: bool, bulleted: bool) -> tuple[Verdict, str]:
    """The verdict on a line that does not end in ` - DATE`."""
    if not item:
        return Verdict.SKIPPED, "a bullet without text"
    if dated and _ONLY_DATE.fullmatch(item):
        return Verdict.SKIPPED, ALONE
    if dated and item.rfind("[") > item.rfind("]") and _TAIL.search(f"{item}]"):
        return Verdict.REJECTED, "the bracket at its end is not closed"
    if dated and ends_in_date(item):
        is_sentence = item.endswith(".") and not SEPARATOR.search(item)
        if bulleted and not is_sentence:
            return Verdict.REJECTED, _NO_DASH
        return Verdict.SKIPPED, f"text: {_NO_DASH}"
    if bulleted and (" - " in item or SEPARATOR.search(item)):
        return Verdict.REJECTED, f"{_NO_DATE} that can be read"
    return Verdict.SKIPPED, f"text: {_NO_DATE}"


class _Days(NamedTuple):
    day: dt.date
    source: DateSource
    listed: dt.date | None
    time: dt.datetime | None = None


def _settle_dates(
    published: str | None,
    clock: str,
    listed: str | None,
    calendar: Calendar,
    findings: Findings,
) -> _Days | None:
    """The entry's date out of the two that a line can carry; None when neither can be read."""
    first = calendar.read(published, clock) if published else None
    second = _read_listed(listed, calendar) if listed is not None else None
    if first and first.reason and first.day:
        findings.add(first.verdict, first.reason)
    if second and second.reason and second.day and (first is None or second.reason != first.reason):
        findings.add(second.verdict, second.reason)

    if first and first.day:
        if second and second.day is None:
            findings.add(Verdict.REPAIRED, f"{second.reason}; the bracket is left out")
        elif second and second.day and second.day < first.day:
            findings.add(
                Verdict.AMBIGUOUS,
                f"listed {long_day(second.day)}, before it was published "
                f"{long_day(first.day)}; the published date is taken",
            )
        return _Days(first.day, first.source, second.day if second else None, first.time)
    if second and second.day:
        if first:
            findings.add(Verdict.AMBIGUOUS, f"{first.reason}; the listed date is taken instead")
        else:
            findings.add(Verdict.REPAIRED, "only the listed date is given; it is taken")
        return _Days(second.day, DateSource.LISTED, second.day)
    findings.add(Verdict.REJECTED, first.reason if first else second.reason if second else "")
    return None


def _read_listed(text: str, calendar: Calendar) -> When:
    text = text.strip()
    if _ONLY_DATE.fullmatch(text):
        return calendar.read(text, source=DateSource.LISTED)
    reason = f"“[{shorten(text, 40)}]” is not a date"
    return When(None, None, DateSource.LISTED, Verdict.REJECTED, reason)


def _part(body: str, kind: str, findings: Findings) -> tuple[str, str]:
    """Title and outlet; the outlet is empty when the line gives none."""
    inner = _INNER_DATE.search(body)
    if inner and inner[1]:
        findings.add(Verdict.REJECTED, "two headlines seem to be glued together on this line")
    elif inner:
        findings.add(
            Verdict.AMBIGUOUS, "another date stands inside; the last one is taken as the date"
        )
    separators = list(SEPARATOR.finditer(body))
    if not separators:
        findings.add(
            Verdict.AMBIGUOUS,
            _ALL_TITLE,
        )
        return body, ""
    alike = [separator for separator in separators if separator[1] == kind]
    separator = alike[-1] if alike else separators[-1]
    title, outlet = body[: separator.start()].strip(), body[separator.end() :].strip()
    if separator is not separators[-1]:
        findings.add(
            Verdict.AMBIGUOUS, f"“{shorten(outlet, 80)}” holds another dash; all of it is taken"
        )
    return title, outlet


def is_open(line: Line) -> bool:
    """Whether a line may still be read by the shape of its list: it is no headline by itself."""
    if line.entry is not None:
        return is_without_dash(line)
    if line.verdict is Verdict.REJECTED:
        return line.reason.startswith((_NO_DATE, _NO_DASH)) and len(line.text) <= MAX_LINE
    return line.reason.startswith(("text: ", ALONE))


def is_without_dash(line: Line) -> bool:
    """Whether all of a line was taken as the title because no dash parts it."""
    return line.entry is not None and _ALL_TITLE in line.reason


def said_besides_outlet(line: Line) -> str:
    """The reason of a line without the remark that no dash parts it; "" where that is all."""
    said = line.reason.replace(_ALL_TITLE, "").removesuffix("; ").removeprefix("; ")
    return said.replace("; ; ", "; ")
