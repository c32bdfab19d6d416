"""Lines that the user put right."""

import pandas as pd

from tests.factories import NINTH, reading_of
from webapp.dataset import Version, build, schema
from webapp.dataset.corrections import Change, Place, correct
from webapp.dataset.lines import read_source
from webapp.query.report import Lines, ReportView, report_lines
from webapp.reading import DateSource, Entry, Line, Reading, Verdict

RIGHT = Entry("Right", "BBC", NINTH, DateSource.PUBLISHED, None)
MENDED = RIGHT._replace(title="Mended")


def correcting(sha256: str, line: int) -> Reading:
    entry = MENDED._replace(corrects=(sha256, line))
    return Reading("mended.csv", "UTF-8", "m", [Line(2, "…", Verdict.HEADLINE, "", entry)])


def original() -> Reading:
    wrong = RIGHT._replace(title="Wrong")
    return reading_of("list.txt", [RIGHT, wrong])


def changes_of(*readings: Reading) -> dict[Place, Change]:
    return correct([read_source(reading) for reading in readings])


def report_of(version: Version) -> pd.DataFrame:
    return report_lines(version, ReportView(Lines.ALL))


def test_a_correction_stands_in_place_of_its_line_in_whatever_order_they_are_read() -> None:
    mended = correcting(original().sha256, 2)
    for readings in ([original(), mended], [mended, original()]):
        version = build(readings, [])
        assert sorted(version.parts[0].headlines[schema.TITLE]) == ["Mended", "Right"]
        report = report_of(version)
        assert report[report[schema.VERDICT] == "corrected"][schema.REASON].tolist() == [
            "corrected on line 2 of mended.csv"
        ]


def test_a_correction_of_a_source_that_is_not_there_is_rejected() -> None:
    for mended in (correcting("another", 2), correcting(original().sha256, 99)):
        ((place, change),) = changes_of(original(), mended).items()
        assert place == (1, 0)
        assert change.verdict is Verdict.REJECTED
        assert "has changed since" in change.reason
        version = build([original(), mended], [])
        assert sorted(version.parts[0].headlines[schema.TITLE]) == ["Right", "Wrong"]
        line = report_of(version).iloc[2]
        assert (line[schema.VERDICT], line[schema.TITLE]) == ("rejected", "")


def test_of_two_corrections_of_a_line_the_last_counts() -> None:
    first, second = (correcting(original().sha256, 2)._replace(source=name) for name in "ab")
    last = RIGHT._replace(title="Better", corrects=(original().sha256, 2))
    second = second._replace(lines=[second.lines[0]._replace(entry=last)])
    version = build([original(), first, second], [])
    assert sorted(version.parts[0].headlines[schema.TITLE]) == ["Better", "Right"]
    report = report_of(version)
    reasons = report[report[schema.VERDICT] == "corrected"][schema.REASON]
    assert reasons.tolist() == ["corrected on line 2 of b"] * 2


def test_a_source_that_is_read_under_two_names_is_corrected_in_both() -> None:
    again = original()._replace(source="copy.txt")
    changes = changes_of(original(), again, correcting(original().sha256, 2))
    assert {place: change.verdict for place, change in changes.items()} == {
        (0, 1): Verdict.CORRECTED,
        (1, 1): Verdict.CORRECTED,
    }


def test_without_corrections_readings_are_as_they_were() -> None:
    assert changes_of(original()) == {}


def test_a_row_that_was_left_as_it_was_read_corrects_nothing() -> None:
    doubtful = original()
    doubtful.lines[1] = doubtful.lines[1]._replace(verdict=Verdict.AMBIGUOUS, reason="why")
    entry = doubtful.lines[1].entry
    assert entry is not None
    same = entry._replace(date_source=DateSource.PUBLISHED, corrects=(doubtful.sha256, 2))
    mended = Reading("m.csv", "UTF-8", "m", [Line(2, "…", Verdict.HEADLINE, "", same)])
    assert changes_of(doubtful, mended) == {(1, 0): Change(Verdict.SKIPPED, "left as it was read")}
    version = build([doubtful, mended], [])
    assert sorted(version.parts[0].headlines[schema.TITLE]) == ["Right", "Wrong"]
    assert report_of(version)[schema.VERDICT].tolist() == ["headline", "ambiguous", "skipped"]
