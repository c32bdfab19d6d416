"""`dateline rows`, `counts`, `outlets` and `export`: what a view shows, as files."""

import argparse
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from webapp.answers.coverage import coverage
from webapp.answers.headlines import headlines
from webapp.answers.outlets import outlets
from webapp.answers.table import Origin, Table, described
from webapp.answers.writing import Format, file_name, written
from webapp.cli.bar import load_with_bar
from webapp.cli.links import Link, parsed
from webapp.config import Config
from webapp.dataset import FixedVersion, Version
from webapp.load import versions
from webapp.query.known import known_in
from webapp.query.list_view import ListView
from webapp.query.outlet_list import OutletOrder
from webapp.query.view import View

#: Which table each command gives.
TABLES: Final = {"rows": "headlines", "counts": "coverage", "outlets": "outlets"}
_SAID: Final = {
    "rows": "print all headlines of a view",
    "counts": "print the numbers of a view's chart",
    "outlets": "print the outlets of a view with their numbers",
}
#: Where `dateline export` writes, unless told otherwise.
EXPORT_FOLDER: Final = Path("dateline-export")
#: The file of an export that says what the others are.
METADATA: Final = "metadata.json"


class CannotWriteError(Exception):
    """What was made cannot be put where it was to go. The message says why."""


def add_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    shared: argparse.ArgumentParser,
) -> None:
    """Add the commands of this module, which take the `shared` options too."""
    view = argparse.ArgumentParser(add_help=False)
    view.add_argument(
        "view",
        metavar="VIEW",
        help="which view: its query, as '?outlet=bbc&by=week', or a link to it; "
        "'?' for all headlines",
    )
    parents = [view, shared]
    for name, said in _SAID.items():
        table = commands.add_parser(name, parents=parents, help=said)
        table.add_argument(
            "--output", type=Path, metavar="FILE", help="where to write it (default: here)"
        )
        table.set_defaults(run=print_table, table=name)
        _add_written_as(table)
    every = commands.add_parser(
        "export", parents=parents, help="write all three, and what they are, into a folder"
    )
    every.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help=f"the folder, which is made (default: {EXPORT_FOLDER})",
    )
    every.set_defaults(run=export)
    _add_written_as(every)


def _add_written_as(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        dest="written_as",
        type=Format,
        choices=list(Format),
        default=Format.CSV,
        help="what to write (default: csv)",
    )


def print_table(given: argparse.Namespace, config: Config) -> int:
    """Write one table to standard output, or to a file; the exit status.

    Raises BadLinkError, BadArgumentError, NoVersionError and CannotWriteError.
    """
    name, form = TABLES[given.table], given.written_as
    if form is Format.PARQUET and given.output is None and sys.stdout.isatty():
        raise CannotWriteError("Parquet is not for terminals; --output FILE says where it goes")
    link = parsed(given.view, _pages(name))
    view, listed = _views(link, name)
    version, origin = _opened(config, link)
    view, listed = known_in(version, view), listed.but(view=known_in(version, listed.view))
    table = _table(name, version, view, listed, origin)
    if given.output is None:
        for piece in written(table, form):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return 0
    if given.output.exists() and not given.output.is_file():
        raise CannotWriteError(f"{given.output} is there and is no file; name another")
    with _beside(given.output) as beside:
        _write(beside, table, form)
    return 0


def export(given: argparse.Namespace, config: Config) -> int:
    """Write the tables of a view, and what they are, into a new folder; the exit status.

    Raises as `print_table`.
    """
    form, folder = given.written_as, given.output or EXPORT_FOLDER
    if folder.exists():
        raise CannotWriteError(f"{folder} is there already; --output DIR names another folder")
    link = parsed(given.view, ())
    asked = View.from_args(link.args).but()
    version, origin = _opened(config, link)
    view = known_in(version, asked)
    listed = ListView(view.kept, OutletOrder.MOST)
    files = []
    with _beside(folder) as beside:
        beside.mkdir()
        for name in TABLES.values():
            table = _table(name, version, view, listed, origin)
            path = beside / file_name(name, version.name, form)
            digest = _write(path, table, form)
            files.append(_said(path, table, digest))
        text = json.dumps({"files": files}, ensure_ascii=False, indent=1)
        (beside / METADATA).write_text(text + "\n", "utf-8")
    for each in files:
        print(folder / each["file"])
    print(folder / METADATA)
    return 0


def _pages(name: str) -> tuple[str, ...]:
    own = ("outlets",) if name == "outlets" else ()
    return (*own, *(f"{name}.{form}" for form in Format))


def _views(link: Link, name: str) -> tuple[View, ListView[OutletOrder]]:
    """The view of a link, and its list of outlets."""
    if name == "outlets" and link.page != "":
        listed = ListView.from_args(link.args, OutletOrder).but()
        return listed.view, listed
    view = View.from_args(link.args).but()
    return view, ListView(view.kept, OutletOrder.MOST)


def _table(
    name: str, version: Version, view: View, listed: ListView[OutletOrder], origin: Origin
) -> Table:
    if name == "outlets":
        return outlets(version, listed, origin)
    make = coverage if name == "coverage" else headlines
    return make(version, view, origin)


def _opened(config: Config, link: Link) -> tuple[Version, Origin]:
    """The version that a link names, of what `config` does."""
    shown = versions(config) or FixedVersion(load_with_bar(config))
    version = shown.named(link.version) if link.version else shown.current().version
    return version, Origin(config.heading, link.address, shown.made(version.name))


def _write(path: Path, table: Table, form: Format) -> str:
    """Write the file; its SHA-256."""
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for piece in written(table, form):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _said(path: Path, table: Table, digest: str) -> dict[str, Any]:
    return {
        "file": path.name,
        "sha256": digest,
        "bytes": path.stat().st_size,
        "about": table.about.said(),
        "columns": [each._asdict() for each in described(table.columns)],
    }


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Where to write what is to be at `path` once it is whole; nothing is left when it fails.

    Raises CannotWriteError.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise CannotWriteError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if beside.is_dir():
            shutil.rmtree(beside, ignore_errors=True)
        else:
            beside.unlink(missing_ok=True)
