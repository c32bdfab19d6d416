"""`dateline versions`, `rollback`, `verify` and `prune`: what a dataset folder holds."""

import argparse
import datetime as dt
import sys
from pathlib import Path

from webapp.config import Config
from webapp.dataset import upkeep
from webapp.dataset.store import Store
from webapp.text import plural, span


def list_versions(given: argparse.Namespace, config: Config) -> int:
    """Print every version, the oldest first; the exit status."""
    store = _store(given, config)
    current = store.current if store.names() else ""
    frozen = store.frozen.all()
    for name, said in store.versions():
        mark = "*" if name == current else " "
        kept = f"; frozen {_minute(frozen[name])}" if name in frozen else ""
        if said is None:
            print(f"{mark} {name}  damaged, or written by another Dateline{kept}")
            continue
        facts = said.facts
        days = span(facts.first, facts.last) if facts.first and facts.last else "no days"
        print(
            f"{mark} {name}  {_minute(said.made)}  {plural(facts.headlines, 'headline')} "
            f"from {plural(len(facts.sources), 'source')}, {days}{kept}"
        )
    if not current:
        print(f"no version yet: `dateline ingest SOURCE… --into {store.folder}` makes one")
    return 0


def roll_back(given: argparse.Namespace, config: Config) -> int:
    """Make an earlier version current; the exit status."""
    store = _store(given, config)
    with store.writing():
        name = upkeep.rollback(store, given.version)
    print(f"{name} is served now; running servers show it within seconds")
    return 0


def verify(given: argparse.Namespace, config: Config) -> int:
    """Look at every byte; the exit status, 1 if anything is wrong."""
    store = _store(given, config)
    problems = upkeep.verify(store)
    for problem in problems:
        print(f"dateline: {problem}", file=sys.stderr)
    if problems:
        print(
            "dateline: `dateline rollback` goes back to a good version; `dateline ingest` "
            "without sources makes the current one anew from what was kept",
            file=sys.stderr,
        )
        return 1
    print(f"every byte of {plural(len(store.versions()), 'version')} is as it was written")
    return 0


def prune(given: argparse.Namespace, config: Config) -> int:
    """Remove old versions; the exit status."""
    store = _store(given, config)
    with store.writing():
        removed, freed, frozen = upkeep.prune(store, given.keep)
    for name in removed:
        print(f"removed {name}")
    for name in frozen:
        print(f"kept {name}: it is frozen, and there may be links to it")
    print(f"{plural(len(removed), 'version')} removed, {freed / 1e6:,.1f} MB freed")
    return 0


def _minute(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _store(given: argparse.Namespace, config: Config) -> Store:
    return Store(given.folder or Path(config.folder))
