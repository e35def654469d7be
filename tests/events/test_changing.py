"""What follows when an event changes, comes near or is over: mails, moments, retention."""

import datetime

import pytest
from django.utils import timezone

from network.events import changing, reminders, retention
from network.events.changing import Terms, follow_text
from network.events.enums import EventState, RegistrationState
from network.events.models import EventPage, Registration, RegistrationLink
from network.events.registering import cancel
from network.events.registration_mail import tell_change
from tests.factories.agreement import Member, members
from tests.factories.events import agreed_event
from tests.factories.registrations import (
    ask,
    fresh_event,
    mails_to,
    open_event,
    register,
    registered_by_mail,
)  # fmt: skip

pytestmark = pytest.mark.django_db

NINO = "nino@example.org"
LINK = "https://meet.example.org/secret"
DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)


def terms_of(event, **changed):
    return Terms(**{name: getattr(event, name) for name in Terms.__dataclass_fields__} | changed)


def test_the_event_has_the_moments_of_the_published_text():
    event = agreed_event(members(2), start_date=datetime.date(2027, 3, 28), start_time=datetime.time(14))
    assert event.starts_at == datetime.datetime(2027, 3, 28, 10, tzinfo=datetime.UTC)
    assert event.ends_at == datetime.datetime(2027, 3, 28, 13, tzinfo=datetime.UTC)


def test_a_draft_with_another_hour_moves_nothing():
    event = open_event()
    page = EventPage.objects.get(translation_key=event.translation_key, locale__language_code="ka")
    page.start_time = datetime.time(3)
    page.end_time = datetime.time(4)
    page.end_date = None
    page.save_revision()
    assert fresh_event(event).starts_at == event.starts_at


def test_who_is_registered_is_told_of_another_time_and_reminded_anew():
    event = open_event(begins=timezone.now() + DAY / 2)
    member = Member.new()
    register(event, member, now=timezone.now() - 2 * DAY)
    reminders.remind_due()
    later = event.starts_at + DAY
    EventPage.objects.filter(translation_key=event.translation_key).update(starts_at=later, ends_at=later + DAY / 12)
    follow_text(translation_key=event.translation_key)
    assert fresh_event(event).starts_at == later
    assert fresh_event(event).sequence > event.sequence
    assert Registration.objects.get().reminded_at is None
    assert len(mails_to(member.user.email)) == 3


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.POSTPONED])
def test_everybody_on_the_list_is_told_once_in_their_language_that_it_does_not_stay(state):
    event = open_event(capacity=1)
    one, other = members(2)
    other.user.language = "en"
    other.user.save()
    register(event, one)
    register(event, other)
    assert changing.set_state(event_id=event.pk, state=state)
    assert not changing.set_state(event_id=event.pk, state=state)
    mails = [mails_to(member.user.email) for member in (one, other)]
    assert [len(held) for held in mails] == [2, 2]
    assert "Meeting" in mails[1][-1].subject
    assert "შეხვედრა" in mails[0][-1].subject
    assert fresh_event(event).sequence > event.sequence


def test_nobody_moves_up_while_the_event_is_postponed_and_all_do_when_it_is_planned_again():
    event = open_event(capacity=1)
    first, second = [register(event, member) for member in members(2)]
    changing.set_state(event_id=event.pk, state=EventState.POSTPONED)
    cancel(registration_id=first.pk)
    assert Registration.objects.get(pk=second.pk).state == RegistrationState.WAITING
    changing.set_state(event_id=event.pk, state=EventState.PLANNED)
    assert Registration.objects.get(pk=second.pk).state == RegistrationState.CONFIRMED


def test_another_joining_link_is_sent_to_those_who_have_a_place_and_to_nobody_else():
    event = open_event(capacity=1)
    one, other = members(2)
    register(event, one)
    register(event, other)
    changing.set_terms(event_id=event.pk, terms=terms_of(event, joining_link=LINK))
    assert LINK in mails_to(one.user.email)[-1].text
    assert len(mails_to(other.user.email)) == 1
    changing.set_terms(event_id=event.pk, terms=terms_of(fresh_event(event), capacity=1))
    assert len(mails_to(one.user.email)) == 2


def test_a_day_before_those_who_have_a_place_are_reminded_once_with_the_joining_link():
    event = open_event(capacity=1, joining_link=LINK)
    one, other = members(2)
    long_ago = timezone.now() - 5 * DAY
    register(event, one, now=long_ago)
    register(event, other, now=long_ago)
    assert reminders.remind_due(event.starts_at - DAY - MINUTE) == 0
    assert reminders.remind_due(event.starts_at - DAY) == 1
    assert reminders.remind_due(event.starts_at - DAY + MINUTE) == 0
    assert LINK in mails_to(one.user.email)[-1].text
    assert len(mails_to(other.user.email)) == 1


def test_nobody_is_reminded_of_a_cancelled_event():
    event = open_event(state=EventState.PLANNED)
    register(event, Member.new(), now=timezone.now() - 5 * DAY)
    changing.set_state(event_id=event.pk, state=EventState.CANCELLED)
    assert reminders.remind_due(event.starts_at - DAY) == 0


def test_what_was_never_confirmed_is_erased_after_two_days():
    event = open_event()
    ask(event)
    assert retention.forget_unconfirmed(timezone.now() + 2 * DAY - MINUTE) == 0
    assert retention.forget_unconfirmed(timezone.now() + 2 * DAY) == 1
    assert not Registration.objects.exists()


def test_thirty_days_after_the_end_nobody_is_known_and_the_numbers_stay():
    event = open_event(capacity=2, joining_link=LINK)
    member, late = members(2)
    register(event, member)
    registered_by_mail(event)
    register(event, late)
    assert retention.anonymise_due(event.ends_at + 30 * DAY - MINUTE) == 0
    assert retention.anonymise_due(event.ends_at + 30 * DAY) == 1
    rows = list(Registration.objects.order_by("pk"))
    assert [(row.user, row.name, row.email, row.mailbox) for row in rows] == [(None, "", "", "")] * 3
    assert [row.membership for row in rows] == [member.membership, None, late.membership]
    assert not RegistrationLink.objects.exists()
    after = fresh_event(event)
    assert (after.taken, after.in_line, after.joining_link) == (2, 1, "")
    assert not mails_to(NINO)
    assert not mails_to(member.user.email)
    assert retention.anonymise_due(event.ends_at + 31 * DAY) == 0


def test_of_a_member_that_is_a_person_nothing_is_left_either():
    event = open_event()
    member = Member.new(membership__of_person=True)
    register(event, member)
    retention.anonymise_due(event.ends_at + 30 * DAY)
    assert Registration.objects.get().membership is None


@pytest.mark.parametrize(("change", "called"), [("postponed", "Announced for"), ("planned", "Begins")])
def test_a_mail_does_not_say_that_it_begins_at_an_hour_that_does_not_hold(change, called):
    event = open_event()
    member = Member.new()
    member.user.language = "en"
    member.user.save()
    registration = register(event, member)
    tell_change(registration, change)
    text = mails_to(member.user.email)[-1].text
    assert f"{called}: " in text
    assert ("Begins: " in text) == (called == "Begins")
