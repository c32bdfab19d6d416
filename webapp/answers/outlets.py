"""The outlets of a filter, with the numbers of the page of outlets."""

from typing import Final

import numpy as np
import pyarrow as pa

from webapp.answers.table import CHUNK_ROWS, About, Origin, Table, days, field, names, percents
from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE
from webapp.query.list_view import ListView
from webapp.query.measure import run
from webapp.query.outlet_list import OutletOrder, all_outlets, knows_reruns, sentence
from webapp.query.outlet_table import OUTLET_TABLE, OutletTable

#: The columns of a table of outlets.
COLUMNS: Final = pa.schema(
    [
        field("outlet", pa.string(), "The name of the outlet; none for headlines without one."),
        field(
            "outlet_slug", pa.string(), "The outlet as links name it; unknown for those without."
        ),
        field("headlines", pa.int64(), "How many headlines it has."),
        field("share", pa.float64(), "Percent of all headlines of the filter."),
        field("first", pa.date32(), "The first day with a headline."),
        field("last", pa.date32(), "The last day with a headline."),
        field("days", pa.int64(), "How many days have a headline."),
        field(
            "rerun",
            pa.int64(),
            "How many of its headlines are of wire families (one title at several outlets within "
            "three days) and were not the first of theirs; none where the filter keeps no such.",
        ),
        field("rerun_share", pa.float64(), "Percent of its headlines that these are."),
    ]
)


def outlets(version: Version, asked: ListView[OutletOrder], origin: Origin) -> Table:
    """All pages of the list `asked` (COLUMNS). Raises TooSlowError past the deadline."""
    found = run(OUTLET_TABLE, version, asked.view)
    codes = all_outlets(version.outlets, found, asked)
    about = About(
        title=f"{origin.title}: outlets",
        sentence=sentence(found, asked.view, version.outlets) + ".",
        query=asked.but().query,
        version=version.name,
        rows=len(codes),
        address=origin.address,
        made=origin.made,
    )
    batch = _batch(version, asked, found, codes)
    pieces = (batch.slice(start, CHUNK_ROWS) for start in range(0, len(codes), CHUNK_ROWS))
    return Table("outlets", COLUMNS, pieces, about)


def _batch(
    version: Version, asked: ListView[OutletOrder], found: OutletTable, codes: np.ndarray
) -> pa.RecordBatch:
    headlines, rerun = found.headlines[codes], found.rerun[codes]
    known = knows_reruns(asked.view)
    listed = [version.outlets[code] for code in codes.tolist()]
    none = pa.nulls(len(codes), pa.int64())
    return pa.record_batch(
        [
            names(
                each.name if code != UNKNOWN_CODE else ""
                for code, each in zip(codes.tolist(), listed, strict=True)
            ),
            names(each.slug for each in listed),
            pa.array(headlines, pa.int64()),
            percents((100 * headlines / max(1, found.total)).tolist()),
            days(found.first[codes]),
            days(found.last[codes]),
            pa.array(found.days[codes], pa.int64()),
            pa.array(rerun, pa.int64()) if known else none,
            percents((100 * rerun / headlines).tolist()) if known else none.cast(pa.float64()),
        ],
        schema=COLUMNS,
    )
