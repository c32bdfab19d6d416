"""What has changed between two versions, worked out one headline after another: slow and plain."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

from webapp.dataset import Version
from webapp.links import article_key
from webapp.outlets import Outlets
from webapp.reading import Reading

#: By the number of a headline among all of its version, newest first.
Pairing = dict[int, int]


class Row(NamedTuple):
    """A headline; `place` is the source and the line that it stands for."""

    place: tuple[int, int]
    title: str
    date: object
    time: object
    listed: object
    url: str
    outlet: int
    earlier: tuple[str, ...]

    @property
    def fields(self) -> tuple[object, ...]:
        return (self.title, self.date, self.time, self.listed, self.url)

    @property
    def article(self) -> str:
        return article_key(self.url) if self.url else ""


class PlainDifference(NamedTuple):
    """As query.difference.Difference, pairs by the number before."""

    added: list[int]
    removed: list[int]
    corrected: Pairing
    moved: Pairing
    unchanged: Pairing


def plain_difference(
    before: Version, after: Version, read_before: Sequence[Reading], read_after: Sequence[Reading]
) -> PlainDifference:
    sources = _same_sources(read_before, read_after)
    outlets = _same_outlets(before.outlets, after.outlets)
    one = _rows(before, read_before, lambda source: source, lambda code: code)
    other = _rows(after, read_after, sources, outlets)
    pairs: Pairing = {}
    for way in (_place, _content, _article, _to_linked, _from_linked, _earlier):
        way(one, other, pairs)
    corrected = {a: b for a, b in pairs.items() if one[a].fields != other[b].fields}
    moved = {
        a: b for a, b in pairs.items() if a not in corrected and one[a].outlet != other[b].outlet
    }
    return PlainDifference(
        [row for row in range(len(other)) if row not in pairs.values()],
        [row for row in range(len(one)) if row not in pairs],
        corrected,
        moved,
        {a: b for a, b in pairs.items() if a not in corrected and a not in moved},
    )


def _rows(
    version: Version,
    readings: Sequence[Reading],
    source_of: Callable[[int], int],
    outlet_of: Callable[[int], int],
) -> list[Row]:
    first = {reading.sha256: number for number, reading in reversed([*enumerate(readings)])}
    rows = []
    for part in version.parts:
        for values in part.headlines.to_dict("records"):
            row: dict[str, Any] = {str(name): value for name, value in values.items()}
            source = int(row["source"])
            (line,) = [each for each in readings[source].lines if each.number == row["line"]]
            place = source_of(source), line.number
            if line.entry and line.entry.corrects:
                sha256, number = line.entry.corrects
                place = source_of(first[sha256]), number
            rows.append(
                Row(
                    place,
                    row["title"],
                    row["date"],
                    None if row["time"] != row["time"] else row["time"],
                    None if row["listed"] != row["listed"] else row["listed"],
                    row["url"],
                    outlet_of(int(row["outlet"])),
                    tuple(row["earlier"].split("\n")) if row["earlier"] else (),
                )
            )
    return rows


def _same_sources(before: Sequence[Reading], after: Sequence[Reading]) -> Callable[[int], int]:
    """The number before of each source after; one of its own for what was not there."""
    found: dict[int, int] = {}
    for by_name in (True, False):
        for number, source in enumerate(after):
            free = [
                at
                for at, each in enumerate(before)
                if at not in found.values()
                and each.sha256 == source.sha256
                and (each.source == source.source or not by_name)
            ]
            if number not in found and free:
                found[number] = free[0]
    return lambda number: found.get(number, 1_000 + number)


def _same_outlets(before: Outlets, after: Outlets) -> Callable[[int], int]:
    """The code before of each outlet after, where it is the same one; one of its own where not."""

    def own(outlets: Outlets, code: int, kind: str) -> set[str]:
        mine = set(getattr(outlets[code], kind))
        for other, outlet in enumerate(outlets.outlets):
            mine -= set(getattr(outlet, kind)) if other != code else set()
        return mine

    def linked(kind: str) -> set[tuple[int, int]]:
        return {
            (one, other)
            for one in range(len(before))
            for other in range(len(after))
            if own(before, one, kind) & own(after, other, kind)
        }

    links = linked("written")
    links |= {
        (one, other)
        for one, other in linked("domains")
        if one not in [a for a, _ in links] or other not in [b for _, b in links]
    }
    single = {
        (one, other)
        for one, other in links
        if [a for a, b in links if b == other] == [one]
        and [b for a, b in links if a == one] == [other]
    }

    def of(code: int) -> int:
        for one, other in single:
            if other == code:
                return one
        for one, outlet in enumerate(before.outlets):
            if outlet.slug == after[code].slug and one not in {a for a, _ in single}:
                return one
        return 1_000 + code

    return of


def _take(
    one: Sequence[Row],
    other: Sequence[Row],
    pairs: Pairing,
    key: Callable[[Row], Hashable],
    may: Callable[[Row, Row], bool] = lambda row, candidate: True,
) -> None:
    for number, row in enumerate(one):
        for candidate in range(len(other)):
            if (
                number not in pairs
                and candidate not in pairs.values()
                and key(row) == key(other[candidate])
                and may(row, other[candidate])
            ):
                pairs[number] = candidate


def _place(one: Sequence[Row], other: Sequence[Row], pairs: Pairing) -> None:
    _take(one, other, pairs, lambda row: row.place)


def _content(one: Sequence[Row], other: Sequence[Row], pairs: Pairing) -> None:
    _take(one, other, pairs, lambda row: (row.title, row.date, row.url, row.outlet))


def _article(one: Sequence[Row], other: Sequence[Row], pairs: Pairing) -> None:
    def key(row: Row) -> tuple[str, int]:
        return row.article, row.outlet

    left = (
        [row for number, row in enumerate(one) if number not in pairs],
        [row for number, row in enumerate(other) if number not in pairs.values()],
    )

    def is_single(row: Row, free: Sequence[Row], rows: Sequence[Row]) -> bool:
        links = [(each.url, each.outlet) for each in rows]
        return [*map(key, free)].count(key(row)) == 1 == links.count((row.url, row.outlet))

    _take(
        one,
        other,
        pairs,
        key,
        lambda row, candidate: (
            bool(row.article)
            and is_single(row, left[0], one)
            and is_single(candidate, left[1], other)
        ),
    )


def _titled(row: Row) -> tuple[str, object, int]:
    return row.title, row.date, row.outlet


def _to_linked(one: Sequence[Row], other: Sequence[Row], pairs: Pairing) -> None:
    _take(one, other, pairs, _titled, lambda row, candidate: not row.url)


def _from_linked(one: Sequence[Row], other: Sequence[Row], pairs: Pairing) -> None:
    _take(one, other, pairs, _titled, lambda row, candidate: not candidate.url)


def _earlier(one: Sequence[Row], other: Sequence[Row], pairs: Pairing) -> None:
    _take(
        one,
        other,
        pairs,
        lambda row: row.outlet,
        lambda row, candidate: row.title in candidate.earlier or candidate.title in row.earlier,
    )
