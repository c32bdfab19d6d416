"""The numbers of a view's chart: of every outlet, or group, a row for each period of its own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import pyarrow as pa

from webapp.answers.table import CHUNK_ROWS, About, Origin, Table, clean, field, percents
from webapp.charts.amounts import SHARES
from webapp.charts.groups import split_of
from webapp.charts.long_table import LongRow, count_rows, long_rows
from webapp.charts.notes import notes_on
from webapp.dataset import Version
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.periods import Axis, Period, axis
from webapp.query.summary import sentence, summarise
from webapp.query.view import Amount, View
from webapp.reading.notes import Note

_MEASURES: Final = {
    Amount.COUNT: "the headlines",
    Amount.SHARE: "percent of all headlines of the period",
    Amount.OWN_SHARE: "percent of all headlines of the same outlet in the view",
    Amount.CUMULATIVE: "the headlines from the first period on",
}


def coverage(version: Version, view: View, origin: Origin) -> Table:
    """A row for each outlet, or group, of each period in which it has headlines.

    All of them, also those that the chart shows together. Of a period without any there is one
    row without a name: of no headlines where it was observed, of null where it was not.

    Raises TooSlowError past the deadline.
    """
    found, time = run(COVERAGE, version, view), axis(version.facts, view)
    summary = summarise(found, time)
    about = About(
        title=f"{origin.title}: coverage",
        sentence=sentence(summary, view, version.outlets, time) + ".",
        query=view.but().query,
        version=version.name,
        rows=count_rows(version, view, found, time) if time else 0,
        address=origin.address,
        made=origin.made,
    )
    columns = _columns(version, view)
    rows = long_rows(version, view, found, time) if time else iter(())
    notes = _by_period(version.notes, time) if time else {}
    return Table("coverage", columns, _batches(columns, view.amount, rows, notes), about)


def _columns(version: Version, view: View) -> pa.Schema:
    split = split_of(version, view)
    amount = view.amount
    each = f"group of “{split.name}”" if split else "outlet"
    return pa.schema(
        [
            field("first", pa.date32(), "The first day of the period."),
            field("last", pa.date32(), "The last day of the period."),
            field(
                "state",
                pa.string(),
                "What is known of the period: complete; incomplete, when it may have had more "
                "headlines; not observed, when nothing is known of it.",
            ),
            field("days_observed", pa.int64(), "How many of its days were observed."),
            field(
                "calendar_days", pa.int64(), "How many days the whole day, week, month or year has."
            ),
            field(
                split.slug if split else "outlet",
                pa.string(),
                f"The {each}; none in a period without any headline.",
            ),
            field(
                "headlines",
                pa.int64(),
                f"How many headlines it has there: none, which is not 0, where nothing is known. "
                f"No row stands for 0 headlines of one {each} among others.",
            ),
            field("measure", pa.string(), "What the value is, the measure of the chart."),
            field("value", _type_of(amount), f"Its measure: {_MEASURES[amount]}."),
            field("notes", pa.string(), "Notes on the time axis that fall into the period."),
        ]
    )


def _type_of(amount: Amount) -> pa.DataType:
    return pa.float64() if amount in SHARES else pa.int64()


def _batches(
    columns: pa.Schema, amount: Amount, rows: Iterator[LongRow], notes: dict[Period, str]
) -> Iterator[pa.RecordBatch]:
    while some := list(islice(rows, CHUNK_ROWS)):
        values = [row.value for row in some]
        yield pa.record_batch(
            [
                pa.array([row.period.first for row in some], pa.date32()),
                pa.array([row.period.last for row in some], pa.date32()),
                pa.array([str(row.period.state) for row in some], pa.string()),
                pa.array([row.period.observed_days for row in some], pa.int64()),
                pa.array([row.period.calendar_days for row in some], pa.int64()),
                pa.array([clean(row.name) or None for row in some], pa.string()),
                pa.array([row.headlines for row in some], pa.int64()),
                pa.repeat(str(amount), len(some)),
                percents(values) if amount in SHARES else pa.array(values, pa.int64()),
                pa.array([notes.get(row.period) for row in some], pa.string()),
            ],
            schema=columns,
        )


def _by_period(notes: Iterable[Note], time: Axis) -> dict[Period, str]:
    """What the user's notes say of each period that has some."""
    said: dict[Period, list[str]] = defaultdict(list)
    for note in notes_on(tuple(notes), time):
        said[time.periods[time.period_of_day[int(note.at)]]].append(note.said)
    return {period: clean(" | ".join(each)) for period, each in said.items()}
