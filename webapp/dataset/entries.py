"""The headlines of all sources side by side, as columns: before they are settled."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from webapp.dataset import lines
from webapp.dataset.lines import IS_FALLBACK, ReadSource
from webapp.outlets import Written

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Entries:
    """The entries of `sources`, one after another; a place among them is a number from 0.

    `source` (int32) says of which source each is, and `row` (int32) which of its lines.
    """

    sources: Sequence[ReadSource]
    source: npt.NDArray[np.int32]
    row: npt.NDArray[np.int32]

    @classmethod
    def of(
        cls, sources: Sequence[ReadSource], without: Collection[tuple[int, int]] = ()
    ) -> "Entries":
        """All entries, but those that `without` names by source and row."""
        rows = [np.flatnonzero(each.lines.has_entry).astype(np.int32) for each in sources]
        source = np.repeat(np.arange(len(sources), dtype=np.int32), list(map(len, rows)))
        row = np.concatenate([*rows, np.zeros(0, np.int32)])
        if without:
            gone = np.array(sorted(without), np.int64)
            pairs = source.astype(np.int64) << 32 | row
            kept = ~np.isin(pairs, gone[:, 0] << 32 | gone[:, 1])
            source, row = source[kept], row[kept]
        return cls(sources, source, row)

    def __len__(self) -> int:
        return len(self.row)

    def numbers(self, column: str) -> npt.NDArray[Any]:
        """A column of numbers (see dataset.lines), by place."""
        ends = np.searchsorted(self.source, np.arange(len(self.sources) + 1))
        return np.concatenate(
            [
                each.lines.numbers(column)[self.row[start:end]]
                for each, start, end in zip(self.sources, ends[:-1], ends[1:], strict=True)
            ]
            or [np.zeros(0, np.int64)]
        )

    @cached_property
    def date(self) -> npt.NDArray[np.int32]:
        """The days since 1970."""
        return self.numbers(lines.DATE)

    @cached_property
    def time(self) -> npt.NDArray[np.int64]:
        """Seconds since 1970, or NO_TIME."""
        found: npt.NDArray[np.int64] = self.numbers(lines.TIME)
        return found

    @cached_property
    def listed(self) -> npt.NDArray[np.int32]:
        """The days since 1970, or NO_DAY."""
        return self.numbers(lines.LISTED)

    @cached_property
    def fallback(self) -> npt.NDArray[np.bool_]:
        """Which rest on a date that only stands in for one of their own."""
        found: npt.NDArray[np.bool_] = IS_FALLBACK[self.numbers(lines.DATE_SOURCE)]
        return found

    def texts(self, column: str, places: Places) -> pa.LargeStringArray:
        """The texts of a column at `places`, in their order."""
        source, row = self.source[places], self.row[places]
        order = np.argsort(source, kind="stable")
        found, starts = np.unique(source[order], return_index=True)
        runs = np.split(row[order], starts[1:])
        taken = [
            self.sources[number].lines.texts(column, rows)
            for number, rows in zip(found, runs, strict=False)
        ]
        if len(taken) == 1:
            return taken[0]
        back = np.empty(len(order), np.int64)
        back[order] = np.arange(len(order))
        return pa.concat_arrays(taken or [pa.array([], pa.large_string())]).take(pa.array(back))

    def text(self, column: str, place: int) -> str:
        """The text of a column at one place."""
        return str(self.texts(column, np.array([place]))[0].as_py())

    def written(self) -> tuple[npt.NDArray[np.int64], list[Written]]:
        """Each outlet as written, as a place in the list of the distinct ones."""
        codes: dict[Written, int] = {}
        found = []
        for number, source in enumerate(self.sources):
            start, end = np.searchsorted(self.source, [number, number + 1])
            rows = self.row[start:end]
            names, hosts = (source.lines.batch.column(each) for each in (lines.WRITTEN, lines.HOST))
            name = names.indices.to_numpy()[rows].astype(np.int64)
            host = hosts.indices.to_numpy()[rows]
            pairs, inverse = np.unique(name << 32 | host, return_inverse=True)
            here = np.fromiter(
                (
                    codes.setdefault(
                        Written(
                            names.dictionary[pair >> 32].as_py(),
                            hosts.dictionary[pair & 0xFFFFFFFF].as_py(),
                        ),
                        len(codes),
                    )
                    for pair in pairs.tolist()
                ),
                np.int64,
                len(pairs),
            )
            found.append(here[inverse])
        return np.concatenate([*found, np.zeros(0, np.int64)]), list(codes)


def counted(codes: npt.NDArray[np.int64], written: Sequence[Written]) -> Counter[Written]:
    """How often each outlet as written stands there."""
    counts = np.bincount(codes, minlength=len(written)).tolist()
    return Counter(dict(zip(written, counts, strict=True)))
