import json
from datetime import date
from pathlib import Path

import pytest

from webapp.reading import Options, UnreadableSourceError, Verdict, read_bytes
from webapp.reading.entry import Reading

SAMPLES = Path(__file__).parent / "samples"
ITEM = {"title": "Talks resume", "date": "2026-01-14", "outlet": "BBC"}


def read(text: str) -> Reading:
    reading = read_bytes("x", text.encode("utf-8", "surrogatepass"))
    assert reading.format == "JSON"
    return reading


def titles(text: str) -> list[str]:
    return [line.entry.title for line in read(text).lines if line.entry]


@pytest.mark.parametrize(
    ("name", "title", "outlet", "day"),
    [
        ("gdelt.json", "Storm nears the coast", "example-times.com", "2026-01-14"),
        ("newsapi.json", "Talks resume", "BBC News", "2026-01-14"),
        ("event-registry.json", "Oil falls", "Reuters", "2026-01-13"),
    ],
)
def test_what_news_services_answer(name: str, title: str, outlet: str, day: str) -> None:
    (line,) = read_bytes(name, (SAMPLES / name).read_bytes()).lines
    assert line.verdict is Verdict.HEADLINE
    assert line.entry is not None
    assert (line.entry.title, line.entry.outlet) == (title, outlet)
    assert line.entry.date == date.fromisoformat(day)
    assert line.entry.time is not None
    assert line.entry.url.startswith("https://www.")


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([ITEM, ITEM]),
        json.dumps({"articles": [ITEM, ITEM]}),
        json.dumps({"status": "ok", "a": {"b": {"results": [ITEM, ITEM]}}}),
        json.dumps({"2026-01-14": [ITEM], "2026-01-15": [ITEM]}),
        json.dumps(ITEM) + "\n" + json.dumps(ITEM) + "\n",
        json.dumps(ITEM) + json.dumps(ITEM),
        json.dumps(ITEM, indent=2) + "\n" + json.dumps(ITEM, indent=2),
        "\ufeff" + json.dumps([ITEM, ITEM], indent=2),
        json.dumps({"title": ["Talks resume"] * 2, "date": ["2026-01-14"] * 2}),
        json.dumps({key: {"0": value, "1": value} for key, value in ITEM.items()}),
        json.dumps({"columns": list(ITEM), "index": [0, 1], "data": [list(ITEM.values())] * 2}),
    ],
)
def test_every_way_of_keeping_items(text: str) -> None:
    assert titles(text) == ["Talks resume"] * 2


def test_one_object_is_one_item() -> None:
    assert titles(json.dumps(ITEM)) == ["Talks resume"]


def test_lists_that_are_not_read_are_named() -> None:
    reading = read(json.dumps({"articles": [ITEM], "feeds": [{"id": 1}]}))
    assert reading.notes[:2] == ("items from “articles”", "other lists are not read: “feeds”")


def test_broken_lines_cost_only_themselves() -> None:
    good = json.dumps(ITEM)
    reading = read("\n".join([good, '{"title": "Tal', "", "5", good, "[" * 100_000, good]))
    assert reading.unit == "line"
    assert [(line.number, line.verdict) for line in reading.lines] == [
        (1, Verdict.HEADLINE),
        (2, Verdict.REJECTED),
        (3, Verdict.SKIPPED),
        (4, Verdict.REJECTED),
        (5, Verdict.HEADLINE),
        (6, Verdict.REJECTED),
        (7, Verdict.HEADLINE),
    ]
    assert reading.lines[1].reason == "it is broken JSON: at character 11"
    assert reading.lines[5].reason == "it is nested too deeply"


def test_an_array_that_breaks_off_gives_what_came_before() -> None:
    reading = read(json.dumps([ITEM, ITEM])[:-10])
    assert [line.verdict for line in reading.lines] == [Verdict.HEADLINE, Verdict.REJECTED]
    assert reading.lines[1].reason.endswith("nothing after it can be read")
    whole = read(json.dumps([ITEM, ITEM])[:-1]).lines
    assert [line.verdict for line in whole] == [Verdict.HEADLINE] * 2 + [Verdict.REJECTED]
    after = read(json.dumps([ITEM]) + " and more").lines
    assert after[1].reason == "it stands after the end of the JSON"


def test_a_broken_object_among_joined_ones_costs_only_itself() -> None:
    good = json.dumps(ITEM, indent=1)
    assert titles(f'{good}\n{{"title": oops\n}}\n{good}') == ["Talks resume"] * 2


def test_a_key_given_twice_is_said() -> None:
    (line,) = read('[{"title": "One", "title": "Two", "date": "2026-01-14"}]').lines
    assert line.verdict is Verdict.AMBIGUOUS
    assert line.reason == "“title” given twice; the last is taken"
    assert line.entry is not None
    assert line.entry.title == "Two"


def test_values_of_every_kind() -> None:
    items = [
        {**ITEM, "date": 1768415400},
        {**ITEM, "date": 1768415400000},
        {**ITEM, "date": float("nan")},
        {**ITEM, "title": None},
        {**ITEM, "title": ["Talks resume"]},
        None,
    ]
    lines = read(json.dumps(items)).lines
    assert [line.entry and line.entry.date for line in lines[:2]] == [date(2026, 1, 14)] * 2
    assert [line.reason for line in lines[2:]] == [
        "there is no date",
        "there is no title",
        "",
        "empty",
    ]


def test_half_a_character_is_shown_as_a_sign() -> None:
    (line,) = read('[{"title": "Talks \\ud83d", "date": "2026-01-14"}]').lines
    assert line.entry is not None
    assert line.entry.title == "Talks \ufffd"
    assert line.verdict is Verdict.REPAIRED


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"status": "error", "message": "no key"}', "it has “status”, “message”"),
        ("[1, 2]", "holds no objects"),
        ('{"title": ', "it breaks off"),
        ("[" * 200_000, "nested too deeply"),
    ],
)
def test_what_holds_no_headlines_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnreadableSourceError, match=why):
        read_bytes("x", text.encode(), Options(format="json"))
