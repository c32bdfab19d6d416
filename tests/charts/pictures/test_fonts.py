"""The shipped fonts are those that the README names, and as wide as the table says."""

import hashlib
import json
import re

import pytest
from fontTools.ttLib import TTFont

from webapp.charts.pictures.lettering import FONTS, Face, fonts

README = (FONTS / "README.md").read_text("utf-8")
NAMED = dict(re.findall(r"^\| (\S+) \| .* \| `([0-9a-f]{64})` \|$", README, re.MULTILINE))
FILES = sorted(path.name for path in FONTS.iterdir() if path.suffix in (".ttf", ".otf"))


def test_every_file_is_the_one_that_the_readme_names() -> None:
    assert sorted(NAMED) == FILES == sorted(fonts())
    for name, digest in NAMED.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest, name


def test_all_of_it_is_small_and_licensed() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 7_000_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")
    assert "Apache License" in (FONTS / "LICENSE-droid.txt").read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_widths_are_those_of_the_font(name: str) -> None:
    font, said = TTFont(FONTS / name), fonts()[name]
    em, advances, glyphs = font["head"].unitsPerEm, font["hmtx"], font.getBestCmap()
    for code, glyph in glyphs.items():
        wide = said.advance(code)
        assert wide is not None
        assert 0 <= wide - advances[glyph][0] * 1_000 / em < 1
    assert sum(count for _, count, _ in said.runs) == len(glyphs)
    assert said.advance(0x10FFFF) is None
    assert said.family == font["name"].getDebugName(1)
    assert said.unknown >= advances[".notdef"][0] * 1_000 / em


def test_text_and_titles_come_first() -> None:
    assert list(json.loads((FONTS / "widths.json").read_text("utf-8")))[:2] == [*Face]
