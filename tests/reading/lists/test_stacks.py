"""Search results as they are copied: title, outlet and date on lines of their own."""

import datetime as dt
from itertools import chain

import pytest

from tests.factories import knowing
from webapp.reading import DateSource, Options, Verdict, read_bytes
from webapp.reading.entry import Reading

CAPTURED = dt.datetime(2026, 1, 14, 18, 30, tzinfo=dt.UTC)
#: Title, outlet, date as copied and the day that it is.
RECORDS = [
    ("Protests spread in Tehran after a night of rain", "Harbour Post", "3 hours ago", 14),
    ("Ministers meet in Vienna to discuss the talks", "Example Times", "Yesterday", 13),
    ("Oil rises again as talks stall", "Harbour Post", "Jan 12, 2026", 12),
    ("Who rules, and for how long?", "Example Times", "11 January", 11),
]
ORDERS = [(0, 1, 2), (1, 0, 2), (0, 2, 1), (1, 2, 0), (2, 0, 1), (2, 1, 0)]


def reading_of(records: list[list[str]], gap: str = "", options: Options | None = None) -> Reading:
    lines = chain.from_iterable([*record, *([gap] if gap else [])] for record in records)
    text = "\n".join(line.strip() for line in lines)
    return read_bytes("results.txt", text.encode(), options or Options(captured=CAPTURED))


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join("TOD"[at] for at in order))
@pytest.mark.parametrize("gap", ["", " "], ids=["close", "blank lines between"])
def test_stacks_are_read_in_any_order(order: tuple[int, ...], gap: str) -> None:
    reading = reading_of([[str(record[at]) for at in order] for record in RECORDS], gap)
    found = [line.entry for line in reading.lines if line.entry]
    assert [(entry.title, entry.outlet, entry.date.day) for entry in found] == [
        (title, outlet, day) for title, outlet, _, day in RECORDS
    ]
    assert [entry.date_source for entry in found] == [
        DateSource.CAPTURED,
        DateSource.CAPTURED,
        DateSource.PUBLISHED,
        DateSource.PUBLISHED,
    ]
    assert len([line for line in reading.lines if line.verdict is Verdict.SKIPPED]) == (
        8 + (4 if gap else 0) - (1 if gap else 0)
    ), reading.lines
    skipped = {line.reason[:10] for line in reading.lines if line.verdict is Verdict.SKIPPED}
    assert skipped == {"the outlet", "the date o"} | ({"blank line"} if gap else set())


def test_what_stands_around_a_search_result_is_no_part_of_it() -> None:
    reading = reading_of(
        [[outlet, "More", title, date, "By Ann Smith"] for title, outlet, date, _ in RECORDS]
    )
    assert [line.entry.title for line in reading.lines if line.entry] == [
        record[0] for record in RECORDS
    ]


def test_one_stack_needs_a_known_outlet() -> None:
    title, outlet, date, _ = RECORDS[0]
    unknown = reading_of([[title, outlet, date]])
    assert not any(line.entry for line in unknown.lines)
    known = Options(captured=CAPTURED, known=knowing(outlet).known)
    (entry,) = (
        line.entry
        for line in reading_of([[title, outlet, date]], options=known).lines
        if line.entry
    )
    assert (entry.title, entry.outlet) == (title, outlet)


def test_outlets_that_nothing_proves_are_doubtful() -> None:
    outlets = ["Harbour Post", "Example Times", "Daily Nowhere", "The Lantern"]
    reading = reading_of(
        [
            [title, outlet, date]
            for (title, _, date, _), outlet in zip(RECORDS, outlets, strict=True)
        ]
    )
    found = [line for line in reading.lines if line.entry]
    assert {line.verdict for line in found} == {Verdict.AMBIGUOUS}
    assert found[0].reason == (
        "“Harbour Post” is taken as the outlet; nothing else shows whether it is"
    )


def test_without_a_capture_time_relative_dates_are_rejected_and_say_what_helps() -> None:
    reading = reading_of([[t, o, "3 hours ago"] for t, o, _, _ in RECORDS], options=Options())
    rejected = [line for line in reading.lines if line.verdict is Verdict.REJECTED]
    assert [line.text for line in rejected] == [record[0] for record in RECORDS]
    assert all("--captured" in line.reason for line in rejected)


def test_headlines_below_dates_are_no_stacks() -> None:
    text = "14 January 2026\nProtests spread (BBC)\nOil rises (BBC)\n"
    text += "13 January 2026\nTalks stall (BBC)\nWho rules? (BBC)\n"
    reading = read_bytes("list.txt", text.encode())
    assert [line.entry.title for line in reading.lines if line.entry] == [
        "Protests spread",
        "Oil rises",
        "Talks stall",
        "Who rules?",
    ]


def test_one_stack_among_many_other_dates_proves_nothing() -> None:
    title, outlet, date, _ = RECORDS[2]
    text = f"{outlet}\n{title}\n{date}\n" + "".join(f"{day} January 2026\n" for day in range(1, 9))
    lines = read_bytes("list.txt", text.encode(), knowing(outlet)).lines
    assert not any(line.entry for line in lines)


def test_an_outlet_that_may_belong_to_either_title_is_doubtful() -> None:
    titles = [record[0] for record in RECORDS[:2]]
    text = "".join(f"BBC\n{title}\n14 January 2026\n" for title in titles) + "BBC\n"
    found = [line for line in read_bytes("list.txt", text.encode()).lines if line.entry]
    assert [line.verdict for line in found] == [Verdict.AMBIGUOUS] * 2
    assert "may belong to the title beside it" in found[0].reason


def test_a_line_that_stands_in_every_record_is_no_title() -> None:
    text = "BBC\nWatch the whole story here\n14 January 2026\n" * 3
    lines = read_bytes("list.txt", text.encode()).lines
    assert not any(line.entry for line in lines)


@pytest.mark.parametrize(
    "prose", ["The road north is closed, and nobody knows why.", "We asked, and they said:"]
)
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join("TOD"[at] for at in order))
@pytest.mark.parametrize("count", [1, 4])
def test_prose_above_and_below_is_no_part_of_a_stack(
    prose: str, order: tuple[int, ...], count: int
) -> None:
    options = Options(captured=CAPTURED, known=knowing("Harbour Post", "Example Times").known)
    records = [[str(record[at]) for at in order] for record in RECORDS[:count]]
    bare = reading_of(records, options=options)
    around = reading_of([[prose, "", *records[0]], *records[1:], ["", prose]], options=options)
    assert [line.entry for line in around.lines[2:-2]] == [line.entry for line in bare.lines]
    assert [line.verdict for line in around.lines[2:-2]] == [line.verdict for line in bare.lines]


def test_no_line_is_part_of_two_stacks() -> None:
    text = "Fog closes the harbour\nBBC\n14 January 2026\n\nBBC\n14 January 2026\nOil is up again\n"
    lines = read_bytes("list.txt", text.encode(), knowing("BBC")).lines
    owners = [line.reason for line in lines if "of the headline on line" in line.reason]
    assert all(lines[int(reason.split()[-1]) - 1].entry for reason in owners)
