"""Finding a port, and what gunicorn is told."""

import gc
import socket

import pytest

from webapp.config import Config
from webapp.server import FIRST_PORT, PORTS_TRIED, NoPortError, free_port, settings


def test_the_next_free_port_is_found() -> None:
    port = free_port("127.0.0.1", None)
    assert FIRST_PORT <= port < FIRST_PORT + PORTS_TRIED
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port))
        holder.listen()
        assert port < free_port("127.0.0.1", None) < FIRST_PORT + PORTS_TRIED


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(NoPortError, match="ports 8000 to 8099 of 192.0.2.1"):
        free_port("192.0.2.1", None)


def test_what_is_loaded_before_the_fork_is_left_alone_by_collections() -> None:
    told = settings(Config())
    assert told["preload_app"]
    try:
        told["on_starting"](None)
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
