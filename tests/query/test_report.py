"""The report on reading: what became of every line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import example_version, line, version_of
from webapp.dataset import Version, schema
from webapp.query.arguments import BadArgumentError
from webapp.query.report import (
    LINES_PER_PAGE,
    ReportView,
    report_page,
    verdict_counts,
)
from webapp.reading import Verdict

FIRST = "\n".join(
    [
        "An article.",
        "",
        line("Plain"),
        line("Slip", date="January 9rd, 2026"),
        "- Two days - BBC - January 9th, 2026 [January 11th, 2026]",
        line("No such day", date="February 30th, 2026"),
    ]
)
SECOND = "\n".join(line(f"Title {number}") for number in range(250))


@pytest.fixture(scope="module")
def version() -> Version:
    return version_of(FIRST, SECOND)


def test_lines_are_counted_by_verdict(version: Version) -> None:
    assert verdict_counts(version, ReportView(source=1)) == {
        Verdict.HEADLINE: 1,
        Verdict.REPAIRED: 1,
        Verdict.AMBIGUOUS: 1,
        Verdict.REPEATED: 0,
        Verdict.SKIPPED: 2,
        Verdict.REJECTED: 1,
    }
    assert verdict_counts(version, ReportView())[Verdict.HEADLINE] == 251


def test_counts_sum_to_the_lines_of_the_source_whatever_verdict_is_chosen(
    version: Version,
) -> None:
    for verdict in (None, *Verdict):
        for source, lines in ((1, 6), (2, 250), (None, 256)):
            counts = verdict_counts(version, ReportView(verdict, source))
            assert sum(counts.values()) == lines
            if verdict:
                page = report_page(version, ReportView(verdict, source))
                assert page.total == counts[verdict]
                assert set(page.rows[schema.VERDICT]) <= {str(verdict)}


def test_pages_put_together_are_the_whole_report_in_order(version: Version) -> None:
    view = ReportView()
    pages = report_page(version, view).pages
    assert pages == 3
    together = []
    for number in range(1, pages + 1):
        page = report_page(version, view.but(page=number))
        assert (page.number, page.total) == (number, 256)
        together += list(zip(page.rows[schema.SOURCE], page.rows[schema.LINE], strict=True))
    assert together == [(0, n) for n in range(1, 7)] + [(1, n) for n in range(1, 251)]


@pytest.mark.parametrize(
    ("source", "number", "lines"),
    [
        (1, 1, range(1, 7)),
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
    page = report_page(version, ReportView(source=source, page=number))
    assert page.rows[schema.LINE].tolist() == list(lines)
    assert set(page.rows[schema.SOURCE]) <= {source - 1}


def test_every_line_is_shown_with_its_text_and_every_other_verdict_with_its_reason(
    version: Version,
) -> None:
    lines = report_page(version, ReportView(source=1)).rows
    assert lines[schema.TEXT].tolist() == FIRST.split("\n")
    for verdict, reason in zip(lines[schema.VERDICT], lines[schema.REASON], strict=True):
        assert bool(reason) == (verdict != Verdict.HEADLINE)


def test_nothing_has_one_empty_page() -> None:
    empty = version_of("")
    page = report_page(empty, ReportView())
    assert (page.total, page.pages, len(page.rows)) == (0, 1, 0)
    assert set(verdict_counts(empty, ReportView()).values()) == {0}


def test_the_example_is_accounted_for() -> None:
    counts = verdict_counts(example_version(), ReportView())
    assert counts[Verdict.HEADLINE] == 80
    assert counts[Verdict.SKIPPED] == 6
    assert sum(counts.values()) == 86


VIEWS = st.builds(
    ReportView,
    verdict=st.none() | st.sampled_from(Verdict),
    source=st.none() | st.integers(1, 9),
    page=st.integers(1, 999_999_999),
)


@given(view=VIEWS)
def test_a_report_view_read_back_from_its_arguments_is_the_same_view(view: ReportView) -> None:
    assert ReportView.from_args(view.to_args(), sources=9) == view
    assert ReportView.from_args(reversed(view.to_args()), sources=9) == view
    assert view.but(verdict=None) == ReportView(None, view.source)


def test_defaults_are_left_out_and_the_order_is_canonical() -> None:
    assert ReportView().to_args() == []
    assert ReportView.from_args([("page", "1"), ("verdict", "")], 1) == ReportView()
    view = ReportView(Verdict.SKIPPED, 2, 3)
    assert view.query == "verdict=skipped&source=2&page=3"


@pytest.mark.parametrize(
    ("args", "name", "value", "accepted"),
    [
        ([("q", "iran")], "q", "iran", "there are verdict, source, page"),
        ([("verdict", "lost")], "verdict", "lost", "one of headline, repaired, ambiguous"),
        ([("verdict", "skipped")] * 2, "verdict", "skipped", "only once"),
        ([("source", "0")], "source", "0", "a whole number from 1"),
        ([("source", "3")], "source", "3", "a number from 1 to 2"),
        ([("page", "0")], "page", "0", "a whole number from 1"),
        ([("page", "x")], "page", "x", "a whole number from 1"),
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
    assert report_page(version, ReportView()).pages == 1
    longer = version_of("\n".join(line("T") for _ in range(LINES_PER_PAGE + 1)))
    assert report_page(longer, ReportView()).pages == 2
