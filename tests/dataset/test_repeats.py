"""One headline read several times, and one title at several outlets."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import entries_version, line, version_of
from webapp.dataset import Version, schema
from webapp.dataset.repeats import (
    FAMILY_DAYS,
    FIRST,
    LEFT_OUT,
    MAX_TITLES_OF_A_LINK,
    REPRINT,
    UNIQUE,
    count_as,
    find_families,
    find_repeats,
    orders,
)
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


def columns(version: Version, *names: str) -> list[tuple[object, ...]]:
    frame = version.parts[0].headlines
    return list(zip(*(frame[name].tolist() for name in names), strict=True))


def test_a_headline_that_stands_twice_in_a_source_is_kept_once_with_a_count() -> None:
    version = version_of("\n".join([line("Talks"), line("Other"), line("Talks"), line("Talks")]))
    assert columns(version, schema.TITLE, schema.LINE, schema.TIMES) == [
        ("Talks", 1, 3),
        ("Other", 2, 1),
    ]
    report = version.report
    assert report[schema.VERDICT].tolist() == ["headline", "headline", "repeated", "repeated"]
    assert report[schema.REASON].tolist()[2:] == ["the same headline as line 1"] * 2
    (source,) = version.sources
    assert (source.lines, source.headlines) == (4, 2)


def test_what_was_noticed_about_a_repeated_line_is_still_said() -> None:
    version = version_of(f"{line('Talks')}\n{line('Talks', date='January 9rd, 2026')}")
    assert version.report[schema.REASON].tolist()[1].startswith("the same headline as line 1; 9rd")


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
    assert version.report[schema.REASON].tolist()[2] == "the same headline as line 1 of list-1.txt"


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
    assert version.report[schema.REASON].tolist() == [
        "",
        "the same article as line 1, under another title",
        "the same article as line 1, under another title",
        "the same article as line 1 of list-1.txt, under another title",
    ]


def test_earlier_titles_are_found_and_phrases_do_not_run_across_titles() -> None:
    version = entries_version(
        [entry("Talks begin", url=LINK), entry("Hopes rise", url=LINK, day=1)]
    )
    assert columns(version, schema.WORDS) == [(" hopes rise \n talks begin ",)]


def test_one_link_at_two_outlets_is_two_headlines() -> None:
    assert entries_version([entry(url=LINK), entry(outlet="CNN", url=LINK)]).headlines == 2


@pytest.mark.parametrize("url", ["https://www.example.org/", "https://example.org", "", "no link"])
def test_a_front_page_is_no_article(url: str) -> None:
    assert entries_version([entry("One", url=url), entry("Two", url=url)]).headlines == 2


def test_a_page_that_lists_many_titles_is_no_article() -> None:
    many = [entry(f"Title {number}", url=LINK) for number in range(MAX_TITLES_OF_A_LINK + 1)]
    assert entries_version(many).headlines == len(many)
    assert entries_version(many[:-1]).headlines == 1


def counted(*entries: Entry, by: str = schema.COUNTS_AS) -> list[tuple[int, int]]:
    """What each counts as, and its family; outlets are numbered in order, "" is unknown."""
    outlets = ["", *dict.fromkeys(each.outlet for each in entries if each.outlet)]
    codes = [outlets.index(each.outlet) for each in entries]
    words = [each.title.lower() for each in entries]
    family = find_families(entries, codes, words)
    return list(zip(count_as(orders(entries)[by], codes, words, family), family, strict=True))


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
    codes = [["", "BBC", "CNN", "AP News"].index(each.outlet) for each in entries]
    repeats = find_repeats(entries, codes, [0] * len(entries))
    assert sorted([*repeats.kept, *repeats.same_as]) == list(range(len(entries)))
    assert set(repeats.same_as.values()) <= set(repeats.kept)
    assert set(repeats.titles) == set(repeats.earlier) <= set(repeats.kept)
    assert all(codes[again] == codes[kept] for again, kept in repeats.same_as.items())
    for kept, before in repeats.earlier.items():
        assert repeats.titles[kept] not in before


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
