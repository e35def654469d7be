"""Reminders: at half time and a day before the end, to those who have not answered, never twice."""

import datetime

import pytest
from django.test import override_settings
from django.utils import timezone

from cms.mail.models import OutboxMail
from network.agreement.enums import EventKind, ReminderKind, Stance
from network.agreement.events import AgreementEvent
from network.agreement.models import AgreementPolicy, Reminder
from network.agreement.reminders import due_reminder, send_due_reminders
from network.agreement.services import extend, strike, withdraw
from tests.factories.agreement import Member, asked_round, bilingual_draft, members
from tests.smtp import Sink

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def held() -> list[Member]:
    return members(3)


def reminded(now: datetime.datetime) -> list[str]:
    """Return the addresses that the run of a moment writes to."""
    before = set(OutboxMail.objects.values_list("pk", flat=True))
    sent = send_due_reminders(now)
    found = list(OutboxMail.objects.exclude(pk__in=before).order_by("recipient").values_list("recipient", flat=True))
    assert sent == len(found)
    return found


def addresses(*held: Member) -> list[str]:
    return sorted(member.user.email for member in held)


def test_half_time_and_the_last_day_for_the_undecided_alone(held) -> None:
    asked = asked_round()
    held[0].answer(asked, Stance.ABSTAIN)
    half_time = asked.opened_at + datetime.timedelta(days=3.5)
    last_day = asked.closes_at - 24 * HOUR
    assert reminded(half_time - HOUR) == []
    assert reminded(half_time) == addresses(held[1], held[2])
    assert reminded(half_time) == reminded(half_time + HOUR) == []
    held[1].answer(asked)
    assert reminded(last_day) == addresses(held[2])
    assert reminded(last_day) == reminded(asked.closes_at - HOUR) == []
    assert reminded(asked.closes_at) == []
    kinds = Reminder.objects.filter(user=held[2].user).values_list("kind", flat=True)
    assert sorted(kinds) == sorted([ReminderKind.HALF_TIME, ReminderKind.LAST_DAY])
    assert AgreementEvent.objects.filter(round=asked, kind=EventKind.REMINDED).count() == 2


def test_a_run_that_comes_late_sends_one_only(held) -> None:
    asked = asked_round()
    assert reminded(asked.closes_at - HOUR) == addresses(*held)
    assert set(Reminder.objects.values_list("kind", flat=True)) == {ReminderKind.LAST_DAY}
    assert reminded(asked.closes_at - HOUR / 2) == []


def test_a_round_of_a_day_reminds_once(held) -> None:
    AgreementPolicy.objects.filter(kind="statement").update(window_hours=24)
    asked = asked_round()
    assert reminded(asked.opened_at + 12 * HOUR) == addresses(*held)
    assert due_reminder(asked, asked.closes_at - HOUR) == ReminderKind.HALF_TIME
    assert reminded(asked.closes_at - HOUR) == []


def test_nobody_is_reminded_whose_mandate_ended_or_who_was_struck(held) -> None:
    colleague = held[0].deputy()
    asked = asked_round()
    held[0].user.mandates.update(revoked_at=timezone.now())
    strike(round_id=asked.pk, membership=held[1].membership, by=None)
    assert reminded(asked.closes_at - HOUR) == addresses(colleague, held[2])


def test_what_is_over_or_needs_none_reminds_nobody(held) -> None:
    over = asked_round()
    withdraw(round_id=over.pk, by=None)
    assert reminded(over.closes_at - HOUR) == []
    AgreementPolicy.objects.filter(kind="statement").update(reminders=False)
    quiet = asked_round(bilingual_draft(slug="quiet"))
    assert reminded(quiet.closes_at - HOUR) == []


def test_after_an_extension_the_half_time_is_another_but_nobody_hears_twice(held) -> None:
    asked = asked_round()
    assert reminded(asked.opened_at + datetime.timedelta(days=4)) == addresses(*held)
    extend(round_id=asked.pk, by=None)
    asked.refresh_from_db()
    assert reminded(asked.opened_at + datetime.timedelta(days=8)) == []
    assert reminded(asked.closes_at - HOUR) == addresses(*held)


@override_settings(MAIL_AT_ONCE=False)
def test_a_reminder_is_in_the_persons_language(held, smtp_sink: Sink) -> None:
    held[1].user.language = "en"
    held[1].user.save()
    asked = asked_round()
    reminded(asked.closes_at - HOUR)
    mail = OutboxMail.objects.get(recipient=held[1].user.email, key__contains=ReminderKind.LAST_DAY)
    assert mail.subject.startswith("No answer yet")
    assert "Silence is never shown as support" in mail.text
    assert "/en/answer/" in mail.text
    other = OutboxMail.objects.get(recipient=held[0].user.email, key__contains=ReminderKind.LAST_DAY)
    assert "/ka/answer/" in other.text
