"""Every headline of a view, in its order, with all that is known of each."""

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from webapp.answers.table import MOMENT, About, Origin, Table, field, names
from webapp.dataset import Version, schema
from webapp.dataset.lines import NO_TIME
from webapp.dataset.repeats import NO_FAMILY
from webapp.outlets import UNKNOWN_CODE
from webapp.query.rows import all_rows
from webapp.query.summary import sentence, summary_of
from webapp.query.taken import Taken
from webapp.query.view import Dating, View
from webapp.reading import DateSource, Verdict
from webapp.spreadsheet import HEADLINE_COLUMNS

_TEXT: Final = pa.string()
_COUNT: Final = pa.int64()

#: The columns of a table of headlines, in the order of spreadsheet.HEADLINE_COLUMNS.
COLUMNS: Final = pa.schema(
    [
        field(
            "date",
            pa.date32(),
            "The day of the headline: as the source says it, or what stands in for it, "
            "see date_source; in a view dated by listing, the day of listing.",
        ),
        field("listed", pa.date32(), "The day on which the source listed it, where that is said."),
        field(
            "date_source",
            _TEXT,
            "Where the date comes from: published is the headline's own; listed, heading, feed, "
            "page, file name and capture time stand in for it.",
        ),
        field("outlet", _TEXT, "The name of the outlet; none where it is not known."),
        field("headline", _TEXT, "The title as it stands now."),
        field("url", _TEXT, "The link to it, where the source gives one."),
        field("source", _TEXT, "The name of the file or address that it was read from."),
        field("line", _COUNT, "The line, row or item of the source, from 1."),
        field(
            "verdict",
            _TEXT,
            "How sure its reading is: headline, repaired, or ambiguous (a reading was chosen).",
        ),
        field("time", MOMENT, "The moment of publication in UTC, where the source gives one."),
        field("times", _COUNT, "How often it was read, from 1."),
        field("earlier_titles", _TEXT, "Titles it had before, oldest first, a line each."),
        field(
            "outlet_slug",
            _TEXT,
            "The outlet as links name it; unknown where it is not known.",
        ),
        field(
            "family",
            _COUNT,
            "The wire family, the same title at several outlets within three days, by a number "
            "that holds within this version.",
        ),
        field("family_outlets", _COUNT, "How many outlets its wire family has; 1 for no family."),
    ]
)
_DATE_SOURCES: Final = pa.array([str(each) for each in DateSource], _TEXT)
_VERDICTS: Final = pa.array([str(each) for each in Verdict], _TEXT)


def headlines(version: Version, view: View, origin: Origin) -> Table:
    """All pages of `view` (COLUMNS). Raises TooSlowError past the deadline."""
    found = summary_of(version, view)
    about = About(
        title=f"{origin.title}: headlines",
        sentence=sentence(found, view, version.outlets) + ".",
        query=view.but().query,
        version=version.name,
        rows=found.headlines,
        address=origin.address,
        made=origin.made,
    )
    return Table("headlines", COLUMNS, batches(version, view, all_rows(version, view)), about)


def batches(version: Version, view: View, rows: Iterator[Taken]) -> Iterator[pa.RecordBatch]:
    """Headlines as COLUMNS, a batch for each of those that were taken together."""
    outlets = names(
        "" if code == UNKNOWN_CODE else each.name
        for code, each in enumerate(version.outlets.outlets)
    )
    slugs = names(each.slug for each in version.outlets.outlets)
    sources = names(each.name for each in version.sources)
    by_listing = view.dated is Dating.LISTED
    for taken in rows:
        column = taken.batch.column
        listed = _days(column(schema.LISTED))
        own = _DATE_SOURCES.take(column(schema.DATE_SOURCE))
        columns = {
            "date": listed if by_listing else _days(column(schema.DATE)),
            "listed": listed,
            "date_source": pa.repeat(str(DateSource.LISTED), len(own)) if by_listing else own,
            "outlet": outlets.take(column(schema.OUTLET)),
            "headline": column(schema.TITLE).cast(_TEXT),
            "url": _texts(column(schema.URL)),
            "source": sources.take(column(schema.SOURCE)),
            "line": column(schema.LINE).cast(_COUNT),
            "verdict": _VERDICTS.take(column(schema.VERDICT)),
            "time": _moments(column(schema.TIME)).cast(MOMENT),
            "times": column(schema.TIMES).cast(_COUNT),
            "earlier_titles": _texts(column(schema.EARLIER)),
            "outlet_slug": slugs.take(column(schema.OUTLET)),
            "family": _but(column(schema.FAMILY), NO_FAMILY).cast(_COUNT),
            "family_outlets": column(schema.FAMILY_OUTLETS).cast(_COUNT),
        }
        yield pa.record_batch([columns[name] for name in HEADLINE_COLUMNS], schema=COLUMNS)


def _but(values: pa.Array, none: Any) -> pa.Array:
    """`values` with nulls for `none`."""
    return pc.if_else(pc.equal(values, none), None, values)


def _texts(values: pa.Array) -> pa.Array:
    return _but(values, "").cast(_TEXT)


def _moments(seconds: pa.Array) -> pa.Array:
    return _but(seconds, NO_TIME).cast(pa.timestamp("s", "UTC"))


def _days(seconds: pa.Array) -> pa.Array:
    return _but(seconds, NO_TIME).cast(pa.timestamp("s")).cast(pa.date32())
