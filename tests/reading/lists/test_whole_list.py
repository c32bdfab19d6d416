"""What a whole list may change of its lines, each of which is first read by itself."""

import datetime as dt
import re
from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from tests.factories import Known
from tests.reading.lists.made_lists import BOTH, DAY, list_lines, lists
from webapp.reading import DateSource, Entry, Line, Options, Verdict
from webapp.reading.dates.calendar import Calendar, calendar_of
from webapp.reading.dates.dates import DATE_SHAPE
from webapp.reading.dates.months import months_named
from webapp.reading.document import Document
from webapp.reading.formats.text_list import read
from webapp.reading.lists.listed_line import is_open, numbers_are_bullets, read_line

SKIPPED, REJECTED, REPAIRED = Verdict.SKIPPED, Verdict.REJECTED, Verdict.REPAIRED
AMBIGUOUS, HEADLINE = Verdict.AMBIGUOUS, Verdict.HEADLINE

OPTIONS = st.builds(
    Options,
    known=st.sampled_from([Known(), Known(["BBC", "bbc"])]),
    captured=st.sampled_from([None, dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)]),
)
NAMES = st.sampled_from(["list.txt", "list-2026-01-15.txt"])
ROWS = st.lists(list_lines(), max_size=6) | lists()

_BELONGS = re.compile(
    r"(?:the (?:first part|title|outlet|date|time|url|link)|a field|outlet and date)"
    r" of the headline on line (\d+)"
)
_JOINED = re.compile(r"joined with line (\d+), where the headline begins")
_SPAN = re.compile(r"lines? (\d+)(?:–(\d+))?: ")
_AMONG = ", but it stands among headlines"
_REJECTED = re.compile(
    r"(?:the year of )?“(?P<date>[^”]*)”.*|(?:.*; )?there is no headline text beside the outlet"
    r"|the record has no date|(?:.*; )?the title of the record is empty"
)


BEGINS_WITH_DATE = re.compile(rf"\W*{DATE_SHAPE}", re.IGNORECASE)


@dataclass
class Whole:
    """A list that was read as a whole, and each of its lines read alone."""

    lines: list[Line]
    alone: list[Line]
    notes: tuple[str, ...]
    calendar: Calendar

    def parts_of(self, line: Line) -> list[Line]:
        """The lines that say they belong to the headline on `line`."""
        return [
            part
            for part in self.lines
            if (found := _BELONGS.fullmatch(part.reason)) and int(found[1]) == line.number
        ]


def whole_of(rows: list[str], name: str, options: Options) -> Whole:
    text = "".join(f"{row}\n" for row in rows)
    document = Document(name, text.encode())
    content = read(document, options)
    calendar = calendar_of(text, document, options)
    numbered = numbers_are_bullets(rows)
    alone = [read_line(number, row, numbered, calendar) for number, row in enumerate(rows, 1)]
    return Whole(content.lines, alone, content.notes, calendar)


_NOW = Options(captured=dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC))
_USUAL = "Fog lies low - BBC - 14 January 2026"
_RECORD = ["TY  - NEWS", "TI  - {}", "T2  - BBC", "DA  - 14 January 2026", "ER  -"]


@given(ROWS, NAMES, OPTIONS)
@example([*[_USUAL] * 3, "https://www.bbc.com/b", _USUAL.lower()], "list.txt", _NOW)
@example([*[_USUAL] * 3, *_RECORD, _USUAL.lower()], "list.txt", _NOW)
@example([line.format("Fog" * (n == 0)) for n in range(4) for line in _RECORD], "list.txt", _NOW)
@example(["Fog lies low", "BBC", "9 May 2026", "", "BBC", "9 May 2026", "Oil up"], "a.txt", _NOW)
@example([f"- Fog {n} - {BOTH}" for n in range(3)], "list.txt", _NOW)
@example([f"- Fog {n} (BBC) [{DAY}]" for n in range(3)], "list.txt", _NOW)
@example([f"- Fog {n} - FAZ - Zeitung - {BOTH}" for n in range(3)], "list.txt", _NOW)
@example(["3 May 2026", "- Fog - BBC", "- Oil - BBC", "4 May 2026", "- Tea - BBC"], "a.txt", _NOW)
@example([_USUAL, "More", "https://www.bbc.com/b"], "list.txt", _NOW)
def test_the_whole_list_changes_a_line_in_no_other_way_than_these(
    rows: list[str], name: str, options: Options
) -> None:
    whole = whole_of(rows, name, options)
    for line, alone in zip(whole.lines, whole.alone, strict=True):
        assert line[:2] == alone[:2]
        assert (line.entry is None) is (line.verdict in (SKIPPED, REJECTED))
        assert (line.reason == "") is (line.verdict is HEADLINE)
        if line == alone:
            continue
        if _BELONGS.fullmatch(line.reason):
            check_part(line, alone, whole)
        elif line.verdict is SKIPPED:
            check_skipped(line, alone, whole)
        elif line.entry is None:
            check_rejected(line, alone, whole)
        elif _JOINED.fullmatch(line.reason):
            check_joined(line, whole)
        elif is_settled(alone):
            check_settled(line, alone, whole)
        else:
            check_entry(line, line.entry, alone, whole)


PROSE = (
    "The road north is closed, and nobody knows why.",
    "People wait by the gate (so we are told) - as they always did.",
    "An old man said: it will open again.",
)


_KNOWN = Options(known=Known(["BBC", "bbc"]))
_STACK = ["Fog lies low over the harbour", "BBC", "9 May 2026"]


@example(_STACK, "list.txt", _KNOWN, [PROSE[0]], 0)
@example(_STACK[1:], "list.txt", _KNOWN, [PROSE[0]], 0)
@given(ROWS, NAMES, OPTIONS, st.lists(st.sampled_from(PROSE), max_size=4), st.integers(0, 4))
def test_prose_around_a_list_changes_nothing_of_it(
    rows: list[str], name: str, options: Options, prose: list[str], before: int
) -> None:
    above = [line for text in prose[:before] for line in (text, "")]
    below = [line for text in prose[before:] for line in ("", text)]
    bare = whole_of(rows, name, options).lines
    around = whole_of([*above, *rows, *below], name, options).lines
    there = slice(len(above), len(above) + len(rows))
    assert [moved(line, -len(above)) for line in around[there]] == bare
    del around[there]
    assert {line.verdict for line in around} <= {SKIPPED}


def moved(line: Line, by: int) -> Line:
    """`line` as it would be so many lines further down, with all that it says of lines."""
    reason = re.sub(r"\bline (\d+)", lambda found: f"line {int(found[1]) + by}", line.reason)
    return line._replace(number=line.number + by, reason=reason)


def is_settled(alone: Line) -> bool:
    return alone.entry is not None and not is_open(alone)


def check_part(line: Line, alone: Line, whole: Whole) -> None:
    """What belongs to a headline stands near it, says so, and is no headline by itself."""
    assert (line.verdict, line.entry) == (SKIPPED, None)
    assert alone.reason != "blank line"
    assert not is_settled(alone)
    found = _BELONGS.fullmatch(line.reason)
    assert found
    owner = whole.lines[int(found[1]) - 1]
    assert owner.entry is not None or owner.verdict is REJECTED
    assert owner.number != line.number
    if line.reason.startswith("the first part"):
        assert owner.number == line.number + 1
        assert _JOINED.fullmatch(owner.reason)
    elif line.reason.startswith("the link"):
        assert owner.entry
        assert owner.entry.url in line.text
        between = whole.lines[owner.number : line.number - 1]
        assert owner.number < line.number
        assert len(between) < 2
        assert {one.reason for one in between} <= {
            "blank line",
            f"outlet and date of the headline on line {owner.number}",
            f"the date of the headline on line {owner.number}",
            f"the outlet of the headline on line {owner.number}",
        }
    elif line.reason.startswith(("the outlet", "outlet")) and owner.entry:
        assert is_within(owner.entry.outlet, line.text)


def check_skipped(line: Line, alone: Line, whole: Whole) -> None:
    """Else a line is passed over only when it is a date, a capture time or a message."""
    assert is_open(alone)
    assert line.reason in (
        "a date on its own",
        "says when the list was captured",
        "a message",
        "a message with a link and no headline",
    )


def check_rejected(line: Line, alone: Line, whole: Whole) -> None:
    """A line is rejected for what it says, or for where it stands."""
    assert line.verdict is REJECTED
    if line.reason.endswith(_AMONG):
        assert f"text: {line.reason.removesuffix(_AMONG)}" == alone.reason
        above, below = (whole.lines[line.number - 1 + way] for way in (-1, 1))
        assert all(one.entry or one.verdict is REJECTED for one in (above, below))
        assert not any(one.reason.endswith(_AMONG) for one in (above, below))
        return
    assert not is_settled(alone)
    found = _REJECTED.fullmatch(line.reason)
    assert found, line.reason
    if found["date"]:
        near = [line, *whole.parts_of(line), *headings_of(line, whole)]
        assert any(found["date"].strip("…") in one.text for one in near)


def check_joined(line: Line, whole: Whole) -> None:
    """A joined line reads as both lines would if they stood on one, and the other says so."""
    first = whole.lines[line.number - 2]
    assert first.reason == f"the first part of the headline on line {line.number}"
    assert line.reason == f"joined with line {first.number}, where the headline begins"
    both = f"{first.text.rstrip()} {line.text.strip()}"
    one = [read_line(line.number, both, numbered, whole.calendar) for numbered in (False, True)]
    alone = whole.alone[first.number - 1]
    assert is_open(alone)
    assert not re.match(r"\W*(https?://|captured)", first.text.strip(), re.IGNORECASE)
    assert line.verdict is REPAIRED
    assert without_link(line).entry in [each.entry for each in one if each.verdict is HEADLINE]


def check_settled(line: Line, alone: Line, whole: Whole) -> None:
    """A headline by itself gets the link below it, or the whole list parts it elsewhere."""
    entry, before = line.entry, alone.entry
    assert entry
    assert before
    if entry.url:
        assert any(entry.url in part.text for part in (line, *whole.parts_of(line)))
    if without_link(line) == alone:
        return
    dashless = sum("no “ - ” between" in one.reason for one in whole.alone if one.entry)
    if "its parts stand together" not in line.reason and "stands twice" not in line.reason:
        # Where most headlines hold no dash before an outlet, the others hold one by chance.
        assert dashless > 0
        check_entry(line, entry, alone, whole)
        return
    assert alone.verdict is HEADLINE
    assert line.verdict in (REPAIRED, AMBIGUOUS)
    assert entry.outlet in line.reason
    assert {*entry[2:]} == {*before[2:]}


def without_link(line: Line) -> Line:
    return line._replace(entry=line.entry and line.entry._replace(url=""))


def check_entry(line: Line, entry: Entry, alone: Line, whole: Whole) -> None:
    """A headline of an open line: all of it is written there or where it says."""
    before = alone.entry
    if before and not BEGINS_WITH_DATE.match(line.text):
        assert entry._replace(title="", outlet="", url="") == before._replace(title="", outlet="")
    parts = whole.parts_of(line)
    assert line.verdict is HEADLINE or line.reason
    assert entry.title
    assert is_within(entry.title, line.text)
    assert any(is_within(entry.outlet, one.text) for one in (line, *parts))
    assert not entry.url or any(
        re.sub("https?://", "", entry.url) in one.text for one in (line, *parts)
    )
    if not parts:
        assert any(
            int(span[1]) <= line.number <= int(span[2] or span[1])
            for note in whole.notes
            if (span := _SPAN.match(note))
        )
    written = [line, *parts]
    match entry.date_source:
        case DateSource.HEADING:
            assert any(says(one.text, entry.date, line.reason) for one in headings_of(line, whole))
        case DateSource.FILE_NAME:
            assert entry.date == whole.calendar.file_day
        case DateSource.CAPTURED:
            assert whole.calendar.capture
            assert entry.date <= whole.calendar.capture.moment.date()
        case DateSource.LISTED:
            assert entry.date == entry.listed
            assert says(line.text, entry.date)
        case DateSource.PUBLISHED:
            assert any(says(one.text, entry.date, line.reason) for one in written)


def headings_of(line: Line, whole: Whole) -> list[Line]:
    """The dates on lines of their own that may serve `line`: the last one above, the one below."""
    alone = [one for one in whole.lines if one.reason == "a date on its own"]
    above = [one for one in alone if one.number < line.number][-1:]
    return above + [one for one in alone if one.number == line.number + 1]


def is_within(part: str, text: str) -> bool:
    """Whether `part` is what is left of `text` when other signs are taken out."""
    signs = iter(text)
    return all(sign in signs for sign in part)


def says(text: str, day: dt.date, reason: str = "") -> bool:
    """Whether `day` is written in `text`, its year maybe left out where `reason` says so."""
    numbers = {int(number) for number in re.findall(r"\d+", text)}
    months = {month for word in re.findall(r"[^\W\d_]+", text) for month in months_named(word)}
    has_year = numbers & {day.year, day.year % 100} or "the year is that of" in reason
    return day.day in numbers and day.month in numbers | months and bool(has_year)
