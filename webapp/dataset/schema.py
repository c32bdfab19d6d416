"""The columns of a dataset's frames, named once."""

from typing import Final

# Headlines, newest first; within a day in the order of the sources.
DATE: Final = "date"  # datetime64[s], midnight: the day written in the source
LISTED: Final = "listed"  # datetime64[s] or NaT: the day on which the source listed it
DATE_SOURCE: Final = "date_source"  # a reading.DateSource
OUTLET: Final = "outlet"  # int32 code into Version.outlets, 0 for unknown
TITLE: Final = "title"
URL: Final = "url"  # "" when the source gives none
SOURCE: Final = "source"  # int16 index into Version.sources
LINE: Final = "line"  # int32, from 1
VERDICT: Final = "verdict"  # a reading.Verdict: how sure the reading of the line is
WORDS: Final = "words"  # the title's folded words, between single spaces: " iran s top "

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
    WORDS,
)

# The report, a row for every line read, in the order of the sources: SOURCE,
# LINE and VERDICT as above, and:
TEXT: Final = "text"
REASON: Final = "reason"

REPORT_COLUMNS: Final = (SOURCE, LINE, VERDICT, TEXT, REASON)
