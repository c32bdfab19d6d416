"""The command `dateline`: serve lists as a dashboard, or report on how they were read."""

import argparse
import datetime as dt
import io
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final

import click

from webapp.config import Config, moment
from webapp.dataset import Version, schema
from webapp.load import START_ERRORS, load, say_failed
from webapp.query.report import Lines, ReportView, report_lines, verdict_counts
from webapp.reading import Progress, Reading, Verdict
from webapp.reading.detect import FORMATS
from webapp.text import plural, shorten

_SHOWN_LENGTH: Final = 160
# With these, the bar fits a terminal of 80 columns.
_SHOWN_NAME: Final = 28
_BAR_WIDTH: Final = 12
#: Of longer sources the report shows only what is no plain headline.
_MANY_LINES: Final = 1_000
#: Work that takes longer, or has more to read, shows how far it is.
_LONG_SECONDS: Final = 1.0
_LONG_BYTES: Final = 20_000_000
_STEPS: Final = 1_000
#: What a shell gives for a command that Ctrl+C ended.
_INTERRUPTED: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status. Errors are one line on standard error."""
    # A terminal that cannot show a sign shows another in its place.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = _parser().parse_args(arguments)
    try:
        config = Config.from_environment()
        return int(given.run(given, _told(given, config)))
    except START_ERRORS as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("dateline: stopped", file=sys.stderr)
        return _INTERRUPTED


def _told(given: argparse.Namespace, config: Config) -> Config:
    """`config` with what the command line says in place of the environment."""
    said = {
        "sources": tuple(given.sources) or None,
        "aliases": given.aliases,
        "format": given.format,
        "day_first": given.day_first,
        "captured": given.captured,
    }
    return replace(config, **{name: value for name, value in said.items() if value is not None})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dateline", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="files, folders, .zip and .gz of these, and web addresses (default: the example)",
    )
    shared.add_argument(
        "--aliases", type=Path, metavar="FILE", help="your own CSV of outlet names: outlet,alias"
    )
    shared.add_argument(
        "--format", choices=FORMATS, help="read every source so (default: told by its content)"
    )
    order = shared.add_mutually_exclusive_group()
    order.add_argument(
        "--dayfirst",
        dest="day_first",
        action="store_const",
        const=True,
        help="read 3/4/2026 as 3 April where nothing else tells",
    )
    order.add_argument(
        "--monthfirst",
        dest="day_first",
        action="store_const",
        const=False,
        help="read 3/4/2026 as March 4 where nothing else tells",
    )
    shared.add_argument(
        "--captured",
        type=_moment,
        metavar="WHEN",
        help="when the sources were saved, as 2026-01-31 (noon is taken) or 2026-01-31T18:30 "
        "(in UTC, unless it names a zone); “3 hours ago” counts from then",
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
    report.add_argument(
        "--all",
        action="store_true",
        help=f"show plain headlines also of sources of more than {_MANY_LINES:,} lines",
    )
    report.set_defaults(run=_report)
    return parser


def _moment(text: str) -> dt.datetime:
    try:
        return moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} {error}") from None


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
    version = _load(config)
    found = plural(version.headlines, "headline")
    outlets = plural(len(version.outlets) - 1, "outlet")

    def ready() -> None:
        print(f"{config.heading}: {found} from {outlets}")
        if version.headlines == 0:
            print("No headline was found; `dateline report` says why, line by line.")
        print(f"http://{bracketed(config.host)}:{port}/  (Ctrl+C stops it)", flush=True)

    serve(create_app(config, version), config, port, ready)
    return 0


def _load(config: Config) -> Version:
    with _Bar() as bar:
        return load(config, bar.failed, bar.show)


class _Bar:
    """A progress bar on standard error, once the work proves long; none where nobody watches."""

    def __init__(self) -> None:
        self._start = time.time()
        self._watched = sys.stderr.isatty()
        self._bar: click._termui_impl.ProgressBar[Progress] | None = None

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.render_finish()

    def show(self, progress: Progress) -> None:
        """Draw how far reading is."""
        if not self._watched:
            return
        if self._bar is None:
            if time.time() - self._start < _LONG_SECONDS and progress.size < _LONG_BYTES:
                return
            self._bar = click.progressbar(
                length=_STEPS, file=sys.stderr, item_show_func=_lines_so_far, width=_BAR_WIDTH
            )
            # What was done before it was shown counts for the time that is left.
            self._bar.start = self._start
        name = progress.source
        # The end of a path tells more than its beginning.
        name = name if len(name) <= _SHOWN_NAME else f"…{name[1 - _SHOWN_NAME :]}"
        self._bar.label = f"{name:<{_SHOWN_NAME}}"
        self._bar.current_item = progress
        # The whole grows when a list names addresses; the bar only goes forward.
        self._bar.make_step(max(0, int(progress.part * _STEPS) - self._bar.pos))
        self._bar.render_progress()

    def failed(self, reading: Reading) -> None:
        """Say that a source could not be read, on a line of its own."""
        if self._bar:
            click.echo("\r\033[2K", file=sys.stderr, nl=False)
        say_failed(reading)


def _lines_so_far(progress: Progress | None) -> str | None:
    return plural(progress.lines, "line") if progress else None


def _report(given: argparse.Namespace, config: Config) -> int:
    version = _load(config)
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
        brief = source.lines > _MANY_LINES and not given.all and not given.verdict
        _print_lines(version, view, brief=brief)
    print(
        f"{plural(version.headlines, 'headline')} from {plural(len(version.outlets) - 1, 'outlet')}"
    )
    for join in version.outlets.joins:
        print(
            f"  {join.written} → {join.outlet.name}, {join.rule}, "
            f"{plural(join.headlines, 'headline')}"
        )
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


if __name__ == "__main__":
    sys.exit(main())
