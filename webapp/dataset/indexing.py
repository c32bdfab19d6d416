"""Making a WordIndex of the titles of a part.

Headlines are taken a batch at a time, as one text: a title a line, words between
spaces. From there on a word is a run of bytes, and numbering, sorting and
collecting is done by Arrow and numpy for all words at once.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from webapp.dataset.word_index import WordIndex, pair_of
from webapp.text import fold, is_unspaced, spaced_words

Numbers = npt.NDArray[np.int32]

# As many titles as a processor keeps at hand, and no more text than the words of which can
# be numbered in 32 bits: a character folds to 33 bytes at most.
_BATCH: Final = 20_000
_CHARACTERS: Final = 2**31 // 40
_LINE_END: Final = "\n"
_SPACE: Final = ord(" ")

# What webapp.text.words does to ASCII: small letters, and spaces for all that is in no word.
_FOLDED: Final = bytes(
    code
    if code >= 0x80 or chr(code) == _LINE_END
    else ord(chr(code).lower())
    if chr(code).isalnum() or chr(code) == "_"
    else _SPACE
    for code in range(256)
)


def index_words(
    titles: Sequence[str] | pa.Array, earlier: Sequence[str] | pa.Array = ()
) -> WordIndex:
    """The index of headlines by `titles`, and by those they had `earlier`.

    `earlier` has as many entries as `titles`, with a title a line and "" for none, or
    no entry at all.
    """
    if len(earlier) not in (0, len(titles)):
        raise ValueError("as many earlier titles as titles, or none")
    # The line end comes first, and so has number 0 among all words.
    words = [pa.array([_LINE_END])]
    codes, lengths = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
    for run in _runs(titles, earlier):
        lines, counts = _lines(_strings(titles, run), _strings(earlier, run))
        encoded = _words_of(lines).dictionary_encode()
        words.append(encoded.dictionary)
        numbers, lasting = _without_row_ends(encoded, counts)
        codes.append(numbers)
        lengths.append(lasting)
    token_starts = np.concatenate([[0], np.concatenate(lengths).cumsum()]).astype(np.int64)
    return _index(*_number(words, codes), token_starts)


def _runs(titles: Sequence[str] | pa.Array, earlier: Sequence[str] | pa.Array) -> Iterator[slice]:
    """Runs of headlines to be taken together, one after another."""
    before = np.zeros(len(titles) + 1, np.int64)
    for texts in (titles, earlier):
        if len(texts):
            before[1:] += _sizes(texts).cumsum()
    start = 0
    while start < len(titles):
        fits = int(before.searchsorted(before[start] + _CHARACTERS, "right")) - 1
        end = max(start + 1, min(start + _BATCH, fits))
        yield slice(start, end)
        start = end


def _sizes(texts: Sequence[str] | pa.Array) -> npt.NDArray[np.int64]:
    """Characters of each text, or bytes, which are as many at least."""
    if isinstance(texts, pa.Array | pa.ChunkedArray):
        sizes: npt.NDArray[np.int64] = pc.binary_length(texts).to_numpy().astype(np.int64)
        return sizes
    return np.fromiter(map(len, texts), np.int64, len(texts))


def _strings(texts: Sequence[str] | pa.Array, run: slice) -> Sequence[str]:
    batch = texts[run]
    if isinstance(batch, pa.Array | pa.ChunkedArray):
        strings: list[str] = batch.to_pylist()
        return strings
    return batch


def _lines(titles: Sequence[str], earlier: Sequence[str]) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Every title, earlier ones after the present one, and how many there are of each headline."""
    lines = [title.replace(_LINE_END, " ") for title in titles]
    counts = np.ones(len(lines), np.intp)
    if any(earlier):
        before = [text.split(_LINE_END) if text else [] for text in earlier]
        counts += [len(some) for some in before]
        lines = list(
            chain.from_iterable((line, *some) for line, some in zip(lines, before, strict=True))
        )
    return lines, counts


def _words_of(lines: list[str]) -> pa.StringArray:
    """The words of all lines, and a line end after those of each."""
    # Many titles are ASCII once their accents and quotes are folded.
    for simpler in (fold, spaced_words):
        others = simpler(_LINE_END.join(line for line in lines if not line.isascii()))
        rest = iter(others.split(_LINE_END))
        lines = [line if line.isascii() else next(rest) for line in lines]
    text = f" {_LINE_END} ".join([*lines, ""]).encode().translate(_FOLDED)
    letters = np.frombuffer(text, np.uint8)
    inside = letters != _SPACE
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    offsets = np.zeros(len(edges) // 2 + 1, np.int32)
    np.cumsum(edges[1::2] - edges[::2], out=offsets[1:])
    return pa.StringArray.from_buffers(
        len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(letters[inside])
    )


def _without_row_ends(
    encoded: pa.DictionaryArray, counts: npt.NDArray[np.intp]
) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """The words of a batch by number without the last line end of each headline; lengths."""
    codes = encoded.indices.to_numpy()
    line_ends = np.flatnonzero(codes == encoded.dictionary.index(_LINE_END).as_py())
    row_ends = line_ends[counts.cumsum() - 1]
    return np.delete(codes, row_ends), np.diff(row_ends, prepend=-1) - 1


def _number(words: list[pa.Array], codes: list[Numbers]) -> tuple[pa.Array, Numbers]:
    """All words, and codes into them, of words and codes by batch."""
    edges = np.cumsum([len(some) for some in words])
    encoded = pa.concat_arrays(words).dictionary_encode()
    numbers = np.split(encoded.indices.to_numpy(), edges[:-1])
    tokens = [number[code] for number, code in zip(numbers[1:], codes[1:], strict=True)]
    return encoded.dictionary, np.concatenate([codes[0], *tokens])


def _index(words: pa.Array, tokens: Numbers, token_starts: npt.NDArray[np.int64]) -> WordIndex:
    rows = np.arange(len(token_starts) - 1, dtype=np.int32).repeat(np.diff(token_starts))
    pairs, pair_tokens, pair_rows = _pairs(words, tokens, rows)
    terms = pa.concat_arrays([words, pairs]).cast(pa.large_string())
    order = pc.array_sort_indices(terms).to_numpy()
    # The line end is before all others, and so becomes TITLE_END.
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(-1, len(order) - 1, dtype=np.int32)
    tokens = places[tokens]
    starts, numbers = _collect(
        np.concatenate([tokens, places[pair_tokens]]), np.concatenate([rows, pair_rows]), len(terms)
    )
    return WordIndex(terms.take(pa.array(order[1:])), starts, numbers, tokens, token_starts)


def _pairs(words: pa.Array, tokens: Numbers, rows: Numbers) -> tuple[pa.Array, Numbers, Numbers]:
    """Pairs of neighbouring unspaced characters: the terms, and the code and row of each."""
    unspaced = np.fromiter(map(is_unspaced, words.to_pylist()), bool, len(words))[tokens]
    first = np.flatnonzero(unspaced[:-1] & unspaced[1:] & (rows[:-1] == rows[1:]))
    packed = tokens[first].astype(np.int64) << 32 | tokens[first + 1]
    distinct, codes = np.unique(packed, return_inverse=True)
    one, other = words.take(pa.array(distinct >> 32)), words.take(pa.array(distinct & 0xFFFFFFFF))
    pairs = [pair_of(*both) for both in zip(one.to_pylist(), other.to_pylist(), strict=True)]
    return pa.array(pairs, pa.string()), (codes + len(words)).astype(np.int32), rows[first]


def _collect(
    places: Numbers, rows: Numbers, terms: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """The distinct rows of each place, ascending, and where those of each start."""
    packed = places.astype(np.int64)
    packed <<= 32
    packed |= rows
    packed.sort()
    packed = packed[np.searchsorted(packed, 0) :]
    packed = packed[np.diff(packed, prepend=-1) != 0]
    starts = np.zeros(terms, np.int64)
    np.cumsum(np.bincount(packed >> 32, minlength=terms - 1), out=starts[1:])
    return starts, (packed & 0xFFFFFFFF).astype(np.int32)
