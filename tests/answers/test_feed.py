"""A filter as a feed: what other programs read of it, and Dateline itself."""

import datetime as dt
import html
import re
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import fromstring

import feedparser
import pytest

from tests.factories import HOSTILE, example_version, list_of, version_of
from tests.query.strategies import chunks_of_rows
from webapp.answers.feed import FeedLinks, feed
from webapp.answers.table import Origin
from webapp.dataset import Version, build, schema
from webapp.outlets import shipped_table
from webapp.query.view import Dating, View
from webapp.reading import read_bytes

LINKS = FeedLinks(
    lambda number: f"https://shown.example/headlines.atom?page={number}",
    lambda view: f"https://shown.example/?{view.query}",
    "shown.example",
)
#: Nothing behind it tells alike ones apart by their order.
NAME = re.compile(r"tag:shown\.example,2026:headline/[0-9a-f]{32}")
ATOM = "http://www.w3.org/2005/Atom"
CSV = "headline,outlet,date,url\n"


def text_of(version: Version, view: View | None = None, title: str = "My list") -> bytes:
    return feed(version, view or View(), Origin(title), LINKS)


def read(version: Version, view: View | None = None) -> Any:
    found = feedparser.parse(text_of(version, view))
    assert not found.bozo
    assert found.version == "atom10"
    return found


def table(*rows: str) -> Version:
    return build([read_bytes("list.csv", (CSV + "\n".join(rows)).encode())], [shipped_table()])


def names(version: Version) -> dict[str, str]:
    found = {entry.title: entry.id for entry in read(version).entries}
    assert len(set(found.values())) == len(found)
    assert all(NAME.fullmatch(each) for each in found.values())
    return found


def test_an_entry_is_a_headline() -> None:
    version = table("Talks begin,BBC,2026-01-09T10:30:00+01:00,https://bbc.co.uk/news/a?b=1&c=2")
    found = read(version)
    (entry,) = found.entries
    assert entry.title == "Talks begin"
    assert entry.author == "BBC"
    assert entry.link == "https://bbc.co.uk/news/a?b=1&c=2"
    assert entry.published == entry.updated == "2026-01-09T09:30:00Z"
    assert entry.id.startswith("tag:shown.example,2026:headline/")
    assert found.feed.updated == "2026-01-09T09:30:00Z"
    assert found.feed.title == "My list: All headlines"
    assert found.feed.subtitle.startswith("1 headline from BBC on 9 January 2026.")
    assert found.feed.generator == "Dateline"


def test_a_headline_without_link_or_time_leads_to_the_view_that_shows_it() -> None:
    (entry,) = read(version_of(list_of(("Talks", "BBC", "2026-01-09")))).entries
    assert entry.link == "https://shown.example/?outlet=bbc&from=2026-01-09&to=2026-01-09"
    assert entry.published == "2026-01-09T00:00:00Z"
    assert "00:00 UTC" in read(version_of("")).feed.subtitle


def test_pages_lead_to_each_other_and_hold_every_headline_once() -> None:
    version = example_version()
    pages = [read(version, View(page=number)) for number in (1, 2)]
    assert [len(page.entries) for page in pages] == [50, 30]
    assert len({entry.id for page in pages for entry in page.entries}) == 80
    relations = [{link.rel: link.href for link in page.feed.links} for page in pages]
    assert relations[0]["next"] == relations[1]["self"] == LINKS.page(2)
    assert relations[1]["previous"] == relations[0]["self"] == LINKS.page(1)
    assert "previous" not in relations[0]
    assert "next" not in relations[1]
    assert pages[0].feed.id == pages[1].feed.id
    published = [entry.published for page in pages for entry in page.entries]
    assert all(one >= other for one, other in pairwise(published))
    assert read(version, View(page=9)).entries == []


def test_what_was_added_last_to_a_day_comes_first_and_times_before_all() -> None:
    first = read_bytes("a.csv", f"{CSV}A,BBC,2026-01-09,\nB,BBC,2026-01-09,\n".encode())
    second = read_bytes("b.csv", f"{CSV}C,CNN,2026-01-09,\nD,CNN,2026-01-08,\n".encode())
    timed = read_bytes("c.csv", f"{CSV}E,CNN,2026-01-09T08:00:00Z,\n".encode())
    version = build([timed, first, second], [])
    assert [entry.title for entry in read(version).entries] == ["E", "C", "A", "B", "D"]


def test_a_headline_keeps_its_name_when_others_come_before_it() -> None:
    before = ("Old,BBC,2026-01-08,", "Linked,CNN,2026-01-08,https://cnn.com/a")
    named = names(table(*before))
    later = names(table("New,BBC,2026-01-10,", "Newer,BBC,2026-01-08,", *before))
    assert named.items() <= later.items()


def test_an_edited_headline_keeps_its_name_by_its_link() -> None:
    before = names(table("As it was,CNN,2026-01-08,https://cnn.com/a?utm_source=x"))
    edited = table(
        "As it was,CNN,2026-01-08,https://cnn.com/a?utm_source=x",
        "Edited,CNN,2026-01-09,https://www.cnn.com/a",
    )
    assert names(edited) == {"Edited": before["As it was"]}
    assert "As it was" in read(edited).entries[0].summary


@pytest.mark.parametrize(
    "other",
    ["Same,CNN,2026-01-08,", "Same,BBC,2026-01-09,", "Other,BBC,2026-01-08,"],
)
def test_headlines_that_differ_have_names_that_do(other: str) -> None:
    version = table("Same,BBC,2026-01-08,", other)
    found = [entry.id for entry in read(version).entries]
    assert len(set(found)) == 2
    assert all(NAME.fullmatch(each) for each in found)


def test_many_titles_under_one_address_have_a_name_each() -> None:
    version = table(*(f"Title {n},CNN,2026-01-08,https://cnn.com/live" for n in range(9)))
    assert len(names(version)) == 9


# The last is longer than any title that is read.
@pytest.mark.parametrize("hostile", HOSTILE[:-1], ids=range(len(HOSTILE) - 1))
def test_any_text_is_valid(hostile: str) -> None:
    version = version_of(list_of((hostile, hostile, "2026-01-09")))
    data = text_of(version, title=f"{hostile}\x0b\ufffe\udc00")
    found = feedparser.parse(data, sanitize_html=False)
    assert not found.bozo
    titles = [each.text or "" for each in fromstring(data).iter(f"{{{ATOM}}}title")]
    ((title, outlet, *_),) = told(version, View())
    assert titles[0] == f"{hostile}\ufffd\ufffd\ufffd: All headlines".replace("\x00", "\ufffd")
    assert [html.unescape(titles[1]), titles[2]] == [title, outlet]


@pytest.mark.parametrize("listed", [False, True])
def test_dateline_reads_the_same_headlines(listed: bool) -> None:
    rows = [(text, text, "2026-01-09") for text in HOSTILE[:8]]
    rows += [
        ("Talks", "", "2026-01-10"),
        ("Talks", "BBC", "2026-01-10"),
        ("More", "BBC", "2026-01-10"),
    ]
    linked = read_bytes("l.csv", f"{CSV}Linked,CNN,2026-01-11,https://cnn.com/a\n".encode())
    text = list_of(*rows)
    version = build([read_bytes("list.txt", text.encode()), linked], [shipped_table()])
    view = View(dated=Dating.LISTED if listed else Dating.BEST)
    again = build([read_bytes("feed", text_of(version, view))], [shipped_table()])
    assert sorted(told(again, View())) == sorted(told(version, view))


def test_a_feed_of_headlines_without_outlet_names_none() -> None:
    version = version_of("- Alone here - January 9th, 2026\n")
    again = build([read_bytes("feed", text_of(version))], [shipped_table()])
    assert [told[1] for told in told(again, View())] == [""]


def told(version: Version, view: View) -> list[tuple[str, str, dt.date, str]]:
    return [
        (title, version.outlets[code].name if code else "", day.date(), url)
        for rows in chunks_of_rows(version, view)
        for title, code, day, url in zip(
            rows[schema.TITLE],
            rows[schema.OUTLET],
            rows[schema.DATE],
            rows[schema.URL],
            strict=True,
        )
    ]
