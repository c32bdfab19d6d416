"""The versions of the data that can be asked for."""

from collections.abc import Iterable
from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import Moment, moment
from webapp.dataset import KnownVersion


class VersionAnswer(TypedDict):
    """A version: everything below /at/, its name, / is of it, for as long as it is there."""

    name: str
    made: Annotated[Moment | None, "Null where that is not known."]
    frozen: Annotated[Moment | None, "Since when it stays for ever; null for one that may go."]
    current: Annotated[bool, "Whether it is the one shown where no version is named."]


class VersionsAnswer(TypedDict):
    """Every version there is, the oldest first."""

    versions: list[VersionAnswer]


def versions(known: Iterable[KnownVersion], current: str) -> VersionsAnswer:
    """The document of the versions known; `current` is the name of the one shown now."""
    return VersionsAnswer(
        versions=[
            VersionAnswer(
                name=each.name,
                made=moment(each.made) if each.made else None,
                frozen=moment(each.frozen) if each.frozen else None,
                current=each.name == current,
            )
            for each in known
        ]
    )
