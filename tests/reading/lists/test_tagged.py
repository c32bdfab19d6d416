"""RIS, the exchange format of libraries."""

from datetime import date

from webapp.reading import DateSource, Entry, Verdict, read_bytes

RIS = """TY  - NEWS
AU  - Smith, Ann
TI  - Protests spread - a report
T2  - Harbour Post
DA  - 2026/01/14/
N2  - A night of rain.
UR  - https://www.harbourpost.example/a
ER  -

TY  - NEWS
T1  - Oil rises
JF  - Example Times
DA  - 2026-02-31
ER  -
"""


def test_records_are_read_and_their_fields_accounted_for() -> None:
    reading = read_bytes("export.ris", RIS.encode())
    first, second = (line for line in reading.lines if line.verdict is not Verdict.SKIPPED)
    assert (first.number, first.verdict) == (3, Verdict.HEADLINE)
    assert first.entry == Entry(
        "Protests spread - a report",
        "Harbour Post",
        date(2026, 1, 14),
        DateSource.PUBLISHED,
        None,
        "https://www.harbourpost.example/a",
    )
    assert (second.number, second.verdict) == (11, Verdict.REJECTED)
    assert "does not exist" in second.reason
    assert reading.lines[5].reason == "a field of the headline on line 3"
    assert reading.notes == ("lines 1–14: records of RIS",)


def test_a_record_without_a_title_is_no_headline() -> None:
    reading = read_bytes("export.ris", b"TY  - NEWS\nDA  - yesterday\nER  - \n")
    assert not any(line.entry for line in reading.lines)
