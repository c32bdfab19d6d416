"""The user's own notes on the time axis: a CSV with the columns date, text and perhaps link."""

from datetime import date
from typing import Final, NamedTuple

from webapp.links import is_url
from webapp.reading.entry import Verdict
from webapp.reading.tables.column_dates import ColumnDates
from webapp.table_file import Row, TableFileError, rows_of, shown, text_of
from webapp.text import make_visible

NEEDED: Final = ("date", "text")
LINK: Final = "link"
#: A note in characters: what can be read beside a chart.
MAX_LENGTH: Final = 200
MAX_LINK_LENGTH: Final = 2_000
#: More cannot be told apart on any axis.
MAX_NOTES: Final = 1_000


class Note(NamedTuple):
    """What is to be said of a day. `url` is a web address, or ""."""

    day: date
    text: str
    url: str = ""


def read_notes(data: bytes, name: str, day_first: bool | None = None) -> tuple[Note, ...]:
    """The notes of a file called `name`, in order of day, and of lines within a day.

    `day_first` settles dates such as 3/4/2026 where the column of dates does not. A date
    that could only be guessed at is refused. Raises TableFileError.
    """
    rows = rows_of(text_of(data, name), name)
    at_date, at_text, at_link, width = _columns(next(rows), name)
    table = [*rows]
    if len(table) > MAX_NOTES:
        raise TableFileError(f"{name}: has {len(table):,} notes; there can be {MAX_NOTES:,}")
    dates = ColumnDates([row.cell(at_date) for row in table], day_first)
    notes = []
    for row in table:
        where = f"{name}: line {row.number}"
        extra = [cell for cell in row.cells[width:] if cell]
        if extra:
            raise TableFileError(
                f"{where}: “{shown(extra[0])}” stands in no column; a text that has a comma "
                "in it needs quotes around it"
            )
        notes.append(
            Note(
                _day(row.cell(at_date), dates, where),
                _text(row.cell(at_text), where),
                _link(row.cell(at_link), where),
            )
        )
    return tuple(sorted(notes, key=lambda note: note.day))


def _columns(header: Row, name: str) -> tuple[int, int, int | None, int]:
    """The places of date, text and link, and how many columns there are."""
    where = f"{name}: line 1"
    columns = [cell.lower() for cell in header.cells]
    while columns and not columns[-1]:
        columns.pop()
    found = ", ".join(map(shown, columns)) or "nothing"
    if not set(NEEDED) <= set(columns):
        raise TableFileError(
            f"{where}: the columns “date” and “text” are needed, and there can be “link”; "
            f"found: {found}"
        )
    for each in columns:
        if each not in (*NEEDED, LINK) or columns.count(each) > 1:
            raise TableFileError(
                f"{where}: there can be one each of the columns “date”, “text” and “link”; "
                f"found: {found}"
            )
    at_link = columns.index(LINK) if LINK in columns else None
    return columns.index(NEEDED[0]), columns.index(NEEDED[1]), at_link, len(columns)


def _day(cell: str, dates: ColumnDates, where: str) -> date:
    if not cell:
        raise TableFileError(f"{where}: a date is needed, such as 2026-01-31")
    read = dates.read(cell)
    if read.day is None:
        raise TableFileError(f"{where}: {read.reason}{_advice(read.reason)}")
    if read.verdict is Verdict.AMBIGUOUS:
        raise TableFileError(
            f"{where}: {read.reason}; that is a guess, and a note's date is not guessed: write it "
            f"as {read.day.isoformat()}, or say --dayfirst or --monthfirst"
        )
    return read.day


def _advice(reason: str) -> str:
    known = "2026-01-31" in reason or "--dayfirst" in reason
    return "" if known else "; write it as 2026-01-31"


def _text(cell: str, where: str) -> str:
    text = make_visible(cell)[0]
    if not text:
        raise TableFileError(f"{where}: a text is needed")
    if len(text) > MAX_LENGTH:
        raise TableFileError(
            f"{where}: the text has {len(text):,} characters; a note can have {MAX_LENGTH}"
        )
    return text


def _link(cell: str, where: str) -> str:
    if cell and not (is_url(cell) and cell.isprintable()):
        raise TableFileError(
            f"{where}: “{shown(cell)}” is no web address; it has to begin with http:// or https://"
        )
    if len(cell) > MAX_LINK_LENGTH:
        raise TableFileError(
            f"{where}: the link has {len(cell):,} characters; it can have {MAX_LINK_LENGTH:,}"
        )
    return cell
