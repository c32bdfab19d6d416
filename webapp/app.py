"""The application: what it is made of, in order."""

from flask import Flask
from jinja2 import StrictUndefined

from webapp import pages
from webapp.config import Config
from webapp.dataset import Version
from webapp.load import load
from webapp.paths import TEMPLATES


def create_app(config: Config, version: Version | None = None) -> Flask:
    """A Flask application that shows `version`, or what `config` names if None.

    Raises UnreadableSourceError or AliasFileError when that cannot be read.
    """
    app = Flask("webapp", template_folder=str(TEMPLATES), static_folder=None)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    pages.register(app, pages.Site(version or load(config), config.heading))
    return app
