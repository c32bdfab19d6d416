"""The command `dateline`: serve lists as a dashboard, or report on how they were read."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from webapp.config import Config
from webapp.dataset import schema
from webapp.load import START_ERRORS, load
from webapp.query.report import Lines, ReportView, report_lines, verdict_counts
from webapp.reading import Verdict
from webapp.text import plural, shorten

_SHOWN_LENGTH = 160


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status. Errors are one line on standard error."""
    # A terminal that cannot show a sign shows another in its place.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = _parser().parse_args(arguments)
    try:
        config = Config.from_environment()
        if given.lists:
            config = replace(config, sources=tuple(given.lists))
        if given.aliases:
            config = replace(config, aliases=given.aliases)
        return int(given.run(given, config))
    except START_ERRORS as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dateline", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "lists", nargs="*", type=Path, metavar="LIST", help="headline lists (default: the example)"
    )
    shared.add_argument(
        "--aliases", type=Path, metavar="FILE", help="your own CSV of outlet names: outlet,alias"
    )

    serve = commands.add_parser("serve", parents=[shared], help="show lists as a dashboard")
    serve.add_argument("--title", help="what the dashboard is called")
    serve.add_argument(
        "--port", type=_port, help="port to listen on (default: the first free one from 8000)"
    )
    serve.set_defaults(run=_serve)

    report = commands.add_parser(
        "report", parents=[shared], help="say what became of every line of lists"
    )
    report.add_argument(
        "--verdict",
        type=Verdict,
        choices=list(Verdict),
        help="show only the lines that got this verdict",
    )
    report.set_defaults(run=_report)
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _serve(given: argparse.Namespace, config: Config) -> int:
    # Imported here because the report needs neither Flask nor gunicorn.
    from webapp.app import create_app
    from webapp.server import NoPortError, bracketed, free_port, serve

    if given.title:
        config = replace(config, title=given.title)
    try:
        port = free_port(config.host, given.port)
    except NoPortError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 1
    version = load(config)
    found = plural(version.headlines, "headline")
    outlets = plural(len(version.outlets) - 1, "outlet")

    def ready() -> None:
        print(f"{config.heading}: {found} from {outlets}")
        if version.headlines == 0:
            print("No headline was found; `dateline report` says why, line by line.")
        print(f"http://{bracketed(config.host)}:{port}/  (Ctrl+C stops it)", flush=True)

    serve(create_app(config, version), config, port, ready)
    return 0


def _report(given: argparse.Namespace, config: Config) -> int:
    version = load(config)
    for index, source in enumerate(version.sources):
        lines = Lines(given.verdict) if given.verdict else Lines.ALL
        view = ReportView(lines, index + 1)
        print(f"{source.name}: {plural(source.lines, 'line')}, {source.encoding}")
        if not source.lines:
            print("  the file is empty")
        for verdict, count in verdict_counts(version)[index].items():
            print(f"  {verdict:<10}{count:>8,}")
        found = report_lines(version, view)
        shown = (schema.LINE, schema.VERDICT, schema.TEXT, schema.REASON)
        columns = [found[name].tolist() for name in shown]
        for number, verdict, text, reason in zip(*columns, strict=True):
            said = f"  [{reason}]" if reason else ""
            print(f"{number:>6}  {verdict:<10} {shorten(text, _SHOWN_LENGTH)}{said}")
    print(
        f"{plural(version.headlines, 'headline')} from {plural(len(version.outlets) - 1, 'outlet')}"
    )
    for join in version.outlets.joins:
        print(
            f"  {join.written} → {join.outlet.name}, {join.rule}, "
            f"{plural(join.headlines, 'headline')}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
