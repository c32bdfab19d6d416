"""The access log: one JSON object a line."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from gunicorn.glogging import Logger


class JsonAccessLog(Logger):
    """gunicorn's logger, but for the form of its access log.

    Keys: time (UTC), remote, method, path, query, status, bytes, ms, agent, referer.
    """

    def access(self, resp: Any, req: Any, environ: Any, request_time: timedelta) -> None:
        if not self.cfg.accesslog:
            return
        entry = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "remote": environ.get("REMOTE_ADDR"),
            "method": environ.get("REQUEST_METHOD"),
            "path": environ.get("PATH_INFO"),
            "query": environ.get("QUERY_STRING"),
            "status": int(str(resp.status).split()[0]),
            "bytes": getattr(resp, "sent", None),
            "ms": round(request_time.total_seconds() * 1000, 2),
            "agent": environ.get("HTTP_USER_AGENT"),
            "referer": environ.get("HTTP_REFERER"),
        }
        self.access_log.info("%s", json.dumps(entry))
