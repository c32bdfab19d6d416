"""The columns of a dataset's frames, named once."""

from typing import Final

import pandas as pd

from webapp.reading import DateSource, Verdict

# Headlines, newest first; within a day in the order of the sources.
DATE: Final = "date"  # datetime64[s], midnight: the day written in the source
LISTED: Final = "listed"  # datetime64[s] or NaT: the day on which the source listed it
DATE_SOURCE: Final = "date_source"  # of DATE_SOURCES
OUTLET: Final = "outlet"  # int32 code into Version.outlets, 0 for unknown
TITLE: Final = "title"
URL: Final = "url"  # "" when the source gives none
SOURCE: Final = "source"  # int32 index into Version.sources
LINE: Final = "line"  # int32, from 1
VERDICT: Final = "verdict"  # of VERDICTS: how sure the reading of the line is
TIME: Final = "time"  # datetime64[s] in UTC, or NaT: the moment, where the source gives one
TIMES: Final = "times"  # int32: how often it was read, from 1
EARLIER: Final = "earlier"  # titles it had before, oldest first, a line each; "" for none
FAMILY: Final = "family"  # int32: its wire family, -1 for none
FAMILY_OUTLETS: Final = "family_outlets"  # int32: how many outlets that has, 1 for none
# int8: repeats.REPRINT, UNIQUE or FIRST; and the same among headlines with dates of
# their own, and among those that were listed, by that day (LEFT_OUT for all others).
COUNTS_AS: Final = "counts_as"
COUNTS_AS_PUBLISHED: Final = "counts_as_published"
COUNTS_AS_LISTED: Final = "counts_as_listed"
#: Codes are places in reading.DateSource.
DATE_SOURCES: Final = pd.CategoricalDtype([str(source) for source in DateSource])
#: Codes are places in reading.Verdict.
VERDICTS: Final = pd.CategoricalDtype([str(verdict) for verdict in Verdict])

HEADLINE_COLUMNS: Final = (
    DATE,
    LISTED,
    DATE_SOURCE,
    OUTLET,
    TITLE,
    URL,
    SOURCE,
    LINE,
    VERDICT,
    TIME,
    TIMES,
    EARLIER,
    FAMILY,
    FAMILY_OUTLETS,
    COUNTS_AS,
    COUNTS_AS_PUBLISHED,
    COUNTS_AS_LISTED,
)

# The report, a row for every line read, in the order of the sources: SOURCE,
# LINE and VERDICT as above, TEXT and REASON, and the reading taken: TITLE,
# WRITTEN, DATE, LISTED and URL, empty where there is none or the line is a
# plain headline.
TEXT: Final = "text"
REASON: Final = "reason"
WRITTEN: Final = "written"  # the outlet as written

REPORT_COLUMNS: Final = (SOURCE, LINE, VERDICT, TEXT, REASON, TITLE, WRITTEN, DATE, LISTED, URL)
