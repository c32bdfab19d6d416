import pytest

from webapp.outlets import Outlets, Written, identify, parse_table, shipped_table, suggest

SHIPPED = shipped_table()


def of(*pairs: str | tuple[str, str], decisions: str = "") -> Outlets:
    tables = [SHIPPED]
    if decisions:
        text = f"outlet,alias,decision\n{decisions}\n"
        tables.insert(0, parse_table(text, rule="yours", name="mine.csv"))
    return identify(
        [Written(*([pair] if isinstance(pair, str) else pair)) for pair in pairs], tables
    )


def said(outlets: Outlets) -> list[tuple[frozenset[str], str]]:
    return [
        (frozenset((each.outlet.name, each.other.name)), each.evidence)
        for each in suggest(outlets, [SHIPPED])
    ]


@pytest.mark.parametrize(
    ("one", "other", "evidence"),
    [
        ("Qoqo Revew", "Qoqö Revew", None),
        ("Daily Qoqo", "DailyQoqo", "the same letters, otherwise spaced"),
        ("Qoqolino", "Qoqolino News", "the same name, but for the word “news”"),
        ("Qoqolino", "qoqolino.it", "“qoqolino.it” is the name “Qoqolino” as a domain"),
        ("Qoqolino Gazette", "Qoqolina Gazette", "one letter differs: “qoqolina”, “qoqolino”"),
        (
            "Sddeutsche Qoqo",
            "Süddeutsche Qoqo",
            "“Sddeutsche Qoqo” is “Süddeutsche Qoqo” without its accented letters",
        ),
    ],
)
def test_names_that_a_person_should_look_at(one: str, other: str, evidence: str | None) -> None:
    expected = [] if evidence is None else [(frozenset((one, other)), evidence)]
    assert said(of(one, other)) == expected
    assert said(of(other, one)) == expected


def test_a_damaged_name_finds_an_outlet_that_only_the_table_has() -> None:
    (suggestion,) = suggest(of("Cond Nast Traveler"), [SHIPPED])
    assert (suggestion.other.name, suggestion.other.slug) == ("Condé Nast Traveler", "")
    assert suggestion.strength > 0.9


@pytest.mark.parametrize(
    "names",
    [
        ("The Times", "The Times of India", "Times of Israel", "Irish Times", "Times News"),
        ("Channel 4", "Channel 5", "Channel 44"),
        ("ABC7", "ABC8", "ABC7 News", "KABC7"),
        ("NBC New York", "NBC New Jersey"),
        ("Qoq", "Qoqo", "Qo q"),
        ("Qoqolino 21", "Qoqolino 22", "Qoqolino 2"),
        ("Qoqolinos", "Qoqolino"),
        ("BBC", "CBC", "QBC", "NBC"),
        ("North Qoqo News", "South Qoqo News"),
        ("Новости", "Вести", "Известия"),
        ("Corriere del Veneto", "Corriere del Trentino"),
    ],
)
def test_nothing_is_said_where_nothing_is_known(names: tuple[str, ...]) -> None:
    assert said(of(*names)) == []


def test_a_name_that_several_have_is_pointed_out() -> None:
    found = said(of("ABC News", ("ABC News", "abc.net.au")))
    evidence = "“ABC News” without a link could be any of 2: ABC News (Australia), ABC News (US)"
    assert found == [
        (frozenset(("ABC News", "ABC News (Australia)")), evidence),
        (frozenset(("ABC News", "ABC News (US)")), evidence),
    ]


def test_names_at_one_domain_are_pointed_out_but_not_at_a_platform() -> None:
    assert said(of(("Alpha", "x.example"), ("Omega", "x.example"))) == [
        (frozenset(("Alpha", "Omega")), "both have links at x.example")
    ]
    assert said(of(("Alpha", "youtube.com"), ("Omega", "youtube.com"))) == []
    assert said(of(*((name, "x.example") for name in "ABCDE"))) == []


def test_one_name_at_two_domains_is_pointed_out() -> None:
    assert said(of(("Qoqolino", "a.example"), ("Qoqolino", "b.example"))) == [
        (
            frozenset(("Qoqolino (a.example)", "Qoqolino (b.example)")),
            "the same name at a.example and at b.example",
        )
    ]


def test_two_outlets_of_the_table_are_known_to_be_two() -> None:
    assert said(of(("ABC News", "abc.net.au"), ("ABC News", "abcnews.go.com"))) == []
    assert said(of(("Space News", "spacenews.com"), ("Space News", "space.news"))) == []
    assert said(of(("AD", "ad.nl"), ("Tubantia", "ad.nl"))) == []


@pytest.mark.parametrize("refused", ["Daily Qoqo,DailyQoqo,refuse", "DailyQoqo,Daily Qoqo,refuse"])
def test_what_was_refused_is_not_suggested_again(refused: str) -> None:
    assert said(of("Daily Qoqo", "DailyQoqo", decisions=refused)) == []


def test_the_surest_come_first() -> None:
    found = suggest(of("Qoqolino", "Qoqolino News", "Daily Qoqo", "DailyQoqo"), [SHIPPED])
    strengths = [each.strength for each in found]
    assert strengths == sorted(strengths, reverse=True)
    assert len(found) == 2


MANY = range(6_000)
QOQO = [Written("Qoqolino", f"a{number}.com") for number in MANY]


@pytest.mark.parametrize(
    "written",
    [
        QOQO,
        [*QOQO, Written("Qoqolino")],
        [*QOQO, *(Written("Qoqolino News", f"b{number}.com") for number in MANY)],
        [
            *(Written("Cond Nastaveler", f"a{number}.com") for number in MANY),
            *(Written("Condé Nastaveler", f"b{number}.com") for number in MANY),
        ],
        [Written("q" + "wordwordx " * 20_000 + str(number)) for number in range(20)],
    ],
    ids=["at many sites", "and without a link", "with a word added", "with a letter lost", "long"],
)
def test_outlets_that_are_all_alike_suggest_nothing(written: list[Written]) -> None:
    # Every pair of them would fill all memory.
    assert suggest(identify(written, [])) == []


def test_pairs_of_names_are_compared_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    outlets = identify([Written(f"Qoqolino {first}azette") for first in "abcdefghij"], [])
    assert len(suggest(outlets)) == 45
    monkeypatch.setattr("webapp.outlets.suggestions._MOST_COMPARED", 3)
    assert len(suggest(outlets)) == 3
