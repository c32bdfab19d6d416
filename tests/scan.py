"""Looking for words by looking through every title: what indexes must agree with."""

from collections.abc import Sequence

from webapp.text import words


def line_of(title: str) -> str:
    """The folded words of a title, between single spaces."""
    return f" {' '.join(words(title))} "


def needle_of(wanted: Sequence[str], prefix: bool) -> str:
    """What the lines of titles hold that have these words in a row."""
    return f" {' '.join(wanted)}" + ("" if prefix else " ")


def scan(
    titles: Sequence[str], earlier: Sequence[str], wanted: Sequence[str], prefix: bool
) -> list[int]:
    """The places of titles that, now or earlier (a title a line), have `wanted` in a row."""
    needle = needle_of(wanted, prefix)
    befores = earlier or [""] * len(titles)
    return [
        place
        for place, (title, before) in enumerate(zip(titles, befores, strict=True))
        if any(needle in line_of(each) for each in (title, *before.split("\n")))
    ]
