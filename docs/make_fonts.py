"""Makes the fonts of the pictures, and how wide their signs are: see the README beside them.

Needs fonttools and Debian's packages fonts-noto-core, fonts-noto-cjk and fonts-droid-fallback:
python docs/make_fonts.py
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).parent.parent / "webapp" / "charts" / "pictures" / "fonts"
_NOTO: Final = Path("/usr/share/fonts/truetype/noto")
_CJK: Final = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_DROID: Final = Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf")
_EM: Final = 1_000

# Latin, Greek, Cyrillic with their accents, punctuation, currencies, signs like letters.
_WESTERN: Final = (*range(0x20, 0x530), *range(0x1C80, 0x2000), *range(0x2000, 0x2200), 0xFFFD)
_HANGUL: Final = (*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xAC00, 0xD7A4))
# Han, kana and what stands between them; the rare signs of extension A are left out.
_HAN: Final = (*range(0x2E80, 0x3400), *range(0x4E00, 0xA000), *range(0xF900, 0x10000))
_SCRIPTS: Final = (
    *("Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati"),
    *("Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya"),
    *("Sinhala", "Tamil", "Telugu", "Thaana", "Thai"),
)


class Made(NamedTuple):
    """A font to be made: of which file (and which font of it), and which signs; None for all."""

    source: Path
    number: int = -1
    signs: Iterable[int] | None = None


#: By name of the file. The first two are those of text and of titles.
MADE: Final[Mapping[str, Made]] = {
    "NotoSans-Regular.ttf": Made(_NOTO / "NotoSans-Regular.ttf", signs=_WESTERN),
    "NotoSerif-Bold.ttf": Made(_NOTO / "NotoSerif-Bold.ttf", signs=_WESTERN),
    **{
        f"NotoSans{script}-Regular.ttf": Made(_NOTO / f"NotoSans{script}-Regular.ttf")
        for script in _SCRIPTS
    },
    "NotoSansCJKkr-Hangul.otf": Made(_CJK, 1, _HANGUL),
    "DroidSansFallback-Han.ttf": Made(_DROID, signs=_HAN),
}


def make(name: str, made: Made) -> None:
    """Write a font that has no more than is drawn."""
    options = subset.Options(
        hinting=False, layout_features=["*"], notdef_outline=True, font_number=made.number
    )
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    font = subset.load_font(str(made.source), options)
    making = subset.Subsetter(options)
    making.populate(unicodes=font.getBestCmap() if made.signs is None else made.signs)
    making.subset(font)
    # The same signs give the same file.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    subset.save_font(font, str(FONTS / name), options)


def said_of(path: Path) -> dict[str, Any]:
    """The family of a font, and the advance of its signs in thousandths of its size.

    `runs` are signs that follow each other and are equally wide: the first, how many, how wide.
    """
    font = TTFont(path)
    em, advances = font["head"].unitsPerEm, font["hmtx"]
    wide = {code: -(-advances[glyph][0] * _EM // em) for code, glyph in font.getBestCmap().items()}
    runs = []
    for _, same in groupby(
        enumerate(sorted(wide)), lambda each: (each[1] - each[0], wide[each[1]])
    ):
        codes = [code for _, code in same]
        runs.append([codes[0], len(codes), wide[codes[0]]])
    family = font["name"].getDebugName(1)
    return {"family": family, "unknown": -(-advances[".notdef"][0] * _EM // em), "runs": runs}


def widths() -> str:
    """The file of advances, as JSON: every font by its name, a line each."""
    lines = (
        f"{json.dumps(name)}: {json.dumps(said_of(FONTS / name), separators=(',', ':'))}"
        for name in MADE
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def sums() -> str:
    """A line for each font as the README has it: its size and its SHA-256."""
    found = []
    for name, made in MADE.items():
        content = (FONTS / name).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        found.append(f"| {name} | {made.source.name} | {len(content):,} | `{digest}` |")
    return "\n".join(found)


if __name__ == "__main__":
    for each, how in MADE.items():
        make(each, how)
    (FONTS / "widths.json").write_text(widths(), "utf-8")
    print(sums())  # noqa: T201
