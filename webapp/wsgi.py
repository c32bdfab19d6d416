"""The application for gunicorn: `gunicorn webapp.wsgi:app`."""

import sys

from webapp.app import create_app
from webapp.config import Config, ConfigError
from webapp.outlets import AliasFileError
from webapp.reading import UnreadableSourceError

try:
    app = create_app(Config.from_environment())
except (ConfigError, UnreadableSourceError, AliasFileError) as error:
    sys.exit(f"dateline: {error}")
