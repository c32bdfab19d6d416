"""The application: what it is made of, in order."""

from flask import Flask
from jinja2 import StrictUndefined

from webapp import pages
from webapp.config import Config
from webapp.dataset import FixedVersion, Version, Versions
from webapp.load import load, versions
from webapp.paths import TEMPLATES


def create_app(config: Config, shown: Version | Versions | None = None) -> Flask:
    """A Flask application that shows a version, what follows it, or what `config` names if None.

    Raises UnreadableSourceError or AliasFileError when that cannot be read.
    """
    app = Flask("webapp", template_folder=str(TEMPLATES), static_folder=None)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if shown is None:
        shown = versions(config) or load(config)
    service = pages.Service(
        versions=FixedVersion(shown) if isinstance(shown, Version) else shown,
        title=config.heading,
        pages_bytes=config.pages_mb * 1_000_000,
        query_seconds=config.query_seconds,
    )
    pages.register(app, service)
    return app
