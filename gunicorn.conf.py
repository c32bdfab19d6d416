"""gunicorn's settings for the Procfile; gunicorn reads this file by itself."""

from webapp.config import Config

_config = Config.from_environment()

workers = _config.workers
threads = _config.threads
# Read the lists once and share their memory among the workers.
preload_app = True
# Otherwise gunicorn 25 and later want a writable home directory.
control_socket_disable = True
# The longest that gunicorn allows: a view is in its address.
limit_request_line = 8190
accesslog = "-"
logger_class = "webapp.access_log.JsonAccessLog"
