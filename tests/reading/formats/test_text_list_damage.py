"""Damaged text in lists, and lists without any date."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import HOSTILE, entry_of, line
from webapp.reading import DateSource, Options, Verdict, read_bytes
from webapp.reading.formats.text_list import read_text_list

DAY = "January 9th, 2026"


@pytest.mark.parametrize(
    ("written", "title", "outlet", "reason"),
    [
        ("It&amp;#39;s &quot;over&quot;", 'It\'s "over"', "BBC", "HTML codes"),
        ("The cafÃ© of TÃ©hÃ©ran", "The café of Téhéran", "BBC", "wrong encoding"),
        ("U . S . aquaculture grows", "U.S. aquaculture grows", "BBC", "spaces"),
    ],
)
def test_damage_is_repaired_and_said_and_the_line_kept(
    written: str, title: str, outlet: str, reason: str
) -> None:
    text = line(written, outlet)
    verdict, entry, said = entry_of(text)
    assert verdict is Verdict.REPAIRED
    assert entry is not None
    assert (entry.title, entry.outlet) == (title, outlet)
    assert reason in said
    assert read_text_list(text)[0].text == text


def test_damaged_dashes_still_part_a_line() -> None:
    verdict, entry, _ = entry_of(f"â€“ Talks end â€“ Le Figaro â€“ {DAY}")
    assert verdict is Verdict.REPAIRED
    assert entry is not None
    assert (entry.title, entry.outlet) == ("Talks end", "Le Figaro")


def test_damage_does_not_make_a_doubtful_reading_surer() -> None:
    text = f"- It&#39;s here - BBC - {DAY} [January 8th, 2026]"
    verdict, _, reason = entry_of(text)
    assert verdict is Verdict.AMBIGUOUS
    assert "published date is taken" in reason
    assert "HTML codes" in reason


def test_text_that_is_no_headline_stays_as_it_stood() -> None:
    (read,) = read_text_list("An article &amp; more.")
    assert (read.verdict, read.text) == (Verdict.SKIPPED, "An article &amp; more.")


@pytest.mark.parametrize("title", ["Straße & Café", "R&D at AT&T", "SÃO PAULO", "‘Quoted’ – so"])
def test_sound_text_is_left_as_it_is(title: str) -> None:
    verdict, entry, _ = entry_of(line(title))
    assert verdict is Verdict.HEADLINE
    assert entry is not None
    assert entry.title == title


UNDATED = "\n".join(f"- Headline number {n} - {o}" for n, o in enumerate(["BBC", "CNN"] * 3))


def test_a_list_without_dates_is_dated_by_when_it_was_captured_if_that_is_said() -> None:
    options = Options(captured=datetime(2026, 1, 14, 12, tzinfo=UTC))
    reading = read_bytes("list.txt", UNDATED.encode(), options)
    entries = [each.entry for each in reading.lines if each.entry]
    assert len(entries) == 6
    assert {(each.date, each.date_source) for each in entries} == {
        (date(2026, 1, 14), DateSource.CAPTURED)
    }
    assert reading.notes == ("lines 1–6: “Title - Outlet”, the date told by the capture time",)


def test_a_list_that_says_when_it_was_captured_is_dated_by_that() -> None:
    reading = read_bytes("list.txt", f"Captured: 14 January 2026\n\n{UNDATED}".encode())
    dates = {each.entry.date for each in reading.lines if each.entry}
    assert dates == {date(2026, 1, 14)}


def test_a_date_in_the_name_goes_before_the_capture_time() -> None:
    options = Options(captured=datetime(2026, 1, 14, 12, tzinfo=UTC))
    reading = read_bytes("list-2026-01-10.txt", UNDATED.encode(), options)
    assert {each.entry.date_source for each in reading.lines if each.entry} == {
        DateSource.FILE_NAME
    }


def test_without_any_of_these_it_is_rejected() -> None:
    reading = read_bytes("list.txt", UNDATED.encode())
    assert {each.verdict for each in reading.lines} == {Verdict.REJECTED}


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_lines_have_one_verdict(hostile: str) -> None:
    assert len(read_text_list(line(hostile.replace("\n", " ")))) == 1
