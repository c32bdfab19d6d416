"""What the sides of a comparison are called."""

import pytest

from tests.factories import list_of, version_of
from webapp.query.comparison import Comparison
from webapp.query.side_names import filter_name, side_names, titled
from webapp.query.view import Count, View, Wire

WIRE = "Iran and the US hold talks in Oman over the nuclear programme on Friday"
VERSION = version_of(
    list_of(
        *((WIRE, name, "2026-01-01") for name in ("BBC", "CNN", "de Volkskrant", "صحيفة", "Mint"))
    ),
    groups="outlet,Country,Type\nBBC,UK,TV\nCNN,South Africa,TV\nde Volkskrant,the Netherlands,\n",
)
ARABIC = next(outlet.slug for outlet in VERSION.outlets.outlets if outlet.name == "صحيفة")
STORY = VERSION.stories.name(0)
TITLE = "Iran and the US hold talks in Oman over the nuclear program…"


@pytest.mark.parametrize(
    ("args", "first", "second", "both"),
    [
        ("q=oil q2=gas", "“oil”", "“gas”", ""),
        ("outlet=bbc outlet2=cnn", "BBC", "CNN", ""),
        ("outlet=bbc outlet=cnn", "BBC and CNN", "All headlines", ""),
        ("outlet=bbc outlet=cnn outlet=unknown q=x", "“x”, 3 outlets", "All headlines", ""),
        ("q=oil q2=oil outlet=bbc", "BBC", "All outlets", "“oil”"),
        ("q=oil q2=oil outlet=bbc without2=bbc", "BBC", "All but BBC", "“oil”"),
        ("outlet=de-volkskrant q2=oil", "de Volkskrant", "“oil”", ""),
        ("from=2026-01-01 to=2026-01-31 from2=2025-01-01 to2=2025-01-31",
         "1 to 31 January 2026", "1 to 31 January 2025", ""),
        ("from=2026-01-02 to2=2026-01-01", "From 2 January 2026", "Until 1 January 2026", ""),
        ("q=a q2=a from=2026-01-02", "From 2 January 2026", "All days", "“a”"),
        ("q=a q2=b from=2026-01-02 from2=2026-01-02", "“a”", "“b”", "from 2 January 2026"),
        ("wire=first wire2=rerun", "At several outlets, here first", "Re-run: not the first", ""),
        ("group=country.uk group2=country.south-africa", "UK", "South Africa", ""),
        ("group=country.the-netherlands q2=oil", "the Netherlands", "“oil”", ""),
        ("group=country.uk group=country.none group2=type.tv", "UK and No country", "TV", ""),
        ("group=country.uk group=type.tv group2=country.south-africa group2=type.tv",
         "UK", "South Africa", "TV"),
        ("group=country.uk group=type.tv q2=oil", "UK, TV", "“oil”", ""),
        ("group=country.uk group=country.none group=country.south-africa q2=oil",
         "3 groups", "“oil”", ""),
        ("q=a q2=a group=country.uk", "UK", "All outlets", "“a”"),
        (f"story={STORY} q2=oil", f"Story “{TITLE}”", "“oil”", ""),
        (f"story={STORY} story2={STORY} q2=oil", "All headlines", "“oil”", f"story “{TITLE}”"),
        (f"outlet={ARABIC} q2=oil", "\u2068صحيفة\u2069", "“oil”", ""),
        ("q=شهادت q2=oil", "“\u2068شهادت\u2069”", "“oil”", ""),
        (f"q={'x' * 70} q2=oil", f"“{'x' * 59}…”", "“oil”", ""),
        ("count=unique", "All headlines", "All headlines", ""),
    ],
)  # fmt: skip
def test_sides_are_called_by_what_they_differ_in(
    args: str, first: str, second: str, both: str
) -> None:
    asked = Comparison.from_args(
        [(name, value) for name, _, value in (arg.partition("=") for arg in args.split())]
    )
    assert side_names(asked, VERSION) == (first, second, both)
    assert side_names(asked.swapped, VERSION) == (second, first, both)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("", "All headlines"),
        ("by=week", "All headlines"),
        ("q=oil outlet=bbc from=2026-01-02", "“oil”, BBC, from 2 January 2026"),
        ("outlet=de-volkskrant", "de Volkskrant"),
        ("wire=first", "At several outlets, here first"),
    ],
)
def test_a_single_filter_is_called_by_all_that_it_asks_for(args: str, said: str) -> None:
    pairs = [(name, value) for name, _, value in (arg.partition("=") for arg in args.split())]
    assert filter_name(View.from_args(pairs), VERSION) == said


def test_a_title_says_which_headlines_of_a_list_it_is_of() -> None:
    assert titled("The news", View(), VERSION) == "The news"
    assert titled("The news", View(count=Count.UNIQUE, page=2), VERSION) == "The news"
    assert titled("The news", View(wire=Wire.FIRST), VERSION) == (
        "The news: At several outlets, here first"
    )
