"""Many at the same moment, each in a thread and on a connection of its own, on either database."""

import pytest

from cms.mail.models import OutboxMail
from network.events.by_mail.asking import confirm
from network.events.enums import RegistrationState
from network.events.links import find_registration
from network.events.records import Registration
from network.events.registering import cancel
from tests.agreement.test_concurrency import at_once
from tests.factories.agreement import Member, members
from tests.factories.registrations import ask, open_event, register, token_to

pytestmark = pytest.mark.django_db(transaction=True)

CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING


def test_fifty_at_once_for_ten_places_are_ten_places_and_forty_in_line_in_the_order_in_which_they_came():
    event = open_event(capacity=10)
    held = members(50)
    answers = at_once(*(lambda member=member: register(event, member) for member in held))
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    rows = list(Registration.objects.order_by("asked_at", "pk"))
    assert [row.state for row in rows] == [CONFIRMED] * 10 + [WAITING] * 40
    assert list(event.registrations.in_line()) == rows[10:]
    assert len({row.asked_at for row in rows}) == 50
    # Each was told what the database says, once.
    told = {answer.pk: answer.state for answer in answers}
    assert told == {row.pk: row.state for row in rows}
    assert OutboxMail.objects.filter(key__startswith="events:registration:").count() == 50
    # A cancellation moves exactly the first in line up, and mails it once.
    assert cancel(registration_id=rows[0].pk)
    assert Registration.objects.confirmed().count() == 10
    assert Registration.objects.get(pk=rows[10].pk).state == CONFIRMED
    assert OutboxMail.objects.filter(key__startswith=f"events:registration:{rows[10].pk}:placed:").count() == 1
    assert OutboxMail.objects.filter(key__startswith="events:registration:").count() == 51


def test_ten_cancellations_at_once_move_exactly_ten_up():
    event = open_event(capacity=10)
    rows = [register(event, member) for member in members(25)]
    works = [lambda pk=row.pk: cancel(registration_id=pk) for row in rows[:10]]
    # Each is pressed twice.
    assert sorted(at_once(*works, *works)) == [False] * 10 + [True] * 10
    assert [row.pk for row in Registration.objects.confirmed().order_by("asked_at")] == [row.pk for row in rows[10:20]]
    assert OutboxMail.objects.filter(key__contains=":placed:").count() == 20


def test_one_person_pressing_twenty_times_at_once_has_one_place_and_one_mail():
    event = open_event(capacity=10)
    member = Member.new()
    answers = at_once(*[lambda: register(event, member)] * 20)
    assert {getattr(answer, "pk", answer) for answer in answers} == {Registration.objects.get().pk}
    assert OutboxMail.objects.filter(key__startswith="events:registration:").count() == 1


def test_representatives_and_people_by_mail_at_once_share_the_places_and_a_cancellation_loses_none():
    event = open_event(capacity=5)
    held = members(6)
    first = register(event, held[0])
    pending = []
    for number in range(5):
        ask(event, f"guest{number}@example.org")
        pending.append(find_registration(token_to(f"guest{number}@example.org")).pk)
    answers = at_once(
        *(lambda member=member: register(event, member) for member in held[1:]),
        *(lambda pk=pk: confirm(registration_id=pk) for pk in pending),
        lambda: cancel(registration_id=first.pk),
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    rows = list(Registration.objects.standing().order_by("asked_at", "pk"))
    assert [row.state for row in rows] == [CONFIRMED] * 5 + [WAITING] * 5
