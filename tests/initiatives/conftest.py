"""What the tests of initiatives share."""

from typing import Any

import pytest
from django.test import Client

from cms.core.models import SiteSettings
from cms.mail.models import OutboxMail
from tests.factories.agreement import Member, members

OFFICE = "office@example.org"


@pytest.fixture
def held(client: Client) -> list[Member]:
    """Three members who read English; the first one's representative is signed in."""
    held = members(3)
    for member in held:
        member.user.language = "en"
        member.user.save()
    client.force_login(held[0].user)
    return held


@pytest.fixture
def office(db: None) -> str:
    """The secretariat's address."""
    settings = SiteSettings.load()
    settings.email = OFFICE
    settings.save()
    return OFFICE


@pytest.fixture(autouse=True)
def private_root(settings: Any, tmp_path: Any) -> Any:
    """Keep private files of the test apart."""
    settings.PRIVATE_ROOT = tmp_path
    return tmp_path


def mails_of(what: str) -> set[str]:
    """Return to whom mails of a sort went."""
    return set(OutboxMail.objects.filter(key__contains=f":{what}").values_list("recipient", flat=True))


def html(client: Client, path: str, status: int = 200) -> str:
    """Return a page."""
    response = client.get(path)
    assert response.status_code == status, response
    return response.content.decode()
