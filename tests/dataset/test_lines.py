"""What was read, as columns."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.dataset import lines
from webapp.dataset.lines import (
    LINES,
    NO_DAY,
    NO_KEY,
    NO_TIME,
    columns,
    day_number,
    read_source,
    text_keys,
    words_keys,
)
from webapp.links import article_key, host_of
from webapp.reading import FALLBACK_DATES, DateSource, Entry, Line, Reading, Verdict
from webapp.text import words

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def moment(seconds: int) -> dt.datetime:
    return EPOCH + dt.timedelta(seconds=seconds)


days = st.dates(dt.date(1600, 1, 1), dt.date(2199, 12, 31))
texts = st.sampled_from(["", "Talks", "talks!", "Iran’s Café", "中国", "😀"]) | st.text(max_size=8)
entries = st.builds(
    Entry,
    title=texts,
    outlet=st.sampled_from(["", "BBC", "bbc.com", "ایران"]),
    date=days,
    date_source=st.sampled_from(DateSource),
    listed=st.none() | days,
    url=st.sampled_from(["", "https://www.bbc.co.uk/news/1", "https://a.org/", "no link"]),
    time=st.none() | st.integers(-2_000_000_000, 7_000_000_000).map(moment),
    corrects=st.none() | st.tuples(st.sampled_from(["a" * 64, "b" * 64]), st.integers(1, 99)),
    site=st.sampled_from(["", "bbc.com"]),
)
some_lines = st.lists(
    st.builds(
        Line,
        number=st.integers(1, 2**31 - 1),
        text=texts,
        verdict=st.sampled_from(Verdict),
        reason=texts,
        entry=st.none() | entries,
    ),
    max_size=12,
)


def expected(line: Line) -> dict[str, object]:
    """What stands in the row of a line that has an entry."""
    entry = line.entry
    assert entry is not None
    sha256, corrected = entry.corrects or ("", 0)
    return {
        lines.DATE: (entry.date - dt.date(1970, 1, 1)).days,
        lines.DATE_SOURCE: [*DateSource].index(entry.date_source),
        lines.LISTED: (entry.listed - dt.date(1970, 1, 1)).days if entry.listed else NO_DAY,
        lines.TIME: (entry.time - EPOCH) // dt.timedelta(seconds=1) if entry.time else NO_TIME,
        lines.TITLE: entry.title,
        lines.WRITTEN: entry.outlet,
        lines.HOST: entry.site or (host_of(entry.url) if entry.url else ""),
        lines.URL: entry.url,
        lines.TITLE_KEY: text_keys([entry.title])[0],
        lines.URL_KEY: text_keys([entry.url])[0],
        lines.ARTICLE_KEY: text_keys([article_key(entry.url) if entry.url else ""])[0],
        lines.WORDS_KEY: text_keys([" ".join(words(entry.title))])[0],
        lines.WORD_COUNT: len(words(entry.title)),
        lines.CORRECTS: sha256,
        lines.CORRECTS_LINE: corrected,
    }


@pytest.mark.parametrize("batch", [1, 3, 250_000])
@given(some=some_lines)
def test_every_line_is_a_row_with_all_that_was_read(batch: int, some: list[Line]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_BATCH", batch)
        read = columns(some)
    assert read.batch.schema == LINES
    read.batch.validate(full=True)
    assert len(read) == len(some)
    assert read.has_entry.tolist() == [line.entry is not None for line in some]
    for row, line in zip(read.batch.to_pylist(), some, strict=True):
        assert row[lines.NUMBER] == line.number
        assert (row[lines.TEXT], row[lines.REASON]) == (line.text, line.reason)
        assert lines.VERDICTS[row[lines.VERDICT]] is line.verdict
        if line.entry:
            assert {name: row[name] for name in expected(line)} == expected(line)
        else:
            assert row[lines.DATE] == NO_DAY
            assert row[lines.CORRECTS_LINE] == 0


@given(some=some_lines, data=st.data())
def test_texts_are_taken_by_row_in_whatever_order_and_numbers_lie_in_memory(
    some: list[Line], data: st.DataObject
) -> None:
    read = columns(some)
    chosen = data.draw(st.lists(st.integers(0, len(some) - 1), max_size=9) if some else st.just([]))
    rows = np.array(chosen, np.int64)
    chosen_lines = [some[row] for row in chosen]
    held = [line.entry for line in chosen_lines]
    expected_texts = {
        lines.TEXT: [line.text for line in chosen_lines],
        lines.TITLE: [entry.title if entry else "" for entry in held],
        lines.WRITTEN: [entry.outlet if entry else "" for entry in held],
    }
    for column, expected_text in expected_texts.items():
        found = read.texts(column, rows)
        assert found.type == pa.large_string()
        assert found.to_pylist() == expected_text
    numbers = read.numbers(lines.NUMBER)
    assert numbers.tolist() == [line.number for line in some]
    assert not numbers.flags.writeable
    assert not numbers.flags.owndata


def test_a_source_keeps_what_is_known_of_it() -> None:
    line = Line(1, "…", Verdict.SKIPPED, "text", None)
    reading = Reading("a.txt", "UTF-8", "abc", [line], "feed", "item", ("a note",), (), "a problem")
    read = read_source(reading)
    assert (read.name, read.encoding, read.sha256, read.format, read.unit, read.notes) == (
        ("a.txt", "UTF-8", "abc", "feed", "item", ("a note",))
    )
    assert read.problem == "a problem"
    assert len(read.lines) == 1


@given(st.lists(st.text(max_size=5), max_size=30))
def test_keys_tell_texts_apart_and_nothing_has_none(some: list[str]) -> None:
    keys = text_keys(some)
    assert keys.dtype == np.uint64
    by_text = dict(zip(some, keys.tolist(), strict=True))
    assert len(set(by_text.values())) == len(by_text)
    assert all((key == NO_KEY) == (text == "") for text, key in by_text.items())
    # Whatever stands beside it, and however often it is asked.
    assert [text_keys([text])[0] for text in some] == keys.tolist()


def test_keys_are_the_same_on_every_machine() -> None:
    """They may lie on disk."""
    assert text_keys(["", "Talks", "中国"]).tolist() == [
        0,
        10_075_996_724_343_641_941,
        10_086_628_682_323_361_349,
    ]


def test_words_have_one_key_whatever_their_case_accents_and_marks() -> None:
    keys, counts = words_keys(["Iran’s Café", "IRAN S “CAFE”!", "Iran s", "—", ""])
    assert counts.tolist() == [3, 3, 2, 0, 0]
    assert keys[0] == keys[1] != keys[2]
    assert keys[3] == keys[4] == NO_KEY


def test_days_are_counted_from_1970() -> None:
    assert [day_number(dt.date(*day)) for day in ((1970, 1, 1), (1969, 12, 31), (2026, 1, 9))] == [
        0,
        -1,
        20_462,
    ]
    assert day_number(None) == NO_DAY


@pytest.mark.parametrize("source", DateSource)
def test_which_date_sources_are_fallbacks_is_known_by_code(source: DateSource) -> None:
    code = lines.DATE_SOURCES.index(source)
    assert lines.IS_FALLBACK[code] == (source in FALLBACK_DATES)
