"""What a log tells: nothing by which somebody could act in another's place."""

import ast
import json
import logging
import sys
from types import SimpleNamespace

from cms.core.logging import FIELDS, JsonFormatter
from tests.project.source import production_modules


def line(message: str, **more: object) -> dict[str, object]:
    record = logging.makeLogRecord({"name": "django.request", "levelname": "ERROR", "msg": message, **more})
    return json.loads(JsonFormatter().format(record))


def test_an_error_on_a_mailed_link_does_not_write_the_link_down() -> None:
    request = SimpleNamespace(resolver_match=SimpleNamespace(kwargs={"token": "1.2.3.0.secret"}))
    written = line("Internal Server Error: /ka/answer/1.2.3.0.secret/", request=request)
    assert written["message"] == "Internal Server Error: /ka/answer/-/"


def test_other_messages_stay_as_they_are() -> None:
    assert line("Internal Server Error: /ka/", request=SimpleNamespace(resolver_match=None))["message"].endswith("/ka/")
    assert "somebody" not in json.dumps(line("scheduled publication refused", person="somebody"))


def test_what_the_database_quotes_of_a_row_is_not_written() -> None:
    quoted = "duplicate key value\nDETAIL:  Failing row contains (7, Nino\nBeridze, nino@example.org).\nCONTEXT:  here"
    try:
        try:
            raise ValueError(quoted)
        except ValueError as error:
            raise RuntimeError(quoted) from error
    except RuntimeError:
        written = str(line("Internal Server Error", exc_info=sys.exc_info())["traceback"])
    assert "Beridze" not in written
    assert "nino@example.org" not in written
    assert written.count("duplicate key value") == written.count("CONTEXT:  here") == 2
    assert "RuntimeError" in written


def test_a_number_that_is_named_beside_a_message_is_written() -> None:
    assert line("letter not counted: ValueError", letter=7)["letter"] == 7
    named = {
        key.value
        for module in production_modules()
        for call in ast.walk(module.tree)
        if isinstance(call, ast.keyword) and call.arg == "extra" and isinstance(call.value, ast.Dict)
        for key in call.value.keys
        if isinstance(key, ast.Constant)
    }
    assert "letter" in named
    assert named <= set(FIELDS)
