"""A version: one immutable state of the data, whole."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Protocol

from webapp.dataset.facts import Facts
from webapp.dataset.part import Part
from webapp.dataset.report import Report
from webapp.dataset.stories import Stories
from webapp.outlets import Outlets


class ElsewhereError(Exception):
    """Parts that are elsewhere, and cannot be asked now. The message says why."""


class Elsewhere(Protocol):
    """The parts of a version that are not in this process."""

    def answer(self, asks: Sequence[Any]) -> list[Any]:
        """What all parts together say to each of `asks` (query.measure.Ask), asked at once.

        Raises ElsewhereError.
        """

    def where(self) -> dict[str, int]:
        """How many parts are open on each worker that has any, by its address.

        Raises ElsewhereError.
        """


@dataclass(frozen=True, eq=False)
class Version(Facts):
    """Every headline in parts, who the outlets are, and the report on every line read.

    `stories` say which headlines are about one event. `facts` are what is said of it, alone: what
    keeps these does not keep the headlines open. Where its parts are `elsewhere`, there are none
    here: only query.measure asks for them, and asks either.
    """

    parts: tuple[Part, ...]
    outlets: Outlets
    report: Report
    stories: Stories
    facts: Facts
    elsewhere: Elsewhere | None = None

    @classmethod
    def of(
        cls,
        facts: Facts,
        parts: Sequence[Part],
        outlets: Outlets,
        report: Report,
        stories: Stories,
        elsewhere: Elsewhere | None = None,
    ) -> "Version":
        said: dict[str, Any] = {field.name: getattr(facts, field.name) for field in fields(Facts)}
        return cls(
            **said,
            parts=tuple(parts),
            outlets=outlets,
            report=report,
            stories=stories,
            facts=facts,
            elsewhere=elsewhere,
        )
