"""Dataset folders whose parts processes of their own can open."""

import csv
import random
from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from pathlib import Path
from unittest import mock

from tests.query.strategies import FIRST, GROUPS, OUTLETS, PIECES, SPAN, WIRE, Item, text_of
from webapp.config import Config
from webapp.dataset import version_files
from webapp.dataset.store import Store
from webapp.ingest import ingest

# Of so many, forty parts can be made.
HEADLINES = 393
LINKED = 60


def made_items() -> list[Item]:
    """Headlines of few words, outlets and days, as views ask for; some are wire copy."""
    drawn = random.Random(8)
    titles = [WIRE, "Storm nears the coast of Oman as ships wait"]
    found: dict[tuple[object, ...], Item] = {}
    while len(found) < HEADLINES:
        published = FIRST + timedelta(days=drawn.randrange(SPAN))
        title = (
            drawn.choice(titles)
            if drawn.random() < 0.2
            else " ".join(drawn.choices(list(PIECES), k=drawn.randint(1, 4)))
        )
        listed = published + timedelta(days=drawn.choice((0, 0, 1, 9)))
        item = Item(title, drawn.choice(OUTLETS), published, listed)
        found[item[:3]] = item
    return list(found.values())


def write_sources(folder: Path) -> tuple[str, ...]:
    """A text list and a table with links and times, of which both have some headlines."""
    items, drawn = made_items(), random.Random(9)
    (folder / "list.txt").write_text(text_of(items), "utf-8")
    with (folder / "table.csv").open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        writer.writerow(["title", "outlet", "date", "link"])
        for number, item in enumerate(drawn.sample(items, LINKED)):
            moment = f"{item.published}T{drawn.randrange(24):02}:30:00Z"
            link = f"https://a.org/world/{('one', 'two')[number % 2]}" if number < 9 else ""
            title = f"{item.title} again" if number % 3 else item.title
            writer.writerow([title, item.outlet or "BBC", moment, link])
    (folder / "groups.csv").write_text(GROUPS, "utf-8")
    return str(folder / "list.txt"), str(folder / "table.csv")


def folder_of(below: Path, parts: int, sources: Sequence[str] = ()) -> Path:
    """A dataset folder of these sources, or of the made ones, in so many parts."""
    below.mkdir(parents=True, exist_ok=True)
    given = tuple(sources) or write_sources(below)
    groups = None if sources else below / "groups.csv"
    config, store = Config(sources=given, groups=groups), Store(below / "data")
    headlines = ingest(config, Store(below / "to-count")).facts.headlines
    with mock.patch.object(version_files, "PART_ROWS", ceil(headlines / parts)):
        ingest(config, store)
    assert len(store.open_current().version.parts) == parts
    return store.folder
