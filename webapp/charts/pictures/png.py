"""A sheet as pixels.

resvg draws with the files that it is given and no others; it reads each anew for each picture, so
that only those are named of which a sign occurs.
"""

from typing import Final

import resvg_py

from webapp.charts.pictures.lettering import FONTS, Face, fonts
from webapp.charts.pictures.sheet import Sheet

_ALWAYS: Final = (Face.TEXT, Face.TITLE)


def png(sheet: Sheet, title: str, description: str) -> bytes:
    """The sheet as a PNG, of its width and height times its scale.

    resvg holds Python's lock all the while, so that no two are drawn at once in a process.
    """
    files = [str(FONTS / name) for name in fonts() if name in {*_ALWAYS, *sheet.fonts}]
    return resvg_py.svg_to_bytes(
        svg_string=sheet.svg(title, description),
        font_files=files,
        skip_system_fonts=True,
        font_family=fonts()[Face.TEXT].family,
        sans_serif_family=fonts()[Face.TEXT].family,
        serif_family=fonts()[Face.TITLE].family,
    )
