"""gunicorn's settings for the Procfile; gunicorn reads this file by itself."""

from webapp.config import Config
from webapp.server import settings

# gunicorn takes every name of this module that is one of its settings.
globals().update(settings(Config.from_environment()))

accesslog = "-"
logger_class = "webapp.access_log.JsonAccessLog"
