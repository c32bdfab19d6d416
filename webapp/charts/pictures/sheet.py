"""What is drawn, in the order of drawing, as the text of an SVG that needs nothing else.

The policy of the site lets no document bring a style of its own: all that is said of shapes
stands in attributes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final, Literal, NamedTuple

from markupsafe import escape

from webapp.charts.pictures.lettering import (
    Face,
    clean,
    fit,
    fonts,
    is_exact,
    is_right_to_left,
    runs,
    width,
)
from webapp.charts.pictures.palette import PALETTE

Anchor = Literal["start", "middle", "end"]

#: How far text reaches above and below the line on which it stands, of its size.
ABOVE: Final = 0.8
BELOW: Final = 0.25
_GENERIC: Final = {Face.TEXT: "sans-serif", Face.TITLE: "serif"}
_WEIGHT: Final = {Face.TEXT: "", Face.TITLE: ' font-weight="700"'}
_EMBEDDED: Final = ("\u2067", "\u2069")


class Frame(NamedTuple):
    """A rectangle from its top left, in units of the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def across(self, percent: float) -> float:
        """So many percent of the way from left to right."""
        return self.x + self.width * percent / 100

    def down(self, percent: float) -> float:
        """So many percent of the way from top to bottom."""
        return self.y + self.height * percent / 100

    def overlaps(self, other: "Frame") -> bool:
        """Whether both have some of the same place."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Lettered:
    """A text that was set, and the place it takes at most."""

    text: str
    place: Frame


class Sheet:
    """A drawing `width` by `height` units, shown `scale` times as many pixels large."""

    def __init__(self, width: float, height: float, scale: float = 1) -> None:
        self.width = width
        self.height = height
        self.scale = scale
        self.letters: list[Lettered] = []
        self.fonts: set[str] = set()
        self._drawn: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        said: str,
        size: float,
        *,
        colour: str = "ink",
        anchor: Anchor = "start",
        face: Face = Face.TEXT,
        most: float | None = None,
    ) -> Frame:
        """Set one line of text on the line `y`, no wider than `most`; gives its place.

        It is moved into the sheet where it would run out of it.
        """
        said = fit(clean(said), size, most if most is not None else self.width, face)
        wide = width(said, size, face)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        left = max(0.0, min(left, self.width - wide))
        place = Frame(left, y - ABOVE * size, wide, (ABOVE + BELOW) * size)
        if not said:
            return place
        self.letters.append(Lettered(said, place))
        x = left + {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        # Another font than ours, in somebody's browser, is made to take the same room.
        held = f' textLength="{wide:.6g}" lengthAdjust="spacingAndGlyphs"' * is_exact(said)
        attributes = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._drawn.append(
            f'<text x="{x:.6g}" y="{y:.6g}" font-size="{size:.6g}" fill="{PALETTE[colour]}"'
            f"{attributes}{_WEIGHT[face]}{held}>{self._set(said, face)}</text>\n"
        )
        return place

    def _set(self, said: str, face: Face) -> str:
        """Text by its fonts; the signs of each in a part of its own."""
        parts = []
        for run in runs(said, face):
            self.fonts.add(run.font)
            family = f"{fonts()[run.font].family}, {_GENERIC[face]}"
            weight = "" if run.font == face or face is Face.TEXT else ' font-weight="400"'
            parts.append(f'<tspan font-family="{family}"{weight}>{escape(run.text)}</tspan>')
        whole = "".join(parts)
        return whole.join(_EMBEDDED) if is_right_to_left(said) else whole

    def box(self, place: Frame, fill: str, more: str = "") -> None:
        """A filled rectangle; `fill` is a name of the palette."""
        self._drawn.append(f"<rect {_box(place)} {paint(fill)}{_spaced(more)}/>\n")

    def outline(self, place: Frame, colour: str) -> None:
        """The thin outline of a rectangle."""
        self._drawn.append(
            f'<rect {_box(place)} fill="none" stroke="{PALETTE[colour]}" stroke-width="1"/>\n'
        )

    def hatch(self, place: Frame, step: float, wide: float, more: str = "") -> None:
        """Slanted lines over a rectangle; those of neighbours go on in each other.

        Drawn one by one: filling with a pattern takes resvg five times as long.
        """
        lines = []
        first = ceil((place.x + place.y) / step)
        for number in range(first, floor((place.right + place.bottom) / step) + 1):
            both = number * step
            top = max(place.y, both - place.right)
            bottom = min(place.bottom, both - place.x)
            lines.append(f"M{both - top:.6g} {top:.6g}L{both - bottom:.6g} {bottom:.6g}")
        # At several pixels a unit such lines are even by themselves, and smoothing takes its time.
        plain = ' shape-rendering="crispEdges"' if self.scale > 1 else ""
        if lines:
            self._drawn.append(
                f'<path d="{"".join(lines)}" stroke="{PALETTE["hatch"]}" '
                f'stroke-width="{wide:.6g}"{plain}{_spaced(more)}/>\n'
            )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, wide: float, more: str = ""
    ) -> None:
        """A straight line."""
        self._drawn.append(
            f'<line x1="{x1:.6g}" y1="{y1:.6g}" x2="{x2:.6g}" y2="{y2:.6g}" '
            f'stroke="{PALETTE[colour]}" stroke-width="{wide:.6g}"{_spaced(more)}/>\n'
        )

    def path(
        self, points: Sequence[tuple[float, float]], colour: str, wide: float, more: str = ""
    ) -> None:
        """A line through `points`, in order."""
        through = "L".join(f"{x:.6g} {y:.6g}" for x, y in points)
        self._drawn.append(
            f'<path d="M{through}" fill="none" stroke="{PALETTE[colour]}" '
            f'stroke-width="{wide:.6g}" stroke-linejoin="round" stroke-linecap="round"'
            f"{_spaced(more)}/>\n"
        )

    def dot(
        self, x: float, y: float, radius: float, fill: str, ring: str, wide: float, more: str = ""
    ) -> None:
        """A circle with a ring around it."""
        self._drawn.append(
            f'<circle cx="{x:.6g}" cy="{y:.6g}" r="{radius:.6g}" {paint(fill)} '
            f'stroke="{PALETTE[ring]}" stroke-width="{wide:.6g}"{_spaced(more)}/>\n'
        )

    def pointer(self, x: float, y: float, size: float, colour: str) -> None:
        """A triangle that points down to (x, y): what stands out."""
        half = size / 2
        self._drawn.append(
            f'<path d="M{x:.6g} {y:.6g}l{-half:.6g} {-size * 0.8:.6g}h{size:.6g}z" '
            f"{paint(colour)}/>\n"
        )

    def group(self, more: str) -> None:
        """From here on, until `end`, all shapes have these attributes too."""
        self._drawn.append(f"<g {more}>\n")

    def end(self) -> None:
        """The end of a group."""
        self._drawn.append("</g>\n")

    def said(self, values: Iterable[float | None]) -> str:
        """The numbers that a group of shapes draws, as an attribute of it."""
        numbers = ",".join("" if value is None else f"{value:.6g}" for value in values)
        return f'data-values="{numbers}"'

    def svg(self, title: str, description: str) -> str:
        """The whole document; `title` and `description` are for who does not see it."""
        pixels = f'width="{self.width * self.scale:g}" height="{self.height * self.scale:g}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {pixels} '
            f'viewBox="0 0 {self.width:g} {self.height:g}" role="img" '
            f'aria-labelledby="picture-title picture-description">\n'
            f'<title id="picture-title">{escape(clean(title))}</title>\n'
            f'<desc id="picture-description">{escape(clean(description))}</desc>\n'
            f'<rect width="{self.width:g}" height="{self.height:g}" {paint("paper")}/>\n'
            f"{''.join(self._drawn)}</svg>\n"
        )


def paint(fill: str) -> str:
    """The attribute that fills with a colour of the palette, or with "none"."""
    return f'fill="{PALETTE.get(fill, "none")}"'


def _box(place: Frame) -> str:
    return (
        f'x="{place.x:.6g}" y="{place.y:.6g}" width="{place.width:.6g}" height="{place.height:.6g}"'
    )


def _spaced(more: str) -> str:
    return f" {more}" if more else ""
