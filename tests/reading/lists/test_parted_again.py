"""Lines that are headlines by themselves, and are parted once more by the whole list."""

import datetime as dt

import pytest

from webapp.reading import DateSource, Line, Options, Verdict, read_bytes

NINTH, TENTH = dt.date(2026, 1, 9), dt.date(2026, 1, 10)
CAPTURED = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
BOTH = "January 9th, 2026 [January 10th, 2026]"


def read(lines: list[str], captured: dt.datetime | None = None) -> list[Line]:
    return read_bytes("list.txt", "\n".join(lines).encode(), Options(captured=captured)).lines


@pytest.mark.parametrize("above", [[], ["## 3 January 2026"]])
@pytest.mark.parametrize("captured", [None, CAPTURED])
def test_its_own_dates_stay(above: list[str], captured: dt.datetime | None) -> None:
    lines = read([*above, *(f"- Title {n} (BBC) - {BOTH}" for n in range(3))], captured)
    for number, line in enumerate(lines[len(above) :]):
        assert line.verdict is Verdict.HEADLINE
        assert line.entry is not None
        assert line.entry[:5] == (f"Title {number}", "BBC", NINTH, DateSource.PUBLISHED, TENTH)


@pytest.mark.parametrize("captured", [None, CAPTURED])
def test_a_date_is_never_an_outlet(captured: dt.datetime | None) -> None:
    for line in read([f"- Title {n} - {BOTH}" for n in range(3)], captured):
        assert line.verdict is Verdict.AMBIGUOUS
        assert line.entry is not None
        assert (line.entry.outlet, line.entry.date) == ("", NINTH)


def test_what_was_said_of_its_dates_stays() -> None:
    rows = [f"- Title {n} (BBC) - {BOTH}" for n in range(3)]
    *_, last = read([*rows, "- Title (BBC) - Monday, January 9th, 2026"])
    assert last.verdict is Verdict.AMBIGUOUS
    assert last.reason == (
        "9 January 2026 is a Friday, not a Monday; the date is taken, the weekday is not"
    )
    assert last.entry is not None
    assert last.entry.outlet == "BBC"


def test_listed_dates_stay_listed_and_are_noted_so() -> None:
    rows = "".join(f"- Title {n} (BBC) [January 9th, 2026]\n" for n in range(3))
    reading = read_bytes("list.txt", rows.encode())
    assert reading.notes == ("lines 1–3: “Title (Outlet)”, the listed date on each line",)
    for line in reading.lines:
        assert "only the listed date is given" in line.reason
        assert line.entry is not None
        assert line.entry[2:5] == (NINTH, DateSource.LISTED, NINTH)


def test_records_are_not_parted_again() -> None:
    record = "TY  - NEWS\nTI  - Fog closes in\nT2  - BBC\nDA  - 14 January 2026\nER  -"
    untitled = record.replace("Fog closes in", "")
    lines = read([record, *[untitled] * 3], CAPTURED)
    assert lines[1].entry is not None
    assert lines[1].entry[:3] == ("Fog closes in", "BBC", dt.date(2026, 1, 14))
