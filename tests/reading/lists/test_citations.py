"""References, as encyclopedias and papers have them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import DateSource, Entry, Verdict, read_bytes
from webapp.reading.formats.text_list import read_text_list
from webapp.reading.lists.citations import _HINT, _may_be_quoted

STYLES = {
    "Wikipedia": '{n}. "{t}". {o}. 14 January 2026. Retrieved 16 January 2026.',
    "Wikipedia, archived": '{n}. ^ "{t}". {o}. 14 January 2026. Archived from the original on '
    "15 January 2026. Retrieved 16 January 2026.",
    "Wikipedia, by author": '^ a b Smith, Ann (14 January 2026). "{t}". {o}. '
    "Retrieved 16 January 2026.",
    "MLA": 'Smith, Ann. "{t}." {o}, 14 Jan. 2026, www.harbourpost.example/a. '
    "Accessed 16 Jan. 2026.",
    "Chicago": "Smith, Ann. “{t}.” {o}, January 14, 2026. https://www.harbourpost.example/a.",
    "APA": "Smith, A. (2026, January 14). {t}. {o}. https://www.harbourpost.example/a",
}
ROWS = [("Protests spread in Tehran", "Harbour Post"), ("Oil rises again", "Example Times")]


def entries_of(text: str) -> list[Entry]:
    return [line.entry for line in read_text_list(text) if line.entry]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_reference_is_taken_apart(style: str) -> None:
    text = "\n".join(style.format(n=n, t=t, o=o) for n, (t, o) in enumerate(ROWS, 1))
    lines = read_text_list(text)
    assert {line.verdict for line in lines} == {Verdict.HEADLINE}
    found = entries_of(text)
    assert [(entry.title, entry.outlet) for entry in found] == ROWS
    assert {(entry.date, entry.date_source) for entry in found} == {
        (date(2026, 1, 14), DateSource.PUBLISHED)
    }
    assert {entry.url for entry in found} <= {
        "",
        "https://www.harbourpost.example/a",
        "https://www.harbourpost.example/a.",
    }


def test_the_day_of_looking_up_is_no_day_of_publication() -> None:
    (line,) = read_text_list('"Oil rises again". Example Times. Retrieved 16 January 2026.')
    assert line.verdict is Verdict.REPAIRED
    assert line.reason == "only the day on which it was looked up is given; it is taken"
    day = date(2026, 1, 16)
    assert line.entry == Entry("Oil rises again", "Example Times", day, DateSource.LISTED, day)


def test_a_date_that_does_not_exist_is_rejected() -> None:
    (line,) = read_text_list('"Oil rises". Example Times. 31 June 2026. Retrieved 1 July 2026.')
    assert (line.verdict, line.entry) == (Verdict.REJECTED, None)
    assert "does not exist" in line.reason


@pytest.mark.parametrize(
    "text",
    [
        'He told the "New York Times", a paper, 14 January 2026',
        '"Oil rises." the paper said, 14 January 2026',
        'See "Oil rises" in Example Times of 14 January 2026',
        'Just one: "Oil rises". Example Times. 14 January 2026.',
    ],
)
def test_quotations_in_prose_are_no_references(text: str) -> None:
    assert entries_of(f"{text}\n{text}") == []


def test_one_line_alone_is_no_list_of_references() -> None:
    text = '"Oil rises." Example Times, 14 January 2026.'
    single, double = (
        read_bytes("list.txt", written.encode()).notes for written in (text, f"{text}\n{text}")
    )
    assert "references" not in " ".join(single)
    assert "references" in " ".join(double)


@given(st.text(st.sampled_from('a "”“»«.,;?!(2026), ')))
def test_a_line_without_marks_of_quoting_holds_no_reference(text: str) -> None:
    assert _may_be_quoted(text) or not _HINT.search(text)
