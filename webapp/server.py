"""Serving a site with gunicorn from this process, for the command line."""

import gc
import socket
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp.config import Config

FIRST_PORT = 8000
# As many ports as are tried from the first one on before giving up.
PORTS_TRIED = 100


class NoPortError(Exception):
    """No port to listen on. The message says which were tried."""


def free_port(host: str, wanted: int | None) -> int:
    """`wanted`, or the first free port from FIRST_PORT on. Raises NoPortError."""
    ports = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if wanted is None else [wanted]
    for port in ports:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    tried = f"port {wanted}" if wanted else f"ports {ports[0]} to {ports[-1]}"
    raise NoPortError(f"{tried} of {host} cannot be used: taken or not allowed")


def bracketed(host: str) -> str:
    """`host` as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def settings(config: Config) -> dict[str, Any]:
    """What gunicorn is told, however it is started."""
    return {
        "workers": config.workers,
        "threads": config.threads,
        # Read the lists once and share their memory among the workers.
        "preload_app": True,
        # Otherwise gunicorn 25 and later want a writable home directory.
        "control_socket_disable": True,
        # Longer than browsers and proxies wait before they ask again on an open connection:
        # closed by us at the same moment, their request would fail.
        "keepalive": 75,
        # The longest that gunicorn allows: a view is in its address.
        "limit_request_line": 8190,
        # Called when the application is loaded and no worker has been forked yet.
        "on_starting": share_memory,
    }


def share_memory(_: Any) -> None:
    """Keep what has been loaded in pages of memory that workers forked from now on share.

    A collection writes into every object that it looks at, and a page of memory that is
    written to is copied for the worker that does so. Frozen objects are not looked at.
    """
    gc.collect()
    gc.freeze()


def serve(app: Flask, config: Config, port: int, ready: Callable[[], None]) -> None:
    """Serve `app` until stopped; `ready` is called once it can be asked."""
    _Server(
        app,
        {
            **settings(config),
            "bind": f"{bracketed(config.host)}:{port}",
            "loglevel": "warning",
            "when_ready": lambda _: ready(),
        },
    ).run()


class _Server(BaseApplication):
    """gunicorn with settings from here and nowhere else."""

    def __init__(self, app: Flask, settings: dict[str, Any]) -> None:
        self._app = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._app
