"""`dateline serve`: show lists as a dashboard."""

import argparse
import sys
from dataclasses import replace

from webapp.cli.bar import load_with_bar
from webapp.cli.own_tables import print_tables
from webapp.config import Config, ConfigError
from webapp.dataset import FixedVersion
from webapp.dataset.own_tables import Own
from webapp.load import refuse_cluster, served_store, versions
from webapp.text import plural


def serve_sources(given: argparse.Namespace, config: Config) -> int:
    """Serve until stopped; the exit status."""
    # Imported here because the report needs neither Flask nor gunicorn.
    from webapp.app import create_app
    from webapp.server import NoPortError, bracketed, free_port, serve

    if given.title:
        config = replace(config, title=given.title)
    _refuse_tables(given, config)
    try:
        port = free_port(config.host, given.port)
    except NoPortError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 1
    shown = versions(config)
    if shown is None:
        refuse_cluster(config)
        shown = FixedVersion(load_with_bar(config))
    version = shown.current().version
    found = plural(version.headlines, "headline")
    outlets = plural(len(version.outlets) - 1, "outlet")

    def ready() -> None:
        print(f"{config.heading}: {found} from {outlets}")
        print_tables(version, version.outlets)
        if version.rejected:
            print(
                f"{plural(version.rejected, 'line')} that looked like headlines could not be read: "
                "see Data, or `dateline report`."
            )
        if version.headlines == 0:
            print("No headline was found; `dateline report` says why, line by line.")
        print(f"http://{bracketed(config.host)}:{port}/  (Ctrl+C stops it)", flush=True)

    serve(create_app(config, shown), config, port, ready)
    return 0


def _refuse_tables(given: argparse.Namespace, config: Config) -> None:
    """Raises ConfigError when tables are given for a dataset folder, which has its own."""
    store = served_store(config)
    options = [f"--{own} {path}" for own in Own if (path := getattr(given, own)) is not None]
    if store and options:
        raise ConfigError(
            f"{store.folder} is a dataset folder, whose tables are part of its versions; "
            f"`dateline ingest --into {store.folder} {' '.join(options)}` puts them there"
        )
