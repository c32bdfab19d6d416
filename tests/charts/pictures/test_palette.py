"""Pictures have the colours of the light style sheet."""

import re

from webapp.charts.pictures.palette import PALETTE
from webapp.paths import STATIC


def test_colours_are_those_of_the_style_sheet() -> None:
    sheet = (STATIC / "css" / "tokens.css").read_text("utf-8")
    light = dict(re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), ", sheet))
    assert len(light) > 30
    assert {name: light.get(name) for name in PALETTE} == PALETTE


def test_every_group_has_a_colour() -> None:
    assert (
        len({PALETTE[f"outlet-{each}"] for each in [*map(str, range(1, 13)), "other", "unknown"]})
        == 14
    )
