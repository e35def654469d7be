"""The page of a letter: what readers see in each of its states, and what it costs however many have signed."""

import datetime
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.core.dates import FuzzyDate
from network.letters import lifecycle
from network.letters.enums import Display, LetterState, Position, SignatureKind
from network.letters.models import Delivery, Letter, LetterVersion, ReceivedAnswer, Signature, Tally
from network.members.enums import Visibility
from tests.factories import SignatureFactory
from tests.factories.agreement import asked_round, fresh, members
from tests.factories.letters import open_letter, page_of
from tests.factories.media import DocumentFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def count(letter: Letter, **numbers: int) -> None:
    """Write counts as the sequencer would."""
    Tally.objects.update_or_create(letter=letter, defaults=numbers)


def body(client: Client, letter: Letter, language: str = "en") -> str:
    """Return the letter's page."""
    response = client.get(page_of(letter, language).url)
    assert response.status_code == 200
    return response.content.decode()


def test_three_numbers_goal_days_and_one_button(client: Client) -> None:
    letter = open_letter()
    count(letter, members=2, organisations=297, hidden_organisations=1, people=473, hidden_people=731, withdrawn=6)
    Letter.objects.update(goal=350, goal_kind="organisation", closes_at=timezone.now() + 12 * DAY)
    html = body(client, letter)
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd></div>", html)[:3] == [
        ("members of the Network", "2"),
        ("other organisations", "298"),
        ("people", "1,204"),
    ]
    assert "1,504" not in html
    assert '<svg viewBox="0 0 350 6" preserveAspectRatio="none" role="img" aria-label="298 organisations, goal: 350"><rect width="298"' in html
    assert "12\xa0days left" in html
    assert "And 731\xa0people who prefer not to be named." in html
    assert "6\xa0signatures were withdrawn." in html
    assert "Open for signatures" in html
