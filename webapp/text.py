"""How text is compared, searched and shown, in one place for every floor."""

import re
import unicodedata
from datetime import date, datetime
from typing import Final

# fmt: off
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)
# fmt: on
_QUOTES: Final = tuple(zip("‘’‚‛“”„‟«»", "''''" + '"' * 6, strict=True))

# Accents as separate characters, after decomposition. Marks of other scripts
# (vowel signs of Devanagari or Thai) carry meaning and stay.
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")

_MARKS: Final = "".join(
    chr(code) for code in range(0x370, 0x10000) if unicodedata.category(chr(code))[0] == "M"
)
# Scripts written without spaces: every character is a word of its own, so that
# a search finds any run of them as a phrase.
_UNSPACED: Final = "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_SPACED_MARKS: Final = re.sub(f"[{_UNSPACED}]", "", _MARKS)
_WORD: Final = re.compile(f"[{_UNSPACED}]|(?:[^\\W{_UNSPACED}]+|[{_SPACED_MARKS}])+")
_WORD_OR_LINE_END: Final = re.compile(f"{_WORD.pattern}|\n")
_UNSPACED_WORD: Final = re.compile(f"[{_UNSPACED}]")

_CONTROLS: Final = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code != 0x09},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys((0x2028, 0x2029), "\u2424"),
}
# No script needs more marks on one letter (Unicode's UAX #15 takes 30 as the
# limit), and comparing text takes time that grows with their square.
MAX_MARKS: Final = 30
_HEAP: Final = re.compile(f"([\u0300-\u036f{_MARKS}]{{{MAX_MARKS}}})[\u0300-\u036f{_MARKS}]+")
# Sets beyond the first 65,536 characters are slow to search; few texts need it.
_RARE_MARKS: Final = "".join(
    chr(code) for code in range(0x10000, 0x1F000) if unicodedata.category(chr(code))[0] == "M"
)
_RARE: Final = re.compile("[\U00010000-\U0010ffff]")
_RARE_HEAP: Final = re.compile(_HEAP.pattern.replace("]", f"{_RARE_MARKS}]"))
_HAS_CONTROL: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

# What XML 1.0 cannot hold, however it is written.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ISOLATES: Final = re.compile("[\u2066-\u2069]")
_LEFT_TO_RIGHT: Final = {"L", "EN", "ES", "ET", "CS", "NSM", "BN", "B", "S", "WS", "ON"}


def fold(text: str) -> str:
    """`text` without the differences a reader does not mean: case, accents, quote shapes."""
    if text.isascii():
        return text.lower()
    # Much quicker than `translate`, which looks every single character up.
    for quote, plain in _QUOTES:
        text = text.replace(quote, plain)
    decomposed = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed).casefold())


def words(text: str) -> list[str]:
    """The folded words of `text` in order; "Iran's" is two words, "iran" and "s"."""
    return _WORD.findall(fold(text))


def spaced_words(folded: str) -> str:
    """The words of every line of text that was folded, a line each, with spaces between.

    Much quicker than line by line. Spaces stand around line ends too.
    """
    return " ".join(_WORD_OR_LINE_END.findall(folded))


def is_unspaced(word: str) -> bool:
    """Whether `word`, one of `words`, is a character of a script written without spaces."""
    return _UNSPACED_WORD.fullmatch(word) is not None


def is_plain(text: str) -> bool:
    """Whether `make_visible` would leave `text` as it is; some plain text is called not."""
    return text.isprintable() and (text.isascii() or not _heap(text).search(text))


def make_visible(text: str) -> tuple[str, list[str]]:
    """`text` so that it can be shown and compared, and what had to be done to it.

    A NUL becomes "␀" and so on: what stood there is shown, and nothing that a
    browser, a terminal or a CSV reader would act on is left. Of marks heaped on
    one letter, MAX_MARKS stay.
    """
    done = []
    controls = len(_HAS_CONTROL.findall(text))
    if controls:
        text = text.translate(_CONTROLS)
        done.append(f"{plural(controls, 'control character')} shown as signs")
    if not text.isascii() and _heap(text).search(text):
        text = _heap(text).sub(r"\1", text)
        done.append(f"marks heaped on one letter cut to {MAX_MARKS}")
    return text, done


def _heap(text: str) -> re.Pattern[str]:
    return _RARE_HEAP if _RARE.search(text) else _HEAP


def for_xml(text: str) -> str:
    """`text`, not yet escaped, with a sign for each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def shorten(text: str, limit: int) -> str:
    """`text`, or its first `limit` characters and an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def isolate(text: str) -> str:
    """`text`, between Unicode isolates if any of it runs from right to left.

    For places without markup of their own (tool tips, plain sentences): its
    direction marks end with it. Isolates of its own are dropped, since one too
    many would end ours.
    """
    if text.isascii() or all(unicodedata.bidirectional(char) in _LEFT_TO_RIGHT for char in text):
        return text
    return f"\u2068{_ISOLATES.sub('', text)}\u2069"


def number(count: int) -> str:
    """1,234."""
    return f"{count:,}"


def percent(value: float) -> str:
    """17.4%; 0.03%; 0%: at least two digits that say something, at most two behind the point."""
    if value == 0 or value >= 99.95:
        return f"{value:,.0f}%"
    if value < 0.005:
        return "<0.01%"
    return f"{value:.1f}%" if value >= 0.95 else f"{value:.2f}%"


def signed_percent(value: float) -> str:
    """+17.4%; −0.03%; 0%: a change, as `percent` spells it."""
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return sign + percent(abs(value))


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 headline; 1,234 headlines."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def short_day(day: date) -> str:
    """26 January."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_date(day: date) -> str:
    """26 Jan 2026."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def weekday(day: date) -> str:
    """Monday."""
    return WEEKDAYS[day.weekday()]


def long_day(day: date) -> str:
    """26 January 2026."""
    return f"{short_day(day)} {day.year}"


def long_moment(moment: datetime) -> str:
    """26 January 2026, 18:30 UTC, of a moment in UTC."""
    return f"{long_day(moment)}, {moment:%H:%M} UTC"


def span(first: date, last: date) -> str:
    """9 to 26 January 2026; each end says no more than it must."""
    if first == last:
        return long_day(first)
    if first.year != last.year:
        return f"{long_day(first)} to {long_day(last)}"
    if first.month != last.month:
        return f"{short_day(first)} to {long_day(last)}"
    return f"{first.day} to {long_day(last)}"


def signed(difference: float, digits: int = 0) -> str:
    """+1,234; −5; 0."""
    text = f"{abs(difference):,.{digits}f}"
    if not text.strip("0.,"):
        return text
    return f"+{text}" if difference > 0 else f"\u2212{text}"
