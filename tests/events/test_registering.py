"""Places: who gets one, who waits, who moves up; what is refused."""

import datetime

import pytest
from django.utils import timezone

from cms.mail.models import OutboxMail
from network.events import changing
from network.events.enums import EventState, RegistrationMode, RegistrationState
from network.events.records import Registration
from network.events.registering import RegistrationRefused, cancel
from network.events.reminders import fill_waiting
from tests.factories.agreement import Member, members
from tests.factories.registrations import fresh_event, mails_to, open_event, register, registered_by_mail

pytestmark = pytest.mark.django_db

CONFIRMED, WAITING, CANCELLED = RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.CANCELLED
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def states(event):
    return list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))


def test_places_go_to_whoever_asks_first_and_the_others_wait_in_their_order():
    event = open_event(capacity=2)
    held = members(4)
    for member in held:
        register(event, member)
    assert states(event) == [CONFIRMED, CONFIRMED, WAITING, WAITING]
    assert [row.user for row in event.registrations.in_line()] == [held[2].user, held[3].user]


def test_without_a_number_of_places_everybody_has_one_also_a_second():
    event = open_event(capacity=None)
    member = Member.new()
    register(event, member)
    register(event, member.deputy())
    assert states(event) == [CONFIRMED, CONFIRMED]


def test_registering_twice_changes_nothing_and_writes_no_second_mail():
    event = open_event(capacity=5)
    member = Member.new()
    assert register(event, member) == register(event, member)
    assert Registration.objects.count() == len(mails_to(member.user.email)) == 1


def test_one_person_has_one_place_whoever_it_is_for():
    event = open_event(capacity=5)
    one, other = members(2)
    register(event, one)
    both = Member(other.membership, one.user)
    one.user.mandates.create(membership=other.membership, kind="deputy", granted_by="Board")
    with pytest.raises(RegistrationRefused) as refused:
        register(event, both)
    assert refused.value.code == "already"
    assert Registration.objects.count() == 1


def test_who_has_registered_by_mail_gets_no_second_place_as_a_representative():
    event = open_event(capacity=5)
    member = Member.new()
    registered_by_mail(event, member.user.email.upper())
    with pytest.raises(RegistrationRefused) as refused:
        register(event, member)
    assert refused.value.code == "by_mail"


def test_nobody_registers_for_a_foreign_member():
    event = open_event()
    one, other = members(2)
    with pytest.raises(RegistrationRefused) as refused:
        register(event, Member(other.membership, one.user))
    assert refused.value.code == "no_mandate"
    assert not Registration.objects.exists()


def test_a_mandate_that_has_ended_registers_nobody():
    event = open_event()
    member = Member.new()
    member.user.mandates.update(revoked_at=timezone.now())
    with pytest.raises(RegistrationRefused):
        register(event, member)


@pytest.mark.parametrize(
    "terms",
    [
        {"registration": RegistrationMode.NONE},
        {"closes_at": timezone.now() - HOUR},
        {"opens_at": timezone.now() + HOUR},
        {"state": EventState.CANCELLED},
        {"state": EventState.POSTPONED},
    ],
    ids=["not offered", "after its end", "before its beginning", "cancelled", "postponed"],
)
def test_nobody_registers_when_registration_is_not_open(terms):
    event = open_event(**terms)
    with pytest.raises(RegistrationRefused) as refused:
        register(event, Member.new())
    assert refused.value.code == "closed"
    assert not Registration.objects.exists()


def test_nobody_registers_once_the_event_has_begun():
    event = open_event()
    with pytest.raises(RegistrationRefused):
        register(event, Member.new(), now=event.starts_at)


def test_nobody_registers_for_a_text_that_nobody_can_read():
    event = open_event()
    for page in event.pages.specific():
        page.unpublish()
    with pytest.raises(RegistrationRefused):
        register(event, Member.new())


def test_a_second_place_waits_until_every_member_has_its_first():
    event = open_event(capacity=3)
    one, other = members(2)
    register(event, one)
    second = register(event, one.deputy())
    assert (second.state, second.is_second) == (WAITING, True)
    register(event, other)
    # Now nobody is left who may want a first place.
    assert states(event) == [CONFIRMED, CONFIRMED, CONFIRMED]
    assert [mail.key.split(":")[3] for mail in mails_to(second.user.email)] == ["waiting", "placed"]


def test_a_first_place_goes_before_a_second_one_that_was_asked_for_earlier():
    event = open_event(capacity=1)
    one, other, _third = members(3)
    first = register(event, one)
    second = register(event, one.deputy())
    later = register(event, other)
    assert list(event.registrations.in_line()) == [later, second]
    cancel(registration_id=first.pk)
    # The member whose first was cancelled has one now: its second stands before it in time.
    assert [row.pk for row in event.registrations.confirmed()] == [second.pk]
    assert not event.registrations.get(pk=second.pk).is_second


def test_second_places_are_given_when_the_time_of_equal_places_is_over():
    now = timezone.now()
    event = open_event(capacity=3, equal_until=now + DAY)
    one, _other = members(2)
    register(event, one)
    register(event, one.deputy())
    assert fill_waiting(now + HOUR) == 0
    assert fill_waiting(now + 2 * DAY) == 1
    assert states(event) == [CONFIRMED, CONFIRMED]


def test_second_places_wait_until_registration_ends_if_nothing_else_is_said():
    now = timezone.now()
    event = open_event(capacity=3, closes_at=now + DAY)
    one, _other = members(2)
    register(event, one)
    register(event, one.deputy())
    assert fill_waiting(now + HOUR) == 0
    assert fill_waiting(now + DAY) == 1


def test_members_for_whom_nobody_could_register_keep_no_second_place_waiting():
    event = open_event(capacity=3)
    one, other = members(2)
    other.user.mandates.update(revoked_at=timezone.now())
    register(event, one)
    assert register(event, one.deputy()).state == CONFIRMED


def test_cancelling_moves_exactly_one_up_and_writes_one_mail_to_that_person():
    event = open_event(capacity=1)
    held = members(3)
    first, *_others = [register(event, member) for member in held]
    before = OutboxMail.objects.count()
    assert cancel(registration_id=first.pk)
    assert states(event) == [CANCELLED, CONFIRMED, WAITING]
    assert OutboxMail.objects.count() == before + 1
    assert len(mails_to(held[1].user.email)) == 2
    assert not cancel(registration_id=first.pk)
    assert states(event) == [CANCELLED, CONFIRMED, WAITING]
    assert OutboxMail.objects.count() == before + 1


def test_who_has_cancelled_can_come_again_at_the_end_of_the_line():
    event = open_event(capacity=1)
    one, other = members(2)
    first = register(event, one)
    register(event, other)
    cancel(registration_id=first.pk)
    again = register(event, one)
    assert again.pk != first.pk
    assert again.state == WAITING


def test_a_place_that_becomes_free_after_the_beginning_stays_free():
    event = open_event(capacity=1)
    first, _second = [register(event, member) for member in members(2)]
    cancel(registration_id=first.pk, now=event.starts_at)
    assert states(event) == [CANCELLED, WAITING]


def test_what_was_typed_by_mail_is_erased_with_the_cancellation():
    event = open_event()
    found = registered_by_mail(event)
    cancel(registration_id=found.pk)
    row = Registration.objects.get()
    assert (row.state, row.name, row.email, row.mailbox) == (CANCELLED, "", "", "")
    assert not mails_to("nino@example.org")


def test_more_places_go_to_the_waiting_list_and_fewer_take_nobodys_away():
    event = open_event(capacity=1)
    for member in members(3):
        register(event, member)
    terms = {name: getattr(event, name) for name in changing.Terms.__dataclass_fields__}
    changing.set_terms(event_id=event.pk, terms=changing.Terms(**{**terms, "capacity": 2}))
    assert states(event) == [CONFIRMED, CONFIRMED, WAITING]
    changing.set_terms(event_id=event.pk, terms=changing.Terms(**{**terms, "capacity": 1}))
    assert states(event) == [CONFIRMED, CONFIRMED, WAITING]
    assert fresh_event(event).taken == 2


def test_the_joining_link_goes_to_those_who_have_a_place_only():
    link = "https://meet.example.org/secret"
    event = open_event(capacity=1, joining_link=link)
    one, other = members(2)
    register(event, one)
    register(event, other)
    assert link in mails_to(one.user.email)[-1].text
    assert all(link not in mail.text for mail in mails_to(other.user.email))
