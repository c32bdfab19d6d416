"""What a CSV cannot say of itself, as the W3C's “CSV on the Web” has it (tabular-metadata, 2015).

The same stands for a file of JSON lines, which has the same columns.
"""

from typing import Any, Final

from webapp.answers.table import Table, described

#: The media type of the document.
MEDIA_TYPE: Final = "application/csvm+json"

_DATATYPES: Final = {"datetime": "dateTime"}
_GUARDED: Final = (
    "An apostrophe stands before a text that a spreadsheet would run as a formula; it is no part "
    "of the text."
)


def csv_metadata(table: Table, url: str) -> dict[str, Any]:
    """The metadata of the CSV of `table` at `url`, which may be relative to the document."""
    about = table.about.said()
    said = {
        "dc:title": about["title"],
        "dc:description": about["sentence"],
        "dc:identifier": about["version"],
        "dc:date": about.get("made"),
        "dc:source": about.get("address"),
        "dc:extent": f"{about['rows']} rows",
    }
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        **{name: each for name, each in said.items() if each},
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "lineTerminators": ["\r\n"],
        },
        "rdfs:comment": _GUARDED,
        "tableSchema": {
            "columns": [
                {
                    "name": each.name,
                    "titles": each.name,
                    "datatype": _DATATYPES.get(each.type, each.type),
                    "dc:description": each.description,
                }
                for each in described(table.columns)
            ]
        },
    }
