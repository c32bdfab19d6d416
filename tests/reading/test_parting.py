import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.outlets import AliasTable, KnownOutlets
from webapp.reading import Verdict
from webapp.reading.parting import Parting, part_titles

NOTHING = KnownOutlets()
HEADLINE, REPAIRED, AMBIGUOUS = Verdict.HEADLINE, Verdict.REPAIRED, Verdict.AMBIGUOUS

#: A list with outlets of its own, so that one more title is judged by it.
OTHERS = [
    f"Story {number} goes on - {outlet}"
    for number, outlet in enumerate(["BBC", "Reuters", "CNN", "AP News"] * 3)
]


def known(*names: str) -> KnownOutlets:
    return KnownOutlets([AliasTable("test", {name.casefold(): name for name in names})])


def among(title: str, *, others: list[str] | None = None, knows: KnownOutlets = NOTHING) -> Parting:
    """The parting of `title` in a list with others."""
    return part_titles([*(OTHERS if others is None else others), title], knows)[-1]


@pytest.mark.parametrize("mark", ["-", "–", "—", "|", "--", "·", "•", "::"])
def test_any_separator_that_a_list_uses_is_found(mark: str) -> None:
    titles = [title.replace(" - ", f" {mark} ") for title in OTHERS]
    assert part_titles(titles, NOTHING) == [
        Parting(f"Story {number} goes on", outlet)
        for number, outlet in enumerate(["BBC", "Reuters", "CNN", "AP News"] * 3)
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("One - two - BBC", ("One - two", "BBC")),
        ("One | two - BBC", ("One | two", "BBC")),
        ("One — two – three - BBC", ("One — two – three", "BBC")),
        ("One - two | three - A new paper", ("One - two | three", "A new paper")),
        ("Gas works [U] - BBC", ("Gas works [U]", "BBC")),
        ("What happened on 7.10.26 - BBC", ("What happened on 7.10.26", "BBC")),
        ("March 7, 2026 - Letters from an American", ("March 7, 2026", "Letters from an American")),
        ("US-based tank -sap - BBC", ("US-based tank -sap", "BBC")),
        ("No outlet here -", ("No outlet here", "")),
        ("One - two - ", ("One - two", "")),
        ("A title | BBC", ("A title", "BBC")),
        ("A title - with a dash | BBC", ("A title - with a dash", "BBC")),
    ],
)
def test_traps_among_other_titles_are_parted_clearly(title: str, expected: tuple[str, str]) -> None:
    assert among(title) == Parting(*expected)


@pytest.mark.parametrize(
    "outlet", ["FAZ - Frankfurter Allgemeine Zeitung", "Example | News from here", "A - B - C"]
)
def test_an_outlet_may_hold_a_separator_when_its_parts_always_stand_together(outlet: str) -> None:
    mark = "|" if "|" in outlet else "-"
    others = [title.replace(" - ", f" {mark} ") for title in OTHERS]
    titles = [*others, *(f"Bericht {number} {mark} {outlet}" for number in range(4))]
    assert part_titles(titles, NOTHING)[-4:] == [
        Parting(f"Bericht {number}", outlet) for number in range(4)
    ]


def test_an_outlet_with_a_separator_that_is_known_needs_no_repeating() -> None:
    name = "FAZ - Frankfurter Allgemeine Zeitung"
    assert among(f"Ein Bericht - {name}", knows=known(name)) == Parting("Ein Bericht", name)


def test_an_outlet_that_could_be_longer_is_said() -> None:
    parting = among("Ein Bericht - FAZ - Frankfurter Allgemeine Zeitung")
    assert parting[:3] == ("Ein Bericht - FAZ", "Frankfurter Allgemeine Zeitung", AMBIGUOUS)
    assert "“FAZ - Frankfurter Allgemeine Zeitung” could be the outlet" in parting.reason
    twice = part_titles(
        [*OTHERS, "Eins - FAZ - Frankfurter Allgemeine", "Zwei - FAZ - Frankfurter Allgemeine"],
        NOTHING,
    )[-1]
    assert twice[:3] == ("Zwei", "FAZ - Frankfurter Allgemeine", AMBIGUOUS)


@pytest.mark.parametrize(
    ("end", "outlet"),
    [
        ("The Verge - The Verge", "The Verge"),
        ("Golem.de - Golem.de", "Golem.de"),
        ("Sportmediaset - Sport Mediaset", "Sport Mediaset"),
    ],
)
@pytest.mark.parametrize("rows", [1, 4])
def test_a_name_printed_twice_is_taken_once_and_said(end: str, outlet: str, rows: int) -> None:
    titles = [*OTHERS, *(f"Story {number} - {end}" for number in range(rows))]
    parting = part_titles(titles, NOTHING)[-1]
    assert parting[:3] == (f"Story {rows - 1}", outlet, REPAIRED)
    assert f"“{outlet}” stands twice" in parting.reason


def test_a_name_that_stands_before_an_outlet_in_some_titles_stays_in_the_title_and_is_said() -> (
    None
):
    titles = [*OTHERS, *(f"Story {number} - BBC News - BBC" for number in range(3))]
    parting = part_titles(titles, NOTHING)[-1]
    assert parting[:3] == ("Story 2 - BBC News", "BBC", AMBIGUOUS)
    assert "“BBC News” stands before the outlet in 3 of 6 titles" in parting.reason


def test_a_name_that_seldom_stands_before_an_outlet_is_plainly_of_the_title() -> None:
    titles = [f"Story {number} - BBC" for number in range(40)]
    titles += [f"Day {number} - Live - BBC" for number in range(3)]
    assert part_titles(titles, NOTHING)[-1] == Parting("Day 2 - Live", "BBC")


def test_a_name_behind_another_separator_is_of_the_title_however_often_it_stands() -> None:
    titles = [*OTHERS, *(f"Story {number} | Live - Sport Post" for number in range(4))]
    assert part_titles(titles, NOTHING)[-1] == Parting("Story 3 | Live", "Sport Post")


def test_the_same_title_many_times_over_proves_no_more_than_once() -> None:
    titles = [*OTHERS, *["Fears of strike - Live - Example Post"] * 9]
    parting = part_titles(titles, NOTHING)[-1]
    assert parting[:3] == ("Fears of strike - Live", "Example Post", AMBIGUOUS)


def test_a_title_without_separator_among_others_is_said_to_have_no_outlet() -> None:
    parting = among("Well-known and U.S.-made")
    assert parting[:3] == ("Well-known and U.S.-made", "", AMBIGUOUS)
    assert "the outlet is unknown" in parting.reason
    assert among("Column | Could Iran go")[:3] == ("Column | Could Iran go", "", AMBIGUOUS)


@pytest.mark.parametrize("title", ["A story- BBC", "A story -BBC", "A story– BBC"])
def test_a_dash_glued_to_one_side_parts_an_outlet_that_stands_elsewhere(title: str) -> None:
    parting = among(title)
    assert parting[:3] == ("A story", "BBC", REPAIRED)
    assert "a space is missing" in parting.reason
    assert among(title.replace("BBC", "Nobody"))[:2] == (title.replace("BBC", "Nobody"), "")


def test_a_list_without_outlets_is_given_whole_and_nothing_is_said() -> None:
    titles = ["Iran talks resume", "Fears of strike - report", "Oil is up", "A day in Tehran"]
    assert part_titles(titles, NOTHING) == [Parting(title, "") for title in titles]


def test_an_outlet_in_a_list_that_shows_few_is_said() -> None:
    titles = ["One", "Two", "Three", "Four", "Five - report", "Six - BBC"]
    assert part_titles(titles, known("BBC"))[-2:] == [
        Parting("Five - report", ""),
        Parting(
            "Six",
            "BBC",
            AMBIGUOUS,
            "“BBC” is taken as the outlet; most titles beside it show none",
        ),
    ]


def test_one_title_is_parted_plainly_only_at_a_known_outlet() -> None:
    assert part_titles(["A story - BBC"], known("BBC")) == [Parting("A story", "BBC")]
    (parting,) = part_titles(["A story - BBC"], NOTHING)
    assert parting[:3] == ("A story", "BBC", AMBIGUOUS)
    assert part_titles(["A story"], NOTHING) == [Parting("A story", "")]
    assert part_titles([], NOTHING) == []


PIECES = st.sampled_from(["A", "BBC", "x y", "-", "–", "|", " - ", " | ", "- ", " -", "é", "", " "])


@given(st.lists(st.text() | st.lists(PIECES).map("".join), max_size=8))
def test_any_titles_are_parted_in_order_and_lose_nothing_but_what_is_said(
    titles: list[str],
) -> None:
    partings = part_titles(titles, known("BBC"))
    assert len(partings) == len(titles)
    for title, parting in zip(titles, partings, strict=True):
        assert (parting.reason == "") is (parting.verdict is HEADLINE)
        assert title.strip().startswith(parting.title)
        assert title.strip().endswith(parting.outlet)


@pytest.mark.parametrize("piece", [" - ", "- ", " -", " | BBC", "a", " "])
def test_very_long_titles_are_parted_in_one_go(piece: str) -> None:
    # In time that grew with the square of the length, each would take minutes.
    assert len(part_titles([piece * 100_000 + str(number) for number in range(5)], NOTHING)) == 5
