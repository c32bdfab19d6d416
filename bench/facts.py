"""What is known of a list that is measured with: the truth that every answer is held against."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

#: Words that are asked for: in about this share of all headlines, or in so many of them.
COMMON_SHARE: Final = 0.06
RARE_ROWS: Final = 20
#: So many common and so many rare words are known with their headlines.
WORDS: Final = 48


@dataclass(frozen=True)
class Facts:
    """A list in `files` (CSV with title, outlet, date, url), and what is true of it.

    `days` (since 1970-01-01) and `codes` (places in `outlets`) have one entry for each
    headline, in the order of the files; `word_rows` gives the headlines that have a word, and
    `words_stand_alone` says that none of these words is part of another.
    """

    files: tuple[Path, ...]
    outlets: tuple[str, ...]
    days: Ints
    codes: Ints
    common: tuple[str, ...]
    rare: tuple[str, ...]
    word_rows: Mapping[str, Ints]
    words_stand_alone: bool = True

    @property
    def rows(self) -> int:
        return len(self.days)

    @property
    def years(self) -> range:
        """The years of the list, all of them."""
        first, last = (int(day.astype("M8[D]").astype("M8[Y]").astype(int)) + 1970
                       for day in (self.days.min(), self.days.max()))  # fmt: skip
        return range(first, last + 1)

    def save(self, folder: Path) -> None:
        """Keep it in `folder`, so that `load` gives it again."""
        words = list(self.word_rows)
        np.save(folder / "days.npy", self.days)
        np.save(folder / "codes.npy", self.codes)
        np.save(folder / "word-rows.npy", np.concatenate(list(self.word_rows.values())))
        known = {
            "files": [path.name for path in self.files],
            "outlets": self.outlets,
            "common": self.common,
            "rare": self.rare,
            "words stand alone": self.words_stand_alone,
            "words": {word: len(self.word_rows[word]) for word in words},
        }
        # Written last: a folder that has it is whole.
        (folder / "facts.json").write_text(json.dumps(known), "utf-8")


def load(folder: Path) -> Facts | None:
    """What `Facts.save` kept in `folder`; None where there is nothing whole."""
    try:
        known = json.loads((folder / "facts.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    rows: Ints = np.load(folder / "word-rows.npy", mmap_mode="r")
    ends = np.cumsum(list(known["words"].values()))
    return Facts(
        files=tuple(folder / name for name in known["files"]),
        outlets=tuple(known["outlets"]),
        days=np.load(folder / "days.npy", mmap_mode="r"),
        codes=np.load(folder / "codes.npy", mmap_mode="r"),
        common=tuple(known["common"]),
        rare=tuple(known["rare"]),
        words_stand_alone=known.get("words stand alone", True),
        word_rows={
            word: rows[end - size : end]
            for (word, size), end in zip(known["words"].items(), ends, strict=True)
        },
    )


def choose_words(rows_of: npt.NDArray[np.int64], rows: int) -> tuple[list[int], list[int]]:
    """Of words with so many headlines each: the places of common ones, and of rare ones."""
    counts = rows_of.copy()
    found = np.flatnonzero(counts)

    def nearest(wanted: float) -> list[int]:
        order = np.argsort(np.abs(counts[found] - wanted), kind="stable")
        return sorted(int(place) for place in found[order[:WORDS]])

    common = nearest(COMMON_SHARE * rows)
    counts[common] = 0
    found = np.flatnonzero(counts)
    return common, nearest(min(RARE_ROWS, max(1, rows // 1_000 * RARE_ROWS)))
