"""`dateline ingest`: add lists to a dataset folder, as its next version."""

import argparse
from pathlib import Path

from webapp.cli.bar import Bar
from webapp.cli.own_tables import print_tables
from webapp.config import Config
from webapp.dataset.store import Store
from webapp.ingest import ingest
from webapp.text import plural


def ingest_sources(given: argparse.Namespace, config: Config) -> int:
    """Read, join and publish; the exit status, 1 when a source could not be read."""
    store = Store(given.into or Path(config.folder))
    with Bar() as bar:
        done = ingest(config, store, bar.failed, bar.show, bar.writing)
    facts = done.facts
    print(
        f"{store.folder}: version {facts.name}, {plural(facts.headlines, 'headline')} from "
        f"{plural(len(done.outlets) - 1, 'outlet')} and {plural(len(facts.sources), 'source')}"
    )
    print(f"{plural(len(done.added), 'source')} added", end="")
    print(f", {len(done.again):,} there already" if done.again else "")
    print_tables(facts, done.outlets)
    if done.failed:
        print(f"{plural(len(done.failed), 'source')} could not be read")
    return 1 if done.failed else 0
