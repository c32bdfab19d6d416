"""The command `dateline`: serve lists as a dashboard, report on how they were read, and more."""

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from webapp.cli.answers import CannotWriteError, add_commands
from webapp.cli.ingest import ingest_sources
from webapp.cli.links import BadLinkError
from webapp.cli.names import decide, list_names
from webapp.cli.report import MANY_LINES, report_on_sources
from webapp.cli.serve import serve_sources
from webapp.cli.store import list_versions, prune, roll_back, verify
from webapp.config import Config, scheduler
from webapp.dataset import NoVersionError
from webapp.dataset.own_tables import Own
from webapp.dataset.version import ElsewhereError
from webapp.load import START_ERRORS
from webapp.outlets import Decision
from webapp.query.arguments import BadArgumentError
from webapp.reading import Verdict
from webapp.reading.dates.moments import moment
from webapp.reading.detect import FORMATS
from webapp.text import make_visible

__all__ = ["main"]

#: What whoever asks for a table can mend: each message says it all in one line.
_ASKING_ERRORS: Final = (
    BadLinkError,
    BadArgumentError,
    NoVersionError,
    CannotWriteError,
    ElsewhereError,
)
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
    except (*START_ERRORS, *_ASKING_ERRORS) as error:
        # One line, whatever the name of the file.
        print(f"dateline: {make_visible(str(error))[0]}", file=sys.stderr)
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
    said = vars(given)
    known = (*Own, "format", "day_first", "captured", "cluster")
    changes = {name: said[name] for name in known if said.get(name) is not None}
    if said.get("sources"):
        changes["sources"] = tuple(said["sources"])
    return replace(config, **changes)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dateline", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = _shared_options()

    serve = commands.add_parser("serve", parents=[shared], help="show lists as a dashboard")
    serve.add_argument("--title", help="what the dashboard is called")
    serve.add_argument(
        "--port", type=_port, help="port to listen on (default: the first free one from 8000)"
    )
    _add_cluster(serve, "has the dataset folder open and answers for it")
    serve.set_defaults(run=serve_sources)

    ingest = commands.add_parser(
        "ingest", parents=[shared], help="add lists to a dataset folder, as its next version"
    )
    ingest.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help="the dataset folder (default: what DATELINE_FOLDER names, or dateline-data)",
    )
    _add_cluster(ingest, "reads the sources and indexes the parts; it has to see the folder")
    ingest.set_defaults(run=ingest_sources)
    _add_folder_commands(commands)
    # Here --format is what is written.
    add_commands(commands, _shared_options("--read-as"))

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
        help=f"show plain headlines also of sources of more than {MANY_LINES:,} lines",
    )
    report.set_defaults(run=report_on_sources)

    names = commands.add_parser("names", help="which names of outlets are one, and deciding it")
    verbs = names.add_subparsers(required=True, metavar="VERB")
    listed = verbs.add_parser(
        "list", parents=[shared], help="show names that were joined, and names that might be one"
    )
    listed.set_defaults(run=list_names)
    for decision, said in _DECISIONS.items():
        verb = verbs.add_parser(decision, help=said)
        verb.add_argument("outlet", metavar="OUTLET")
        verb.add_argument("alias", metavar="ALIAS", help="a name or a domain")
        verb.add_argument(
            "--aliases",
            type=Path,
            metavar="FILE",
            help="your CSV of decisions, which is made if there is none "
            "(default: the one that DATELINE_ALIASES names)",
        )
        verb.set_defaults(run=decide, decision=decision)
    return parser


def _add_folder_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    def add(
        name: str, run: Callable[[argparse.Namespace, Config], int], said: str
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=said)
        command.add_argument(
            "folder",
            nargs="?",
            type=Path,
            metavar="FOLDER",
            help="the dataset folder (default: what DATELINE_FOLDER names, or dateline-data)",
        )
        command.set_defaults(run=run)
        return command

    add("versions", list_versions, "list the versions of a dataset folder")
    rollback = add("rollback", roll_back, "serve an earlier version of a dataset folder again")
    rollback.add_argument(
        "--to",
        dest="version",
        default="",
        metavar="VERSION",
        help="how its name begins (default: the one made before the current one)",
    )
    add("verify", verify, "check every byte of a dataset folder")
    pruning = add(
        "prune", prune, "remove old versions of a dataset folder, and what only they need"
    )
    pruning.add_argument(
        "--keep",
        type=_number,
        default=1,
        metavar="N",
        help="how many versions before the current one to keep (default: 1)",
    )


def _add_cluster(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument(
        "--cluster",
        type=_scheduler,
        metavar="ADDRESS",
        help=f"the scheduler of a Dask cluster that {what}, as tcp://scheduler:8786 (default: "
        "what DATELINE_CLUSTER names)",
    )


def _scheduler(text: str) -> str:
    try:
        return scheduler(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} {error}") from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)


_DECISIONS: Final = {
    Decision.ACCEPT: "write that ALIAS is OUTLET",
    Decision.REFUSE: "write that ALIAS is not OUTLET, whatever rules and tables say",
    Decision.RENAME: "write that the outlet known as ALIAS is shown as OUTLET",
    Decision.UNDO: "take back what was written of OUTLET and ALIAS",
}


def _shared_options(reading: str = "--format") -> argparse.ArgumentParser:
    """What every command that reads sources takes; `reading` is the option of their format."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="files, folders, .zip and .gz of these, and web addresses (default: the example)",
    )
    shared.add_argument(
        "--aliases",
        type=Path,
        metavar="FILE",
        help="your own CSV of decisions about outlet names: outlet,alias,decision",
    )
    shared.add_argument(
        "--groups",
        type=Path,
        metavar="FILE",
        help="your own CSV of groups of outlets: outlet, then a column for each set of groups",
    )
    shared.add_argument(
        "--notes",
        type=Path,
        metavar="FILE",
        help="your own CSV of notes on the time axis: date,text,link",
    )
    shared.add_argument(
        reading,
        dest="format",
        choices=FORMATS,
        help="read every source so (default: told by its content)",
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
    return shared


def _moment(text: str) -> dt.datetime:
    try:
        return moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} {error}") from None


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)
