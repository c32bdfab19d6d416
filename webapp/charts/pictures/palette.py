"""The colours of pictures: those of the light style sheet, by the same names.

`static/css/tokens.css` has them for pages; a test compares.
"""

from collections.abc import Mapping
from typing import Final

PALETTE: Final[Mapping[str, str]] = {
    "paper": "#fbfaf7",
    "sunken": "#f1efe9",
    "ink": "#1c1a17",
    "muted": "#5d5850",
    "rule": "#dcd8ce",
    "edge": "#8b857a",
    "accent": "#9b1c1c",
    "hatch": "#cfc9bc",
    "warning": "#7a4a00",
    "outlet-1": "#004f97",
    "outlet-2": "#6e0700",
    "outlet-3": "#007862",
    "outlet-4": "#491461",
    "outlet-5": "#b98806",
    "outlet-6": "#7669c3",
    "outlet-7": "#8a4b00",
    "outlet-8": "#329cb3",
    "outlet-9": "#752d73",
    "outlet-10": "#7a7809",
    "outlet-11": "#073c2f",
    "outlet-12": "#a95490",
    "outlet-other": "#8e8681",
    "outlet-unknown": "#504b45",
    "heat-1": "#e3ecf3",
    "heat-2": "#bfd4e5",
    "heat-3": "#92b7d6",
    "heat-4": "#3d75ad",
    "heat-5": "#1d5a98",
    "heat-6": "#063f78",
    "on-pale": "#1c1a17",
    "on-deep": "#ffffff",
}
