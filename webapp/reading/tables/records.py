"""From the records of a table to entries: one way for every kind of table.

A record is a row or item with a cell for each column. The columns in use are
told from a sample; how a column writes dates is settled on all of its values;
then every record gets its verdict.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import Final, NamedTuple, cast

from webapp.links import host_of
from webapp.outlets import KnownOutlets, registrable
from webapp.reading.entry import MAX_LINES, Line, UnreadableSourceError, Verdict, too_many
from webapp.reading.findings import Findings
from webapp.reading.options import Options
from webapp.reading.outlet_parts import names_of_site, part
from webapp.reading.parting import Parting, part_titles
from webapp.reading.tables.column_dates import ColumnDates
from webapp.reading.tables.columns import Columns, Role, choose
from webapp.reading.tables.ragged import fit_width
from webapp.reading.tables.rows import Cells, RowReader
from webapp.text import fold, is_plain, make_visible, shorten

#: No table may have more columns.
MAX_COLUMNS: Final = 5_000
#: The text of a record is shown up to this length.
MAX_TEXT: Final = 2_000
#: The columns are told from so many records.
SAMPLE_ROWS: Final = 500
_PROGRESS_ROWS: Final = 10_000
_TOTALS_WITHIN: Final = 3

_TOTALS: Final = re.compile(
    r"\W*(?:(?:grand )?totals?|sum|summe|gesamt|insgesamt|totale|suma|count|anzahl)\b"
)
_USED: Final = (
    Role.TITLE,
    Role.OUTLET,
    Role.DOMAIN,
    Role.PUBLISHED,
    Role.LISTED,
    Role.URL,
    Role.DATE_SOURCE,
)
# Where a listed date may stand in for the published one, or a site for a name.
_IN_NOTES: Final = (Role.TITLE, Role.OUTLET, Role.DOMAIN, Role.PUBLISHED, Role.LISTED, Role.URL)


class Record(NamedTuple):
    """One row or item: its number, how it stood, and a cell for each column.

    `verdict` and `reason` are what the reader noticed; they settle a record
    without cells.
    """

    number: int
    text: str
    cells: Sequence[str] | None
    verdict: Verdict = Verdict.HEADLINE
    reason: str = ""


class Table(NamedTuple):
    """Records and the names of their columns, "" where there is none.

    `row_count` is about how many records there are. `delimiter` stood between
    cells. `guarded` tells that Dateline made the cells safe for spreadsheets.
    """

    names: Sequence[str]
    records: Iterable[Record]
    row_count: int
    delimiter: str = ","
    guarded: bool = False


def too_many_columns() -> UnreadableSourceError:
    """The error for a source of more than MAX_COLUMNS."""
    return UnreadableSourceError(
        f"it has more than {MAX_COLUMNS:,} columns; keep those with title, outlet, date and link"
    )


def shown(text: str) -> str:
    """`text` fit to be shown as that of a line: visible, and not beyond MAX_TEXT."""
    if len(text) > MAX_TEXT:
        text = shorten(text, MAX_TEXT)
    return text if is_plain(text) else make_visible(text)[0]


def read_table(table: Table, options: Options) -> tuple[list[Line], tuple[str, ...]]:
    """A verdict for every record, and notes on how the table was read.

    Raises UnreadableSourceError when no column can be the title or the date, or
    when there are too many rows.
    """
    records = iter(table.records)
    sample = list(islice(records, SAMPLE_ROWS))
    columns = choose(table.names, [record.cells for record in sample if record.cells])
    check_columns(columns)
    return read_columns(table._replace(records=chain(sample, records)), columns, options)


def read_used(
    names: Sequence[str],
    sample: Sequence[Sequence[str]],
    records: Callable[[Sequence[int]], Iterable[Record]],
    row_count: int,
    options: Options,
) -> tuple[list[Line], tuple[str, ...]]:
    """As `read_table`, where it is better to make only the cells in use.

    `records` is asked for all records with the cells of certain columns.
    """
    columns = choose(names, sample)
    check_columns(columns)
    used, places = columns.narrowed()
    lines, notes = read_columns(Table(used.names, records(places), row_count), used, options)
    return lines, (*notes, *_unused(columns))


def check_columns(columns: Columns) -> None:
    """Raise UnreadableSourceError, naming the columns, for what is no table of headlines."""
    missing = []
    if Role.TITLE not in columns.places:
        missing.append("titles")
    if Role.PUBLISHED not in columns.places and Role.LISTED not in columns.places:
        missing.append("dates")
    if missing:
        raise UnreadableSourceError(
            f"none of its columns holds {' or '.join(missing)}; "
            f"it has {columns.all_named() or 'no columns'}"
        )


def read_columns(
    table: Table, columns: Columns, options: Options
) -> tuple[list[Line], tuple[str, ...]]:
    """As `read_table`, with columns that are known."""
    rows = _gather(table, columns, options)
    _skip_totals(rows)
    _fit_ragged(rows, table, columns)
    cells = [row for row in rows if isinstance(row, Cells)]
    published, listed = (
        ColumnDates(values, options.day_first, trusted=table.guarded, captured=options.captured)
        for values in ([row.published for row in cells], [row.listed for row in cells])
    )
    reader = RowReader(columns, published, listed, options.known, guarded=table.guarded)
    partings = _partings(cells, reader, options.known)
    del cells
    # A line takes the place of its row: there is no room for both of millions.
    for place, row in enumerate(rows):
        if isinstance(row, Cells):
            parting = next(partings) if partings and reader.needs_parting(row) else None
            rows[place] = reader.read(row, parting)
            if place % _PROGRESS_ROWS == 0:
                options.progress((1 + place / len(rows)) / 2)
    return cast(list[Line], rows), _notes(columns, published, listed)


def _gather(table: Table, columns: Columns, options: Options) -> list[Line | Cells | Record]:
    """Of each record the cells in use; those of another width as they are."""
    rows: list[Line | Cells | Record] = []
    width = len(columns.names)
    pick = _picker(columns)
    for record in table.records:
        number, text, cells, verdict, reason = record
        if len(rows) % _PROGRESS_ROWS == 0:
            if len(rows) >= MAX_LINES:
                raise too_many("rows")
            # The other half of the work is done when all are gathered.
            options.progress(min(len(rows) / (table.row_count + 1), 1.0) / 2)
        visible = shown(text)
        if cells is None:
            rows.append(Line(number, visible, verdict, reason, None))
        elif len(cells) != width:
            rows.append(record._replace(text=visible))
        else:
            rows.append(Cells._make((number, visible, *pick(cells), verdict, reason)))
    return rows


def _picker(columns: Columns) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Takes the cells of the roles in _USED out of a row, "" for those without a column."""
    places = [columns.place(role) for role in _USED]
    clock = columns.place(Role.CLOCK)
    published = columns.place(Role.PUBLISHED)
    # A role without a column is at -1, where an empty cell is put.
    take: Callable[[Sequence[str]], tuple[str, ...]] = itemgetter(*places)

    def pick(cells: Sequence[str]) -> tuple[str, ...]:
        return take([*cells, ""])

    def pick_with_clock(cells: Sequence[str]) -> tuple[str, ...]:
        both = f"{cells[published].strip()} {cells[clock].strip()}".strip()
        return take([*cells[:published], both, *cells[published + 1 :], ""])

    return pick_with_clock if clock >= 0 else pick


def _skip_totals(rows: list[Line | Cells | Record]) -> None:
    """Sums below a table are no headlines."""
    for place in range(max(len(rows) - _TOTALS_WITHIN, 0), len(rows)):
        row = rows[place]
        if isinstance(row, Cells) and not row.published and _TOTALS.match(fold(row.text)):
            rows[place] = Line(row.number, row.text, Verdict.SKIPPED, "a row of totals", None)


def _fit_ragged(rows: list[Line | Cells | Record], table: Table, columns: Columns) -> None:
    """Settle the rows that have more or fewer cells than the table has columns."""
    ragged = [place for place, row in enumerate(rows) if isinstance(row, Record)]
    if not ragged:
        return
    outlets = {row.outlet.strip() for row in rows if isinstance(row, Cells)}
    pick = _picker(columns)
    for place in ragged:
        record = cast(Record, rows[place])
        fitted = fit_width(record.cells or (), columns, table.delimiter, outlets)
        if fitted.cells is None:
            line = Line(record.number, record.text, fitted.verdict, fitted.reason, None)
            rows[place] = line
            continue
        findings = Findings()
        for verdict, reason in ((record.verdict, record.reason), fitted[1:]):
            if reason:
                findings.add(verdict, reason)
        noticed = (findings.verdict, findings.reason)
        rows[place] = Cells._make((*record[:2], *pick(fitted.cells), *noticed))


def _partings(
    cells: Iterable[Cells], reader: RowReader, known: KnownOutlets
) -> Iterator[Parting] | None:
    """The parting of each title that may tell an outlet, in the order of the rows."""
    rows = [row for row in cells if reader.needs_parting(row)]
    titles = [reader.title(row)[0] for row in rows]
    if not titles:
        return None
    domains = [registrable(host_of(row.url.strip())) for row in rows]
    return iter(_held_against_links(titles, part_titles(titles, known), domains, known))


def _held_against_links(
    titles: Sequence[str], partings: Sequence[Parting], domains: Sequence[str], known: KnownOutlets
) -> list[Parting]:
    """`partings`, without the outlets that the links speak against; their titles stay whole.

    What ends titles at several sites is no outlet's name ("live updates"), nor is
    what ends one at the site of another that is known.
    """
    at: dict[str, set[str]] = {}
    for parting, domain in zip(partings, domains, strict=True):
        if domain and not known.is_platform(domain):
            at.setdefault(parting.outlet, set()).add(domain)

    def is_doubtful(parting: Parting, domain: str) -> bool:
        if not parting.outlet or not domain or known.is_platform(domain):
            return False
        if known.is_outlet(parting.outlet):
            return False
        site = known.by_domain(domain)
        if site:
            return part(f"x - {parting.outlet}", names_of_site(f"https://{domain}", known)) is None
        return len(at[parting.outlet]) > 1

    return [
        Parting(title, "") if is_doubtful(parting, domain) else parting
        for title, parting, domain in zip(titles, partings, domains, strict=True)
    ]


def _notes(columns: Columns, published: ColumnDates, listed: ColumnDates) -> tuple[str, ...]:
    """Which columns were taken for what, and which were not."""
    dates = {Role.PUBLISHED: published.note, Role.LISTED: listed.note}
    taken = []
    for role in _IN_NOTES:
        if role not in columns.places:
            continue
        called = columns.called(role)
        if role is Role.PUBLISHED and Role.CLOCK in columns.places:
            called += f" and {columns.called(Role.CLOCK)}"
        remarks = [
            remark
            for remark in (dates.get(role, ""), "by what it holds" * (role in columns.guessed))
            if remark
        ]
        taken.append(f"{role} from {called}" + (f" ({'; '.join(remarks)})" if remarks else ""))
    if Role.OUTLET not in columns.places and Role.DOMAIN not in columns.places:
        link = ", or else the link" if Role.URL in columns.places else ""
        taken.append(f"outlet from the end of the title{link}")
    return (", ".join(taken), *_unused(columns))


def _unused(columns: Columns) -> tuple[str, ...]:
    unused = columns.unused()
    return (f"not used: {unused}",) if unused else ()
