"""Made headlines to measure with, the same everywhere: outlets and words as uneven as real ones.

Outlets follow Zipf's law, and so do words after the 48 most common ones, each of which stands in
about 6 % of all headlines, as "to" and "of" do. A few percent are wire copy: a title that another
outlet had within two days before. Headlines are drawn in blocks, each from a seed of its own, so
that memory does not grow with their number and a block can be drawn again.

No made word stands inside another (its first and its last letter are never in the middle of one),
so that a search for words and a search for letters find the same headlines.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from bench.facts import Facts, Ints, choose_words

SEED: Final = 2026
#: Rows of one file, at most.
BLOCK: Final = 1_000_000
FIRST_DAY: Final = np.datetime64("2016-01-01", "s")
DAYS: Final = 3_653
WIRE_SHARE: Final = 0.03
WIRE_DAYS: Final = 2
SHORTEST, LONGEST = 5, 14

_COMMON: Final = 48
#: Shares of all words: the most common one, the last of the common ones.
_COMMON_SHARES: Final = (0.0078, 0.0055)
_FIRST_LETTERS, _VOWELS, _MIDDLE, _LAST_LETTERS = "bdfghkpt", "aeiou", "lmnrv", "scxz"
_PAPERS: Final = ("Post", "Times", "Herald", "Courier", "Gazette", "Tribune", "Echo", "Mail")
_DAY: Final = 86_400

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Block:
    """Headlines in order of time: seconds since 1970, outlet codes, and the words of each.

    The words of headline i are `words[starts[i]:starts[i + 1]]`, by number.
    """

    seconds: npt.NDArray[np.int64]
    codes: Ints
    words: Ints
    starts: Ints


def outlets_of(rows: int) -> int:
    """How many outlets a list of so many headlines has: 12 of 100, 500 of 100,000 and so on."""
    sizes, outlets = (100, 100_000, 1_000_000, 10_000_000), (12, 500, 2_000, 5_000)
    return int(np.exp(np.interp(math.log(rows), np.log(sizes), np.log(outlets))).round())


def words_of(rows: int) -> int:
    """How many words it is made of: 60,000 for a million, growing more slowly than headlines."""
    return max(2_000, int(60_000 * math.pow(rows / 1_000_000, 0.7)))


def word(number: int) -> str:
    """Made word `number`, from 0; the first ones are the shortest."""
    pairs, size = 0, len(_FIRST_LETTERS) * len(_VOWELS) * len(_LAST_LETTERS)
    while number >= size:
        number -= size
        pairs += 1
        size *= len(_VOWELS) * len(_MIDDLE)
    # Neighbours in number should not look alike; the factor shares no divisor with any size.
    number = number * 7_919 % size
    letters = []
    for choices in (_FIRST_LETTERS, _VOWELS, *(_MIDDLE, _VOWELS) * pairs, _LAST_LETTERS):
        number, choice = divmod(number, len(choices))
        letters.append(choices[choice])
    return "".join(letters)


def outlet(code: int) -> str:
    """The name of made outlet `code`, from 0, largest first."""
    return f"{word(code).capitalize()} {_PAPERS[code % len(_PAPERS)]}"


def blocks(rows: int) -> Iterator[Block]:
    """All headlines of a list of so many, oldest first."""
    word_ends = _word_shares(words_of(rows)).cumsum()
    outlet_ends = _zipf(outlets_of(rows), 0).cumsum()
    for first in range(0, rows, BLOCK):
        yield _draw(rows, first, min(BLOCK, rows - first), word_ends, outlet_ends)


def write(rows: int, folder: Path) -> Facts:
    """Write a list of so many headlines to CSV files in `folder`, and what is true of it."""
    folder.mkdir(parents=True, exist_ok=True)
    spelled = [word(number) for number in range(words_of(rows))]
    names = [outlet(code) for code in range(outlets_of(rows))]
    spellings, outlets = pa.array(spelled), pa.array(names)
    hosts = pa.array([f"https://{name.lower().replace(' ', '-')}.example/" for name in names])
    rows_of_word = np.zeros(len(spelled), dtype=np.int64)
    files: list[Path] = []
    days: list[Ints] = []
    codes: list[Ints] = []
    first = 0
    for block in blocks(rows):
        size = len(block.codes)
        titles = pc.binary_join(
            pa.ListArray.from_arrays(pa.array(block.starts), spellings.take(pa.array(block.words))),
            " ",
        )
        numbers = pa.array(np.arange(first, first + size)).cast(pa.string())
        table = pa.table(
            {
                "title": pc.utf8_capitalize(titles),
                "outlet": outlets.take(pa.array(block.codes)),
                "date": pc.strftime(
                    pa.array(block.seconds.astype("M8[s]")), format="%Y-%m-%dT%H:%M:%SZ"
                ),
                "url": pc.binary_join_element_wise(hosts.take(pa.array(block.codes)), numbers, ""),
            }
        )
        path = folder / f"headlines-{len(files):02}.csv"
        pyarrow.csv.write_csv(table, path, pa.csv.WriteOptions(quoting_style="needed"))
        files.append(path)
        days.append((block.seconds // _DAY).astype(np.int32))
        codes.append(block.codes)
        rows_of_word += np.bincount(_pairs(block)[1], minlength=len(spelled))
        first += size
    common, rare = choose_words(rows_of_word, rows)
    facts = Facts(
        files=tuple(files),
        outlets=tuple(names),
        days=np.concatenate(days),
        codes=np.concatenate(codes),
        common=tuple(spelled[number] for number in common),
        rare=tuple(spelled[number] for number in rare),
        word_rows={
            spelled[number]: found for number, found in _rows_of(rows, common + rare).items()
        },
    )
    facts.save(folder)
    return facts


def _zipf(count: int, offset: int) -> Floats:
    """Shares that fall as 1 / (rank + offset) and sum to 1."""
    weights = 1 / (np.arange(1, count + 1) + offset)
    shares: Floats = weights / weights.sum()
    return shares


def _word_shares(words: int) -> Floats:
    common = np.linspace(*_COMMON_SHARES, _COMMON)
    return np.concatenate([common, (1 - common.sum()) * _zipf(words - _COMMON, 20)])


def _draw(rows: int, first: int, size: int, word_ends: Floats, outlet_ends: Floats) -> Block:
    draw = np.random.default_rng([SEED, rows, first])
    span = DAYS * _DAY
    begin, end = (int(at * span / rows) for at in (first, first + size))
    seconds = np.sort(draw.integers(begin, end, size)) + FIRST_DAY.astype(np.int64)
    codes = np.searchsorted(outlet_ends, draw.random(size) * outlet_ends[-1]).astype(np.int32)
    lengths = draw.integers(SHORTEST, LONGEST + 1, size)
    starts = np.concatenate([[0], lengths.cumsum()])
    words = np.searchsorted(word_ends, draw.random(starts[-1]) * word_ends[-1]).astype(np.int32)

    # A wire copy has the words of an earlier headline that is none itself.
    copies = np.flatnonzero(draw.random(size) < WIRE_SHARE)
    back = draw.integers(1, max(2, rows * WIRE_DAYS // DAYS), len(copies))
    taken = np.maximum(copies - back, 0)
    is_copy = np.zeros(size, dtype=bool)
    is_copy[copies] = True
    fits = (
        ~is_copy[taken]
        & (seconds[copies] - seconds[taken] < WIRE_DAYS * _DAY)
        & (codes[copies] != codes[taken])
    )
    source = np.arange(size)
    source[copies[fits]] = taken[fits]
    lengths = lengths[source]
    new_starts = np.concatenate([[0], lengths.cumsum()])
    places = np.arange(new_starts[-1]) + np.repeat(starts[source] - new_starts[:-1], lengths)
    return Block(seconds, codes, words[places], new_starts.astype(np.int32))


def _pairs(
    block: Block, wanted: npt.NDArray[np.bool_] | None = None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Which headline has which (wanted) word: each pair once, by headline."""
    row = np.repeat(np.arange(len(block.codes)), np.diff(block.starts))
    words = block.words
    if wanted is not None:
        keep = wanted[words]
        row, words = row[keep], words[keep]
    size = int(words.max(initial=0)) + 1
    pairs = np.sort(row * size + words)
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return pairs // size, pairs % size


def _rows_of(rows: int, numbers: list[int]) -> dict[int, Ints]:
    """The headlines that have each of these words, drawn once more."""
    found: dict[int, list[Ints]] = {number: [] for number in numbers}
    wanted = np.zeros(words_of(rows), dtype=bool)
    wanted[numbers] = True
    first = 0
    for block in blocks(rows):
        row, number = _pairs(block, wanted)
        order = np.argsort(number, kind="stable")
        ends = np.searchsorted(number[order], numbers, side="right")
        begins = np.searchsorted(number[order], numbers, side="left")
        for each, begin, end in zip(numbers, begins, ends, strict=True):
            found[each].append((row[order[begin:end]] + first).astype(np.int32))
        first += len(block.codes)
    return {number: np.concatenate(parts) for number, parts in found.items()}
