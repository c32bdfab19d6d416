"""Whether whoever sent a request still waits for the answer.

One who has said that nothing more will be sent is taken to have gone: browsers and proxies do not
say so as long as they wait.
"""

import socket
from collections.abc import Callable
from typing import Final

from flask import Request

# Where gunicorn says by which connection a request came.
_SOCKET: Final = "gunicorn.socket"


def reader_of(request: Request) -> Callable[[], bool]:
    """Tells whether the reader of a request has gone; of other servers nobody is known to."""
    connection = request.environ.get(_SOCKET)
    # What is encrypted cannot be looked at without taking it out.
    if type(connection) is not socket.socket:
        return lambda: False
    return lambda: _is_closed(connection)


def _is_closed(connection: socket.socket) -> bool:
    try:
        return not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True
