"""Which headlines of two versions are the same, whatever else became of them.

Every headline is paired with at most one of the other version, by the first of these that holds:

1. It stands at the same place: a line of the same bytes. A correction stands where the line
   stands that it corrects.
2. It says the same: title, day, link and outlet. A list fetched again has other bytes.
3. Its link is of the same article, which has a headline at the outlet once in either version.
4. It is the same title of the same outlet and day, and one of the two had no link.
5. One has the title of the other among its earlier ones, at the same outlet.

Alike ones are paired in their order, as many as both versions have.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from webapp.dataset import Part, Version, lines, schema
from webapp.dataset.repeats import mixed
from webapp.query.deadline import check_deadline
from webapp.query.measure import Measure, run
from webapp.query.outlet_changes import Ids, same_outlets
from webapp.query.taken import Taken, one_after_another, take, taken_of
from webapp.query.view import View
from webapp.reading import Verdict

Rows = npt.NDArray[np.int64]

#: What takes time, for whoever has to be told that it took too much.
COMPARING: Final = "comparing two versions"

_NONE: Final = np.zeros(0, np.int64)


class Pairs(NamedTuple):
    """Headlines of two versions that are the same, by their places among all of each version."""

    before: Rows
    after: Rows


class Keys(NamedTuple):
    """Some headlines of a version, and what each is to be paired by."""

    rows: Rows
    keys: npt.NDArray[Any]


@dataclass(frozen=True)
class Side:
    """One of the two versions; `outlet_ids` are by code (outlet_changes.same_outlets)."""

    version: Version
    outlet_ids: Ids

    @cached_property
    def outlets(self) -> Ids:
        """The outlet of each headline, by its id."""
        ids: Ids = self.outlet_ids[self.numbers(schema.OUTLET)]
        return ids

    def numbers(self, column: str) -> npt.NDArray[Any]:
        """A column of all headlines."""
        return run(_COLUMN.of(column), self.version, View())

    def texts(self, column: str, rows: Rows) -> pa.LargeStringArray:
        """The texts of some headlines, in their order."""
        return take(self.version, rows, (column,)).batch.column(column)

    def number(self, column: str, rows: Rows) -> npt.NDArray[Any]:
        """A column of what reading said of the lines of some headlines (lines.LINES)."""
        found = np.zeros(len(rows), np.uint64)
        sources, numbers = self.numbers(schema.SOURCE)[rows], self.numbers(schema.LINE)[rows]
        for source in np.unique(sources).tolist():
            check_deadline(COMPARING)
            read, here = self.version.report.lines_of(source), sources == source
            at = np.searchsorted(read.numbers(lines.NUMBER), numbers[here])
            found[here] = read.numbers(column)[at].astype(np.uint64)
        return found


def sides(before: Version, after: Version) -> tuple[Side, Side]:
    """Two versions, their outlets numbered alike."""
    ids = same_outlets(before.outlets, after.outlets)
    return Side(before, ids[0]), Side(after, ids[1])


def match(before: Side, after: Side) -> Pairs:
    """The headlines that both have, in the order of the version before.

    Raises TooSlowError past the deadline.
    """
    left = np.ones(before.version.headlines, bool), np.ones(after.version.headlines, bool)
    found = Pairs(_NONE, _NONE)
    for way in _WAYS:
        rows = np.flatnonzero(left[0]), np.flatnonzero(left[1])
        if not (len(rows[0]) and len(rows[1])):
            break
        check_deadline(COMPARING)
        keys = way(before, rows[0], after, rows[1])
        at = pair(keys[0].keys, keys[1].keys)
        pairs = Pairs(keys[0].rows[at[0]], keys[1].rows[at[1]])
        left[0][pairs.before] = left[1][pairs.after] = False
        found = Pairs(*(np.concatenate(each) for each in zip(found, pairs, strict=True)))
    order = np.argsort(found.before, kind="stable")
    return Pairs(found.before[order], found.after[order])


def pair(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> tuple[Rows, Rows]:
    """The places of equal keys in both: the first with the first, and so on."""
    order, order_other = np.argsort(one, kind="stable"), np.argsort(other, kind="stable")
    keys, keys_other = one[order], other[order_other]
    nth = np.arange(len(keys)) - np.searchsorted(keys, keys)
    at = np.searchsorted(keys_other, keys) + nth
    here = np.flatnonzero(at < len(keys_other))
    here = here[keys_other[at[here]] == keys[here]]
    return order[here], order_other[at[here]]


def source_ids(before: Version, after: Version) -> tuple[Ids, Ids]:
    """A number for each source of either version: equal for those of the same bytes.

    The same bytes under two names are paired by name, and what is left in order.
    """
    ids = np.arange(len(before.sources)), np.arange(len(after.sources)) + len(before.sources)
    for with_name in (True, False):
        taken = set(ids[1].tolist())
        there = defaultdict[tuple[str, str], list[int]](list)
        for number, source in enumerate(before.sources):
            if number not in taken:
                there[source.sha256, source.name if with_name else ""].append(number)
        for number, source in enumerate(after.sources):
            alike = there[source.sha256, source.name if with_name else ""]
            if ids[1][number] >= len(before.sources) and alike:
                ids[1][number] = alike.pop(0)
    return ids


def _by_place(before: Side, rows: Rows, after: Side, others: Rows) -> tuple[Keys, Keys]:
    ids = source_ids(before.version, after.version)
    # By hash: which of two sources with the same bytes is corrected is all the same.
    by_hash: dict[str, int] = {}
    for side, numbers in zip((before, after), ids, strict=True):
        for source, number in zip(side.version.sources, numbers.tolist(), strict=True):
            by_hash.setdefault(source.sha256, number)
    return Keys(rows, _places(before, ids[0], by_hash)[rows]), Keys(
        others, _places(after, ids[1], by_hash)[others]
    )


def _places(side: Side, ids: Ids, by_hash: dict[str, int]) -> npt.NDArray[np.int64]:
    """Where each headline stands, as one number: its source and its line."""
    sources, numbers = side.numbers(schema.SOURCE), side.numbers(schema.LINE)
    places: npt.NDArray[np.int64] = (ids[sources] << 32) + numbers
    for source in _correcting(side.version):
        read = side.version.report.lines_of(source)
        here = np.flatnonzero(sources == source)
        at = np.searchsorted(read.numbers(lines.NUMBER), numbers[here])
        targets = read.numbers(lines.CORRECTS_LINE)[at].tolist()
        hashes = read.texts(lines.CORRECTS, at).to_pylist()
        for row, sha256, line in zip(here.tolist(), hashes, targets, strict=True):
            if line and sha256 in by_hash:
                places[row] = (by_hash[sha256] << 32) + line
    return places


def _correcting(version: Version) -> list[int]:
    """The sources that correct lines of others."""
    if not any(source.count(Verdict.CORRECTED) for source in version.sources):
        return []
    return [
        number
        for number, source in enumerate(version.sources)
        if source.headlines and version.report.lines_of(number).numbers(lines.CORRECTS_LINE).any()
    ]


def _by_content(before: Side, rows: Rows, after: Side, others: Rows) -> tuple[Keys, Keys]:
    return _alike(before, rows, after, others, (schema.TITLE, schema.URL))


def _by_article(before: Side, rows: Rows, after: Side, others: Rows) -> tuple[Keys, Keys]:
    found = []
    for side, mine in ((before, rows), (after, others)):
        articles = side.number(lines.ARTICLE_KEY, mine)
        linked = mine[articles != lines.NO_KEY]
        keys = mixed(articles[articles != lines.NO_KEY], side.outlets[linked])
        _, first, counts = np.unique(keys, return_index=True, return_counts=True)
        once = np.sort(first[counts == 1])
        found.append(Keys(linked[once], keys[once]))
    at = pair(found[0].keys, found[1].keys)
    sure = _stands_once(before, found[0].rows[at[0]]) & _stands_once(after, found[1].rows[at[1]])
    one, other = (
        Keys(each.rows[where[sure]], each.keys[where[sure]])
        for each, where in zip(found, at, strict=True)
    )
    return one, other


def _stands_once(side: Side, rows: Rows) -> npt.NDArray[np.bool_]:
    """Whether no other headline of the version has the outlet and the very link of each.

    Under what is a page of many articles stand several.
    """
    if not len(rows):
        return np.zeros(0, bool)
    wanted: list[str] = side.texts(schema.URL, rows).to_pylist()
    linked = run(_LINKED.of(tuple(wanted)), side.version, View())
    urls, ids = linked.batch.column(schema.URL).to_pylist(), side.outlets[linked.places].tolist()
    found = Counter(zip(urls, ids, strict=True))
    pairs = zip(wanted, side.outlets[rows].tolist(), strict=True)
    return np.array([found[each] == 1 for each in pairs], bool)


def _by_title_to_linked(before: Side, rows: Rows, after: Side, others: Rows) -> tuple[Keys, Keys]:
    return _alike(before, rows[~_has_link(before, rows)], after, others, (schema.TITLE,))


def _by_title_from_linked(before: Side, rows: Rows, after: Side, others: Rows) -> tuple[Keys, Keys]:
    return _alike(before, rows, after, others[~_has_link(after, others)], (schema.TITLE,))


def _has_link(side: Side, rows: Rows) -> npt.NDArray[np.bool_]:
    lengths = pc.binary_length(side.texts(schema.URL, rows))
    found: npt.NDArray[np.bool_] = lengths.to_numpy(zero_copy_only=False) > 0
    return found


def _by_earlier(before: Side, rows: Rows, after: Side, others: Rows) -> tuple[Keys, Keys]:
    """Each two that are found get a key of their own."""
    one, other = before.texts(schema.EARLIER, rows), after.texts(schema.EARLIER, others)
    found: list[tuple[int, int]] = []
    if any(pc.any(pc.not_equal(each, "")).as_py() for each in (one, other)):
        titled, listed = _by_title(after, others, other)
        taken: set[int] = set()
        titles = before.texts(schema.TITLE, rows).to_pylist()
        outlets = before.outlets[rows].tolist()
        for place, (outlet, title, earlier) in enumerate(
            zip(outlets, titles, one.to_pylist(), strict=True)
        ):
            there = {*listed.get((outlet, title), ())}
            for each in earlier.split("\n") if earlier else ():
                there.update(titled.get((outlet, each), ()))
            free = sorted(there - taken)
            if free:
                taken.add(free[0])
                found.append((place, free[0]))
    keys = np.arange(len(found))
    at = np.array(found, np.int64).reshape(-1, 2)
    return Keys(rows[at[:, 0]], keys), Keys(others[at[:, 1]], keys)


_ByTitle = dict[tuple[int, str], list[int]]


def _by_title(side: Side, rows: Rows, earlier: pa.LargeStringArray) -> tuple[_ByTitle, _ByTitle]:
    """By outlet and title, which of `rows` have that now, and which had it before."""
    now: _ByTitle = {}
    before: _ByTitle = {}
    columns = side.outlets[rows].tolist(), side.texts(schema.TITLE, rows).to_pylist()
    for place, (outlet, title, titles) in enumerate(
        zip(*columns, earlier.to_pylist(), strict=True)
    ):
        now.setdefault((outlet, title), []).append(place)
        for each in titles.split("\n") if titles else ():
            before.setdefault((outlet, each), []).append(place)
    return now, before


def _alike(
    before: Side, rows: Rows, after: Side, others: Rows, columns: tuple[str, ...]
) -> tuple[Keys, Keys]:
    """What has the same texts in `columns`, the same outlet and the same day."""
    numbers = [
        np.concatenate([before.outlets[rows], after.outlets[others]]),
        np.concatenate([before.numbers(schema.DATE)[rows], after.numbers(schema.DATE)[others]]),
    ]
    for column in columns:
        check_deadline(COMPARING)
        texts = [before.texts(column, rows), after.texts(column, others)]
        numbers.append(pa.concat_arrays(texts).dictionary_encode().indices.to_numpy())
    keys = mixed(*numbers)
    return Keys(rows, keys[: len(rows)]), Keys(others, keys[len(rows) :])


def _column(part: Part, view: View, column: str) -> npt.NDArray[Any]:
    found: npt.NDArray[Any] = part.batch.column(column).to_numpy()
    return found


def _whole(partials: Sequence[npt.NDArray[Any]], view: View, column: str) -> npt.NDArray[Any]:
    return partials[0] if len(partials) == 1 else np.concatenate(partials)


#: A column of numbers of all headlines.
_COLUMN: Final = Measure(_column, _whole)


def _linked(part: Part, view: View, wanted: tuple[str, ...]) -> Taken:
    urls = part.batch.column(schema.URL)
    here = np.flatnonzero(
        pc.is_in(urls, pa.array(wanted, urls.type)).to_numpy(zero_copy_only=False)
    )
    return taken_of(part, here, (schema.URL,))


#: The headlines that have one of some links.
_LINKED: Final = Measure(_linked, one_after_another)


_WAYS: Final = (
    _by_place,
    _by_content,
    _by_article,
    _by_title_to_linked,
    _by_title_from_linked,
    _by_earlier,
)
