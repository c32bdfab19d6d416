"""Web pages: the list in them is found, and nothing else on them becomes a headline."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.factories import HOSTILE, knowing
from webapp.reading import DateSource, Entry, Options, UnreadableSourceError, Verdict
from webapp.reading.document import Document
from webapp.reading.entry import Content
from webapp.reading.formats import web_page
from webapp.reading.web import rows as page_rows
from webapp.reading.web.markup import MAX_DEPTH

HEADLINE, REPAIRED, AMBIGUOUS = Verdict.HEADLINE, Verdict.REPAIRED, Verdict.AMBIGUOUS
SKIPPED, REJECTED = Verdict.SKIPPED, Verdict.REJECTED
SAMPLES = Path(__file__).parent / "samples"
PAGES = sorted(path.name for path in SAMPLES.glob("html-*.html"))
EIGHTH, NINTH = dt.date(2026, 1, 8), dt.date(2026, 1, 9)
CAPTURED = dt.datetime(2026, 1, 10, 2, 0, tzinfo=dt.UTC)


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def read(page: bytes | str, options: Options | None = None, name: str = "page.html") -> Content:
    data = page if isinstance(page, bytes) else page.encode()
    return web_page.read(Document(name, data), options or Options())


def entries(content: Content) -> list[Entry]:
    return [line.entry for line in content.lines if line.entry]


def told(content: Content) -> list[tuple[str, str, dt.date]]:
    return [entry[:3] for entry in entries(content)]


def list_of(*rows: str, head: str = "", between: str = "") -> str:
    held = "".join(f"<li>{row}</li>" for row in rows)
    return f"<html><head>{head}</head><body>{between}<ul>{held}</ul></body></html>"


def link(title: str, address: str = "/x") -> str:
    return f'<a href="{address}">{title}</a>'


BRIDGE = "Bridge over the river opens"
BOATS = "Boats collide in the fog"


def test_a_post_whose_lines_are_the_list() -> None:
    content = read(sample("html-blog-list.html"))
    assert (content.format, content.unit) == ("web page", "line")
    assert content.notes == ("its lines are read as a text list",)
    assert [(entry[:3], entry.url) for entry in entries(content)] == [
        ((BRIDGE, "Example Times", NINTH), "https://times.example/opens"),
        (("Isn't it a bridge – too far?", "The Daily Invention", NINTH), ""),
        (("Boats collide - report", "Harbour Post", EIGHTH), "https://blog.example/2026/02/local"),
        (("One or two", "Harbour Post", EIGHTH), ""),
        (("Clicked by nobody", "Harbour Post", EIGHTH), ""),
    ]
    by_text = {line.text: line for line in content.lines}
    assert by_text["- No date on this one - Harbour Post"].verdict is REJECTED
    for text in (
        "All about this blog Everything ever written",
        "Posted by Somebody - January 10th, 2026",
        "- My own list - Me - January 9th, 2026 [January 9th, 2026]",
        "We use cookies - Consent - January 9th, 2026",
        "- All rights reserved - January 9th, 2026",
    ):
        assert (by_text[text].verdict, by_text[text].reason) == (SKIPPED, page_rows.NO_CONTENT)
    assert not any("Script" in text or "Style" in text for text in by_text)


def test_an_aggregators_results() -> None:
    options = knowing("Example Times", platforms=["aggregator.example"])
    options = Options(known=options.known, captured=CAPTURED)
    content = read(sample("html-aggregator-results.html"), options)
    assert content.unit == "item"
    header, known, guessed, undated, footer = content.lines
    assert (header.verdict, footer.verdict) == (SKIPPED, SKIPPED)
    assert (known.verdict, known.reason) == (HEADLINE, "")
    assert known.entry == Entry(
        BRIDGE,
        "Example Times",
        NINTH,
        DateSource.PUBLISHED,
        None,
        "https://aggregator.example/read/1",
        dt.datetime(2026, 1, 9, 22, 30, tzinfo=dt.UTC),
    )
    assert guessed.entry is not None
    assert guessed.entry[:4] == (
        "Isn't it a bridge too far?",
        "The Daily Invention",
        NINTH,
        DateSource.CAPTURED,
    )
    assert guessed.reason == (
        "HTML codes read as characters; "
        "“The Daily Invention” beside the headline is taken as the outlet"
    )
    assert content.notes[-1] == (
        "relative dates count from 2026-01-10 02:00 UTC: the time given with --captured"
    )
    assert (undated.verdict, undated.reason) == (REJECTED, "it has no date")


def test_hours_counted_back_from_an_unknown_moment_are_no_date() -> None:
    content = read(sample("html-aggregator-results.html"))
    assert "“5 hours ago” counts from when the list was captured" in content.lines[2].reason
    assert "say it with --captured" in content.lines[2].reason
    assert content.lines[2].verdict is REJECTED


def test_links_below_the_date_of_their_day() -> None:
    content = read(sample("html-links-by-day.html"))
    assert [(entry[:3], entry.date_source) for entry in entries(content)] == [
        ((BRIDGE, "Example Times", NINTH), DateSource.HEADING),
        (
            ("Is it a bridge too far?", "Daily Invention", dt.date(2026, 1, 7)),
            DateSource.PUBLISHED,
        ),
        ((BOATS, "harbourpost.example", EIGHTH), DateSource.HEADING),
    ]
    assert [line.verdict for line in content.lines if line.entry] == [
        HEADLINE,
        HEADLINE,
        AMBIGUOUS,
    ]
    reasons = {line.text: line.reason for line in content.lines}
    assert reasons["Friday, January 9, 2026"] == "the date of what follows"
    assert reasons["A remark of mine"] == "no headline in it"
    assert reasons["My bridge links"] == "no part of the list of headlines"
    assert "link’s site, harbourpost.example" in reasons[BOATS]


def test_a_table() -> None:
    content = read(sample("html-table.html"))
    assert told(content) == [(BRIDGE, "Example Times", NINTH), (BOATS, "Harbour Post", EIGHTH)]
    assert content.lines[1].text == f"{BRIDGE} | Example Times | 9 January 2026"
    assert [line.verdict for line in content.lines] == [SKIPPED, HEADLINE, HEADLINE, REJECTED]
    assert content.lines[3].reason == "“31 February 2026” is a date that does not exist"


def test_an_outlets_front_page() -> None:
    content = read(sample("html-front-page.html"))
    assert told(content) == [
        (BOATS, "Harbour Post", NINTH),
        ("Ferry is late once more", "Harbour Post", EIGHTH),
    ]
    assert content.notes[1] == (
        "where no outlet is written and the link stays here, it is “Harbour Post”"
    )
    assert entries(content)[0].url == "https://harbourpost.example/1"


def test_an_articles_own_page_is_that_article() -> None:
    content = read(sample("html-article-json-ld.html"))
    (entry,) = entries(content)
    assert entry == Entry(
        "Boats collide in the fog & sink",
        "Harbour Post",
        NINTH,
        DateSource.PUBLISHED,
        None,
        "https://harbourpost.example/1",
        dt.datetime(2026, 1, 9, 7, 0, tzinfo=dt.UTC),
    )
    assert content.lines[0].verdict is REPAIRED
    assert "1 script of data for machines cannot be read" in content.notes
    assert all("visible text" in line.reason for line in content.lines[1:])
    assert len(content.lines) == 7


def test_an_article_that_says_so_in_its_head_only() -> None:
    head = (
        '<meta property="og:type" content="article"><meta property="og:title" content="Boats">'
        '<meta property="article:published_time" content="2026-01-09T08:00:00Z">'
        '<meta property="og:site_name" content="Harbour Post">'
    )
    content = read(f"<html><head>{head}</head><body><p>Text</p></body></html>")
    assert told(content) == [("Boats", "Harbour Post", NINTH)]


def test_a_list_beats_the_data_of_the_page_itself() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "My list", '
        '"datePublished": "2026-01-09", "publisher": {"name": "Me"}}</script>'
    )
    rows = [f"{link(BRIDGE)} <cite>Post</cite> 2026-01-08", f"{link(BOATS, '/y')} 2026-01-07"]
    content = read(list_of(*rows, head=data))
    assert [entry.title for entry in entries(content)] == [BRIDGE, BOATS]
    assert content.notes[1] == (
        "1 article that it describes for machines is not counted: the list holds more"
    )


def test_a_list_for_machines() -> None:
    content = read(sample("html-item-list-json-ld.html"))
    assert told(content) == [
        (BRIDGE, "Example Times", NINTH),
        ("Is it a bridge too far?", "Daily Invention", EIGHTH),
    ]
    assert [(line.verdict, line.reason) for line in content.lines] == [
        (HEADLINE, ""),
        (AMBIGUOUS, "no day of publication; that of its last change is taken"),
        (SKIPPED, "the same article once more"),
        (REJECTED, "it has no date"),
        (REJECTED, "the article has no headline"),
        (SKIPPED, "visible text: the page's data for machines is read instead"),
    ]
    assert entries(content)[1].url == "https://links.example/2"


def test_data_that_leads_to_other_sites_or_around_its_own() -> None:
    head = (
        '<link rel="canonical" href="https://me.example/"><meta name="date" content="2026-01-09">'
        '<meta property="og:site_name" content="Me"><script type="application/ld+json">['
        '{"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", '
        '"name": "The way to this page", "url": "https://me.example/way"}]},'
        '{"@type": "ItemList", "itemListElement": ['
        f'{{"@type": "ListItem", "name": "{BRIDGE}", "url": "https://one.example/1"}},'
        f'{{"@type": "ListItem", "name": "{BOATS}", "url": "https://me.example/2"}},'
        '{"@type": "ListItem", "name": "Sports", "url": "https://me.example/3"}]}]</script>'
    )
    content = read(f"<html><head>{head}</head></html>")
    assert told(content) == [(BRIDGE, "one.example", NINTH), (BOATS, "Me", NINTH)]
    assert all(entry.date_source is DateSource.PAGE for entry in entries(content))
    assert content.lines[2].reason == "a link without a headline"


def test_the_pages_own_date_serves_links_to_other_sites_that_have_none() -> None:
    head = (
        '<meta name="date" content="2026-01-09"><link rel="canonical" href="https://me.example/">'
    )
    away = [link(BRIDGE, "https://one.example/"), link(BOATS, "https://two.example/")]
    content = read(list_of(*away, head=head), knowing(sites={"one.example": "One"}))
    first, second = content.lines
    assert first.entry is not None
    assert first.entry[:4] == (BRIDGE, "One", NINTH, DateSource.PAGE)
    assert first.verdict is second.verdict is AMBIGUOUS
    assert "the page's own date is taken, 9 January 2026" in first.reason


def test_the_pages_own_date_makes_no_headlines_of_its_own_links() -> None:
    head = (
        '<meta name="date" content="2026-01-09"><link rel="canonical" href="https://me.example/">'
    )
    content = read(list_of(link(BRIDGE), link(BOATS, "/y"), head=head))
    assert entries(content) == []
    assert content.notes == ("no list of headlines with dates is found in this page",)


@pytest.mark.parametrize(
    "button",
    [
        "Read the full story here",
        "Continue reading this article",
        "Share this story with friends",
        "Leave a comment",
        "Sign up for our newsletter",
        "Accept all cookies",
        "Privacy policy",
        "3 comments",
    ],
)
def test_buttons_are_no_headlines(button: str) -> None:
    rows = [f"{link(button, f'/{number}')} 2026-01-09" for number in range(3)]
    assert entries(read(list_of(*rows))) == []


@pytest.mark.parametrize(
    "opening",
    [
        "<nav>",
        "<footer>",
        "<aside>",
        "<form>",
        '<div role="navigation">',
        '<div class="sidebar">',
        '<div id="comments">',
        '<div class="cookie-banner">',
        "<div hidden>",
        "<header>",
        '<div style="display: none">',
        '<section class="related-links">',
    ],
)
def test_what_stands_beside_the_content_is_no_headline(opening: str) -> None:
    rows = "".join(f"<p>{link(f'{BOATS} {n}', f'/{n}')} 2026-01-09</p>" for n in range(3))
    text = "<p>Content that is much longer than what stands beside it.</p>" * 20
    assert entries(read(f"<html><body>{opening}{rows}</div></body>{text}</html>")) == []


def test_most_of_a_page_is_its_content_whatever_its_class() -> None:
    rows = "".join(f"<p>{link(f'{BOATS} {n}', f'/{n}')} 2026-01-09</p>" for n in range(3))
    content = read(f'<html><body><div class="sidebar">{rows}</div><p>Hello</p></body></html>')
    assert len(entries(content)) == 3


def test_words_linked_within_sentences_are_no_headlines() -> None:
    text = "On 9 January 2026 he said that <a href='/{}'>the boats would collide</a>, and so on."
    assert entries(read("<html>" + "".join(f"<p>{text.format(n)}</p>" for n in range(3)))) == []


def test_a_link_to_the_outlet_is_not_the_headline() -> None:
    rows = [
        f"{link(f'{BOATS} {n}', f'https://post.example/{n}')} "
        f"{link('The Wall Street Journal', 'https://wsj.example/')} 2026-01-09"
        for n in range(2)
    ]
    assert told(read(list_of(*rows)))[0] == (f"{BOATS} 0", "The Wall Street Journal", NINTH)


def test_a_block_of_several_headlines_is_not_guessed_at() -> None:
    rows = [f"{link(f'{BOATS} {n}', f'/{n}')} 2026-01-09" for n in range(3)]
    both = f"{link(f'{BOATS} again', '/a')} {link(f'{BRIDGE} again now', '/b')} 2026-01-09"
    content = read(list_of(*rows, both))
    assert len(entries(content)) == 3
    assert content.lines[3].verdict is REJECTED
    assert "cannot be told apart" in content.lines[3].reason


def test_a_heading_is_the_headline_among_other_links() -> None:
    rows = [
        f"<h3>{link(f'{BOATS} {n}', f'/{n}')}</h3><p>{link('Another story of the same day', '/b')}"
        "</p>2026-01-09"
        for n in range(2)
    ]
    assert [entry.title for entry in entries(read(list_of(*rows)))] == [f"{BOATS} 0", f"{BOATS} 1"]


def test_a_date_that_is_no_heading_but_stands_above_is_taken_and_said() -> None:
    rows = [link(BOATS, "https://one.example/"), link(BRIDGE, "https://two.example/")]
    content = read(list_of(*rows, between="<p>January 9th, 2026</p>"))
    assert entries(content)[0][2:4] == (NINTH, DateSource.HEADING)
    assert content.lines[1].verdict is AMBIGUOUS
    assert "the date that stands above is taken" in content.lines[1].reason


def test_a_page_that_is_called_by_a_platforms_name_gathers() -> None:
    head = '<title>Hits - Example Aggregator</title><meta property="og:site_name" content="Finds">'
    rows = [f"{link(title, '/1')} <i>Harbour Post</i> 2026-01-09" for title in (BOATS, BRIDGE)]
    options = knowing(platforms=["Example Aggregator"])
    assert told(read(list_of(*rows, head=head), options))[0] == (BOATS, "Harbour Post", NINTH)
    assert told(read(list_of(*rows, head=head)))[0] == (BOATS, "Finds", NINTH)


def test_a_known_outlet_in_the_pages_title_is_its_site() -> None:
    head = '<title>Boats | Harbour Post</title><link rel="canonical" href="https://h.example/">'
    rows = [f"{link(title, '/1')} 2026-01-09" for title in (BOATS, BRIDGE)]
    content = read(list_of(*rows, head=head), knowing("Harbour Post"))
    assert told(content)[0] == (BOATS, "Harbour Post", NINTH)


def test_text_that_was_escaped_twice_is_repaired_in_lines_too() -> None:
    content = read("<p>- Isn&amp;#39;t it - Mirror &amp;amp; Post - January 9th, 2026</p>")
    (line,) = content.lines
    assert told(content) == [("Isn't it", "Mirror & Post", NINTH)]
    assert (line.verdict, line.reason) == (REPAIRED, "HTML codes read as characters")


def test_a_few_headlines_with_dates_beat_many_names_without() -> None:
    items = ", ".join(
        f'{{"@type": "ListItem", "name": "{BOATS} {n}", "url": "https://s{n}.example/"}}'
        for n in range(4)
    )
    head = (
        '<meta name="date" content="2026-01-10"><script type="application/ld+json">'
        f'{{"@type": "ItemList", "itemListElement": [{items}]}}</script>'
    )
    rows = [f"{link(t, f'/{t}')} <cite>Post</cite> 2026-01-09" for t in (BOATS, BRIDGE)]
    assert told(read(list_of(*rows, head=head))) == [
        (BOATS, "Post", NINTH),
        (BRIDGE, "Post", NINTH),
    ]


def test_a_journalist_is_no_outlet() -> None:
    rows = [
        f"{link(f'{BOATS} {n}', f'https://s{n}.example/')} <i>By Jane Doe</i> 2026-01-09"
        for n in range(2)
    ]
    assert told(read(list_of(*rows)))[0][1] == "s0.example"


def test_the_outlet_behind_a_title_is_parted_when_its_site_says_so() -> None:
    rows = [
        f"{link(f'{title} - Harbour Post', 'https://www.harbourpost.example/')} 2026-01-09"
        for title in (BOATS, BRIDGE)
    ]
    assert told(read(list_of(*rows)))[0][:2] == (BOATS, "Harbour Post")


@pytest.mark.parametrize(
    ("ago", "day"),
    [
        ("3 hours ago", 9),
        ("1 hour ago", 10),
        ("an hour ago", 10),
        ("45 mins ago", 10),
        ("2h", 10),
        ("3d", 7),
        ("2 days ago", 8),
        ("1 week ago", 3),
        ("yesterday", 9),
        ("Today", 10),
        ("just now", 10),
        ("vor 3 Stunden", 9),
        ("il y a 2 jours", 8),
        ("gestern", 9),
        ("3時間前", 9),
        ("30 seconds ago", 10),
        ("Updated 3 hours ago", 9),
        ("3 hours ago by Jane Doe", 9),
        ("Yesterday at 18:30", 9),
    ],
)
def test_times_counted_back(ago: str, day: int) -> None:
    rows = [f"{link(title, f'/{title[:3]}')} <span>{ago}</span>" for title in (BOATS, BRIDGE)]
    content = read(list_of(*rows), Options(captured=CAPTURED))
    assert entries(content)[0][2:4] == (dt.date(2026, 1, day), DateSource.CAPTURED)
    assert ("counted from" in content.lines[0].reason) is ("week" in ago)


def test_hours_and_minutes_give_the_moment_too() -> None:
    rows = [f"{link(title, f'/{title[:3]}')} <span>3 hours ago</span>" for title in (BOATS, BRIDGE)]
    (first, _) = entries(read(list_of(*rows), Options(captured=CAPTURED)))
    assert first.time == dt.datetime(2026, 1, 9, 23, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("9. Januar 2026", None),
        ("Freitag, 9. Januar 2026", None),
        ("9 janvier 2026", None),
        ("9 января 2026 года", None),
        ("2026年1月9日", None),
        ("9 January 2026, 18:30 UTC", dt.datetime(2026, 1, 9, 18, 30, tzinfo=dt.UTC)),
        ("9/1/2026", None),
    ],
)
def test_dates_in_words_are_read_as_in_lists(written: str, time: dt.datetime | None) -> None:
    rows = [
        f"{link(title, f'https://s{n}.example/')} <i>Harbour Post</i> · {written}"
        for n, title in enumerate((BOATS, BRIDGE))
    ]
    content = read(list_of(*rows), Options(day_first=True))
    assert told(content)[0] == (BOATS, "Harbour Post", NINTH)
    assert entries(content)[0].time == time


def test_the_pages_dates_settle_each_other() -> None:
    rows = [
        f"{link(title, f'/{title[:3]}')} <i>{day}</i>"
        for title, day in ((BOATS, "9/1/2026"), (BRIDGE, "25/12/2025"))
    ]
    assert told(read(list_of(*rows)))[0][2] == NINTH


@pytest.mark.parametrize("heading", ["Yesterday", "Friday, January 9", "Freitag, 9. Januar 2026"])
def test_headings_are_read_as_in_lists(heading: str) -> None:
    rows = "".join(
        f"<li>{link(title, f'https://s{n}.example/')} <cite>Harbour Post</cite></li>"
        for n, title in enumerate((BOATS, BRIDGE))
    )
    page = f"<html><body><h2>{heading}</h2><ul>{rows}</ul></body></html>"
    content = read(page, Options(captured=CAPTURED))
    assert told(content)[0] == (BOATS, "Harbour Post", NINTH)
    assert ("the year is that of" in content.lines[1].reason) is (heading[-1] == "9")


@pytest.mark.parametrize("start", ["Today in history: ", "Yesterday, ", "Heute "])
def test_a_headline_that_begins_with_a_day_is_no_date(start: str) -> None:
    rows = [
        f"{link(f'{start}{title}', f'/{title[:3]}')} <i>2026-01-09</i>" for title in (BOATS, BRIDGE)
    ]
    content = read(list_of(*rows), Options(captured=CAPTURED))
    assert told(content)[0] == (f"{start}{BOATS}", "", NINTH)


def test_yesterday_alone_dates_what_follows_only_as_a_heading() -> None:
    rows = "".join(
        f"<li>{link(title, f'https://s{n}.example/')} <cite>Harbour Post</cite></li>"
        for n, title in enumerate((BOATS, BRIDGE))
    )
    page = f"<html><body><p>Yesterday</p><ul>{rows}</ul></body></html>"
    assert entries(read(page, Options(captured=CAPTURED))) == []


def test_the_lines_of_a_page_know_all_that_a_list_knows() -> None:
    page = (
        "<html><body><pre>\n"
        f"- {BOATS} - Harbour Post - 3 hours ago\n"
        f"- {BRIDGE} - Harbour Post - 9/1/2026\n"
        "- Trains run late again - Harbour Post - 8/1/2026\n</pre></body></html>"
    )
    content = read(page, Options(captured=CAPTURED, day_first=True))
    assert content.unit == "line"
    assert [entry[:3] for entry in entries(content)] == [
        (BOATS, "Harbour Post", NINTH),
        (BRIDGE, "Harbour Post", NINTH),
        ("Trains run late again", "Harbour Post", EIGHTH),
    ]


def test_outlets_that_are_known_prove_the_shape_of_a_pages_lines() -> None:
    page = f"<html><body><p>{BOATS} (Harbour Post), 9 January 2026</p></body></html>"
    (unknown,) = read(page).lines
    (known,) = read(page, knowing("Harbour Post")).lines
    assert (unknown.verdict, known.verdict) == (AMBIGUOUS, HEADLINE)
    assert known.entry is not None
    assert known.entry[:2] == (BOATS, "Harbour Post")


def test_hours_counted_from_the_pages_own_day_are_in_doubt() -> None:
    head = '<meta property="article:published_time" content="2026-01-09">'
    rows = [f"{link(title, f'/{title[:3]}')} <span>3 hours ago</span>" for title in (BOATS, BRIDGE)]
    content = read(list_of(*rows, head=head))
    assert told(content)[0][2] == NINTH
    assert "the page’s own date, 9 January 2026, which has no time of day" in (
        content.lines[0].reason
    )


def test_the_moment_of_fetching_counts_when_no_other_is_told() -> None:
    page = list_of(*(f"{link(t, f'/{t[:3]}')} <i>yesterday</i>" for t in (BOATS, BRIDGE)))
    document = Document("x", page.encode(), captured=CAPTURED)
    assert entries(web_page.read(document, Options()))[0].date == NINTH


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        ("", "https://a.example/b/c", "https://a.example/b/x"),
        ('<base href="https://base.example/d/">', "p.html", "https://base.example/d/x"),
        ('<base href="/d/">', "https://a.example/b/c", "https://a.example/d/x"),
        ('<link rel="canonical" href="https://c.example/e/f">', "p.html", "https://c.example/e/x"),
        ('<meta name="saved-from" content="https://s.example/g/">', "p", "https://s.example/g/x"),
        ('<meta property="og:url" content="https://o.example/">', "p", "https://o.example/x"),
        ("", "page.html", ""),
        ('<base href="http://[broken">', "page.html", ""),
    ],
)
def test_links_are_resolved_when_it_is_known_where_the_page_is_from(
    head: str, name: str, expected: str
) -> None:
    rows = [f"{link(BOATS, 'x')} 2026-01-09", f"{link(BRIDGE, 'y')} 2026-01-09"]
    assert entries(read(list_of(*rows, head=head), name=name))[0].url == expected


def test_a_long_page_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_rows, "MAX_ROWS", 3)
    assert len(read("<html>" + "<p>a</p>" * 3).notes) == 1
    content = read("<html>" + "<p>a</p>" * 4)
    assert len(content.lines) == 3
    assert "the page is cut" in content.notes[-1]


@pytest.mark.parametrize(
    "page",
    [
        "<div>x" * 20_000,
        "<div>" * 20_000 + "x" + "</div>" * 20_000,
        "<div " + " ".join(f"a{number}=1" for number in range(20_000)) + ">x",
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script>x",
        "<script type='application/ld+json'>" + '{"a":' * 900 + "1" + "}" * 900 + "</script>x",
        "<html>a\x00b<p>\x00</p><p>and text that is long enough to be text</p>",
        "<" * 10_000,
    ],
)
def test_pages_made_to_break_readers_do_no_harm(page: str) -> None:
    content = read(page)
    assert content.lines
    assert entries(content) == []


def test_what_is_nested_too_deep_keeps_its_text_and_what_follows_its_place() -> None:
    deep = MAX_DEPTH + 50
    rows = "".join(f"<li>{link(f'{BOATS} {n}', f'/{n}')} 2026-01-09</li>" for n in range(3))
    content = read(f"<html>{'<div>' * deep}deep{'</div>' * deep}<ul>{rows}</ul>")
    assert [line.text for line in content.lines][0] == "deep"
    assert len(entries(content)) == 3


def test_a_nul_is_shown() -> None:
    assert read("<html>a\x00b and more text that is long enough").lines[0].text[:3] == "a␀b"


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="empty"):
        read(" \n")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_does_no_harm(hostile: str) -> None:
    page = list_of(*(f"{link(hostile, hostile)} <cite>{hostile}</cite> 2026-01-09" for _ in "ab"))
    assert_accounted_for(read(page))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_known_by_what_it_holds(name: str) -> None:
    assert web_page.likeness(Document("x.txt", sample(name))) > 0.5


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"- <b>Title</b> - BBC - January 9th, 2026",
        b"<rss><channel>",
        b"{}",
        b"<opml>",
        b"<p",
        b"1 < 2 and <a> is a tag",
        b"\xff\xfe\x00",
    ],
)
def test_other_documents_are_not_taken_for_pages(data: bytes) -> None:
    assert web_page.likeness(Document("page.html", data)) == 0


def assert_accounted_for(content: Content) -> None:
    assert [line.number for line in content.lines] == list(range(1, len(content.lines) + 1))
    for line in content.lines:
        assert (line.entry is None) == (line.verdict in (SKIPPED, REJECTED))
        assert bool(line.reason) == (line.verdict is not HEADLINE)
        assert line.text


PIECES = st.sampled_from(
    [
        "<ul>",
        "<li>",
        "</li>",
        "<p>",
        "<tr><td>",
        "<td>",
        "<a href=/x>",
        "<a href=//e.example>",
        "</a>",
        BOATS,
        BRIDGE,
        "2026-01-09",
        "<time datetime=2026-01-09>",
        "</time>",
        "<cite>Post",
        "</cite>",
        "<br>",
        "<h2>",
        "</h2>",
        "January 9th, 2026",
        " - ",
        "<nav>",
        "</div>",
        "<pre>\n",
        "3 hours ago",
        "<base href=https://e.example/>",
        "<script type=application/ld+json>",
        '{"@type":"Article","headline":"A"}',
        "</script>",
        "\x00",
        "&nbsp;",
        "<!--",
        "-->",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=100))
@example("<p><a href='http://[x'>Boats collide in the fog</a> 2026-01-09" * 3)
@settings(max_examples=200)
def test_any_page_is_read_or_refused(page: str) -> None:
    try:
        content = read(page.encode("utf-8", "replace"), Options(captured=CAPTURED))
    except UnreadableSourceError:
        return
    assert_accounted_for(content)


@given(st.sampled_from(PAGES), st.data())
def test_a_damaged_sample_is_read_or_refused(name: str, data: st.DataObject) -> None:
    damaged = bytearray(sample(name))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8))
    try:
        content = read(bytes(damaged))
    except UnreadableSourceError:
        return
    assert_accounted_for(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    web_page.likeness(Document("x", data))
    try:
        content = read(b"<html>" + data)
    except UnreadableSourceError:
        return
    assert_accounted_for(content)
