"""What the desk may ask of the database: written down, and the same at 17 members and at 300."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.agreement.answers import Answer
from network.agreement.models import AgreementRound, RoundMember
from network.members.models import Membership
from tests.factories.agreement import Member, asked_round, bilingual_draft
from tests.factories.members import MembershipFactory
from tests.factories.registry import OrganisationFactory
from tests.portal.conftest import link, question

FEW, MANY = 17, 300
BUDGETS = {"desk": 22, "answer": 21, "link": 19, "round": 22}


def grow(asked: AgreementRound, size: int) -> None:
    """Bring the roll to a size; every second member has answered, one objects."""
    for _number in range(size - asked.roll.count()):
        member: Membership = MembershipFactory(organisation=OrganisationFactory())
        entry = RoundMember.objects.create(round=asked, membership=member)
        if entry.pk % 2:
            Answer.objects.create(round_member=entry, stance="agree", fingerprint=asked.fingerprint)
    assert asked.roll.count() == size


def questions(client: Client, path: str) -> int:
    """Return how many questions an answer costs when nothing is remembered."""
    client.get(path)
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    once = ("django_content_type", "wagtailcore_locale")
    sources = [query["sql"].split(" FROM ", 1)[-1].strip('"') for query in captured]
    return len([source for source in sources if not source.startswith(once)])


@pytest.mark.django_db
def test_the_desk_asks_the_same_at_every_size(client: Client, signed_in: Client, held: list[Member]) -> None:
    asked = asked_round(bilingual_draft())
    held[1].answer(asked, "object")
    anybody, counts = Client(), {}
    for size in (FEW, MANY):
        grow(asked, size)
        counts[size] = {
            "desk": questions(signed_in, "/ka/desk/"),
            "answer": questions(signed_in, question(asked, held[0])),
            "link": questions(anybody, link(asked, held[0])),
            "round": questions(signed_in, f"/ka/desk/rounds/{asked.pk}/record/"),
        }
    assert counts[FEW] == counts[MANY]
    assert {name: number for name, number in counts[MANY].items() if number > BUDGETS[name]} == {}
