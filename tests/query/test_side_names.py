"""What the sides of a comparison are called."""

import pytest

from tests.factories import list_of, version_of
from webapp.query.comparison import Comparison
from webapp.query.side_names import side_names

OUTLETS = version_of(
    list_of(
        *((f"News {name}", name, "2026-01-01") for name in ("BBC", "CNN", "de Volkskrant", "صحيفة"))
    )
).outlets
ARABIC = next(outlet.slug for outlet in OUTLETS.outlets if outlet.name == "صحيفة")


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
        ("wire=first wire2=rerun", "At several outlets, here first", "Re-run from others", ""),
        ("group=country.france group2=country.south-africa", "France", "South africa", ""),
        ("story=0123456789ab q2=oil", "One story", "“oil”", ""),
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
    assert side_names(asked, OUTLETS) == (first, second, both)
    assert side_names(asked.swapped, OUTLETS) == (second, first, both)
