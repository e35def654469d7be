"""The demonstration's initiatives: three, in three states; what came of one is found by readers."""

import pytest
from django.test import Client

from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative

pytestmark = pytest.mark.usefixtures("seeded")
TITLES = {"ka": "მიგრაციის პოლიტიკა მათთან ერთად, ვისაც ის ეხება", "en": "Migration policy made with those it concerns"}


def test_three_initiatives_in_three_states(language: str) -> None:
    found = Initiative.objects.filter(is_demonstration=True)
    states = {InitiativeState.OPEN, InitiativeState.DECLINED, InitiativeState.REALISED}
    assert {initiative.state for initiative in found} == states
    assert len(found) == 3
    assert all(initiative.languages == ["ka", "en"] and initiative.happenings.count() >= 2 for initiative in found)
    assert not any(initiative.is_overdue for initiative in found)
    text = Client().get(f"/{language}/initiatives/").content.decode()
    assert TITLES[language] in text.replace("\N{NO-BREAK SPACE}", " ")
