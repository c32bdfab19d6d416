"""`dateline names`: which names are one outlet, which might be, and deciding it."""

import argparse

from webapp.cli.bar import load_with_bar
from webapp.config import Config, ConfigError
from webapp.outlets import Outlets, append, line_for, shipped_table, suggest
from webapp.query.names import all_proposals, headline_counts
from webapp.text import plural


def list_names(given: argparse.Namespace, config: Config) -> int:
    """Print joins and suggestions, each with the line that would decide it; the exit status."""
    version = load_with_bar(config)
    outlets = version.outlets
    print(f"{plural(outlets.written, 'name')} became {plural(len(outlets) - 1, 'outlet')}")
    print_joins(outlets)
    suggestions = suggest(outlets, [shipped_table()])
    print(f"{plural(len(suggestions), 'suggestion')}, with the line that accepts it")
    for row in all_proposals(suggestions, headline_counts(version)):
        print(f"  {row.outlet.name} / {row.other.name}: {row.evidence}")
        print(f"    {row.accept}")
    return 0


def print_joins(outlets: Outlets) -> None:
    """Print each name that was read as another outlet's, with the rule."""
    for join in outlets.joins:
        at = f" at {join.domain}" if join.domain else ""
        print(
            f"  {join.written or 'no outlet'}{at} → {join.outlet.name}: {join.rule}, "
            f"{plural(join.headlines, 'headline')}"
        )


def decide(given: argparse.Namespace, config: Config) -> int:
    """Write one decision into the alias file; the exit status.

    Raises ConfigError when no file is named, TableFileError when it cannot be used.
    """
    if config.aliases is None:
        raise ConfigError("--aliases FILE or DATELINE_ALIASES has to name the file to write to")
    append(config.aliases, given.decision, given.outlet, given.alias)
    line = line_for(given.decision, given.outlet, given.alias).strip()
    print(f"{config.aliases}: added {line}")
    return 0
