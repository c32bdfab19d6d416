"""Small data for tests, made the way the product makes it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from webapp.dataset import Version, build
from webapp.outlets import (
    NO_GROUPS,
    AliasTable,
    GroupTable,
    KnownOutlets,
    group_table,
    shipped_table,
)
from webapp.reading import Entry, Line, Options, Reading, Verdict, read_bytes
from webapp.reading.formats.text_list import read_text_list
from webapp.reading.notes import read_notes

EXAMPLE = Path(__file__).parent.parent / "data" / "iran-january-2026.txt"

NINTH = date(2026, 1, 9)

#: What a browser, a spreadsheet or a terminal could be fooled by, in a title or an outlet.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href=javascript:alert(1)>click</a>",
    '=cmd|" /C calc"!A0',
    "+1+1",
    "@SUM(1)",
    "‮txt.exe‬ right to left",
    "شهادت ایران",
    "😀 emoji 👩‍👩‍👧",
    "NUL \x00 byte",
    "{{ 7 * 7 }} %{y} $&",
    "long " * 2_000,
)


def line(title: str, outlet: str = "BBC", date: str = "January 9th, 2026") -> str:
    """A line of a list as the example writes it."""
    return f"- {title} - {outlet} - {date} [{date}]"


def list_of(*rows: tuple[str, str, str]) -> str:
    """A list of (title, outlet, ISO date) rows."""
    return "\n".join(line(*row) for row in rows)


def entry_of(text: str) -> tuple[Verdict, Entry | None, str]:
    """Verdict, entry and reason of the one line of `text`."""
    (read,) = read_text_list(text)
    return read.verdict, read.entry, read.reason


def version_of(
    *texts: str,
    parts: int = 1,
    tables: Sequence[AliasTable] | None = None,
    groups: str = "",
    notes: str = "",
) -> Version:
    """A version of lists given as text, named list-1.txt and on, with your own tables as text."""
    readings = [
        read_bytes(f"list-{number}.txt", text.encode("utf-8", "surrogatepass"))
        for number, text in enumerate(texts, 1)
    ]
    return build(
        readings,
        [shipped_table()] if tables is None else tables,
        parts,
        groups_of(groups),
        read_notes(notes.encode(), "notes.csv") if notes else (),
    )


def groups_of(text: str) -> GroupTable:
    """The table of groups that a CSV holds, which is called groups.csv."""
    return group_table(text.encode(), "groups.csv") if text else NO_GROUPS


def example_version(parts: int = 1) -> Version:
    """The example list."""
    return build([read_bytes(EXAMPLE.name, EXAMPLE.read_bytes())], [shipped_table()], parts)


def reading_of(name: str, entries: Sequence[Entry]) -> Reading:
    """A reading whose lines are `entries`, one each, all plain headlines."""
    lines = [
        Line(number, entry.title, Verdict.HEADLINE, "", entry)
        for number, entry in enumerate(entries, 1)
    ]
    return Reading(name, "UTF-8", name, lines)


def entries_version(*sources: Sequence[Entry], parts: int = 1, groups: str = "") -> Version:
    """A version of entries, each sequence a source, named list-1.txt and on."""
    readings = [reading_of(f"list-{number}.txt", each) for number, each in enumerate(sources, 1)]
    return build(readings, [shipped_table()], parts, groups_of(groups))


class Known(KnownOutlets):
    """Just these outlets, sites and platforms are known."""

    def __init__(
        self,
        names: Collection[str] = (),
        sites: Mapping[str, str] | None = None,
        platforms: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._known_names, self._sites = names, sites or {}
        self._known_platforms = platforms

    def is_outlet(self, name: str) -> bool:
        return name in self._known_names or name in self._sites.values()

    def by_domain(self, host: str) -> str:
        return self._sites.get(host, "")

    def is_platform(self, name: str) -> bool:
        return name in self._known_platforms


def knowing(
    *names: str, sites: Mapping[str, str] | None = None, platforms: Collection[str] = ()
) -> Options:
    """Options in which just these outlets, sites and platforms are known."""
    return Options(known=Known(names, sites, platforms))
