"""The counted truth of a real page, on the example list and, where it is at hand, on the page."""

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.factories import EXAMPLE
from webapp.outlets import UNKNOWN, Written, identify, shipped_table
from webapp.reading import DateSource, Line, Verdict, read_file

#: The lines of the page with headlines; the first of them is line 7 of the example.
FIRST, LAST = 43, 122
EXAMPLE_FIRST = 7

HEADLINES_BY_DAY = {
    date(2026, 1, 26): 19,
    date(2026, 1, 24): 28,
    date(2026, 1, 14): 23,
    date(2026, 1, 9): 10,
}

UNKNOWN_OUTLETS = {
    55: "After mass killings, bodies of Iran's slain leveraged to quash dissent",
    65: "'A moment like no other': US-based think tank urges Trump to sap Iran",
    74: "Iran adopts military posture against free flow of information, report says",
    84: "US carrier strike group not within striking distance of Iran yet - Fox News",
}

#: Title and outlet of the lines whose title holds a dash and which have an outlet.
DASHED = {
    52: (
        "Pools of blood, hundreds of gunshots: I am a surgeon in Iran - "
        "this is the horror Ive witnessed in the crackdown",
        "The Guardian",
    ),
    63: (
        "Iran's Ayatollah Khamenei moves to underground bunker amid fears of US strike - report",
        "jpost.com",
    ),
    95: (
        "Iran latest: Man, 26, to be executed today, says rights group - "
        "and more than 2,500 protesters killed",
        "Sky News",
    ),
}

PIPED = {
    87: (
        "I am in Iran watching the protests and desperate for change. "
        "But I dont believe the regime will fall | Anonymous",
        "The Guardian",
    ),
    94: ("Column | Could Iran go the way of Venezuela?", "The Washington Post"),
    96: (
        "Opinion | Ive waited for this electrifying moment in Iran for 10 years",
        "The Washington Post",
    ),
    105: ("A long, dire history of US interference in Iran | Letters", "The Guardian"),
    116: ("Opinion | How Trump Makes Good on His Threat to Iran", "The Wall Street Journal"),
}

HEADLINES_BY_OUTLET = {
    "The Guardian": 7,
    "AP News": 5,
    "BBC": 5,
    "": 4,
    "Fox News": 4,
    "Reuters": 4,
    "The Washington Post": 4,
    "Al Jazeera": 3,
    "CNN": 3,
    "NBC News": 3,
    "The Independent": 3,
    "The New York Times": 3,
    "jpost.com": 3,
    "CNBC": 2,
    "Euronews.com": 2,
    "Sky News": 2,
} | dict.fromkeys(
    (
        "ABC News",
        "Anadolu Ajans",
        "Axios",
        "CBS News",
        "Center for Human Rights in Iran",
        "Cond Nast Traveler",
        "Hindustan Times",
        "Military.com",
        "NPR",
        "New York Post",
        "Newsweek",
        "Task & Purpose",
        "The Atlantic",
        "The Conversation",
        "The Economist",
        "The Times of Israel",
        "The Wall Street Journal",
        "Time Magazine",
        "Times of India",
        "U.S. News & World Report",
        "cbsnews.com",
        "timesofisrael.com",
        "vox.com",
    ),
    1,
)


def check_headlines(lines: Sequence[Line], first: int) -> None:
    """Hold the reading of a list that starts at line `first` against the counted truth."""
    assert [read.number for read in lines] == [*range(1, len(lines) + 1)]
    entry_by_line = {
        read.number - first + FIRST: read.entry for read in lines if read.entry is not None
    }
    assert [*entry_by_line] == [*range(FIRST, LAST + 1)]
    assert Counter(read.verdict for read in lines) == {
        Verdict.HEADLINE: 80,
        Verdict.SKIPPED: first - 1,
    }

    entries = [*entry_by_line.values()]
    days = [entry.date for entry in entries]
    assert Counter(days) == HEADLINES_BY_DAY
    assert days == sorted(days, reverse=True)
    for entry in entries:
        assert (entry.listed, entry.date_source) == (entry.date, DateSource.PUBLISHED)

    unknown = {line: entry.title for line, entry in entry_by_line.items() if not entry.outlet}
    assert unknown == UNKNOWN_OUTLETS
    for mark, expected in ((" - ", DASHED), (" | ", PIPED)):
        assert expected == {
            line: (entry.title, entry.outlet)
            for line, entry in entry_by_line.items()
            if mark in entry.title and entry.outlet
        }

    titles = [entry.title for entry in entries]
    assert len(set(titles)) == 79
    assert len({title.lower() for title in titles}) == 78
    assert titles[62 - FIRST] == titles[66 - FIRST]
    assert titles[49 - FIRST].lower() == titles[61 - FIRST].lower()

    written = [entry.outlet for entry in entries]
    assert Counter(written) == HEADLINES_BY_OUTLET
    assert len(set(written) - {""}) == 38
    check_outlets(written)


def check_outlets(written: Sequence[str]) -> None:
    outlets = identify(map(Written, written), [shipped_table()])
    assert outlets[0] is UNKNOWN
    assert len(outlets) - 1 == 36
    for one, other, name in (
        ("CBS News", "cbsnews.com", "CBS News"),
        ("The Times of Israel", "timesofisrael.com", "The Times of Israel"),
    ):
        code = outlets.code_by_written[one, ""]
        assert outlets.code_by_written[other, ""] == code
        assert outlets[code].name == name
    assert (
        outlets.code_by_written["Times of India", ""]
        != outlets.code_by_written["The Times of Israel", ""]
    )
    assert {(join.written, join.outlet.name): join.headlines for join in outlets.joins} == {
        ("cbsnews.com", "CBS News"): 1,
        ("Euronews.com", "Euronews"): 2,
        ("jpost.com", "The Jerusalem Post"): 3,
        ("timesofisrael.com", "The Times of Israel"): 1,
        ("vox.com", "Vox"): 1,
    }


def test_the_example_is_read_as_it_was_counted_by_hand() -> None:
    check_headlines(read_file(EXAMPLE).lines, EXAMPLE_FIRST)


def test_the_real_page_is_read_as_it_was_counted_by_hand() -> None:
    """Opt-in: the page itself is not part of the project."""
    page = os.environ.get("REAL_PAGE")
    if not page:
        pytest.skip("REAL_PAGE names no file")
    lines = read_file(Path(page)).lines
    assert len(lines) == LAST == 122
    assert (lines[40].text, lines[40].verdict) == ("Read more:", Verdict.SKIPPED)
    assert lines[41].verdict is Verdict.SKIPPED
    assert lines[41].text.startswith("Dispatch From the Middle East")
    check_headlines(lines, FIRST)
