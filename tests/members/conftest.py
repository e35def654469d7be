"""What the tests of members find ready."""

import re
from pathlib import Path

import pytest
from django.core import mail
from pytest_django import Settings

from cms.mail.models import OutboxMail


@pytest.fixture(autouse=True)
def private_root(settings: Settings, tmp_path: Path) -> Path:
    """Keep letters of the test apart."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


def token_in_mail() -> str:
    """Return the token of the link in the newest invitation; a test that commits has sent it already."""
    waiting = OutboxMail.objects.filter(key__endswith=":invited").latest("pk").text
    return re.search(r"/mandate/([\w-]+)/", waiting or mail.outbox[-1].body)[1]


def mails() -> set[tuple[str, str]]:
    """Return what waits in the outbox: to whom, about what (the key without numbers)."""
    return {(entry.recipient, re.sub(r":\d+", "", entry.key)) for entry in OutboxMail.objects.all()}
