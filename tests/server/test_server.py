"""Finding a port."""

import socket

import pytest

from webapp.server import FIRST_PORT, PORTS_TRIED, NoPortError, free_port


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
