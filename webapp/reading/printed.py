"""Titles as a list prints them, "Title - Outlet", parted at the last dash."""

from collections.abc import Sequence
from typing import NamedTuple

from webapp.outlets import KnownOutlets
from webapp.reading.entry import Verdict


class Parting(NamedTuple):
    """One printed title, parted. `outlet` is "" where none is given."""

    title: str
    outlet: str
    verdict: Verdict = Verdict.HEADLINE
    reason: str = ""


def part_titles(titles: Sequence[str], known: KnownOutlets) -> list[Parting]:
    """Part every title, in order. To be replaced by a parting that weighs all of them."""
    return [_part(title) for title in titles]


def _part(title: str) -> Parting:
    before, dash, after = title.rpartition(" - ")
    if not (dash and before.strip() and after.strip()):
        return Parting(title, "")
    reason = "the end of the title is taken as the outlet"
    return Parting(before.strip(), after.strip(), Verdict.AMBIGUOUS, reason)
