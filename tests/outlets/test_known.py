import csv
from importlib import resources

import pytest

from webapp.outlets import AliasTable, KnownOutlets, parse_table, shipped_table
from webapp.outlets.domains import clean_host
from webapp.outlets.platforms import Platforms, shipped_platforms
from webapp.outlets.table import listed

KNOWN = KnownOutlets([shipped_table()])


@pytest.mark.parametrize(
    "name",
    ["BBC", "bbc  news", "www.bbc.co.uk", "edition.cnn.com", "ABC News", "Le Monde", "朝日新聞"],
)
def test_names_and_domains_of_the_table_are_outlets(name: str) -> None:
    assert KNOWN.is_outlet(name)


@pytest.mark.parametrize("name", ["", "Iran", "breaking-cnn.com", "YouTube", "news", "B.B.C"])
def test_other_text_is_not(name: str) -> None:
    assert not KNOWN.is_outlet(name)


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("www.bbc.co.uk", "BBC"),
        ("abcnews.go.com", "ABC News (US)"),
        ("disney.go.com", ""),
        ("go.com", ""),
        ("timesofindia.indiatimes.com", "Times of India"),
        ("breaking-cnn.com", ""),
        ("news.yahoo.com", ""),
        ("", ""),
        ("not a host", ""),
    ],
)
def test_whose_site_a_host_is(host: str, outlet: str) -> None:
    assert KNOWN.by_domain(host) == outlet


def test_your_table_is_asked_first() -> None:
    yours = parse_table("outlet,alias\nAuntie,bbc.co.uk\n", rule="yours", name="mine.csv")
    known = KnownOutlets([yours, shipped_table()])
    assert known.by_domain("www.bbc.co.uk") == "Auntie"
    assert known.by_domain("bbc.com") == "BBC"
    assert known.is_outlet("auntie")


def test_without_tables_only_platforms_are_known() -> None:
    known = KnownOutlets()
    assert not known.is_outlet("BBC")
    assert known.by_domain("bbc.co.uk") == ""
    assert known.is_platform("YouTube")
    assert not KnownOutlets(platforms=Platforms()).is_platform("YouTube")


@pytest.mark.parametrize(
    "name",
    ["YouTube", "youtube", "www.youtube.com", "m.facebook.com", "news.google.com", "More", "t.me"]
    + ["finance.yahoo.com", "substack.com", "www.substack.com", "X"],
)
def test_platforms(name: str) -> None:
    assert KNOWN.is_platform(name)


@pytest.mark.parametrize(
    "name", ["someone.substack.com", "a.blogspot.com", "BBC", "bbc.com", "", "notyoutube.com"]
)
def test_what_is_somebodys_is_no_platform(name: str) -> None:
    assert not KNOWN.is_platform(name)


@pytest.mark.parametrize(
    ("host", "publication"),
    [
        ("someone.substack.com", "someone.substack.com"),
        ("deep.someone.substack.com", "someone.substack.com"),
        ("open.substack.com.evil.example", "evil.example"),
        ("a.blogspot.com", "a.blogspot.com"),
        ("finance.yahoo.com", ""),
        ("www.substack.com", ""),
        ("", ""),
        ("x.example", "x.example"),
    ],
)
def test_a_newsletter_is_its_own_publication(host: str, publication: str) -> None:
    assert shipped_platforms().publication(host) == publication


def test_the_platforms_are_sorted_and_their_hosts_are_hosts() -> None:
    text = resources.files("webapp.outlets").joinpath("platforms.csv").read_text("utf-8")
    rows = [*csv.DictReader(text.splitlines())]
    assert [*rows[0]] == ["platform", "kind", "subdomains", "hosts", "names"]
    names = [row["platform"] for row in rows]
    assert names == sorted(names, key=str.casefold)
    hosts = [host for row in rows for host in listed(row["hosts"])]
    assert len(hosts) == len(set(hosts))
    assert all(clean_host(host) == host for host in hosts)
    assert {row["subdomains"] for row in rows} == {"", "own"}
    # Nobody's name twice: no outlet is called like a platform.
    table: AliasTable = shipped_table()
    assert not {name.casefold() for name in names} & table.outlet_by_key.keys()
