"""Notes on the time axis: read whole, or refused with the line and what would be accepted."""

from datetime import date

import pytest

from webapp.reading.notes import MAX_LENGTH, MAX_NOTES, Note, read_notes
from webapp.table_file import TableFileError

CUT = Note(date(2026, 1, 8), "Internet cut")
STRIKE = Note(date(2026, 1, 14), "Airspace closed, five hours", "https://a.example/x?y=1")


def notes(text: str, day_first: bool | None = None) -> tuple[Note, ...]:
    return read_notes(text.encode(), "n.csv", day_first)


@pytest.mark.parametrize(
    "text",
    [
        'date,text,link\n2026-01-08,Internet cut,\n2026-01-14,"Airspace closed, five hours",'
        "https://a.example/x?y=1\n",
        '\ufeffLink,DATE, Text \r\n\r\nhttps://a.example/x?y=1,14 January 2026,"Airspace closed, '
        'five hours"\r\n,"January 8th, 2026",Internet cut\r\n',
        "date;text;link;;\n8.1.2026;Internet cut\n14.1.2026;Airspace closed, five hours;"
        "https://a.example/x?y=1;;\n",
    ],
)
def test_notes_are_read_however_they_are_laid_out_and_stand_in_order_of_day(text: str) -> None:
    assert notes(text) == (CUT, STRIKE)


def test_notes_of_one_day_keep_their_order_and_none_is_dropped() -> None:
    read = notes("date,text\n2026-01-09,b\n2026-01-08,c\n2026-01-09,a\n2026-01-09,b\n")
    assert [note.text for note in read] == ["c", "b", "a", "b"]


@pytest.mark.parametrize(("day_first", "month"), [(True, 4), (False, 3)])
def test_the_order_of_days_is_the_one_that_was_said(day_first: bool, month: int) -> None:
    (note,) = notes("date,text\n3/4/2026,x\n", day_first)
    assert note.day.month == month


def test_the_order_of_days_is_settled_by_the_whole_column() -> None:
    one, other = notes("date,text\n3/4/2026,x\n25/4/2026,y\n")
    assert (one.day, other.day) == (date(2026, 4, 3), date(2026, 4, 25))


def test_what_could_not_be_shown_is_made_visible() -> None:
    (note,) = notes("date,text\n2026-01-08,NUL \x07 and <b>\n")
    assert note.text == "NUL ␇ and <b>"


@pytest.mark.parametrize("text", ["date,text\n", "date,text,link\n\n,,\n", "text;date"])
def test_a_header_alone_holds_no_notes(text: str) -> None:
    assert notes(text) == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the columns “date” and “text” are needed, and there can be “link”; found: not"),
        ("2026-01-08,Internet cut\n", 1, "the columns “date” and “text” are needed"),
        ("date,note\n2026-01-08,x\n", 1, "the columns “date” and “text” are needed"),
        ("date,text,colour\n2026-01-08,x,red\n", 1, "there can be one each of the columns"),
        ("date,text,date\n2026-01-08,x,\n", 1, "there can be one each of the columns"),
        ("date,text,,link\n2026-01-08,x,,\n", 1, "there can be one each of the columns"),
        ("date,text\n,x\n", 2, "a date is needed, such as 2026-01-31"),
        ("date,text\n2026-01-08,x\nsoon,y\n", 3, "“soon” is not a date; write it as 2026-01-31"),
        ("date,text\n3 hours ago,x\n", 2, "“3 hours ago”"),
        ("date,text\n2026-02-30,x\n", 2, "“2026-02-30” is a date that does not exist"),
        ("date,text\n3/4/2026,x\n", 2, "is 3 April 2026 or 4 March 2026; say --dayfirst or --mon"),
        ("date,text\n3.4.2026,x\n", 2, "dates with full stops put the day first; that is a guess"),
        ('date,text\n"Monday, 9 January 2026",x\n', 2, "9 January 2026 is a Friday, not a Monday"),
        ("date,text\n2026-01-08, \n", 2, "a text is needed"),
        ("date,text\n2026-01-08\n", 2, "a text is needed"),
        (f"date,text\n2026-01-08,{'x' * (MAX_LENGTH + 1)}\n", 2, "the text has 201 characters"),
        ("date,text\n2026-01-08,Closed, again\n", 2, "“again” stands in no column; a text that"),
        ("date,text,link\n2026-01-08,x,www.a.org\n", 2, "“www.a.org” is no web address; it has"),
        ("date,text,link\n2026-01-08,x,javascript:alert(1)\n", 2, "is no web address"),
        ("date,text,link\n2026-01-08,x,https://a.org/\x07\n", 2, "“https://a.org/␇” is no web"),
        ("date,text,link\n2026-01-08,x,https://\n", 2, "is no web address"),
        (f"date,text,link\n2026-01-08,x,https://a.org/{'x' * 2000}\n", 2, "the link has 2,014"),
        ('date,text\n2026-01-08,"x\n', 2, "unexpected end of data"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(TableFileError) as caught:
        notes(text)
    assert str(caught.value).startswith(f"n.csv: line {line}: ")
    assert said in str(caught.value)


def test_more_notes_than_can_be_shown_are_refused() -> None:
    rows = "2026-01-08,x\n" * MAX_NOTES
    assert len(notes(f"date,text\n{rows}")) == MAX_NOTES
    with pytest.raises(TableFileError, match=r"^n.csv: has 1,001 notes; there can be 1,000"):
        notes(f"date,text\n{rows}2026-01-08,x\n")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(TableFileError, match=r"^n.csv: is not UTF-8 text"):
        read_notes("date,text\n2026-01-08,Café\n".encode("latin-1"), "n.csv")
