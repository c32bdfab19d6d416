"""Questions that have an answer in the very list that is served."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE
from webapp.pages.api.operations import ROOT, Operation
from webapp.pages.api.parameters import VERSION_EXAMPLE
from webapp.query.arguments import Args, query_string


@dataclass(frozen=True)
class Example:
    """A question: what its path holds, and its arguments."""

    operation: Operation
    values: Mapping[str, str] = field(default_factory=dict)
    args: Args = ()

    @property
    def address(self) -> str:
        """Path and query."""
        path = ROOT + self.operation.path.format(**self.values)
        return f"{path}?{query_string(self.args)}" if self.args else path


def example(version: Version, operation: Operation) -> Example | None:
    """A question for `operation`; None where the list has nothing to ask for."""
    slugs = largest(version)
    if operation.name == "outlet":
        return Example(operation, {"slug": slugs[0]}) if slugs else None
    if operation.name == "story":
        sizes = version.stories.sizes
        if not len(sizes):
            return None
        return Example(operation, {"name": version.stories.name(int(sizes.argmax()))})
    one = [("outlet", slug) for slug in slugs[:1]]
    args: dict[str, Args] = {
        "coverage": [("by", "week")],
        "headlines": [*one, ("limit", "10")],
        "outlets": [("limit", "10")],
        "stories": [("limit", "10")],
        "words": one,
        "compare": [*one, *(("outlet2", slug) for slug in slugs[1:2])],
        "difference": [("from", version.name)],
        "report": [("verdict", "all"), ("limit", "10")],
    }
    return Example(operation, args=args.get(operation.name, ()))


def of_parameters(version: Version) -> dict[str, str | list[str]]:
    """By name, values of arguments that this list has something for."""
    slugs = largest(version)
    found: dict[str, str | list[str]] = {VERSION_EXAMPLE: version.name}
    if slugs:
        found |= {"outlet": slugs[:1], "slug": slugs[0]}
    if slugs[1:]:
        found |= {"outlet2": slugs[1:2], "without": slugs[1:2]}
    if version.first and version.last:
        found |= {"from": version.first.isoformat(), "to": version.last.isoformat()}
    if len(version.stories.sizes):
        name = version.stories.name(int(version.stories.sizes.argmax()))
        found |= {"story": name, "name": name}
    return found


def largest(version: Version) -> list[str]:
    """The slugs of the outlets with most headlines, two at most."""
    codes = np.argsort(version.ranks, kind="stable")[:3].tolist()
    return [version.outlets[code].slug for code in codes if code != UNKNOWN_CODE][:2]
