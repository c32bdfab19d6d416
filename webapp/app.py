"""The application: what it is made of, in order."""

import logging
from functools import partial
from typing import Final

from flask import Flask
from jinja2 import StrictUndefined

from webapp import pages
from webapp.adding import start
from webapp.config import Config, ConfigError
from webapp.dataset import FixedVersion, Version, Versions
from webapp.dataset.drafts import Drafts
from webapp.dataset.store import Store
from webapp.load import load, refuse_cluster, served_store, versions
from webapp.paths import TEMPLATES
from webapp.short_links import LinksUrlError, ShortLinks, sqlite_url

_log: Final = logging.getLogger(__name__)


def create_app(config: Config, shown: Version | Versions | None = None) -> Flask:
    """A Flask application that shows a version, what follows it, or what `config` names if None.

    Raises UnreadableSourceError or TableFileError when that cannot be read, and ConfigError.
    """
    app = Flask("webapp", template_folder=str(TEMPLATES), static_folder=None)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    served = served_store(config)
    if served and not served.is_written:
        served = None
    links = _short_links(config, served)
    store = served if config.admin_token else None
    if config.admin_token and store is None:
        _log.warning("DATELINE_ADMIN_TOKEN does nothing here: no dataset folder is served")
    if shown is None:
        shown = versions(config)
    if shown is None:
        refuse_cluster(config)
        shown = load(config)
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
        links=links,
    )
    pages.register(app, service)
    return app


def _short_links(config: Config, served: Store | None) -> ShortLinks | None:
    """Where short links are kept; None where there is no place. Raises ConfigError."""
    folder = served.folder if served else config.state
    url = config.links_url
    if not url and folder:
        # Spelled by what reads it: a path may hold what has a meaning in an address.
        url = sqlite_url(folder / "links.sqlite")
    try:
        return ShortLinks(url, config.max_links) if url else None
    except LinksUrlError as error:
        raise ConfigError(f"DATELINE_LINKS_URL: {error}") from None
