"""Building a version from what was read.

The one place that decides what a version holds. `settle` looks at all sources
together: which headlines are kept, whose they are, what they count as. `Settled.batch`
then makes a run of them at a time, so that a store can write ten million without
holding them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from webapp.bulk import in_bulk
from webapp.dataset import lines, schema
from webapp.dataset.corrections import Change, Place, correct
from webapp.dataset.entries import Entries, counted
from webapp.dataset.facts import Days, Facts, Source
from webapp.dataset.indexing import index_words
from webapp.dataset.lines import DAY_SECONDS, NO_DAY, NO_TIME, ReadSource, read_source
from webapp.dataset.part import HEADLINES, Part, index_arrays
from webapp.dataset.repeats import (
    FIRST,
    NO_FAMILY,
    Headlines,
    Repeats,
    count_as,
    find_families,
    find_repeats,
    settled,
)
from webapp.dataset.report import Changes, Report
from webapp.dataset.stories import find_stories
from webapp.dataset.title_order import folded_titles, title_ranks
from webapp.dataset.version import Version
from webapp.dataset.word_index import WordIndex
from webapp.outlets import (
    NO_GROUPS,
    UNKNOWN_CODE,
    AliasTable,
    GroupTable,
    Outlets,
    identify,
    place,
)
from webapp.reading import Reading, Verdict
from webapp.reading.notes import Note

#: Two builds of the same sources differ when what a version holds changes.
SCHEMA_VERSION: Final = 4
#: A part holds so many headlines at most.
PART_ROWS: Final = 2_097_152

_WAYS: Final = (schema.COUNTS_AS, schema.COUNTS_AS_PUBLISHED, schema.COUNTS_AS_LISTED)


def build(
    readings: Iterable[Reading],
    tables: Sequence[AliasTable],
    parts: int = 1,
    groups: GroupTable = NO_GROUPS,
    notes: tuple[Note, ...] = (),
) -> Version:
    """A version in memory, in `parts` parts of nearly equal length; earlier tables win.

    Raises TableFileError when the table of groups contradicts itself.
    """
    return build_of([read_source(reading) for reading in readings], tables, parts, groups, notes)


def build_of(
    sources: Sequence[ReadSource],
    tables: Sequence[AliasTable],
    parts: int = 1,
    groups: GroupTable = NO_GROUPS,
    notes: tuple[Note, ...] = (),
) -> Version:
    """As `build`, of sources as columns."""
    with in_bulk():
        settled = settle(sources, tables, groups, notes)
        edges = np.linspace(0, len(settled), parts + 1).astype(int).tolist()
        batches = [
            settled.batch(start, end) for start, end in zip(edges[:-1], edges[1:], strict=True)
        ]
        indexes = [index_batch(batch) for batch in batches]
        ranks = np.split(title_ranks([*map(folded_titles, indexes)]), edges[1:-1])
        outlets = settled.outlets
        stories = find_stories(batches, indexes, slugs(outlets))
        return Version.of(
            settled.facts,
            [
                Part(
                    batch,
                    index_arrays(batch, len(outlets)),
                    index,
                    rank,
                    stories,
                    place_among_all,
                    outlets,
                    settled.facts,
                )
                for batch, index, rank, place_among_all in zip(
                    batches, indexes, ranks, edges, strict=False
                )
            ],
            outlets,
            Report(lambda source: settled.sources[source].lines, settled.changes),
            stories,
        )


def index_batch(batch: pa.RecordBatch) -> WordIndex:
    """The words of a run of headlines."""
    return index_words(batch.column(schema.TITLE), batch.column(schema.EARLIER))


def slugs(outlets: Outlets) -> list[str]:
    """The slug of each outlet, by code."""
    return [outlet.slug for outlet in outlets.outlets]


@dataclass(frozen=True)
class Settled:
    """What all sources together amount to; `len` is how many headlines are kept.

    `order` gives the headlines kept, newest first, as places among them; `decisions` are
    your tables of outlets, `groups` and `notes` the others.
    """

    sources: Sequence[ReadSource]
    entries: Entries
    repeats: Repeats
    headlines: Headlines
    family: npt.NDArray[np.int32]
    order: npt.NDArray[np.int64]
    outlets: Outlets
    corrected: dict[Place, Change]
    decisions: Sequence[AliasTable]
    groups: GroupTable
    notes: tuple[Note, ...]

    def __len__(self) -> int:
        return len(self.order)

    def batch(self, start: int, end: int) -> pa.RecordBatch:
        """The headlines from `start` to `end` (excluded), newest first, as part.HEADLINES."""
        kept = self.order[start:end]
        places = self.repeats.kept[kept]
        held = self.headlines
        columns: dict[str, Any] = {
            schema.DATE: _seconds(held.date[kept]),
            schema.LISTED: _seconds(held.listed[kept]),
            schema.DATE_SOURCE: self.entries.numbers(lines.DATE_SOURCE)[places],
            schema.OUTLET: held.codes[kept].astype(np.int32),
            schema.TITLE: self._titles(places),
            schema.URL: self.entries.texts(lines.URL, places),
            schema.SOURCE: self.entries.source[places],
            schema.LINE: self.entries.numbers(lines.NUMBER)[places],
            schema.VERDICT: self.entries.numbers(lines.VERDICT)[places],
            schema.TIME: held.time[kept],
            schema.TIMES: self._times[kept],
            schema.EARLIER: pa.array(
                ["\n".join(self.repeats.earlier.get(place, ())) for place in places.tolist()],
                pa.large_string(),
            )
            if self.repeats.earlier
            else pa.repeat(pa.scalar("", pa.large_string()), len(places)),
            schema.FAMILY: self.family[kept],
            schema.FAMILY_OUTLETS: self._family_outlets[kept],
            **{way: self._counts_as[way][kept] for way in _WAYS},
        }
        return pa.RecordBatch.from_arrays(
            [pa.array(columns[field.name], field.type) for field in HEADLINES], schema=HEADLINES
        )

    @cached_property
    def changes(self) -> Changes:
        """What became of lines after they were read: corrected, or found to repeat others."""
        return Changes.of(
            [*self.corrected.items(), *_repeated(self.entries, self.repeats, self.sources)]
        )

    @cached_property
    def facts(self) -> Facts:
        """What the version is called, and what is said of it as a whole."""
        held, listed = self.headlines, self.headlines.listed
        observed = _observed(self.entries)
        kept = np.bincount(
            self.entries.source[self.repeats.kept], minlength=len(self.sources)
        ).tolist()
        verdicts = self.changes.verdict_counts(self.sources)
        return Facts(
            name=self._name(),
            sources=tuple(
                Source(
                    name=source.name,
                    encoding=source.encoding,
                    sha256=source.sha256,
                    lines=len(source.lines),
                    headlines=headlines,
                    format=source.format,
                    unit=source.unit,
                    notes=source.notes,
                    problem=source.problem,
                    verdicts=counts,
                )
                for source, headlines, counts in zip(self.sources, kept, verdicts, strict=True)
            ),
            headlines=len(self),
            ranks=_ranks(held.codes, len(self.outlets)),
            observed=observed,
            listed=np.unique(listed[listed != NO_DAY]).astype("datetime64[D]"),
            families=int((self._counts_as[schema.COUNTS_AS] >= FIRST).sum()),
            fallback=int(held.fallback.sum()),
            listed_apart=int(((listed != NO_DAY) & (listed != held.date)).sum()),
            notes=self.notes,
        )

    @cached_property
    def _counts_as(self) -> dict[str, npt.NDArray[np.int8]]:
        return {way: count_as(self.headlines, self.family, way) for way in _WAYS}

    @cached_property
    def _times(self) -> npt.NDArray[np.int32]:
        kept = np.searchsorted(self.repeats.kept, self.repeats.same_as)
        return (1 + np.bincount(kept, minlength=len(self.repeats.kept))).astype(np.int32)

    @cached_property
    def _family_outlets(self) -> npt.NDArray[np.int32]:
        found = np.ones(len(self.family), np.int32)
        of = np.flatnonzero(self.family != NO_FAMILY)
        pairs = np.unique(
            self.family[of].astype(np.int64) * len(self.outlets) + self.headlines.codes[of]
        )
        found[of] = np.bincount(pairs // len(self.outlets))[self.family[of]] if len(of) else 1
        return found

    def _titles(self, places: npt.NDArray[np.int64]) -> pa.LargeStringArray:
        titles = self.entries.texts(lines.TITLE, places)
        edited = np.isin(places, np.fromiter(self.repeats.titles, np.int64))
        if not edited.any():
            return titles
        newest = [self.repeats.titles[place] for place in places[edited].tolist()]
        return pc.replace_with_mask(titles, pa.array(edited), pa.array(newest, pa.large_string()))

    def _name(self) -> str:
        digest = hashlib.sha256(f"schema {SCHEMA_VERSION}\n".encode())
        for source in self.sources:
            said = (source.name, source.sha256, source.encoding, source.format, source.unit)
            digest.update(f"{said}\n{source.notes}\n{source.problem}\n".encode())
            # The same bytes can be read otherwise: by another order of days, at another time.
            digest.update(source.lines.digest())
        for table in self.decisions:
            decided = (table.outlet_by_key.items(), table.refused, table.renamed)
            digest.update(f"{[sorted(each) for each in decided]}\n".encode())
        digest.update(f"{(self.groups.file, *self.groups[1:])}\n{self.notes}\n".encode())
        for outlet in self.outlets.outlets:
            digest.update(f"{outlet.slug} {outlet.name}\n".encode())
        for join in self.outlets.joins:
            digest.update(f"{join.written}\n{join.rule}\n{join.outlet.slug}\n".encode())
        digest.update(self.headlines.codes.astype(np.int32).tobytes())
        return digest.hexdigest()[:16]


def settle(
    sources: Sequence[ReadSource],
    tables: Sequence[AliasTable],
    groups: GroupTable = NO_GROUPS,
    notes: tuple[Note, ...] = (),
) -> Settled:
    """Look at all sources together; earlier tables win. Raises TableFileError as `place` does."""
    corrected = correct(sources)
    entries = Entries.of(sources, corrected.keys())
    places, written = entries.written()
    outlets = place(identify(counted(places, written), tables), groups, tables)
    by_written = np.array([outlets.code_by_written[each] for each in written], np.int32)
    codes = by_written[places] if len(places) else places.astype(np.int32)
    repeats = find_repeats(entries, codes)
    headlines = settled(entries, codes, repeats)
    return Settled(
        sources=sources,
        entries=entries,
        repeats=repeats,
        headlines=headlines,
        family=find_families(headlines),
        order=np.argsort(-headlines.date.astype(np.int64), kind="stable"),
        outlets=outlets,
        corrected=corrected,
        decisions=[table for table in tables if table.yours],
        groups=groups,
        notes=notes,
    )


def _repeated(
    entries: Entries, repeats: Repeats, sources: Sequence[ReadSource]
) -> Iterator[tuple[Place, Change]]:
    """Why lines that were read as headlines are not kept."""
    titles, numbers = entries.numbers(lines.TITLE_KEY), entries.numbers(lines.NUMBER)
    again, same_as = repeats.again, repeats.same_as
    columns = (
        entries.source[again],
        entries.row[again],
        entries.source[same_as],
        numbers[same_as],
        titles[again] == titles[same_as],
    )
    for source, row, first, number, alike in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        where = f"{sources[first].unit} {number}"
        if first != source:
            where += f" of {sources[first].name}"
        said = (
            f"the same headline as {where}"
            if alike
            else f"the same article as {where}, under another title"
        )
        yield (source, row), Change(Verdict.REPEATED, said)


def _observed(entries: Entries) -> Days:
    # Repeated headlines too: that they were seen again says when somebody looked.
    days, listed = entries.date, entries.listed
    if len(days):
        # A slip of the pen in a bracket must not stretch the axis by a century.
        listed = listed[(listed >= days.min()) & (listed <= days.max())]
    observed: Days = np.unique(np.concatenate([days, listed])).astype("datetime64[D]")
    return observed


def _ranks(codes: npt.NDArray[np.integer[Any]], outlets: int) -> tuple[int, ...]:
    counts = np.bincount(codes, minlength=outlets)
    counts[UNKNOWN_CODE] = 0
    ranks = np.empty(outlets, np.int64)
    ranks[np.argsort(-counts, kind="stable")] = np.arange(outlets)
    return tuple(ranks.tolist())


def _seconds(days: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    return np.where(days == NO_DAY, NO_TIME, days.astype(np.int64) * DAY_SECONDS)
