"""A site whose views can be shared in every way: two versions, short links, freezing."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from tests.factories import line, version_of
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import CannotFreezeError, KnownVersion, NoVersionError, Shown, Version

BEFORE = version_of(line("Before", "Šport & 100% {Radio}"))
AFTER = version_of(line("Before", "Šport & 100% {Radio}"), line("After", "CNN"))
DAY = datetime(2026, 11, 23, tzinfo=UTC)


class Two:
    """Two versions, the second of them current, that can be frozen until `refused` says why not."""

    def __init__(self) -> None:
        self.shown = Shown(AFTER)
        self.kept: dict[str, datetime] = {}
        self.refused = ""

    def current(self) -> Shown:
        return self.shown

    def named(self, name: str) -> Version:
        for version in (BEFORE, AFTER):
            if version.name == name:
                return version
        raise NoVersionError("There is no such version.")

    def freeze(self, name: str) -> datetime:
        if self.refused:
            raise CannotFreezeError(self.refused)
        return self.kept.setdefault(name, DAY)

    def frozen(self, name: str) -> datetime | None:
        return self.kept.get(name)

    def made(self, name: str) -> datetime | None:
        return DAY if name == BEFORE.name else None

    def known(self) -> list[KnownVersion]:
        return [
            KnownVersion(each.name, self.made(each.name), self.frozen(each.name))
            for each in (BEFORE, AFTER)
        ]


def site_of(shown: "Two | Version", state: Path | None, **config: object) -> Flask:
    """A site that keeps its short links in `state`."""
    return create_app(Config(state=state, pages_mb=1, title="The {News}", **config), shown)  # type: ignore[arg-type]
