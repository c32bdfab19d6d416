"""How wide text is, where it is broken and where it is cut."""

import re
import unicodedata

import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.pictures.pixels import rows_and_columns
from tests.factories import HOSTILE
from webapp.charts.pictures.lettering import (
    ELLIPSIS,
    FONTS,
    Face,
    clean,
    fit,
    fonts,
    is_exact,
    is_right_to_left,
    runs,
    width,
    wrap,
)
from webapp.charts.pictures.png import png
from webapp.charts.pictures.sheet import Sheet

#: A few words of every script that is shipped.
SCRIPTS = {
    "Latin": "Façade of Łódź, AVATAR Tokyo “quoted”",
    "Greek": "Ειδήσεις από την Αθήνα",
    "Cyrillic": "Новости из Киева и Москвы",
    "Arabic": "اندلاع احتجاجات في طهران بعد ارتفاع الأسعار",
    "Hebrew": "חדשות היום מירושלים",
    "Devanagari": "हिन्दुस्तान में आज की ताज़ा ख़बरें",
    "Bengali": "বাংলাদেশের আজকের খবর",
    "Tamil": "இன்றைய செய்திகள் சென்னை",
    "Telugu": "హైదరాబాద్ తాజా వార్తలు",
    "Gujarati": "અમદાવાદના તાજા સમાચાર",
    "Gurmukhi": "ਪੰਜਾਬ ਦੀਆਂ ਤਾਜ਼ਾ ਖ਼ਬਰਾਂ",
    "Kannada": "ಕರ್ನಾಟಕದ ಇಂದಿನ ಸುದ್ದಿ",
    "Malayalam": "കേരളത്തിലെ ഇന്നത്തെ വാർത്തകൾ",
    "Oriya": "ଓଡ଼ିଶାର ଆଜିର ଖବର",
    "Sinhala": "ශ්‍රී ලංකාවේ අද පුවත්",
    "Thai": "ข่าววันนี้ที่กรุงเทพฯ",
    "Lao": "ຂ່າວມື້ນີ້ວຽງຈັນ",
    "Khmer": "ព័ត៌មានថ្ងៃនេះ",
    "Myanmar": "ယနေ့သတင်းများ",
    "Georgian": "დღევანდელი ამბები",
    "Armenian": "Այսօրվա նորությունները",
    "Ethiopic": "የዛሬ ዜና ከአዲስ አበባ",
    "Thaana": "މިއަދުގެ ޚަބަރު",
    "Chinese": "伊朗外长访问北京讨论核协议问题",
    "Japanese": "東京のニュースとカタカナ",
    "Korean": "오늘의 서울 뉴스",
}
TEXTS = st.text(max_size=60) | st.sampled_from([*SCRIPTS.values(), *HOSTILE])
FACES = st.sampled_from(Face)


@pytest.mark.parametrize(
    ("script", "face"),
    [*((script, Face.TEXT) for script in SCRIPTS), ("Latin", Face.TITLE), ("Thai", Face.TITLE)],
)
def test_text_is_drawn_and_no_wider_than_it_says(script: str, face: Face) -> None:
    text, size = SCRIPTS[script], 20.0
    wide = width(clean(text), size, face)
    sheet = Sheet(wide + 40, 60)
    place = sheet.text(20, 35, text, size, face=face)
    blank = Sheet(wide + 40, 60)
    drawn, empty = (png(each, "", "") for each in (sheet, blank))
    assert drawn != empty
    _, columns = rows_and_columns(drawn, empty)
    # Some letters lean a little out of their place.
    assert place.x - 2 <= min(columns)
    assert max(columns) <= place.right + 2
    assert max(columns) - min(columns) > 0.4 * wide


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_has_its_signs_and_no_boxes(script: str) -> None:
    found = runs(clean(SCRIPTS[script]), Face.TEXT)
    for run in found:
        font = fonts()[run.font]
        assert all(
            font.advance(ord(sign)) is not None
            for sign in run.text
            if unicodedata.category(sign)[0] not in "MC"
        )
    # Of boxes alone the picture would be another.
    here, boxes = Sheet(900, 60), Sheet(900, 60)
    here.text(20, 35, SCRIPTS[script], 20)
    unknown = re.sub(r"\S", "\U0001f600", clean(SCRIPTS[script]))
    boxes.text(20, 35, unknown, 20)
    assert png(here, "", "") != png(boxes, "", "")


def test_a_sign_of_no_font_is_a_box_as_wide_as_it_says() -> None:
    drawn, blank = Sheet(200, 60), Sheet(200, 60)
    place = drawn.text(20, 40, "\U0001f600", 30)
    _, columns = rows_and_columns(png(drawn, "", ""), png(blank, "", ""))
    assert place.width > 10
    assert place.x <= min(columns) < max(columns) <= place.right


def test_an_unknown_family_draws_nothing_which_is_why_all_are_named() -> None:
    def of(family: str) -> bytes:
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">'
            f'<text y="30" font-size="20" font-family="{family}">Hello</text></svg>'
        )
        return resvg_py.svg_to_bytes(
            svg_string=svg, font_files=[str(FONTS / Face.TEXT)], skip_system_fonts=True
        )

    assert of("Nowhere") != of(fonts()[Face.TEXT].family)


@given(text=TEXTS, most=st.floats(0, 900), face=FACES)
def test_what_is_fitted_fits_and_is_a_beginning(text: str, most: float, face: Face) -> None:
    text = clean(text)
    fitted = fit(text, 20, most, face)
    assert width(fitted, 20, face) <= most + 1e-6
    if fitted != text:
        assert fitted == "" or ELLIPSIS in fitted
        kept = fitted.rstrip("\u2069").removesuffix(ELLIPSIS)
        assert text.startswith(kept)
        # No mark is parted from what it stands on.
        behind = text[len(kept) :]
        assert not kept or unicodedata.category(behind[0])[0] != "M" or kept[-1:] in " ,;:–-"


@given(text=TEXTS, most=st.floats(60, 900), lines=st.integers(1, 4), face=FACES)
def test_lines_fit_and_hold_all_but_what_is_cut(
    text: str, most: float, lines: int, face: Face
) -> None:
    text = clean(text)
    found = wrap(text, 20, most, lines, face)
    assert len(found) <= lines
    assert all(width(line, 20, face) <= most + 1e-6 for line in found)

    def signs(said: str) -> str:
        return "".join(
            sign for sign in said if not sign.isspace() and not 0x2066 <= ord(sign) <= 0x2069
        )

    held = signs("".join(found))
    if found and held.endswith(ELLIPSIS) and held != signs(text):
        assert signs(text).startswith(held.removesuffix(ELLIPSIS))
    else:
        assert held == signs(text)


def test_words_are_kept_whole_where_they_can_be() -> None:
    assert wrap("one two three four", 20, width("one two three", 20), 3) == [
        "one two three",
        "four",
    ]
    assert fit("one two three four", 20, width("one two three fo…", 20)) == "one two three…"
    assert wrap("伊朗外长访问北京", 20, 90, 9) == ["伊朗外长", "访问北京"]


def test_an_isolate_ends_with_its_line_and_goes_on_in_the_next() -> None:
    text = "matching “\u2068خبر عاجل من طهران اليوم\u2069” here"
    for line in wrap(text, 20, 130, 9):
        assert line.count("\u2068") == line.count("\u2069")


def test_what_xml_forbids_is_left_out_and_heaps_are_cut() -> None:
    assert clean("a\x00b\x1b[0m\ufffe\ud800c\n\td") == "ab[0mc d"
    # One is part of the letter then.
    assert clean("a" + "\u0301" * 40) == "\u00e1\u0301\u0301"
    assert len(clean("x" * 10_000)) == 600
    assert clean("\u202etxt.exe") == "txt.exe"


def test_direction_and_exactness() -> None:
    assert is_right_to_left("“طهران”, 12")
    assert is_right_to_left("חדשות BBC")
    assert not is_right_to_left("BBC عربي")
    assert not is_right_to_left("12")
    assert is_exact("Hello 中文 Ελλ")
    assert not is_exact("سلام")
