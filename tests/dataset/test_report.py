"""The report: what became of every line of every source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dataset.test_lines import some_lines
from webapp.dataset import schema
from webapp.dataset.corrections import Change, Place
from webapp.dataset.lines import ReadSource, read_source
from webapp.dataset.report import CHANGES, Changes, Report
from webapp.reading import Line, Reading, Verdict

letters = st.text("aBé.*( \u0130İß", max_size=4)
settled = st.sampled_from([Verdict.REPEATED, Verdict.CORRECTED, Verdict.SKIPPED, Verdict.REJECTED])


@st.composite
def reported(draw: st.DrawFn) -> tuple[list[list[Line]], dict[Place, Change]]:
    """Sources with numbers ascending and with gaps, and what became of some of their lines."""
    sources = [
        [
            line._replace(number=3 * number + 2, text=draw(letters), reason=draw(letters))
            for number, line in enumerate(each)
        ]
        for each in draw(st.lists(some_lines, min_size=1, max_size=3))
    ]
    places = [(source, row) for source, each in enumerate(sources) for row in range(len(each))]
    changed = draw(st.lists(st.sampled_from(places), unique=True)) if places else []
    return sources, {place: Change(draw(settled), draw(letters)) for place in changed}


def read_all(sources: list[list[Line]]) -> list[ReadSource]:
    return [read_source(Reading(f"{n}", "", f"{n}", each)) for n, each in enumerate(sources)]


def report_of(sources: list[list[Line]], changes: dict[Place, Change]) -> Report:
    read = read_all(sources)
    return Report(lambda source: read[source].lines, Changes.of(changes.items()))


def plainly(
    sources: list[list[Line]], changes: dict[Place, Change]
) -> dict[Place, tuple[Verdict, str]]:
    """What is said of every line: a repeated one keeps what was said of its reading."""
    said = {}
    for source, each in enumerate(sources):
        for row, line in enumerate(each):
            verdict, reason = line.verdict, line.reason
            if change := changes.get((source, row)):
                verdict = change.verdict
                before = reason if verdict is Verdict.REPEATED else ""
                reason = f"{change.reason}; {before}" if before else change.reason
            said[source, row] = verdict, reason
    return said


@given(reported())
def test_every_line_has_the_verdict_that_was_settled_last(
    given_lines: tuple[list[list[Line]], dict[Place, Change]],
) -> None:
    sources, changes = given_lines
    report, plain = report_of(sources, changes), plainly(sources, changes)
    assert report.changes.batch.schema == CHANGES
    for number, each in enumerate(sources):
        rows = report.rows(number)
        assert rows.tolist() == list(range(len(each)))
        frame = report.frame(number, rows)
        assert tuple(frame.columns) == schema.REPORT_COLUMNS
        said = [plain[number, row] for row in rows]
        assert frame[schema.VERDICT].tolist() == [verdict for verdict, _ in said]
        assert frame[schema.REASON].tolist() == [reason for _, reason in said]
        assert frame[schema.TEXT].tolist() == [line.text for line in each]
        assert frame[schema.LINE].tolist() == [line.number for line in each]
        assert set(frame[schema.SOURCE]) <= {number}
        for row, (line, (verdict, _)) in enumerate(zip(each, said, strict=True)):
            taken = line.entry if verdict in ("repaired", "ambiguous", "repeated") else None
            assert frame[schema.TITLE][row] == (taken.title if taken else "")
            assert frame[schema.WRITTEN][row] == (taken.outlet if taken else "")
            assert frame[schema.URL][row] == (taken.url if taken else "")
            for column, day in (
                (schema.DATE, taken and taken.date),
                (schema.LISTED, taken and taken.listed),
            ):
                stamp = frame[column][row]
                assert (None if stamp is None or stamp != stamp else stamp.date()) == day
    counts = report.changes.verdict_counts(read_all(sources))
    for number, each in enumerate(sources):
        verdicts = [plain[number, row][0] for row in range(len(each))]
        assert counts[number] == tuple(verdicts.count(verdict) for verdict in Verdict)


@given(reported(), st.lists(st.sampled_from(Verdict), unique=True), st.data())
def test_lines_are_chosen_by_verdict_and_shown_by_row(
    given_lines: tuple[list[list[Line]], dict[Place, Change]],
    verdicts: list[Verdict],
    data: st.DataObject,
) -> None:
    sources, changes = given_lines
    report, plain = report_of(sources, changes), plainly(sources, changes)
    for number, each in enumerate(sources):
        rows = report.rows(number, verdicts)
        expected = [row for row in range(len(each)) if plain[number, row][0] in verdicts]
        assert rows.tolist() == expected
        some = rows[data.draw(st.slices(len(rows)).filter(lambda cut: (cut.step or 1) > 0))]
        whole = report.frame(number, report.rows(number))
        shown = report.frame(number, some)
        for column in (schema.LINE, schema.VERDICT, schema.REASON, schema.TEXT, schema.TITLE):
            assert shown[column].tolist() == whole[column].iloc[some].tolist()


@given(reported(), st.text("abBéÉ.*(\\", min_size=1, max_size=2))
def test_a_search_looks_in_lines_and_in_what_is_said_of_them_whatever_the_case(
    given_lines: tuple[list[list[Line]], dict[Place, Change]], search: str
) -> None:
    sources, changes = given_lines
    report, plain = report_of(sources, changes), plainly(sources, changes)
    wanted = search.lower()
    for number, each in enumerate(sources):
        assert report.rows(number, search=search).tolist() == [
            row
            for row, line in enumerate(each)
            if wanted in line.text.lower() or wanted in plain[number, row][1].lower()
        ]


def test_the_reason_read_first_goes_when_a_line_is_corrected_and_can_no_longer_be_found() -> None:
    sources = [[Line(1, "x", Verdict.AMBIGUOUS, "because", None)] * 2]
    changes = {
        (0, 0): Change(Verdict.CORRECTED, "corrected on line 2"),
        (0, 1): Change(Verdict.REPEATED, "the same"),
    }
    report = report_of(sources, changes)
    assert report.frame(0, report.rows(0))[schema.REASON].tolist() == [
        "corrected on line 2",
        "the same; because",
    ]
    assert report.rows(0, search="because").tolist() == [1]
    assert report.rows(0, search="CORRECTED").tolist() == [0]


def test_a_line_is_found_by_its_number_whatever_the_gaps() -> None:
    sources = [[Line(5 * n + 2, "", Verdict.SKIPPED, "text", None) for n in range(1_000)]]
    report = report_of(sources, {})
    for row in (0, 1, 500, 999):
        assert report.place(0, 5 * row + 2) == row


@pytest.mark.parametrize("verdict", [Verdict.REPEATED, Verdict.REJECTED])
def test_changes_in_a_large_source_stay_on_their_lines(verdict: Verdict) -> None:
    lines = [Line(n + 1, f"line {n}", Verdict.HEADLINE, "", None) for n in range(30_000)]
    changed = [0, 1, 9_999, 10_000, 10_001, 29_999]
    report = report_of(
        [lines, lines[:3]],
        {(0, row): Change(verdict, f"said of {row}") for row in changed}
        | {(1, 2): Change(verdict, "said of the other")},
    )
    assert report.rows(0, [verdict]).tolist() == changed
    assert report.rows(0, [verdict], "SAID OF 1000").tolist() == [10_000, 10_001]
    assert report.rows(1, [verdict]).tolist() == [2]
    window = report.rows(0)[9_998:10_002]
    assert report.frame(0, window)[schema.REASON].tolist() == [
        "",
        "said of 9999",
        "said of 10000",
        "said of 10001",
    ]
    assert len(report.rows(0, search="line 2999")) == 11


def test_nothing_has_the_columns_of_a_report() -> None:
    nothing = Report.nothing()
    assert nothing.empty
    assert tuple(nothing.columns) == schema.REPORT_COLUMNS
    some = report_of([[Line(1, "x", Verdict.SKIPPED, "text", None)]], {})
    assert nothing.dtypes.equals(some.frame(0, some.rows(0)).dtypes)
