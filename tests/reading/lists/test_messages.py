"""Chats in which headlines are passed on."""

from datetime import date

import pytest

from tests.factories import knowing
from webapp.reading import DateSource, Entry, Verdict, read_bytes

LINK = "https://www.example-times.example/b"
DAY = date(2026, 1, 14)


@pytest.mark.parametrize(
    "start",
    [
        "[14/01/2026, 18:30] ",
        "\u200e[14.01.26, 18:30:05] ",
        "14/01/2026, 18:30 - ",
        "1/14/26, 6:30 PM - ",
    ],
    ids=["iPhone", "iPhone, German", "Android", "Android, US"],
)
def test_messages_are_headlines_of_the_day_they_were_sent(start: str) -> None:
    text = "\n".join(
        start + message
        for message in (
            "Messages are encrypted end to end.",
            f"Ann: Oil rises again - Example Times {LINK}",
            f"Bob: Talks stall in Vienna {LINK}",
            f"Ann: {LINK}",
            "Bob: see you",
        )
    )
    lines = read_bytes("chat.txt", text.encode(), knowing("example times")).lines
    system, titled, bare, link, talk = lines
    assert titled.entry == Entry(
        "Oil rises again", "Example Times", DAY, DateSource.LISTED, DAY, LINK
    )
    assert bare.entry is not None
    assert (bare.entry.title, bare.entry.outlet) == ("Talks stall in Vienna", "")
    assert [line.verdict for line in (system, link, talk)] == [Verdict.SKIPPED] * 3
    assert link.reason == "a message with a link and no headline"


@pytest.mark.parametrize(
    "lines",
    [
        ["[14 Jan 2026] Oil rises (BBC)", "[15 Jan 2026] Talks stall (BBC)"],
        ["2026-01-14 18:30 - BBC: Oil rises again", "2026-01-14 18:30 - BBC: Talks stall"],
    ],
)
def test_dates_before_headlines_make_no_chat(lines: list[str]) -> None:
    lines = lines * 2
    read = read_bytes("list.txt", "\n".join(lines).encode()).lines
    assert {line.entry.date_source for line in read if line.entry} == {DateSource.PUBLISHED}


def test_one_line_is_no_chat_and_a_headline_with_its_own_date_keeps_it() -> None:
    message = "[14/01/2026, 18:30] Ann: Oil rises again - BBC"
    single = read_bytes("list.txt", message.encode())
    assert "chat" not in " ".join(single.notes)
    dated = [message, message, f"{message} - 12 January 2026"]
    last = read_bytes("list.txt", "\n".join(dated).encode()).lines[-1]
    assert last.entry is not None
    assert (last.entry.date.day, last.entry.date_source) == (12, DateSource.PUBLISHED)


def test_a_message_with_an_outlet_and_no_words_before_it_is_rejected() -> None:
    start, end = "[14/01/2026, 18:30] Ann: ", f"- Harbour Post {LINK}"
    text = f"{start}Fog closes the harbour {end}\n{start}Oil is up {end}\n{start}{end}\n"
    lines = read_bytes("chat.txt", text.encode()).lines
    assert [line.verdict for line in lines] == [Verdict.HEADLINE] * 2 + [Verdict.REJECTED]
    assert lines[2].reason == "there is no headline text beside the outlet"
