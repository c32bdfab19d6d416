"""`dateline report`: say what became of every line."""

import argparse
from typing import Final

from webapp.cli.bar import load_with_bar
from webapp.cli.names import print_joins
from webapp.cli.own_tables import print_tables
from webapp.config import Config
from webapp.dataset import Version, schema
from webapp.query.report import Lines, ReportView, report_lines, verdict_counts
from webapp.reading import Verdict
from webapp.text import plural, shorten

_SHOWN_LENGTH: Final = 160
#: Of longer sources the report shows only what is no plain headline.
MANY_LINES: Final = 1_000


def report_on_sources(given: argparse.Namespace, config: Config) -> int:
    """Print the report; the exit status."""
    version = load_with_bar(config)
    counts = verdict_counts(version)
    for index, source in enumerate(version.sources):
        if source.problem:
            print(f"{source.name}: could not be read: {source.problem}")
            continue
        found = plural(source.lines, source.unit)
        print(f"{source.name}: {source.format}, {found}, {source.encoding}")
        for note in source.notes:
            print(f"  {note}")
        if not source.lines:
            print("  there is nothing in it")
        lines = Lines(given.verdict) if given.verdict else Lines.ALL
        view = ReportView(lines, index + 1)
        for verdict, count in counts[index].items():
            print(f"  {verdict:<10}{count:>8,}")
        brief = source.lines > MANY_LINES and not given.all and not given.verdict
        _print_lines(version, view, brief=brief)
    print(
        f"{plural(version.headlines, 'headline')} from {plural(len(version.outlets) - 1, 'outlet')}"
    )
    print_tables(version, version.outlets)
    print_joins(version.outlets)
    return 0


def _print_lines(version: Version, view: ReportView, *, brief: bool) -> None:
    lines = report_lines(version, view)
    left_out = 0
    if brief:
        plain = lines[schema.VERDICT] == Verdict.HEADLINE
        left_out = int(plain.sum())
        lines = lines[~plain]
    shown = (schema.LINE, schema.VERDICT, schema.TEXT, schema.REASON)
    columns = [lines[name].tolist() for name in shown]
    for number, verdict, text, reason in zip(*columns, strict=True):
        said = f"  [{reason}]" if reason else ""
        print(f"{number:>6}  {verdict:<10} {shorten(text, _SHOWN_LENGTH)}{said}")
    if left_out:
        print(f"  {plural(left_out, 'plain headline')} not shown; --all shows them")
