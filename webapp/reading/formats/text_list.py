"""The text-list reader: lines of `- TITLE - OUTLET - Month Dth, YYYY [Month Dth, YYYY]`.

The first date is when the item was published, the bracketed one when the page
listed it. The separator before the outlet is the last dash before the date,
because titles hold dashes of their own; nothing between it and the date means
that the outlet is unknown. Bullets may be dashes, dots, numbers or none; the
bracketed date may be missing. Whatever is not such a line is accounted for:
`skipped` when it is other text, `rejected` when it looks like a headline and
cannot be read as one.
"""

import re
from datetime import date
from typing import Final, NamedTuple

from webapp.reading.dates import DATE_SHAPE, PARTIAL_SHAPE, ReadDate, read_date
from webapp.reading.document import Document
from webapp.reading.entry import Content, DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.reading.options import Options
from webapp.text import is_plain, long_day, make_visible, shorten

_DASH: Final = r"(?:--?|[–—])"
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_BULLET: Final = re.compile(rf"^(?:(?:[*•·‣◦▪]|{_DASH})(?:\s+|$)|(?P<number>\d{{1,5}})[.)]\s+)")
_NUMBER_BULLET: Final = re.compile(r"\s*\d{1,5}[.)]\s")
# Nearly every line of most lists; see _read_plain.
_PLAIN: Final = re.compile(
    r"- (\S.*) - ([A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th), \d{4}) \[\2\]", re.ASCII
)
_SEPARATOR: Final = re.compile(rf"(?:^|(?<=\s))({_DASH})(?=\s|$)")
_TAIL: Final = re.compile(
    rf"(?:^|\s)({_DASH})\s+({DATE_SHAPE}|{PARTIAL_SHAPE})\s*(?:\[([^\[\]]*)\]\s*)?\.?$",
    re.IGNORECASE,
)
_LISTED_ONLY: Final = re.compile(rf"\[\s*({DATE_SHAPE})\s*\]\s*$", re.IGNORECASE)
_DASH_AT_END: Final = re.compile(rf"\s{_DASH}$")
_ENDS_IN_DATE: Final = re.compile(rf"(?<!\w){DATE_SHAPE}\s*(?:\[[^\[\]]*\]\s*)?$", re.IGNORECASE)
_INNER_DATE: Final = re.compile(rf"\s{_DASH}\s+{DATE_SHAPE}(\s*\[)?", re.IGNORECASE)
_ONLY_DATE: Final = re.compile(DATE_SHAPE, re.IGNORECASE)

_NO_DATE: Final = "no date at its end"
_NO_DASH: Final = "no “ - ” stands before the date at its end"


FORMAT: Final = "text"


def likeness(document: Document) -> float:
    """Whatever is text can be a text list, and nothing proves it."""
    return 0.1


def read(document: Document, options: Options) -> Content:
    """A verdict for every line. Raises UnreadableSourceError when it is not text."""
    lines = read_text_list(document.text)
    return Content("text list", "line", document.encoding, lines)


def split_lines(text: str) -> list[str]:
    """The lines of `text`; a line break at the very end starts no further line."""
    lines = _LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    return lines


def read_text_list(text: str) -> list[Line]:
    """One verdict for every line of `text`, in order. Never raises."""
    raw = split_lines(text)
    numbered = _numbers_are_bullets(raw)
    lines = [
        _read_plain(number, line) or _read_line(number, line, numbered)
        for number, line in enumerate(raw, 1)
    ]
    return _reject_gaps(lines)


def _numbers_are_bullets(lines: list[str]) -> bool:
    """Whether "3. Title" is item 3 or a title that begins so: the whole list decides."""
    if not any(map(_NUMBER_BULLET.match, lines)):
        return False
    numbered = dated = 0
    for line in lines:
        if _TAIL.search(line) or _LISTED_ONLY.search(line):
            bullet = _BULLET.match(line.lstrip())
            dated += bullet is None or bullet["number"] is not None
            numbered += bullet is not None and bullet["number"] is not None
    return numbered > 0 and numbered * 2 >= dated


def _read_plain(number: int, raw: str) -> Line | None:
    """What `_read_line` gives for a line with nothing unusual about it, several times faster.

    None for every other line: more than one dash, digits in the outlet, any
    character that needs a closer look.
    """
    match = _PLAIN.fullmatch(raw)
    if match is None or not is_plain(raw):
        return None
    body = match[1]
    title, separator, outlet = body.partition(" - ")
    if not separator:
        if not body.endswith(" -"):
            return None
        title = body[:-2]
    if (
        " -" in title
        or "--" in body
        or "–" in body
        or "—" in body
        or outlet.startswith("-")
        or " -" in outlet
        or not title.strip()
        or any(map(str.isdigit, outlet))
    ):
        return None
    day, verdict, _ = read_date(match[2])
    if verdict is not Verdict.HEADLINE or day is None:
        return None
    entry = Entry(title.strip(), outlet.strip(), day, DateSource.PUBLISHED, day)
    return Line(number, raw, Verdict.HEADLINE, "", entry)


def _read_line(number: int, raw: str, numbered: bool) -> Line:
    shown, repairs = make_visible(raw)
    stripped = shown.strip()
    if not stripped:
        return Line(number, shown, Verdict.SKIPPED, "blank line", None)
    bullet = _BULLET.match(stripped)
    number_in_title = ""
    if bullet and bullet["number"] and not numbered:
        number_in_title, bullet = bullet[0].strip(), None
    item = stripped[bullet.end() :] if bullet else stripped
    tail = _TAIL.search(item)
    if tail:
        body, kind, published, listed = item[: tail.start()], tail[1], tail[2], tail[3]
    elif (listed_only := _LISTED_ONLY.search(item)) and not _ENDS_IN_DATE.search(
        body := _DASH_AT_END.sub("", item[: listed_only.start()].rstrip())
    ):
        kind, published, listed = "", None, listed_only[1]
    else:
        verdict, reason = _without_date(item, bulleted=bullet is not None)
        return Line(number, shown, verdict, reason, None)

    findings = Findings()
    if number_in_title:
        findings.add(
            Verdict.AMBIGUOUS,
            f"“{number_in_title}” is taken as part of the headline: the list is not numbered",
        )
    for repair in repairs:
        findings.add(Verdict.REPAIRED, repair)
    days = _settle_dates(published, listed, findings)
    title, outlet = _part(body.strip(), kind, findings)
    if not title:
        findings.add(Verdict.REJECTED, "there is no headline text before the outlet")
    if findings.verdict is Verdict.REJECTED or days is None:
        return Line(number, shown, Verdict.REJECTED, findings.reason, None)
    entry = Entry(title, outlet, days.day, days.source, days.listed)
    return Line(number, shown, findings.verdict, findings.reason, entry)


def _without_date(item: str, *, bulleted: bool) -> tuple[Verdict, str]:
    """The verdict on a line that does not end in ` - DATE`."""
    if not item:
        return Verdict.SKIPPED, "a bullet without text"
    if _ONLY_DATE.fullmatch(item):
        return Verdict.SKIPPED, "a date on its own"
    if item.rfind("[") > item.rfind("]") and _TAIL.search(f"{item}]"):
        return Verdict.REJECTED, "the bracket at its end is not closed"
    if _ENDS_IN_DATE.search(item):
        return (Verdict.REJECTED, _NO_DASH) if bulleted else (Verdict.SKIPPED, f"text: {_NO_DASH}")
    if bulleted and _SEPARATOR.search(item):
        return Verdict.REJECTED, f"{_NO_DATE} that can be read"
    return Verdict.SKIPPED, f"text: {_NO_DATE}"


def _reject_gaps(lines: list[Line]) -> list[Line]:
    """An undated item or `TITLE - OUTLET` right between two headlines was meant as one."""
    settled = lines.copy()
    other = [index for index, line in enumerate(lines) if line.reason.startswith("text: ")]
    for index in other:
        if not 0 < index < len(lines) - 1:
            continue
        line, text = lines[index], lines[index].text.strip()
        among = _was_meant(lines[index - 1]) and _was_meant(lines[index + 1])
        if among and (_BULLET.match(text) or _SEPARATOR.search(text)):
            settled[index] = line._replace(
                verdict=Verdict.REJECTED,
                reason=line.reason.removeprefix("text: ") + ", but it stands among headlines",
            )
    return settled


def _was_meant(line: Line) -> bool:
    """Whether a line was meant as a headline, readable or not."""
    return line.entry is not None or line.verdict is Verdict.REJECTED


class _Days(NamedTuple):
    day: date
    source: DateSource
    listed: date | None


def _settle_dates(published: str | None, listed: str | None, findings: Findings) -> _Days | None:
    """The entry's date out of the two that a line can carry; None when neither can be read."""
    first = read_date(published) if published else None
    second = _read_listed(listed) if listed is not None else None
    if first and first.reason and first.day:
        findings.add(first.verdict, first.reason)
    if second and second.reason and second.day and second != first:
        findings.add(second.verdict, second.reason)

    if first and first.day:
        if second and second.day is None:
            findings.add(Verdict.REPAIRED, f"{second.reason}; the bracket is left out")
        elif second and second.day and second.day != first.day:
            findings.add(
                Verdict.AMBIGUOUS,
                f"published {long_day(first.day)} but listed {long_day(second.day)}; "
                "the published date is taken",
            )
        return _Days(first.day, DateSource.PUBLISHED, second.day if second else None)
    if second and second.day:
        if first:
            findings.add(Verdict.AMBIGUOUS, f"{first.reason}; the listed date is taken instead")
        else:
            findings.add(Verdict.REPAIRED, "only the listed date is given; it is taken")
        return _Days(second.day, DateSource.LISTED, second.day)
    findings.add(Verdict.REJECTED, first.reason if first else second.reason if second else "")
    return None


def _read_listed(text: str) -> ReadDate:
    text = text.strip()
    if _ONLY_DATE.fullmatch(text):
        return read_date(text)
    return ReadDate(None, Verdict.REJECTED, f"“[{shorten(text, 40)}]” is not a date")


def _part(body: str, kind: str, findings: Findings) -> tuple[str, str]:
    """Title and outlet; the outlet is empty when the line gives none."""
    inner = _INNER_DATE.search(body)
    if inner and inner[1]:
        findings.add(Verdict.REJECTED, "two headlines seem to be glued together on this line")
    elif inner:
        findings.add(
            Verdict.AMBIGUOUS, "another date stands inside; the last one is taken as the date"
        )
    separators = list(_SEPARATOR.finditer(body))
    if not separators:
        findings.add(
            Verdict.AMBIGUOUS,
            "no “ - ” between title and outlet; all of it is taken as the title, "
            "the outlet is unknown",
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
