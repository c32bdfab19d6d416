"""A version: one immutable state of the data, whole."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from webapp.dataset.facts import Facts
from webapp.dataset.part import Part
from webapp.dataset.report import Report
from webapp.dataset.stories import Stories
from webapp.outlets import Outlets


@dataclass(frozen=True, eq=False)
class Version(Facts):
    """Every headline in parts, who the outlets are, and the report on every line read."""

    parts: tuple[Part, ...]
    outlets: Outlets
    report: Report

    @classmethod
    def of(cls, facts: Facts, parts: Sequence[Part], outlets: Outlets, report: Report) -> "Version":
        said: dict[str, Any] = {field.name: getattr(facts, field.name) for field in fields(Facts)}
        return cls(**said, parts=tuple(parts), outlets=outlets, report=report)

    @property
    def stories(self) -> Stories:
        """Which headlines are about one event."""
        return self.parts[0].stories

    @property
    def facts(self) -> Facts:
        """What is said of it, alone: what keeps this does not keep the headlines open."""
        return self.parts[0].facts
