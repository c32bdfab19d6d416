"""gunicorn's settings for the Procfile; gunicorn reads this file by itself."""

import sys

from webapp.config import Config, ConfigError
from webapp.server import settings

try:
    # gunicorn takes every name of this module that is one of its settings.
    globals().update(settings(Config.from_environment()))
except ConfigError as error:
    sys.exit(f"dateline: {error}")

accesslog = "-"
logger_class = "webapp.access_log.JsonAccessLog"
