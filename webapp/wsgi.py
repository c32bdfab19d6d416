"""The application for gunicorn: `gunicorn webapp.wsgi:app`."""

import sys

from webapp.app import create_app
from webapp.config import Config
from webapp.load import START_ERRORS

try:
    app = create_app(Config.from_environment())
except START_ERRORS as error:
    sys.exit(f"dateline: {error}")
