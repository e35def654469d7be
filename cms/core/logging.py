"""Logs that a machine reads and that tell nothing about a person."""

import datetime
import json
import logging
import re
from typing import Any

FIELDS = (
    "method", "path", "status", "milliseconds", "request_id", "job", "command",
    # Numbers of rows, and what of them: never a name.
    "page", "revision", "round", "letter", "application", "language", "file",
)  # fmt: skip
# What PostgreSQL adds to an error, up to what it adds next or what Python says of the next error.
_QUOTED = re.compile(
    r"^DETAIL:.*?(?=^(?:HINT|CONTEXT|QUERY|Traceback|The above exception|During handling)\b|\Z)", re.M | re.S
)


def without_token(request: Any, text: str) -> str:
    """Return ``text`` without the token that a link from a mail carries: who reads a log must not be able to use it."""
    match = getattr(request, "resolver_match", None)
    token = match.kwargs.get("token") if match else None
    return text.replace(token, "-") if token else text


class JsonFormatter(logging.Formatter):
    """Writes one JSON object a line: time (UTC), level, logger, message and a few named fields.

    The fields are a closed list, so that an address, a name or a query string cannot slip in with ``extra``.
    """

    def formatException(self, ei: Any) -> str:
        """Return the traceback without the values of a row: PostgreSQL quotes them when it refuses one."""
        return _QUOTED.sub("DETAIL: -\n", super().formatException(ei))

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for one record."""
        moment = datetime.datetime.fromtimestamp(record.created, tz=datetime.UTC)
        line: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_token(getattr(record, "request", None), record.getMessage()),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
