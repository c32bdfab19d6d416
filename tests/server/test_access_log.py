"""The access log is JSON, whatever a reader sends."""

import json
import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from webapp.access_log import JsonAccessLog


def test_each_line_is_one_object(caplog: pytest.LogCaptureFixture) -> None:
    config = Config()
    config.set("accesslog", "-")
    log = JsonAccessLog(config)
    log.access_log.propagate = True
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": '/"quoted"\n',
        "QUERY_STRING": "q=iran",
        "HTTP_USER_AGENT": 'Mozilla "5"\\',
        "REMOTE_ADDR": "127.0.0.1",
    }
    response = SimpleNamespace(status="200 OK", sent=12)
    with caplog.at_level(logging.INFO, logger="gunicorn.access"):
        log.access(response, None, environ, timedelta(milliseconds=1.5))
    entry = json.loads(caplog.messages[-1])
    assert entry["path"] == '/"quoted"\n'
    assert entry["agent"] == 'Mozilla "5"\\'
    assert (entry["status"], entry["bytes"], entry["ms"]) == (200, 12, 1.5)
