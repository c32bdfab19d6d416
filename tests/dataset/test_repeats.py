"""One headline read several times, and one title at several outlets."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dataset.plain_repeats import (
    first_titles,
    plain_counts,
    plain_families,
    plain_repeats,
)
from tests.factories import entries_version, line, reading_of, version_of
from tests.query.strategies import total
from webapp.dataset import Version, schema
from webapp.dataset.entries import Entries
from webapp.dataset.lines import read_source
from webapp.dataset.repeats import (
    FAMILY_DAYS,
    FIRST,
    LEFT_OUT,
    MAX_TITLES_OF_A_LINK,
    NO_FAMILY,
    REPRINT,
    UNIQUE,
    Repeats,
    count_as,
    find_families,
    find_repeats,
    settled,
)
from webapp.query.report import Lines, ReportView, report_lines
from webapp.query.search import Search
from webapp.query.view import View
from webapp.reading import DateSource, Entry

NINTH = date(2026, 1, 9)
WIRE = "Iran and the US hold talks in Oman"
LINK = "https://www.example.org/world/talks-in-oman"


def entry(
    title: str = WIRE,
    outlet: str = "BBC",
    day: int = 0,
    url: str = "",
    hour: int | None = None,
) -> Entry:
    when = NINTH + timedelta(days=day)
    time = None if hour is None else datetime(when.year, when.month, when.day, hour, tzinfo=UTC)
    return Entry(title, outlet, when, DateSource.PUBLISHED, None, url, time)


def report_of(version: Version) -> pd.DataFrame:
    return report_lines(version, ReportView(Lines.ALL))


def columns(version: Version, *names: str) -> list[tuple[object, ...]]:
    frame = version.parts[0].headlines
    return list(zip(*(frame[name].tolist() for name in names), strict=True))


def test_a_headline_that_stands_twice_in_a_source_is_kept_once_with_a_count() -> None:
    version = version_of("\n".join([line("Talks"), line("Other"), line("Talks"), line("Talks")]))
    assert columns(version, schema.TITLE, schema.LINE, schema.TIMES) == [
        ("Talks", 1, 3),
        ("Other", 2, 1),
    ]
    report = report_of(version)
    assert report[schema.VERDICT].tolist() == ["headline", "headline", "repeated", "repeated"]
    assert report[schema.REASON].tolist()[2:] == ["the same headline as line 1"] * 2
    (source,) = version.sources
    assert (source.lines, source.headlines) == (4, 2)


def test_what_was_noticed_about_a_repeated_line_is_still_said() -> None:
    version = version_of(f"{line('Talks')}\n{line('Talks', date='January 9rd, 2026')}")
    assert (
        report_of(version)[schema.REASON].tolist()[1].startswith("the same headline as line 1; 9rd")
    )


@pytest.mark.parametrize(
    "other",
    [
        line("Talks", outlet="CNN"),
        line("Talks!"),
        line("Talks", date="January 10th, 2026"),
    ],
)
def test_another_outlet_title_or_date_is_another_headline(other: str) -> None:
    assert version_of(f"{line('Talks')}\n{other}").headlines == 2


def test_the_same_headline_in_two_sources_is_one() -> None:
    version = version_of(line("Talks"), line("Other") + "\n" + line("Talks"))
    assert version.headlines == 2
    assert (
        report_of(version)[schema.REASON].tolist()[2] == "the same headline as line 1 of list-1.txt"
    )


@pytest.mark.parametrize(
    "doubtful",
    [line("Talks", outlet=""), "- Talks - BBC - [January 9th, 2026]"],
    ids=["no outlet", "a fallback date"],
)
def test_in_two_sources_doubtful_headlines_stay_two(doubtful: str) -> None:
    assert version_of(doubtful, doubtful).headlines == 2
    assert version_of(f"{doubtful}\n{doubtful}").headlines == 1


def test_spellings_of_one_outlet_repeat_each_other() -> None:
    version = version_of(f"{line('Talks', outlet='BBC')}\n{line('Talks', outlet='bbc.com')}")
    assert version.headlines == 1


def test_an_edited_headline_is_one_headline_with_its_earlier_titles() -> None:
    version = entries_version(
        [
            entry("Talks begin", url=LINK, hour=9),
            entry("Talks stall", url=LINK, hour=12),
            entry("Talks end", url=f"{LINK}/?utm_source=feed#top", day=1),
        ],
        [entry("Talks stall", url=LINK, hour=12)],
    )
    assert columns(version, schema.TITLE, schema.EARLIER, schema.DATE, schema.TIMES) == [
        ("Talks end", "Talks begin\nTalks stall", version.parts[0].headlines.date[0], 4)
    ]
    assert version.first == NINTH
    assert report_of(version)[schema.REASON].tolist() == [
        "",
        "the same article as line 1, under another title",
        "the same article as line 1, under another title",
        "the same article as line 1 of list-1.txt, under another title",
    ]


def test_earlier_titles_are_found_and_phrases_do_not_run_across_titles() -> None:
    version = entries_version(
        [entry("Talks begin", url=LINK), entry("Hopes rise", url=LINK, day=1)]
    )
    assert version.headlines == 1
    for text in ("hopes rise", "talks begin", '"hopes rise"', '"talks begin"', "hopes begin"):
        assert total(version, View(search=Search.parse(text))) == 1
    for text in ('"rise talks"', '"begin hopes"', '"rise talks begin"', "zebra"):
        assert total(version, View(search=Search.parse(text))) == 0


def test_one_link_at_two_outlets_is_two_headlines() -> None:
    assert entries_version([entry(url=LINK), entry(outlet="CNN", url=LINK)]).headlines == 2


@pytest.mark.parametrize("url", ["https://www.example.org/", "https://example.org", "", "no link"])
def test_a_front_page_is_no_article(url: str) -> None:
    assert entries_version([entry("One", url=url), entry("Two", url=url)]).headlines == 2


def test_a_page_that_lists_many_titles_is_no_article() -> None:
    many = [entry(f"Title {number}", url=LINK) for number in range(MAX_TITLES_OF_A_LINK + 1)]
    assert entries_version(many).headlines == len(many)
    assert entries_version(many[:-1]).headlines == 1


def entries_of(*sources: tuple[str, Sequence[Entry]]) -> Entries:
    """The entries of sources by name, as columns."""
    return Entries.of([read_source(reading_of(name, each)) for name, each in sources])


def codes_of(entries: Iterable[Entry]) -> list[int]:
    """Outlets numbered in order of their first headline; "" is unknown."""
    outlets = dict.fromkeys(["", *(each.outlet for each in entries)])
    code = {outlet: number for number, outlet in enumerate(outlets)}
    return [code[each.outlet] for each in entries]


def none_repeats(entries: Sequence[Entry]) -> Repeats:
    """As though no entry repeated another."""
    none = np.zeros(0, np.int64)
    return Repeats(np.arange(len(entries)), none, none, {}, {})


def counted(*entries: Entry, by: str = schema.COUNTS_AS) -> list[tuple[int, int]]:
    """What each counts as, and its family, where none repeats another."""
    columns = entries_of(("list.txt", entries))
    held = settled(columns, np.array(codes_of(entries), np.int64), none_repeats(entries))
    family = find_families(held)
    return list(zip(count_as(held, family, by).tolist(), family.tolist(), strict=True))


def test_one_title_at_several_outlets_is_a_family_and_the_first_counts_for_all() -> None:
    assert counted(
        entry(outlet="CNN", day=2),
        entry(outlet="BBC", day=1, hour=8),
        entry(outlet="AP News", day=1, hour=6),
        entry("Something else altogether happened there", outlet="BBC"),
    ) == [(UNIQUE, 0), (UNIQUE, 0), (FIRST, 0), (FIRST, -1)]


def test_a_family_lasts_some_days_from_its_first_headline() -> None:
    late = FAMILY_DAYS + 1
    assert counted(
        entry(outlet="BBC"),
        entry(outlet="CNN", day=FAMILY_DAYS),
        entry(outlet="AP News", day=late),
        entry(outlet="Reuters", day=late),
    ) == [(FIRST, 0), (UNIQUE, 0), (FIRST, 1), (UNIQUE, 1)]


def test_an_outlet_that_prints_its_own_title_again_reprints_it() -> None:
    assert counted(entry(), entry(day=1), entry(day=40)) == [
        (FIRST, -1),
        (REPRINT, -1),
        (REPRINT, -1),
    ]


def test_titles_without_a_word_are_no_reprints_of_each_other() -> None:
    version = version_of("\n".join(line(title) for title in ("???", "🔥🔥🔥", "…")))
    (part,) = version.parts
    assert part.headlines[schema.COUNTS_AS].tolist() == [FIRST] * 3


def test_who_was_first_is_told_by_the_dates_that_a_view_goes_by() -> None:
    listed = entry(outlet="Reuters")._replace(date_source=DateSource.LISTED, listed=NINTH)
    entries = (
        listed,
        entry(outlet="BBC", day=1)._replace(listed=NINTH + timedelta(days=2)),
        entry(outlet="Fox News", day=2)._replace(listed=NINTH + timedelta(days=1)),
    )
    assert counted(*entries) == [(FIRST, 0), (UNIQUE, 0), (UNIQUE, 0)]
    assert counted(*entries, by=schema.COUNTS_AS_PUBLISHED) == [
        (LEFT_OUT, 0),
        (FIRST, 0),
        (UNIQUE, 0),
    ]
    assert counted(*entries[1:], by=schema.COUNTS_AS_LISTED) == [(UNIQUE, 0), (FIRST, 0)]
    assert counted(entry(), by=schema.COUNTS_AS_LISTED) == [(LEFT_OUT, -1)]


def test_an_edited_title_stays_in_the_family_of_the_title_it_had_first() -> None:
    version = entries_version(
        [
            entry(outlet="AP News", url=LINK),
            entry(outlet="BBC", day=1),
            entry("UPDATED: talks over", outlet="AP News", day=1, url=LINK),
        ]
    )
    assert columns(version, schema.TITLE, schema.FAMILY_OUTLETS, schema.COUNTS_AS) == [
        (WIRE, 2, UNIQUE),
        ("UPDATED: talks over", 2, FIRST),
    ]


def test_short_titles_and_headlines_of_no_outlet_make_no_family() -> None:
    assert counted(entry("The weather", "BBC"), entry("The weather", "CNN")) == [(FIRST, -1)] * 2
    assert counted(entry(outlet=""), entry(outlet="CNN")) == [(FIRST, -1)] * 2


def test_case_and_accents_make_no_other_title() -> None:
    version = version_of(
        f"{line('Café talks in Oman fail again', 'BBC')}\n"
        f"{line('CAFE TALKS IN OMAN FAIL AGAIN', 'CNN')}"
    )
    assert columns(version, schema.FAMILY, schema.FAMILY_OUTLETS) == [(0, 2), (0, 2)]


some_days = st.integers(0, 9).map(lambda days: NINTH + timedelta(days=days))
some_times = st.integers(0, 3).map(lambda hour: datetime(2026, 1, 9, hour, tzinfo=UTC))
some_entries = st.lists(
    st.builds(
        entry,
        title=st.sampled_from([WIRE, WIRE.upper(), "Short", "Another story of five words"]),
        outlet=st.sampled_from(["", "BBC", "CNN", "AP News"]),
        day=st.integers(0, 12),
        url=st.sampled_from(["", LINK, f"{LINK}?a=1", "https://example.org"]),
        hour=st.none() | st.integers(0, 23),
    ),
    max_size=25,
)


@given(some_entries)
def test_every_entry_is_kept_or_repeats_one_that_is(entries: list[Entry]) -> None:
    codes = codes_of(entries)
    repeats = find_repeats(entries_of(("list.txt", entries)), np.array(codes, np.int64))
    assert sorted([*repeats.kept, *repeats.again]) == list(range(len(entries)))
    assert len(repeats.again) == len(repeats.same_as)
    assert set(repeats.same_as.tolist()) <= set(repeats.kept.tolist())
    assert set(repeats.titles) == set(repeats.earlier) <= set(repeats.kept.tolist())
    assert all(
        codes[again] == codes[kept]
        for again, kept in zip(repeats.again, repeats.same_as, strict=True)
    )
    for kept, before in repeats.earlier.items():
        assert repeats.titles[kept] not in before


#: Several sources, some of one name, of few titles, links and times, so that much repeats.
some_sources = st.lists(
    st.tuples(
        st.sampled_from(["a.txt", "b.txt", "c.txt"]),
        st.lists(
            st.builds(
                Entry,
                title=st.sampled_from([WIRE, WIRE.upper(), "Talks", "Wire of five words here"]),
                outlet=st.sampled_from(["", "BBC", "CNN", "AP News"]),
                date=some_days,
                date_source=st.sampled_from(DateSource),
                listed=st.none() | some_days,
                url=st.sampled_from(
                    ["", "", LINK, f"{LINK}?a=1", f"{LINK}/#top", "https://a.org/"]
                ),
                time=st.none() | some_times,
                corrects=st.none(),
                site=st.just(""),
            ),
            max_size=14,
        ),
    ),
    max_size=4,
)


def same_parting(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two numberings of families put the same together; those of none agree."""
    pairs = set(zip(one, other, strict=True))
    return len(pairs) == len(set(one)) == len(set(other)) and all(
        (here == NO_FAMILY) == (there == NO_FAMILY) for here, there in pairs
    )


@settings(max_examples=400)
@given(some_sources)
def test_columns_give_what_looking_at_one_entry_after_another_gives(
    sources: list[tuple[str, list[Entry]]],
) -> None:
    every = [each for _, entries in sources for each in entries]
    names = [name for name, entries in sources for _ in entries]
    codes = codes_of(every)
    plain = plain_repeats(every, codes, names)

    columns, code_column = entries_of(*sources), np.array(codes, np.int64)
    found = find_repeats(columns, code_column)
    assert found.kept.tolist() == plain.kept
    assert dict(zip(found.again.tolist(), found.same_as.tolist(), strict=True)) == plain.same_as
    assert found.again.tolist() == sorted(plain.same_as)
    assert (found.titles, found.earlier) == (plain.titles, plain.earlier)

    kept = [every[place] for place in plain.kept]
    kept_codes, titles = [codes[place] for place in plain.kept], first_titles(every, plain)
    plain_family = plain_families(kept, kept_codes, titles)
    held = settled(columns, code_column, found)
    family = find_families(held)
    assert same_parting(family.tolist(), plain_family)
    for by in (schema.COUNTS_AS, schema.COUNTS_AS_PUBLISHED, schema.COUNTS_AS_LISTED):
        plain_way = plain_counts(kept, kept_codes, titles, plain_family, by)
        assert count_as(held, family, by).tolist() == plain_way


def test_sources_of_one_name_are_one_source_and_doubtful_headlines_repeat_in_it() -> None:
    doubtful = entry(outlet="")
    codes = np.zeros(2, np.int64)
    again = find_repeats(entries_of(("a.txt", [doubtful]), ("a.txt", [doubtful])), codes)
    assert (again.kept.tolist(), again.again.tolist(), again.same_as.tolist()) == ([0], [1], [0])
    apart = find_repeats(entries_of(("a.txt", [doubtful]), ("b.txt", [doubtful])), codes)
    assert (apart.kept.tolist(), apart.again.tolist()) == ([0, 1], [])


@given(some_entries)
def test_a_family_has_several_outlets_and_at_most_one_first(entries: list[Entry]) -> None:
    found = counted(*entries)
    for family in {family for _, family in found} - {-1}:
        members = [place for place, (_, other) in enumerate(found) if other == family]
        assert len({entries[place].outlet for place in members}) > 1
        assert "" not in {entries[place].outlet for place in members}
        days = [entries[place].date for place in members]
        assert (max(days) - min(days)).days <= FAMILY_DAYS
        assert sum(found[place][0] == FIRST for place in members) <= 1
    for outlet, title in {(each.outlet, each.title.lower()) for each in entries}:
        same = [
            level
            for each, (level, _) in zip(entries, found, strict=True)
            if (each.outlet, each.title.lower()) == (outlet, title)
        ]
        assert sum(level != REPRINT for level in same) == 1
