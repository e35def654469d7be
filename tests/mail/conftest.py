"""Letters of the tests' own, and a short way to write one."""

import copy
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from cms.mail import services

TITLE = "„განცხადება“ სამუშაო მიგრაციის შესახებ & <სხვა>"


@pytest.fixture(autouse=True)
def letters(settings: Settings) -> None:
    """Find the templates beside this file."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).with_name("templates"))
    settings.TEMPLATES = templates


def write(key: str = "round:1:opened:user:7", **changes: Any) -> bool:
    """Queue a letter to Nino, but for what the test says otherwise."""
    values: dict[str, Any] = {
        "to": "nino@example.org",
        "language": "ka",
        "template": "probe/opened",
        "context": {"title": TITLE, "url": "https://www.example.org/ka/desk/1/"},
    }
    return services.queue(key=key, **(values | changes))
