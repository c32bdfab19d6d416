"""The outlets of a version as a file: who they are, and which spellings were joined."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.sound import check_below, must
from webapp.outlets import GroupSet, Join, NamedOutlets, Outlet, OutletGroup, Outlets
from webapp.outlets.groups import NO_GROUP
from webapp.outlets.identity import Doubt

NAME: Final = "outlets.json"


def write_outlets(folder: Path, outlets: Outlets) -> None:
    """Write `outlets` into a version's folder. Raises OSError."""
    codes = {outlet.slug: code for code, outlet in enumerate(outlets.outlets)}
    said = {
        "outlets": [
            [each.name, each.slug, each.country, each.domains, each.written, each.known]
            for each in outlets.outlets
        ],
        "joins": [
            [each.written, codes[each.outlet.slug], each.rule, each.headlines, each.domain]
            for each in outlets.joins
        ],
        "written": outlets.written,
        "doubts": outlets.doubts,
        "refused": sorted(outlets.refused),
        "group_sets": [
            [each.name, each.slug, each.groups, each.group_by_code] for each in outlets.group_sets
        ],
        "named": outlets.named,
    }
    (folder / NAME).write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def read_outlets(folder: Path) -> Outlets:
    """The outlets of a version's folder. Raises DamagedFileError.

    Who was called how by which source is settled, and no longer known (`code_by_written`).
    """
    path = folder / NAME
    try:
        said: dict[str, Any] = json.loads(path.read_text("utf-8"))
        outlets = tuple(
            Outlet(name, slug, country, tuple(domains), tuple(written), known)
            for name, slug, country, domains, written, known in said["outlets"]
        )
        return Outlets(
            outlets=outlets,
            code_by_written={},
            code_by_slug={outlet.slug: code for code, outlet in enumerate(outlets)},
            joins=tuple(
                Join(written, outlets[code], rule, headlines, domain)
                for written, code, rule, headlines, domain in said["joins"]
            ),
            written=said["written"],
            doubts=tuple(Doubt(outlet, tuple(others)) for outlet, others in said["doubts"]),
            refused=frozenset((outlet, alias) for outlet, alias in said["refused"]),
            group_sets=tuple(_group_set(len(outlets), *each) for each in said["group_sets"]),
            named=_named(*said["named"]),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        raise DamagedFileError(f"{path} is missing or damaged") from None


def _group_set(
    outlets: int, name: str, slug: str, groups: list[list[str]], places: list[int]
) -> GroupSet:
    must(len(places) == outlets, "group_by_code")
    check_below(np.array(places) - NO_GROUP, len(groups) - NO_GROUP, "group_by_code")
    return GroupSet(name, slug, tuple(OutletGroup(*each) for each in groups), tuple(places))


def _named(file: str, total: int, absent: list[str], unsettled: list[list[Any]]) -> NamedOutlets:
    return NamedOutlets(
        file, total, tuple(absent), tuple((name, tuple(others)) for name, others in unsettled)
    )
