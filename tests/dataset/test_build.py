"""What a version holds."""

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import EXAMPLE, HOSTILE, example_version, line, list_of, version_of
from tests.query.strategies import Item, all_rows, lists, total, version_of_items
from webapp.dataset import Version, build, schema
from webapp.outlets import AliasTable, shipped_table
from webapp.query.report import Lines, ReportView, report_lines
from webapp.query.search import Search
from webapp.query.view import View
from webapp.reading import Options, Reading, Verdict, read_bytes

ROWS = list_of(
    ("Old", "BBC", "2026-01-09"),
    ("New, first", "AP News", "2026-01-11"),
    ("Middle", "", "2026-01-10"),
    ("New, second", "BBC", "2026-01-11"),
)


def titles(version: Version) -> list[str]:
    return [title for part in version.parts for title in part.headlines[schema.TITLE]]


def report_of(version: Version) -> pd.DataFrame:
    return report_lines(version, ReportView(Lines.ALL))


def read(*texts: str) -> list[Reading]:
    return [read_bytes(f"{number}.txt", text.encode()) for number, text in enumerate(texts, 1)]


def test_a_source_read_by_another_order_of_days_is_another_version() -> None:
    text = "- One - BBC - 3/4/2026\n- Two - BBC - 3/5/2026"
    names = {
        build([read_bytes("a.txt", text.encode(), Options(day_first=order))], []).name
        for order in (True, False, None)
    }
    assert len(names) == 3


def test_headlines_stand_newest_first_and_within_a_day_in_the_order_of_the_sources() -> None:
    later = line("New, third", "BBC", "2026-01-11")
    version = version_of(ROWS, later)
    assert titles(version) == ["New, first", "New, second", "New, third", "Middle", "Old"]
    headlines = version.parts[0].headlines
    assert headlines[schema.SOURCE].tolist() == [0, 0, 1, 0, 0]
    assert headlines[schema.LINE].tolist() == [2, 4, 1, 3, 1]


def test_a_headline_has_every_column_as_it_was_read() -> None:
    version = version_of("\n- Iran’s Café - BBC News - January 9th, 2026 [January 11th, 2026]")
    headlines = version.parts[0].headlines
    assert tuple(headlines.columns) == schema.HEADLINE_COLUMNS
    assert {name: str(kind) for name, kind in headlines.dtypes.items()} == {
        schema.DATE: "datetime64[s]",
        schema.LISTED: "datetime64[s]",
        schema.DATE_SOURCE: "category",
        schema.OUTLET: "int32",
        schema.TITLE: "str",
        schema.URL: "str",
        schema.SOURCE: "int32",
        schema.LINE: "int32",
        schema.VERDICT: "category",
        schema.TIME: "datetime64[s]",
        schema.TIMES: "int32",
        schema.EARLIER: "str",
        schema.FAMILY: "int32",
        schema.FAMILY_OUTLETS: "int32",
        schema.COUNTS_AS: "int8",
        schema.COUNTS_AS_PUBLISHED: "int8",
        schema.COUNTS_AS_LISTED: "int8",
    }
    (row,) = headlines.to_dict("records")
    assert row[schema.DATE].date() == date(2026, 1, 9)
    assert row[schema.LISTED].date() == date(2026, 1, 11)
    assert row[schema.DATE_SOURCE] == "published"
    assert version.outlets[row[schema.OUTLET]].name == "BBC"
    assert row[schema.TITLE] == "Iran’s Café"
    assert row[schema.URL] == ""
    assert (row[schema.SOURCE], row[schema.LINE]) == (0, 2)
    assert row[schema.VERDICT] == Verdict.HEADLINE
    for text, found in (('"iran s cafe"', 1), ("cafe", 1), ('"s iran"', 0), ("irans", 0)):
        assert total(version, View(search=Search.parse(text))) == found


@pytest.mark.parametrize("parts", [1, 2, 3, 7, 100])
def test_parts_put_together_are_the_whole_and_nearly_equally_long(parts: int) -> None:
    whole, split = example_version(), example_version(parts)
    assert titles(split) == titles(whole)
    assert len(split.parts) == parts
    lengths = [len(part.headlines) for part in split.parts]
    assert max(lengths) - min(lengths) <= 1
    assert split.name == whole.name
    assert split.headlines == whole.headlines == 80


def test_every_line_is_in_the_report_and_every_headline_in_the_version() -> None:
    version = version_of("An article.\n\n" + ROWS, "- undated - BBC\n" + line("One"))
    report = report_of(version)
    assert tuple(report.columns) == schema.REPORT_COLUMNS
    assert list(zip(report[schema.SOURCE], report[schema.LINE], strict=True)) == [
        *((0, number) for number in range(1, 7)),
        (1, 1),
        (1, 2),
    ]
    kept = report[schema.VERDICT].isin(["headline", "repaired", "ambiguous"])
    assert kept.sum() == version.headlines == 5
    assert [(source.lines, source.headlines) for source in version.sources] == [(6, 4), (2, 1)]


def test_a_source_is_described_by_its_name_encoding_and_hash() -> None:
    (reading,) = read(ROWS)
    (source,) = build([reading], []).sources
    assert (source.name, source.encoding, source.sha256) == ("1.txt", "UTF-8", reading.sha256)


def test_days_with_a_headline_and_days_of_listing_are_observed() -> None:
    version = version_of("- A - BBC - 2026-01-09 [2026-01-10]\n- B - BBC - 2026-01-12")
    assert version.observed.tolist() == [
        date(2026, 1, 9),
        date(2026, 1, 10),
        date(2026, 1, 12),
    ]
    assert (version.first, version.last) == (date(2026, 1, 9), date(2026, 1, 12))


def test_a_listed_day_outside_all_headlines_is_taken_for_a_slip() -> None:
    version = version_of("- A - BBC - 2026-01-09 [2126-01-09]\n- B - BBC - 2026-01-12")
    assert (version.first, version.last) == (date(2026, 1, 9), date(2026, 1, 12))


def test_a_list_without_bracketed_dates_is_observed_on_its_own_days_only() -> None:
    version = version_of("- A - BBC - 2026-01-09\n- B - BBC - 2026-01-12")
    assert version.observed.tolist() == [date(2026, 1, 9), date(2026, 1, 12)]
    assert version.parts[0].headlines[schema.LISTED].isna().all()


@pytest.mark.parametrize("texts", [(), ("",), ("Only an article.\n",), ("", "")])
@pytest.mark.parametrize("parts", [1, 3])
def test_nothing_gives_an_empty_version(texts: tuple[str, ...], parts: int) -> None:
    version = build(read(*texts), [shipped_table()], parts)
    assert version.headlines == 0
    assert (version.first, version.last, len(version.observed)) == (None, None, 0)
    assert version.ranks == (0,)
    assert len(version.parts) == parts
    assert len(report_of(version)) == sum(source.lines for source in version.sources)


def test_ranks_order_outlets_by_headlines_then_name_and_the_unknown_one_comes_last() -> None:
    version = version_of(
        list_of(
            *[(f"A {n}", "", "2026-01-09") for n in range(3)],
            *[(f"B {n}", "Twice", "2026-01-09") for n in range(2)],
            ("C", "Zebra", "2026-01-09"),
            ("D", "Ant", "2026-01-09"),
        )
    )
    by_rank = sorted(range(len(version.outlets)), key=version.ranks.__getitem__)
    assert [version.outlets[code].name for code in by_rank] == [
        "Twice",
        "Ant",
        "Zebra",
        "No outlet",
    ]


def name(text: str, *tables: AliasTable) -> str:
    return version_of(text, tables=list(tables)).name


def test_a_version_is_named_by_its_content() -> None:
    assert re.fullmatch("[0-9a-f]{16}", name(ROWS))
    assert name(ROWS) == name(ROWS)
    changed = {
        name(ROWS),
        name(ROWS + "\n"),
        name(ROWS.replace("Old", "OLD")),
        version_of(ROWS, ROWS).name,
        build([read_bytes("other.txt", ROWS.encode())], []).name,
        name(ROWS, AliasTable("mine", {"bbc": "BBC News"})),
    }
    assert len(changed) == 6


def test_versions_that_join_other_spellings_have_other_names() -> None:
    """Also when the outlets that come out are called the same: the headlines under them differ."""
    text = list_of(("A", "one.com", "2026-01-09"), ("B", "two.com", "2026-01-09"))
    here = AliasTable("mine", {"one.com": "North", "two.com": "South"})
    there = AliasTable("mine", {"one.com": "South", "two.com": "North"})
    assert name(text, here) != name(text, there)


def test_earlier_tables_win() -> None:
    mine, theirs = AliasTable("mine", {"x.com": "Mine"}), AliasTable("theirs", {"x.com": "Theirs"})
    version = version_of(list_of(("A", "x.com", "2026-01-09")), tables=[mine, theirs])
    assert version.outlets[1].name == "Mine"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text(text: str) -> None:
    version = version_of(line(text), line("A title", outlet=text))
    assert version.headlines == 2
    # Only what cannot be shown is replaced, and spaces at the ends are not part of a name.
    shown = text.replace("\x00", "␀").strip()
    assert titles(version)[0] == shown
    codes = version.parts[0].headlines[schema.OUTLET].tolist()
    assert version.outlets[codes[1]].name == shown


@settings(max_examples=30, deadline=None)
@given(some=lists(), parts=st.integers(1, 5))
def test_whatever_is_listed_is_in_the_version(some: list[Item], parts: int) -> None:
    version = version_of_items(some, parts)
    rows = all_rows(version, View())
    found = sorted(
        zip(
            rows[schema.LINE].tolist(),
            rows[schema.TITLE].tolist(),
            [outlet.name for outlet in map(version.outlets.__getitem__, rows[schema.OUTLET])],
            [stamp.date() for stamp in rows[schema.DATE]],
            [stamp.date() for stamp in rows[schema.LISTED]],
            strict=True,
        )
    )
    assert found == [
        (number, item.title, item.outlet or "No outlet", item.published, item.listed)
        for number, item in enumerate(some, 1)
    ]
    published = {item.published for item in some}
    listed = {item.listed for item in some if min(published) <= item.listed <= max(published)}
    assert version.observed.tolist() == sorted(published | listed)
    assert rows[schema.DATE].is_monotonic_decreasing
    assert version_of_items(some).name == version.name


def test_the_example_holds_what_was_counted_by_hand() -> None:
    version = example_version()
    assert version.headlines == 80
    assert len(version.outlets) - 1 == 36
    assert version.observed.tolist() == [
        date(2026, 1, 9),
        date(2026, 1, 14),
        date(2026, 1, 24),
        date(2026, 1, 26),
    ]
    assert (version.first, version.last) == (date(2026, 1, 9), date(2026, 1, 26))
    headlines = version.parts[0].headlines
    assert (headlines[schema.DATE] == headlines[schema.LISTED]).all()
    assert np.count_nonzero(headlines[schema.OUTLET] == 0) == 4
    assert len(report_of(version)) == len(EXAMPLE.read_text().splitlines())
    assert {(join.written, join.outlet.name) for join in version.outlets.joins} == {
        ("cbsnews.com", "CBS News"),
        ("Euronews.com", "Euronews"),
        ("jpost.com", "The Jerusalem Post"),
        ("timesofisrael.com", "The Times of Israel"),
        ("vox.com", "Vox"),
    }
