"""Feeds: a verdict for every item, and no harm from any of them."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.factories import HOSTILE, knowing
from webapp.reading import (
    DateSource,
    Entry,
    Line,
    Options,
    UnreadableSourceError,
    Verdict,
    read_bytes,
)
from webapp.reading.document import Document
from webapp.reading.entry import Content
from webapp.reading.feeds import content as feed_content
from webapp.reading.formats import feed
from webapp.text import is_plain

HEADLINE, REPAIRED, AMBIGUOUS = Verdict.HEADLINE, Verdict.REPAIRED, Verdict.AMBIGUOUS
SKIPPED, REJECTED = Verdict.SKIPPED, Verdict.REJECTED
SAMPLES = Path(__file__).parent / "samples"
FEEDS = (
    "rss20-outlet.xml",
    "rss20-aggregator.xml",
    "rss10-rdf.xml",
    "rss091-doctype.xml",
    "atom10-planet.xml",
    "rss20-cut-off.xml",
    "jsonfeed-1.1.json",
)
ELEVENTH = "Sun, 11 Jan 2026 12:00:00 GMT"


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def read(data: bytes | str, options: Options | None = None) -> Content:
    data = data.encode() if isinstance(data, str) else data
    return feed.read(Document("feed", data), options or Options())


def rss(*items: str, title: str = "Example Times", head: str = "") -> str:
    held = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>{title}</title>{head}{held}</channel></rss>'


def item(title: str, *, link: str = "", date: str = ELEVENTH, more: str = "") -> str:
    return f"<title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{more}"


def one(data: bytes | str, options: Options | None = None) -> Line:
    (line,) = read(data, options).lines
    return line


def entry(line: Line) -> Entry:
    assert line.entry is not None
    return line.entry


def test_an_outlets_own_feed() -> None:
    content = read(sample("rss20-outlet.xml"), knowing("Example Times"))
    assert (content.format, content.unit, content.encoding) == ("RSS feed", "item", "UTF-8")
    assert content.notes == ("“Example Times - World” is read as the outlet “Example Times”",)
    whole, marked, undated, untitled, clockless = content.lines
    assert (whole.verdict, whole.reason) == (HEADLINE, "")
    assert whole.entry == Entry(
        "Bridge over the river opens",
        "Example Times",
        dt.date(2026, 1, 14),
        DateSource.PUBLISHED,
        None,
        "https://www.example-times.example/bridge",
        dt.datetime(2026, 1, 15, 4, 30, tzinfo=dt.UTC),
    )
    assert whole.text == (
        "title: Bridge over the river opens | published: Wed, 14 Jan 2026 23:30:00 -0500 "
        "| link: https://www.example-times.example/bridge"
    )
    assert (marked.verdict, entry(marked).title) == (REPAIRED, "Café owners strike")
    assert "markup" in marked.reason
    assert "HTML codes" in marked.reason
    assert (undated.verdict, undated.reason) == (
        AMBIGUOUS,
        "it has no date; the feed's own date is taken",
    )
    assert entry(undated)[2:4] == (dt.date(2026, 1, 15), DateSource.FEED)
    assert entry(undated).title == "Undated story"
    assert entry(undated).time is None
    assert (untitled.verdict, untitled.reason) == (REJECTED, "the item has no title")
    assert clockless.verdict is AMBIGUOUS
    assert "where it has no date" in clockless.reason
    assert entry(clockless)[2:4] == (dt.date(2026, 1, 15), DateSource.FEED)
    assert entry(clockless).url == ""


def test_a_title_of_which_nothing_is_known_is_the_outlet_as_it_stands() -> None:
    content = read(sample("rss20-outlet.xml"))
    assert content.notes == ()
    assert entry(content.lines[0]).outlet == "Example Times - World"


def test_an_aggregators_feed() -> None:
    options = knowing(platforms=["Example Aggregator", "aggregator.example"])
    content = read(sample("rss20-aggregator.xml"), options)
    assert [(line.verdict, entry(line).title, entry(line).outlet) for line in content.lines] == [
        (HEADLINE, "Bridge opens - in the rain", "Example Times"),
        (HEADLINE, "River rises", "Daily Invention"),
        (HEADLINE, "Boats collide", "invention.example"),
        (AMBIGUOUS, "Ferry late", "Harbour Post"),
        (
            AMBIGUOUS,
            "Ferry late again - and nobody in the whole harbour can say why it is",
            "",
        ),
    ]
    assert "“Harbour Post” behind the headline" in content.lines[3].reason
    assert "the outlet is unknown" in content.lines[4].reason
    assert content.notes[0].startswith("the feed's title is not taken as the outlet")
    assert entry(content.lines[0]).url == "https://aggregator.example/articles/abc"


def test_several_sources_make_an_aggregator() -> None:
    assert read(sample("rss20-aggregator.xml")).notes == (
        "the feed's title is not taken as the outlet: its items name several sources",
    )


def test_a_platform_is_no_source() -> None:
    source = "<source url='https://aggregator.example/'>Example Aggregator</source>"
    options = knowing(platforms=["Example Aggregator", "aggregator.example"])
    line = one(rss(item("One", more=source)), options)
    assert entry(line).outlet == "Example Times"


def test_links_to_several_outlets_make_an_aggregator() -> None:
    options = knowing(sites={"one.example": "One", "two.example": "Two"})
    content = read(
        rss(
            item("First", link="https://www.one.example/1"),
            item("Second - Two", link="https://two.example/2"),
            title="My links",
        ),
        options,
    )
    assert [entry(line).outlet for line in content.lines] == ["One", "Two"]
    assert [line.verdict for line in content.lines] == [AMBIGUOUS, HEADLINE]
    assert "link’s site, one.example" in content.lines[0].reason
    assert entry(content.lines[1]).title == "Second"


def test_rdf_in_its_declared_encoding() -> None:
    content = read(sample("rss10-rdf.xml"))
    assert (content.format, content.encoding) == ("RDF feed", "ISO-8859-1")
    first, second = content.lines
    assert (first.verdict, first.reason) == (HEADLINE, "")
    assert entry(first)[:3] == ("Café news", "Invented Agency", dt.date(2026, 1, 14))
    assert entry(first).time == dt.datetime(2026, 1, 14, 0, 0, tzinfo=dt.UTC)
    # A journalist is no outlet.
    assert entry(second).outlet == "Invented RDF News"


def test_an_author_that_is_a_known_outlet_is_the_outlet() -> None:
    line = read(sample("rss10-rdf.xml"), knowing("Jane Doe")).lines[1]
    assert entry(line).outlet == "Jane Doe"


def test_a_feed_without_dates_of_its_items_has_its_own() -> None:
    content = read(sample("rss091-doctype.xml"))
    assert [line.verdict for line in content.lines] == [HEADLINE, HEADLINE]
    assert entry(content.lines[0])[:4] == (
        "First étude",
        "Old Invention",
        dt.date(2026, 1, 13),
        DateSource.FEED,
    )
    assert content.notes == (
        "no item has a date that can be read; the feed's own, 13 January 2026, is taken",
    )


def test_a_date_that_cannot_be_read_is_said_before_the_feeds_own_is_taken() -> None:
    head = "<lastBuildDate>Mon, 12 Jan 2026 12:00:00 GMT</lastBuildDate>"
    line = one(rss(item("One", date="11. Januar"), head=head))
    assert line.verdict is AMBIGUOUS
    assert line.reason.endswith("; the feed's own date is taken")
    assert entry(line)[2:4] == (dt.date(2026, 1, 12), DateSource.FEED)


def test_a_planets_entries_name_their_feeds() -> None:
    first, second = read(sample("atom10-planet.xml")).lines
    assert (first.verdict, first.reason) == (HEADLINE, "")
    assert entry(first)[:3] == ("Bread & butter", "Blog One", dt.date(2026, 1, 14))
    assert entry(first).url == "https://one.example/bread"
    assert second.verdict is AMBIGUOUS
    assert "that of the last change is taken, 12 January 2026" in second.reason
    assert entry(second).outlet == "Blog Two"


def test_a_damaged_feed_is_read_as_far_as_it_goes() -> None:
    content = read(sample("rss20-cut-off.xml"))
    assert content.notes == ("the feed is damaged near line 10: what follows may be missing",)
    assert [line.entry and line.entry.title for line in content.lines][:2] == [
        "Whole",
        "Rocks & rolls",
    ]


def test_json_feed() -> None:
    content = read(sample("jsonfeed-1.1.json"))
    assert (content.format, content.unit) == ("JSON feed", "item")
    plain, linked, note, undated, stray = content.lines
    assert plain.verdict is REPAIRED
    assert entry(plain)[:3] == ("Bridge & tunnel", "Invented Journal", dt.date(2026, 1, 14))
    assert linked.verdict is AMBIGUOUS
    assert entry(linked).url == "https://else.example/2"
    assert [line.reason for line in (note, undated, stray)] == [
        "the item has no title",
        "it has no date",
        "the item has no title",
    ]


@pytest.mark.parametrize(
    "data",
    [
        '{"version": "https://jsonfeed.org/version/1", "items": ',
        "[]",
        '{"version": "https://jsonfeed.org/version/1"}',
        '{"version": "https://jsonfeed.org/version/1", "items":' + "[" * 100_000,
        "",
        "<html></html>",
        "<rss",
        "hello",
    ],
)
def test_what_is_no_feed_is_refused(data: str) -> None:
    with pytest.raises(UnreadableSourceError):
        read(data)


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + rss(item("&b;"))
FETCH = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + rss(item("&f;"))


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        FETCH,
        "<!-- <a -->" + BOMB,
        "<?x <a ?>" + BOMB,
        BOMB.replace("<!ENTITY a", "<!ENTITY % a"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-8-sig"])
def test_entities_are_refused_before_they_unfold(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableSourceError, match="declares entities"):
        read(text.encode(encoding))


def test_entities_hidden_by_a_declared_encoding_are_not_unfolded() -> None:
    hidden = b'<?xml version="1.0" encoding="utf-7"?>' + BOMB.encode("utf-7")
    try:
        titles = [line.text for line in read(hidden).lines]
    except UnreadableSourceError:
        return
    assert not any("hahaha" in title for title in titles)


@pytest.mark.parametrize("data", [b"/etc/passwd", b"file:///etc/passwd", b"http://127.0.0.1:9/"])
def test_bytes_are_never_taken_as_an_address(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something was opened")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    with pytest.raises(UnreadableSourceError):
        read(data)


@pytest.mark.parametrize(
    ("date", "verdict", "day"),
    [
        ("2026-01-11", HEADLINE, dt.date(2026, 1, 11)),
        ("Sun, 11 Jan 2026 23:59:00 EST", HEADLINE, dt.date(2026, 1, 11)),
        ("January 11, 2026", HEADLINE, dt.date(2026, 1, 11)),
        ("일요일, 2026년 01월 11일 13:00:00", REJECTED, None),
        ("11. Januar", REJECTED, None),
        ("0001-01-01T00:00:00Z", REJECTED, None),
        ("1970-01-01T00:00:00Z", REJECTED, None),
    ],
)
def test_dates(date: str, verdict: Verdict, day: dt.date | None) -> None:
    line = one(rss(item("Title", date=date)))
    assert (line.verdict, line.entry.date if line.entry else None) == (verdict, day)


def test_a_date_that_only_the_feeds_parser_reads_is_ambiguous() -> None:
    line = one(rss(item("Title", date="2026-01-11T25:61:00Z")))
    other = one(rss(item("Title", date="2026-01-11 오후 11:00:00")))
    assert line.verdict in (REJECTED, AMBIGUOUS)
    assert other.verdict is AMBIGUOUS
    assert "is read as 11 January 2026, in UTC" in other.reason


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Title - Example Times", "Title"),
        ("Title | EXAMPLE TIMES", "Title"),
        ("Title – example-times.example", "Title"),
        ("Title - The Example Times", "Title"),
        ("Title - Example", "Title - Example"),
        ("Example Times - Title", "Example Times - Title"),
        ("- Example Times", "- Example Times"),
    ],
)
def test_the_outlet_behind_a_title_is_parted_when_it_is_the_feeds(
    title: str, expected: str
) -> None:
    line = one(rss(item(title, link="https://example-times.example/1")))
    assert (entry(line).title, entry(line).outlet) == (expected, "Example Times")


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("BBC News - World", "BBC News"),
        ("The Guardian | Iran", "The Guardian"),
        ("NYT &gt; World News", "NYT"),
        ("World news – DW", "DW"),
        ("CNN.com - RSS Channel", "CNN.com - RSS Channel"),
    ],
)
def test_a_feeds_title_is_cut_to_the_outlet_that_is_known(title: str, outlet: str) -> None:
    content = read(rss(item("One"), title=title), knowing("BBC News", "The Guardian", "NYT", "DW"))
    assert entry(content.lines[0]).outlet == outlet
    assert len(content.notes) == (title != outlet)


def test_a_feed_whose_title_says_nothing_is_its_sites() -> None:
    head = "<link>https://www.nytimes.example/</link>"
    options = knowing(sites={"nytimes.example": "The New York Times"})
    content = read(rss(item("One"), title="World", head=head), options)
    assert entry(content.lines[0]).outlet == "The New York Times"
    assert content.notes == (
        "“World” is read as the outlet “The New York Times”, whose site nytimes.example is",
    )


def test_a_feed_without_a_title_is_called_by_its_address() -> None:
    content = read(rss(item("One"), title="", head="<link>https://www.some.example/</link>"))
    assert entry(content.lines[0]).outlet == "some.example"
    assert len(content.notes) == 1


def test_a_feed_that_names_no_outlet_says_so() -> None:
    line = one(rss(item("One"), title=""))
    assert (line.verdict, line.reason, entry(line).outlet) == (
        AMBIGUOUS,
        "the feed names no outlet",
        "",
    )


def test_marks_that_are_no_markup_stay_in_a_title() -> None:
    line = one(rss(item("a &lt; b &gt; c &amp;lt;i&amp;gt; R&amp;D &lt;3")))
    assert entry(line).title == "a < b > c <i> R&D <3"


def test_the_repair_of_an_outlet_is_said() -> None:
    line = one(rss(item("One", more="<source>Mirror &amp;amp; Post</source>")))
    assert (line.verdict, entry(line).outlet) == (REPAIRED, "Mirror & Post")
    assert line.reason == "outlet: HTML codes read as characters"


def test_no_more_items_are_read_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_content, "MAX_ITEMS", 2)
    content = read(rss(*(item(str(number)) for number in range(3))))
    assert len(content.lines) == 2
    assert content.notes == ("only the first 2 of 3 items are read",)


def test_a_feed_without_items_says_so() -> None:
    content = read(rss())
    assert (content.lines, content.notes) == ([], ("the feed holds no items",))


def test_progress_is_told() -> None:
    told: list[float] = []
    read(rss(*(item("One") for _ in range(2_000))), Options(progress=told.append))
    assert told == [0.5, 1.0]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_read_and_fit_to_be_shown(hostile: str) -> None:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": hostile,
        "items": [{"title": hostile, "date_published": "2026-01-11", "url": hostile}],
    }
    content = read(json.dumps(data))
    (line,) = content.lines
    for text in (line.text, entry(line).title, entry(line).outlet, line.reason, *content.notes):
        assert is_plain(text) or not any(map(str.isspace, text.replace(" ", "")))
    assert entry(line).url == ""


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_known_by_what_it_holds(name: str) -> None:
    assert feed.likeness(Document("x.txt", sample(name))) > 0.9


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"- Title - BBC - January 9th, 2026",
        b"<html><rss>",
        b'{"items": []}',
        b"<opml>",
        b"\x00\xff",
    ],
)
def test_other_documents_are_not_taken_for_feeds(data: bytes) -> None:
    assert feed.likeness(Document("feed.xml", data)) == 0


def assert_accounted_for(content: Content) -> None:
    assert [line.number for line in content.lines] == list(range(1, len(content.lines) + 1))
    for line in content.lines:
        assert (line.entry is None) == (line.verdict in (SKIPPED, REJECTED))
        assert bool(line.reason) == (line.verdict is not HEADLINE)
        assert line.text


@given(st.binary(max_size=300))
@example(b"<rss><channel><item><title>&#xffffffff;</title></item>")
@example(b"<rss><item><pubDate>0</pubDate>")
@example(b"<rss><channel><item><source><title>")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for prefix in (
        b"",
        b"<rss><channel><item><title>",
        b'{"version":"jsonfeed.org/version/1","items":[',
    ):
        feed.likeness(Document("x", prefix + data))
        try:
            content = read(prefix + data)
        except UnreadableSourceError:
            continue
        assert_accounted_for(content)


@given(st.sampled_from(FEEDS), st.data())
def test_a_damaged_sample_is_read_or_refused(name: str, data: st.DataObject) -> None:
    damaged = bytearray(sample(name))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        end = at + data.draw(st.integers(0, 20))
        damaged[at:end] = data.draw(st.binary(max_size=8))
    try:
        content = read(bytes(damaged))
    except UnreadableSourceError:
        return
    assert_accounted_for(content)


@pytest.mark.parametrize(("day_first", "month"), [(True, 4), (False, 3)])
def test_the_user_settles_which_part_of_a_date_is_the_day(day_first: bool, month: int) -> None:
    page = rss(item("Bridge opens", date="3/4/2026" if day_first else "3/4/2026 10:00"))
    read_by = Options(day_first=day_first)
    assert entry(one(page, read_by)).date.month == month


def test_a_channel_on_a_platform_is_the_outlet() -> None:
    def feed_of(*authors: str) -> str:
        entries = "".join(
            f"<entry><title>Oil rises</title><author><name>{author}</name></author>"
            "<published>2026-01-14T18:30:00Z</published></entry>"
            for author in authors
        )
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post TV</title>'
            f'<link href="https://www.youtube.com/channel/x"/>{entries}</feed>'
        )

    known = knowing(platforms=["youtube.com"])
    assert {
        entry(line).outlet for line in read(feed_of(*["Harbour Post TV"] * 2), known).lines
    } == {"Harbour Post TV"}
    mixed = read(feed_of("Harbour Post TV", "Somebody"), known)
    assert {entry(line).outlet for line in mixed.lines} == {""}


def test_a_search_engines_feed_names_outlets_in_its_own_way() -> None:
    text = rss(
        item(
            "Oil rises",
            link="http://www.bing.com/news/apiclick.aspx?ref=x&amp;url=https%3a%2f%2fa.example%2fb",
            more="<News:Source>Harbour Post</News:Source>",
        ),
        title="oil - BingNews",
    ).replace("<rss ", '<rss xmlns:News="https://www.bing.com/news/" ')
    assert (entry(one(text)).outlet, entry(one(text)).url) == (
        "Harbour Post",
        "https://a.example/b",
    )


def test_a_search_engines_alert_is_no_outlet() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:google.com,2005:reader/user/1</id>'
        '<title>Google Alert - oil</title><link href="https://www.google.com/alerts/1" rel="self"/>'
        '<entry><title type="html">&lt;b&gt;Oil&lt;/b&gt; rises</title>'
        '<link href="https://www.google.com/url?rct=j&amp;url=https://post.example/a&amp;ct=ga"/>'
        "<published>2026-01-14T18:30:00Z</published></entry></feed>"
    )
    known = knowing("Post", sites={"post.example": "Post"}, platforms=["google.com"])
    line = one(text, known)
    assert (entry(line).title, entry(line).outlet) == ("Oil rises", "Post")
    assert entry(line).url == "https://post.example/a"
    assert line.verdict is AMBIGUOUS


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_read_as_one_whatever_else_it_could_be(name: str) -> None:
    assert "eed" in read_bytes(name, sample(name)).format
