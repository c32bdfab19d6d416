"""The shipped table: what holds of every row, and some rows that matter."""

import csv
import itertools
from importlib import resources

import pytest
from publicsuffixlist import PublicSuffixList

from webapp.outlets import shipped_table
from webapp.outlets.domains import clean_host, registrable, written_host
from webapp.outlets.names import name_key
from webapp.outlets.platforms import shipped_platforms
from webapp.outlets.table import listed

SHIPPED = shipped_table()
COLUMNS = ["outlet", "country", "domains", "names", "shared_names", "also_at"]
with resources.files("webapp.outlets").joinpath("outlets.csv").open(encoding="utf-8") as file:
    ROWS = [*csv.DictReader(file)]
#: ISO 3166-1 alpha-2.
COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""


def test_the_rows_are_sorted_and_have_every_column() -> None:
    assert [*ROWS[0]] == COLUMNS
    names = [row["outlet"] for row in ROWS]
    assert names == sorted(names, key=lambda name: (name_key(name), name))
    assert all(row["outlet"] == row["outlet"].strip() != "" for row in ROWS)


def test_no_domain_is_listed_twice_and_there_are_many() -> None:
    domains = [domain for row in ROWS for domain in listed(row["domains"])]
    assert len(domains) == len(set(domains)) >= 3_000


@pytest.mark.parametrize("column", ["domains", "also_at"])
def test_a_domain_is_written_as_domains_are_compared(column: str) -> None:
    for row in ROWS:
        for domain in listed(row[column]):
            assert clean_host(domain) == domain
            assert registrable(domain)
            # A bare "www." would hide the site itself, save where a suffix is the site.
            assert not domain.startswith("www.") or PublicSuffixList().is_public(domain[4:])


def test_a_part_of_a_domain_belongs_to_another_outlet_or_stands_beside_it() -> None:
    """A subdomain is listed for a reason: the rest is another's, a platform's or everybody's."""
    owner = {domain: row["outlet"] for row in ROWS for domain in listed(row["domains"])}
    for domain, outlet in owner.items():
        if registrable(domain) != domain and owner.get(registrable(domain)) == outlet:
            pytest.fail(f"{domain} of {outlet} is within {registrable(domain)}, listed too")


def test_no_domain_of_an_outlet_is_a_platforms() -> None:
    platforms = shipped_platforms()
    assert [
        domain for row in ROWS for domain in listed(row["domains"]) if platforms.has_site(domain)
    ] == []


def test_a_name_is_one_outlets_or_marked_as_shared() -> None:
    shared = {name_key(name) for row in ROWS for name in listed(row["shared_names"])}
    owner: dict[str, str] = {}
    for row in ROWS:
        for name in (row["outlet"], *listed(row["names"])):
            assert owner.setdefault(name_key(name), row["outlet"]) == row["outlet"], name
            assert name_key(name) not in shared, name


def test_a_name_that_is_a_domain_is_a_domain_of_that_outlet() -> None:
    owner = {domain: row["outlet"] for row in ROWS for domain in listed(row["domains"])}
    for row in ROWS:
        for name in (row["outlet"], *listed(row["names"])):
            host = written_host(name)
            assert owner.get(host, row["outlet"]) == row["outlet"], name


def test_countries_are_those_of_iso_3166() -> None:
    assert {row["country"] for row in ROWS} - {""} <= {*COUNTRIES.split()}
    assert sum(bool(row["country"]) for row in ROWS) > 1_000


def test_what_is_printed_at_another_outlets_domain_is_at_one_that_is_known() -> None:
    domains = {domain for row in ROWS for domain in listed(row["domains"])}
    for row in ROWS:
        assert set(listed(row["also_at"])) <= domains - set(listed(row["domains"]))


def test_no_cell_holds_what_is_not_text() -> None:
    for cell in itertools.chain.from_iterable(row.values() for row in ROWS):
        assert cell.isprintable()
        assert "\ufffd" not in cell
        assert "://" not in cell


@pytest.mark.parametrize(
    ("alias", "outlet"),
    [
        ("cbsnews.com", "CBS News"),
        ("www.timesofisrael.com", "The Times of Israel"),
        ("times of israel", "The Times of Israel"),
        ("The Times of India", "Times of India"),
        ("The Associated Press", "AP News"),
    ],
)
def test_the_shipped_table_knows_the_usual_aliases(alias: str, outlet: str) -> None:
    assert SHIPPED.outlet_by_key[name_key(alias)] == outlet
