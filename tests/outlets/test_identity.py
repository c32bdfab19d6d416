from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.outlets import (
    UNKNOWN,
    AliasTable,
    Join,
    Outlets,
    Written,
    parse_table,
    shipped_table,
)
from webapp.outlets import identify as identify_pairs
from webapp.outlets.names import name_key

SHIPPED = shipped_table()
SAME_NAME = "same name, other case or spacing"
SAME_FOLD = "same name but for accents, punctuation or “The”"
YOURS = "your alias file mine.csv"

NAMES = st.lists(
    st.sampled_from(
        ["BBC", "bbc", "b b c", "BBC  News", "bbc.com", "/", " ", "", "Unknown", "b-b-c"]
    )
    | st.text(max_size=4),
    max_size=12,
)


def yours(*rows: str) -> AliasTable:
    return parse_table("\n".join(["outlet,alias", *rows]), rule=YOURS, name="mine.csv")


def decided(*rows: str) -> list[AliasTable]:
    """The shipped table after yours with these decisions."""
    text = "\n".join(["outlet,alias,decision", *rows])
    return [parse_table(text, rule=YOURS, name="mine.csv"), SHIPPED]


def identify(names: Iterable[str], tables: Sequence[AliasTable]) -> Outlets:
    """Headlines without links."""
    return identify_pairs([Written(name) for name in names], tables)


def name_of(outlets: Outlets, written: str, host: str = "") -> str:
    return outlets[outlets.code_by_written[written, host]].name


def joins_of(outlets: Outlets) -> list[tuple[str, str, str, int]]:
    return [(join.written, join.outlet.name, join.rule, join.headlines) for join in outlets.joins]


def test_names_that_no_rule_joins_are_outlets_of_their_own() -> None:
    outlets = identify(["Zeit", "", "Bild", "Zeit", "", "ALPHA"], [])
    assert [outlet.name for outlet in outlets.outlets] == ["No outlet", "ALPHA", "Bild", "Zeit"]
    assert outlets.code_by_written == {
        ("", ""): 0,
        ("ALPHA", ""): 1,
        ("Bild", ""): 2,
        ("Zeit", ""): 3,
    }
    assert outlets.code_by_slug == {"unknown": 0, "alpha": 1, "bild": 2, "zeit": 3}
    assert outlets.joins == ()
    assert len(outlets) == 4


def test_without_headlines_there_is_only_the_unknown_outlet() -> None:
    outlets = identify([], [SHIPPED])
    assert outlets.outlets == (UNKNOWN,)
    assert outlets.code_by_written == {("", ""): 0}


@pytest.mark.parametrize("name", ["Unknown", "unknown", "No outlet", "no outlet"])
def test_an_outlet_called_like_the_unknown_one_is_another(name: str) -> None:
    outlets = identify(["", name], [])
    assert outlets.code_by_written == {("", ""): 0, (name, ""): 1}
    assert outlets[1].slug != UNKNOWN.slug
    assert [outlet.name for outlet in outlets.outlets] == [UNKNOWN.name, name]


def test_spellings_that_differ_in_case_or_spaces_are_one_outlet_by_a_rule_that_is_said() -> None:
    outlets = identify(["Iran Wire", "iran wire", "Iran  Wire", "Iran Wire"], [SHIPPED])
    assert [outlet.name for outlet in outlets.outlets[1:]] == ["Iran Wire"]
    assert joins_of(outlets) == [
        ("Iran  Wire", "Iran Wire", SAME_NAME, 1),
        ("iran wire", "Iran Wire", SAME_NAME, 1),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (["iranwire", "IranWire", "IranWire"], "IranWire"),
        (["iranwire", "IranWire", "iranwire"], "iranwire"),
        (["iranwire", "IranWire"], "IranWire"),
    ],
)
def test_the_most_frequent_spelling_is_shown(written: list[str], shown: str) -> None:
    for order in (written, written[::-1]):
        assert identify(order, [])[1].name == shown


def test_a_name_that_a_table_knows_is_shown_in_the_tables_spelling() -> None:
    outlets = identify(["the GUARDIAN", "the GUARDIAN", "CNN"], [SHIPPED])
    assert joins_of(outlets) == [("the GUARDIAN", "The Guardian", SAME_NAME, 2)]


def test_joins_of_the_shipped_table_are_listed_with_rule_and_count() -> None:
    outlets = identify(["cbsnews.com", "CBS News", "www.cbsnews.com", "cbsnews.com"], [SHIPPED])
    assert [outlet.name for outlet in outlets.outlets[1:]] == ["CBS News"]
    assert outlets.joins == (
        Join("cbsnews.com", outlets[1], "shipped table", 2),
        Join("www.cbsnews.com", outlets[1], "shipped table", 1),
    )


def test_near_names_that_no_table_joins_stay_apart() -> None:
    outlets = identify(["Cond Nast Traveler", "Condé Nast Traveler", "Times of India"], [SHIPPED])
    assert len(outlets) - 1 == 3
    assert outlets.joins == ()


def test_your_table_wins_over_the_shipped_one() -> None:
    tables = [yours("Columbia News,cbsnews.com"), SHIPPED]
    outlets = identify(["cbsnews.com", "CBS News"], tables)
    assert name_of(outlets, "cbsnews.com") == "Columbia News"
    assert name_of(outlets, "CBS News") == "CBS News"
    assert joins_of(outlets) == [("cbsnews.com", "Columbia News", YOURS, 1)]


def test_your_table_can_rename_a_shipped_outlet_with_all_its_aliases() -> None:
    outlets = identify(["bbc.com", "BBC", "BBC News", "bbc"], [yours("Auntie,BBC"), SHIPPED])
    assert [outlet.name for outlet in outlets.outlets[1:]] == ["Auntie"]
    assert joins_of(outlets) == [
        ("BBC", "Auntie", YOURS, 1),
        ("BBC News", "Auntie", YOURS, 1),
        ("bbc", "Auntie", YOURS, 1),
        ("bbc.com", "Auntie", YOURS, 1),
    ]


def test_your_table_can_add_an_alias_to_a_shipped_outlet() -> None:
    outlets = identify(["Beeb", "bbc.com"], [yours("BBC,beeb"), SHIPPED])
    assert joins_of(outlets) == [
        ("Beeb", "BBC", YOURS, 1),
        ("bbc.com", "BBC", "shipped table", 1),
    ]


def test_your_spelling_of_an_outlet_is_shown_whatever_comes_first() -> None:
    for written in (["Beeb", "bbc.com", "BBC"], ["BBC", "bbc.com", "Beeb"]):
        outlets = identify(written, [yours("Bbc,beeb"), SHIPPED])
        assert [outlet.name for outlet in outlets.outlets[1:]] == ["Bbc"]


def test_without_a_table_its_joins_are_undone() -> None:
    written = ["bbc.com", "BBC", "BBC News"]
    assert len(identify(written, [SHIPPED])) - 1 == 1
    assert len(identify(written, [])) - 1 == 3


@given(NAMES)
def test_the_order_of_the_headlines_does_not_matter(names: list[str]) -> None:
    tables = [yours("Bbc,beeb", "Other,b b c"), SHIPPED]
    assert (
        identify(sorted(names), tables) == identify(names, tables) == identify(names[::-1], tables)
    )


@given(NAMES, st.sampled_from([[], [SHIPPED], [yours("Auntie,BBC", "/x,😀"), SHIPPED]]))
def test_every_name_is_an_outlet_and_every_other_name_a_join(
    names: list[str], tables: list[AliasTable]
) -> None:
    outlets = identify(names, tables)
    assert outlets.code_by_written.keys() == {("", ""), *((name, "") for name in names)}
    assert {outlets.code_by_written[name, ""] for name in names if name.strip()} == {
        *range(1, len(outlets))
    }
    assert outlets.code_by_slug == {
        outlet.slug: code for code, outlet in enumerate(outlets.outlets)
    }
    assert len(outlets.code_by_slug) == len(outlets)
    shown = [outlet.name for outlet in outlets.outlets[1:]]
    assert shown == sorted(shown, key=lambda name: (name_key(name), name))
    assert len({name_key(name) for name in shown}) == len(shown)
    assert {join.written: (join.outlet.name, join.headlines) for join in outlets.joins} == {
        name: (name_of(outlets, name), names.count(name))
        for name in names
        if name.strip() and name_of(outlets, name) != name
    }
    for join in outlets.joins:
        same = name_key(join.written) == name_key(join.outlet.name)
        assert (join.rule == SAME_NAME) is same


def test_a_user_s_name_that_the_shipped_table_knows_takes_all_of_that_outlet() -> None:
    own = parse_table("outlet,alias\nTimes of Israel,ToI\n", rule="own", name="own.csv")
    written = ["ToI", "Times of Israel", "The Times of Israel", "timesofisrael.com"]
    outlets = identify(written, [own, shipped_table()])
    assert [outlet.name for outlet in outlets.outlets[1:]] == ["Times of Israel"]


def of(*pairs: tuple[str, str], tables: Sequence[AliasTable] = (SHIPPED,)) -> Outlets:
    """Headlines with the hosts of their links."""
    return identify_pairs([Written(*pair) for pair in pairs], tables)


def names_of(outlets: Outlets) -> list[str]:
    return [outlet.name for outlet in outlets.outlets[1:]]


def rules_of(outlets: Outlets) -> dict[tuple[str, str], str]:
    return {(join.written, join.domain): join.rule for join in outlets.joins}


def test_one_name_at_two_domains_is_two_outlets() -> None:
    outlets = of(("ABC News", "abcnews.go.com"), ("ABC News", "www.abc.net.au"))
    assert names_of(outlets) == ["ABC News (Australia)", "ABC News (US)"]
    assert [outlet.country for outlet in outlets.outlets] == ["", "AU", "US"]
    assert rules_of(outlets) == {
        ("ABC News", "abcnews.go.com"): "link's domain abcnews.go.com, shipped table",
        ("ABC News", "abc.net.au"): "link's domain abc.net.au, shipped table",
    }


def test_a_name_that_several_have_is_none_of_them_without_a_link() -> None:
    outlets = of(("ABC News", ""), ("ABC News", "abc.net.au"), ("ABC News", "youtube.com"))
    assert names_of(outlets) == ["ABC News", "ABC News (Australia)"]
    assert name_of(outlets, "ABC News", "youtube.com") == "ABC News"
    assert [tuple(doubt) for doubt in outlets.doubts] == [
        ("ABC News", ("ABC News (Australia)", "ABC News (US)"))
    ]


def test_a_name_marked_as_shared_is_in_doubt_even_where_one_of_them_is_known() -> None:
    outlets = of(("GMA", ""), ("GMA", "goodmorningamerica.com"))
    assert names_of(outlets) == ["GMA", "GMA (Good Morning America)"]
    assert [doubt.others for doubt in outlets.doubts] == [("GMA (Good Morning America)",)]


def test_an_imitator_is_told_apart_by_its_domain() -> None:
    outlets = of(("CNN", "edition.cnn.com"), ("CNN", "breaking-cnn.com"), ("CNN", ""))
    assert names_of(outlets) == ["CNN", "CNN (breaking-cnn.com)"]
    assert name_of(outlets, "CNN") == "CNN"
    assert outlets.code_by_slug.keys() == {"unknown", "cnn", "cnn-breaking-cnn-com"}
    alone = of(("CNN", "breaking-cnn.com"))
    assert alone[1].slug == "cnn-breaking-cnn-com"


def test_several_spellings_and_hosts_of_one_domain_are_one_outlet() -> None:
    outlets = of(
        ("The Iran-Post", "www.iranpost.example"),
        ("Iran Post", "m.iranpost.example"),
        ("Iran Post", "iranpost.example"),
        ("IRAN POST", ""),
        ("Írán  Post", "amp.iranpost.example:443"),
    )
    assert names_of(outlets) == ["Iran Post"]
    assert outlets[1].domains == ("iranpost.example",)
    assert outlets.written == 4
    assert rules_of(outlets)["IRAN POST", ""] == "the same name as at iranpost.example"


def test_two_unknown_domains_are_never_one_outlet() -> None:
    outlets = of(("Herald", "a.example"), ("Herald", "b.example"), ("Herald", ""))
    assert names_of(outlets) == ["Herald", "Herald (a.example)", "Herald (b.example)"]
    # The slug of the bare name was somebody's while there was one; now it is nobody's.
    assert "herald" not in outlets.code_by_slug
    assert of(("Herald", "a.example"))[1].slug == "herald"


def test_what_a_domain_prints_under_another_name_is_the_domains_outlet() -> None:
    outlets = of(("The Guardian US", "theguardian.com"), ("Anything", "www.theguardian.com"))
    assert names_of(outlets) == ["The Guardian"]


def test_an_outlet_that_stands_at_anothers_domain_stays_itself() -> None:
    outlets = of(("AD", "www.ad.nl"), ("De Gelderlander", "ad.nl"), ("Tubantia", "tubantia.nl"))
    assert names_of(outlets) == ["AD", "De Gelderlander", "Tubantia"]


@pytest.mark.parametrize("host", ["", "youtube.com", "news.google.com", "finance.yahoo.com"])
def test_at_a_platform_the_name_decides(host: str) -> None:
    outlets = of(("BBC News", host), ("Somebody", host))
    assert names_of(outlets) == ["BBC", "Somebody"]
    assert {join.rule for join in outlets.joins} == {"shipped table"}


def test_a_newsletters_subdomain_is_its_own_publication() -> None:
    outlets = of(("Notes", "one.substack.com"), ("Notes", "two.substack.com"))
    assert names_of(outlets) == ["Notes (one.substack.com)", "Notes (two.substack.com)"]


def test_without_a_name_the_domain_says_who_it_is() -> None:
    outlets = of(
        ("", "edition.cnn.com"), ("", "www.x.example"), ("", "youtube.com"), ("", "bad host")
    )
    assert names_of(outlets) == ["CNN", "x.example"]
    assert rules_of(outlets) == {
        ("", "cnn.com"): "link's domain cnn.com, shipped table",
        ("", "x.example"): "the link's domain, no outlet was written",
    }
    assert outlets.code_by_written["", "youtube.com"] == 0
    assert outlets.code_by_written["", "bad host"] == 0


def test_a_name_that_is_a_domain_is_the_outlet_of_its_links() -> None:
    outlets = of(("Some Site", "www.some-site.org"), ("some-site.org", ""), ("", "some-site.org"))
    assert names_of(outlets) == ["Some Site"]
    linked = of(("Some Site", "some-site.org"), ("some-site.org", "www.some-site.org"))
    assert names_of(linked) == ["Some Site"]
    assert rules_of(linked) == {
        ("some-site.org", "some-site.org"): "the name is the domain of its links"
    }
    several = of(("One", "some-site.org"), ("Two", "some-site.org"), ("some-site.org", ""))
    assert names_of(several) == ["One", "some-site.org", "Two"]


@pytest.mark.parametrize(
    ("written", "outlet", "rule"),
    [
        ("edition.cnn.com", "CNN", "the name is the domain cnn.com, shipped table"),
        ("https://www.bbc.co.uk/", "BBC", "shipped table"),
        ("Wall Street Journal", "The Wall Street Journal", "shipped table"),
        ("Liberation", "Libération", "shipped table"),
        ("The Hürriyet", "Hürriyet", SAME_FOLD),
        ("Al‑Monitor", "Al-Monitor", SAME_FOLD),
    ],
)
def test_names_alone(written: str, outlet: str, rule: str) -> None:
    outlets = of((written, ""))
    assert names_of(outlets) == [outlet]
    assert rules_of(outlets) == {(written, ""): rule}


def test_a_word_more_is_another_outlet() -> None:
    names = ["The Times", "The Times of India", "Times of Israel", "Reuters", "Reuters Foundation"]
    assert len(identify(names, [SHIPPED])) - 1 == 5


def test_a_refused_name_is_an_outlet_of_its_own() -> None:
    own = decided("BBC,BBC News,refuse")
    outlets = of(("BBC News", "bbc.com"), ("BBC News", "bbc.co.uk"), ("BBC", ""), tables=own)
    assert "BBC" in names_of(outlets)
    assert name_of(outlets, "BBC News", "bbc.com") != "BBC"
    assert name_of(outlets, "BBC News", "bbc.co.uk") != "BBC"


def test_a_refused_domain_is_a_place_of_its_own() -> None:
    outlets = of(
        ("CNN", "edition.cnn.com"), ("CNN", "cnn.com"), tables=decided("CNN,edition.cnn.com,refuse")
    )
    assert names_of(outlets) == ["CNN", "CNN (edition.cnn.com)"]


def test_refused_spellings_are_not_joined_by_a_rule() -> None:
    assert names_of(of(("Iran Day", ""), ("Iran-Day", ""))) == ["Iran Day"]
    refused = decided("Iran Day,Iran-Day,refuse")
    assert names_of(of(("Iran Day", ""), ("Iran-Day", ""), tables=refused)) == [
        "Iran Day",
        "Iran-Day",
    ]


def test_a_renamed_outlet_keeps_all_its_names_domains_and_country() -> None:
    outlets = of(
        ("BBC News", ""), ("", "bbc.com"), ("BBC", ""), tables=decided("Auntie,bbc.co.uk,rename")
    )
    assert names_of(outlets) == ["Auntie"]
    assert outlets[1].country == "GB"


def test_an_outlet_told_apart_can_be_joined_and_renamed_as_it_is_shown() -> None:
    pairs = (("Herald", "a.example"), ("Herald", "b.example"), ("Other", "c.example"))
    joined = of(*pairs, tables=decided("Other,Herald (a.example)"))
    assert names_of(joined) == ["Herald", "Other"]
    renamed = of(*pairs, tables=decided("North Herald,Herald (a.example),rename"))
    assert names_of(renamed) == ["Herald", "North Herald", "Other"]


def test_your_name_for_a_domain_does_not_take_an_imitators() -> None:
    outlets = of(
        ("Zed", "zed.example"), ("Zed", "zed-fake.example"), tables=decided("Zed,zed.example")
    )
    assert names_of(outlets) == ["Zed", "Zed (zed-fake.example)"]


def test_your_join_takes_other_spellings_of_the_name_with_it() -> None:
    outlets = of(
        ("Iran-Day", "a.example"), ("Iran Day", "a.example"), tables=decided("Day,Iran Day")
    )
    assert names_of(outlets) == ["Day"]


def test_an_outlet_that_you_name_is_the_one_of_that_name_with_a_link_and_without() -> None:
    pairs = (("Foo", "foo.example"), ("Foo", ""), ("Bar", "bar.example"), ("", "foo.example"))
    assert names_of(of(*pairs, tables=decided("Foo,Bar"))) == ["Foo"]
    assert names_of(of(*pairs, tables=decided("Foo,Bar", "foo,Baz"))) == ["foo"]


PAIRS = st.lists(
    st.tuples(
        st.sampled_from(["CNN", "cnn", "The CNN", "Herald", "herald", "ABC News", "", "cnn.com"]),
        st.sampled_from(
            ["", "cnn.com", "m.cnn.com", "a.example", "x.a.example", "b.example", "youtube.com"]
        ),
    ),
    max_size=14,
)


@given(PAIRS, st.sampled_from(["", "CNN,Herald", "CNN,a.example,refuse", "X,CNN,rename"]))
def test_no_two_domains_are_one_outlet_but_by_a_table(
    pairs: list[tuple[str, str]], decision: str
) -> None:
    tables = decided(decision) if decision else [SHIPPED]
    outlets = of(*pairs, tables=tables)
    assert outlets == of(*pairs[::-1], tables=tables)
    assert len({name_key(name) for name in names_of(outlets)}) == len(outlets) - 1
    assert sum(join.headlines for join in outlets.joins) <= len(pairs)
    places: dict[int, set[str]] = {}
    for (name, host), code in outlets.code_by_written.items():
        assert bool(code) == bool(name or host not in ("", "youtube.com"))
        if code and host and host != "youtube.com" and "Herald" not in decision:
            places.setdefault(code, set()).add(host.removeprefix("m.").removeprefix("x."))
    assert all(len(seen) == 1 for seen in places.values())
