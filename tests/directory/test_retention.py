"""What members and applicants asked is not kept longer than they are told."""

import datetime

import pytest
from django.utils import timezone

from network.directory import retention
from network.directory.models import Application, Departure, EntryProposal
from tests.factories import MembershipFactory
from tests.factories.requests import application

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def ago(days: int) -> datetime.datetime:
    return NOW - datetime.timedelta(days=days)


def test_applications_go_when_their_time_is_over() -> None:
    kept = [
        application("refused", decided_at=ago(29)),
        application("asked", changed_at=ago(200)),
        application("sent", changed_at=ago(200)),
        application(typed={}, changed_at=ago(2)),
        application(changed_at=ago(59)),
    ]
    for state in ("refused", "withdrawn", "member"):
        application(state, decided_at=ago(31))
    application(typed={}, changed_at=ago(4))
    application(changed_at=ago(61))
    application("returned", changed_at=ago(61))
    assert retention.forget(NOW) == 6
    assert set(Application.objects.values_list("pk", flat=True)) == {made.pk for made in kept}


def test_of_changes_and_departures_only_what_is_needed_stays() -> None:
    member = MembershipFactory()
    for state, days in (("refused", 31), ("accepted", 31), ("accepted", 3)):
        EntryProposal.objects.create(membership=member, state=state, decided_at=ago(days))
    waiting = EntryProposal.objects.create(membership=member, proposed_at=ago(90))
    left = Departure.objects.create(membership=member, state="confirmed", note="Personal.", decided_at=ago(31))
    Departure.objects.create(membership=member, state="withdrawn", decided_at=ago(31))
    declared = Departure.objects.create(membership=member, note="Why.", declared_at=ago(90))
    retention.forget(NOW)
    assert EntryProposal.objects.count() == 2
    assert EntryProposal.objects.filter(pk=waiting.pk).exists()
    assert dict(Departure.objects.values_list("pk", "note")) == {left.pk: "", declared.pk: "Why."}
