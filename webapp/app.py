"""The application: what it is made of, in order."""

import logging
from functools import partial
from typing import Final

from flask import Flask
from jinja2 import StrictUndefined

from webapp import pages
from webapp.adding import start
from webapp.config import Config
from webapp.dataset import FixedVersion, Version, Versions
from webapp.dataset.drafts import Drafts
from webapp.load import load, served_store, versions
from webapp.paths import TEMPLATES

_log: Final = logging.getLogger(__name__)


def create_app(config: Config, shown: Version | Versions | None = None) -> Flask:
    """A Flask application that shows a version, what follows it, or what `config` names if None.

    Raises UnreadableSourceError or TableFileError when that cannot be read.
    """
    app = Flask("webapp", template_folder=str(TEMPLATES), static_folder=None)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    store = served_store(config) if config.admin_token else None
    if config.admin_token and store is None:
        _log.warning("DATELINE_ADMIN_TOKEN does nothing here: no dataset folder is served")
    if shown is None:
        shown = versions(config) or load(config)
    service = pages.Service(
        versions=FixedVersion(shown) if isinstance(shown, Version) else shown,
        title=config.heading,
        pages_bytes=config.pages_mb * 1_000_000,
        query_seconds=config.query_seconds,
        framers=config.embed_origins,
        adding=pages.Adding(
            config.admin_token,
            config.max_upload_mb * 1_000_000,
            Drafts(store),
            partial(start, store),
        )
        if store
        else None,
    )
    pages.register(app, service)
    return app
