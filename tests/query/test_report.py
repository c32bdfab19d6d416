"""The report on reading: what became of every line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NINTH, example_version, line, version_of
from webapp.dataset import Version, build, schema
from webapp.query.arguments import MAX_SEARCH_LENGTH, BadArgumentError
from webapp.query.report import (
    LINES_PER_PAGE,
    Lines,
    ReportView,
    line_view,
    report_lines,
    report_page,
    verdict_counts,
)
from webapp.reading import DateSource, Entry, Line, Reading, Verdict

FIRST = "\n".join(
    [
        "An article.",
        "",
        line("Plain"),
        line("Slip", date="January 9rd, 2026"),
        "- Two days - BBC - January 9th, 2026 [January 8th, 2026]",
        line("No such day", date="February 30th, 2026"),
        line("Plain"),
    ]
)
SECOND = "\n".join(line(f"Title {number}") for number in range(250))
EVERYTHING = ReportView(Lines.ALL)


@pytest.fixture(scope="module")
def version() -> Version:
    return version_of(FIRST, SECOND)


def numbers(version: Version, view: ReportView) -> list[int]:
    return report_lines(version, view)[schema.LINE].tolist()


def test_lines_are_counted_by_source_and_verdict(version: Version) -> None:
    first, second = verdict_counts(version)
    assert first == {
        Verdict.HEADLINE: 1,
        Verdict.REPAIRED: 1,
        Verdict.AMBIGUOUS: 1,
        Verdict.REPEATED: 1,
        Verdict.CORRECTED: 0,
        Verdict.SKIPPED: 2,
        Verdict.REJECTED: 1,
    }
    assert second[Verdict.HEADLINE] == sum(second.values()) == 250


def test_the_lines_to_be_checked_come_first_to_hand(version: Version) -> None:
    assert numbers(version, ReportView()) == [4, 5, 6]


@pytest.mark.parametrize("lines", Lines)
def test_lines_are_shown_by_verdict(version: Version, lines: Lines) -> None:
    counts = verdict_counts(version)
    for source in (1, 2):
        rows = report_lines(version, ReportView(lines, source))
        assert len(rows) == sum(counts[source - 1][verdict] for verdict in lines.verdicts)
        assert set(rows[schema.VERDICT]) <= {str(verdict) for verdict in lines.verdicts}


def test_every_verdict_can_be_asked_for() -> None:
    assert {lines.value for lines in Lines} == {*Verdict, "check", "all"}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("SLIP", [4]),
        ("9rd", [4]),
        ("does not exist", [6]),
        ("- BBC -", [4, 5, 6]),
        (".*", []),
        ("plain", []),
    ],
)
def test_lines_are_found_by_what_they_or_their_reasons_hold(
    version: Version, search: str, found: list[int]
) -> None:
    assert numbers(version, ReportView(search=search)) == found


def test_pages_put_together_are_the_whole_report_in_order(version: Version) -> None:
    pages = report_page(version, EVERYTHING).pages
    assert pages == 3
    together = []
    for number in range(1, pages + 1):
        page = report_page(version, EVERYTHING.but(page=number))
        assert (page.number, page.total) == (number, 257)
        together += list(zip(page.rows[schema.SOURCE], page.rows[schema.LINE], strict=True))
    assert together == [(0, n) for n in range(1, 8)] + [(1, n) for n in range(1, 251)]


@pytest.mark.parametrize(
    ("source", "number", "lines"),
    [
        (1, 1, range(1, 8)),
        (2, 1, range(1, 101)),
        (2, 3, range(201, 251)),
        (1, 2, range(0)),
        (2, 4, range(0)),
        (2, 999_999_999, range(0)),
    ],
)
def test_a_page_holds_its_lines_of_its_source(
    version: Version, source: int, number: int, lines: range
) -> None:
    page = report_page(version, ReportView(Lines.ALL, source=source, page=number))
    assert page.rows[schema.LINE].tolist() == list(lines)
    assert set(page.rows[schema.SOURCE]) <= {source - 1}


def test_a_line_is_on_the_page_that_is_said_to_hold_it_whatever_the_numbers() -> None:
    """Records over several lines leave gaps in the numbers."""
    lines = [Line(3 * n + 2, f"T{n}", Verdict.SKIPPED, "text", None) for n in range(250)]
    version = build([Reading("a", "UTF-8", "a", lines[:9]), Reading("b", "", "b", lines)], [])
    for source, many in ((0, 9), (1, 250)):
        for number in (each.number for each in lines[:many]):
            page = report_page(version, line_view(version, source, number))
            assert (source, number) in set(
                zip(page.rows[schema.SOURCE], page.rows[schema.LINE], strict=True)
            )


def test_every_line_is_shown_with_its_text_and_every_other_verdict_with_its_reason(
    version: Version,
) -> None:
    lines = report_page(version, ReportView(Lines.ALL, source=1)).rows
    assert lines[schema.TEXT].tolist() == FIRST.split("\n")
    for verdict, reason in zip(lines[schema.VERDICT], lines[schema.REASON], strict=True):
        assert bool(reason) == (verdict != Verdict.HEADLINE)


def test_the_reading_taken_stands_beside_what_is_no_plain_headline() -> None:
    entry = Entry("Title", "bbc.com", NINTH, DateSource.LISTED, NINTH, "https://x.org/1")
    lines = [
        Line(1, "…", Verdict.AMBIGUOUS, "why", entry),
        Line(2, "…", Verdict.HEADLINE, "", entry._replace(title="Plain", url="")),
        Line(3, "…", Verdict.REJECTED, "why", None),
    ]
    version = build([Reading("a", "", "a", lines)], [])
    taken = (schema.TITLE, schema.WRITTEN, schema.URL)
    assert report_lines(version, EVERYTHING)[list(taken)].to_numpy().tolist() == [
        ["Title", "bbc.com", "https://x.org/1"],
        ["", "", ""],
        ["", "", ""],
    ]
    for column in (schema.DATE, schema.LISTED):
        days = report_lines(version, EVERYTHING)[column]
        assert days[0].date() == NINTH
        assert days.isna().tolist() == [False, True, True]


def test_nothing_has_one_empty_page() -> None:
    empty = version_of("")
    page = report_page(empty, EVERYTHING)
    assert (page.total, page.pages, len(page.rows)) == (0, 1, 0)
    assert set(verdict_counts(empty)[0].values()) == {0}


def test_the_example_is_accounted_for() -> None:
    (counts,) = verdict_counts(example_version())
    assert counts[Verdict.HEADLINE] == 80
    assert counts[Verdict.SKIPPED] == 6
    assert sum(counts.values()) == 86


VIEWS = st.builds(
    ReportView,
    lines=st.sampled_from(Lines),
    source=st.none() | st.integers(1, 9),
    search=st.text(max_size=20).map(str.strip),
    page=st.integers(1, 999_999_999),
)


@given(view=VIEWS)
def test_a_report_view_read_back_from_its_arguments_is_the_same_view(view: ReportView) -> None:
    assert ReportView.from_args(view.to_args(), sources=9) == view
    assert ReportView.from_args(reversed(view.to_args()), sources=9) == view
    assert view.but(lines=Lines.CHECK) == ReportView(Lines.CHECK, view.source, view.search)


def test_defaults_are_left_out_and_the_order_is_canonical() -> None:
    assert ReportView().to_args() == []
    given = [("page", "1"), ("verdict", "check"), ("q", " ")]
    assert ReportView.from_args(given, 1) == ReportView()
    view = ReportView(Lines.SKIPPED, 2, "a b", 3)
    assert view.query == "q=a+b&verdict=skipped&source=2&page=3"


@pytest.mark.parametrize(
    ("args", "name", "value", "accepted"),
    [
        ([("outlet", "bbc")], "outlet", "bbc", "there are q, verdict, source, page"),
        ([("verdict", "lost")], "verdict", "lost", "one of check, headline, repaired, ambiguous"),
        ([("verdict", "skipped")] * 2, "verdict", "skipped", "only once"),
        ([("source", "0")], "source", "0", "a whole number from 1"),
        ([("source", "3")], "source", "3", "a number from 1 to 2"),
        ([("page", "0")], "page", "0", "a whole number from 1"),
        ([("page", "x")], "page", "x", "a whole number from 1"),
        ([("q", "x" * 201)], "q", "x" * 201, f"at most {MAX_SEARCH_LENGTH} characters"),
    ],
)
def test_a_bad_argument_is_refused_with_its_name_its_value_and_what_is_accepted(
    args: list[tuple[str, str]], name: str, value: str, accepted: str
) -> None:
    with pytest.raises(BadArgumentError) as raised:
        ReportView.from_args(args, sources=2)
    error = raised.value
    assert (error.name, error.value) == (name, value)
    assert accepted in error.accepted


def test_a_page_is_full_before_another_begins() -> None:
    version = version_of("\n".join(line("T") for _ in range(LINES_PER_PAGE)))
    assert report_page(version, EVERYTHING).pages == 1
    longer = version_of("\n".join(line("T") for _ in range(LINES_PER_PAGE + 1)))
    assert report_page(longer, EVERYTHING).pages == 2
