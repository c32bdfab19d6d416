"""Whether the reader of a request still waits, as its connection tells."""

import socket

from flask import Flask, request

from webapp.pages.reader import reader_of


def gone(**environment: object) -> bool:
    with Flask(__name__).test_request_context("/", environ_base=environment):
        return reader_of(request)()


def test_a_reader_who_waits_has_not_gone() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert not gone(**{"gunicorn.socket": ours})
        # Another request on the same connection is no reason either, and is not taken away.
        theirs.send(b"GET /")
        assert not gone(**{"gunicorn.socket": ours})
        assert ours.recv(5) == b"GET /"


def test_a_reader_who_closed_the_connection_has_gone() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        theirs.close()
        assert gone(**{"gunicorn.socket": ours})


def test_a_connection_that_is_closed_here_has_no_reader() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    ours.close()
    assert gone(**{"gunicorn.socket": ours})


def test_of_other_servers_nobody_is_known_to_have_gone() -> None:
    assert not gone()
    assert not gone(**{"gunicorn.socket": object()})
