"""The headlines of all sources side by side."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.dataset.test_lines import some_lines
from webapp.dataset import lines
from webapp.dataset.entries import Entries, counted
from webapp.dataset.lines import NO_TIME, day_number, read_source
from webapp.links import host_of
from webapp.outlets import Written
from webapp.reading import FALLBACK_DATES, Entry, Line, Reading

some_sources = st.lists(some_lines, max_size=4)


def entries_of(sources: list[list[Line]], without: tuple[tuple[int, int], ...] = ()) -> Entries:
    return Entries.of(
        [
            read_source(Reading(f"{number}.txt", "UTF-8", "", each))
            for number, each in enumerate(sources)
        ],
        without,
    )


def plainly(sources: list[list[Line]]) -> dict[tuple[int, int], tuple[Line, Entry]]:
    """The lines that are headlines, by source and row."""
    return {
        (source, row): (line, line.entry)
        for source, each in enumerate(sources)
        for row, line in enumerate(each)
        if line.entry is not None
    }


@given(some_sources)
def test_entries_are_those_of_all_sources_in_order(sources: list[list[Line]]) -> None:
    entries, plain = entries_of(sources), plainly(sources)
    assert len(entries) == len(plain)
    assert list(zip(entries.source.tolist(), entries.row.tolist(), strict=True)) == [*plain]
    held = [entry for _, entry in plain.values()]
    assert entries.numbers(lines.NUMBER).tolist() == [line.number for line, _ in plain.values()]
    assert entries.date.tolist() == [day_number(entry.date) for entry in held]
    assert entries.listed.tolist() == [day_number(entry.listed) for entry in held]
    assert entries.time.tolist() == [
        int(entry.time.timestamp()) if entry.time else NO_TIME for entry in held
    ]
    assert entries.fallback.tolist() == [entry.date_source in FALLBACK_DATES for entry in held]


@given(some_sources, st.data())
def test_some_can_be_left_out_by_source_and_row(
    sources: list[list[Line]], data: st.DataObject
) -> None:
    everywhere = [(source, row) for source, each in enumerate(sources) for row in range(len(each))]
    gone = data.draw(
        st.lists(st.sampled_from(everywhere), unique=True) if everywhere else st.just([])
    )
    entries = entries_of(sources, tuple(gone))
    assert list(zip(entries.source.tolist(), entries.row.tolist(), strict=True)) == [
        place for place in plainly(sources) if place not in gone
    ]


@given(some_sources, st.data())
def test_texts_are_taken_by_place_in_whatever_order(
    sources: list[list[Line]], data: st.DataObject
) -> None:
    entries, plain = entries_of(sources), [*plainly(sources).values()]
    chosen = data.draw(st.lists(st.integers(0, len(plain) - 1)) if plain else st.just([]))
    places = np.array(chosen, np.int64)
    assert entries.texts(lines.TITLE, places).to_pylist() == [
        plain[place][1].title for place in chosen
    ]
    assert entries.texts(lines.TEXT, places).to_pylist() == [
        plain[place][0].text for place in chosen
    ]
    assert [entries.text(lines.URL, place) for place in chosen] == [
        plain[place][1].url for place in chosen
    ]


@given(some_sources)
def test_outlets_as_written_are_told_apart_and_counted(sources: list[list[Line]]) -> None:
    expected = [
        Written(entry.outlet, entry.site or (host_of(entry.url) if entry.url else ""))
        for _, entry in plainly(sources).values()
    ]
    codes, written = entries_of(sources).written()
    assert [written[code] for code in codes.tolist()] == expected
    assert len(set(written)) == len(written) == len(set(expected))
    assert counted(codes, written) == Counter(expected)
