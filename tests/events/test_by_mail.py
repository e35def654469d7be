"""Registering by mail: what nobody learns about an address, what the link does, what is kept."""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from network.events.enums import RegistrationMode, RegistrationState
from network.events.models import Registration, RegistrationLink
from tests.factories.agreement import Member
from tests.factories.registrations import ask, mails_to, open_event, register, registered_by_mail, token_to

pytestmark = pytest.mark.django_db

NINO = "nino@example.org"
TYPED = {"name": "ნინო ბერიძე", "email": NINO}
CONFIRMED, WAITING, PENDING = RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.PENDING


def send(client, event, **typed):
    with override("ka"):
        return client.post(reverse("event_register", args=[event.pk]), {**TYPED, **typed})


def link(token):
    with override("ka"):
        return reverse("event_registration", args=[token])


def without_tokens(response):
    return re.sub(rb"csrfmiddlewaretoken\S+ value=\S+", b"", response.content)


def test_somebody_registers_confirms_and_cancels(client):
    event = open_event(joining_link="https://meet.example.org/secret")
    assert send(client, event).status_code == 303
    assert Registration.objects.get().state == PENDING
    (mail,) = mails_to(NINO)
    # Anybody can type any address: nothing that was typed stands in the mail.
    assert "ბერიძე" not in mail.text + mail.html
    page = client.get(link(token_to(NINO)))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert Registration.objects.get().state == PENDING, "opening a link changes nothing"
    assert b"meet.example.org" not in page.content
    client.post(link(token_to(NINO)), {"deed": "confirm", "name": "ნინო ბ. ბერიძე"})
    row = Registration.objects.get()
    assert (row.state, row.name) == (CONFIRMED, "ნინო ბ. ბერიძე")
    assert "https://meet.example.org/secret" in mails_to(NINO)[-1].text
    assert b"https://meet.example.org/secret" in client.get(link(token_to(NINO))).content
    token = token_to(NINO)
    client.post(link(token), {"deed": "cancel"})
    row = Registration.objects.get()
    assert (row.state, row.name, row.email) == (RegistrationState.CANCELLED, "", "")
    assert client.get(link(token)).status_code == 200


def test_only_the_hash_of_a_link_is_stored():
    ask(open_event())
    assert token_to(NINO) not in str(list(RegistrationLink.objects.values()))


def test_every_mail_has_a_link_that_works(client):
    event = open_event()
    registered_by_mail(event)
    tokens = [re.search(r"/events/registration/([\w-]+)/", mail.text)[1] for mail in mails_to(NINO)]
    assert len(set(tokens)) == 2
    assert [client.get(link(token)).status_code for token in tokens] == [200, 200]


@pytest.mark.parametrize("before", ["new", "pending", "confirmed", "waiting", "cancelled", "representative"])
def test_the_answer_is_the_same_whatever_the_address(client, before):
    event = open_event(capacity=1)
    if before == "waiting":
        register(event, Member.new())
    if before == "pending":
        ask(event)
    if before in ("confirmed", "waiting"):
        registered_by_mail(event)
    if before == "cancelled":
        client.post(link(registered_by_mail(event) and token_to(NINO)), {"deed": "cancel"})
    if before == "representative":
        member = Member.new()
        member.user.email = NINO
        member.user.save()
        register(event, member)
    response = send(client, event)
    assert (response.status_code, response.headers["Location"]) == (303, f"/ka/events/{event.pk}/register/sent/")
    assert Registration.objects.filter(state=PENDING).count() == (before in ("new", "pending", "cancelled"))


def test_who_is_registered_gets_the_link_once_more_and_no_second_place(client):
    event = open_event()
    registered_by_mail(event)
    before = len(mails_to(NINO))
    send(client, event, email="NINO+news@example.org", name="სხვა")
    row = Registration.objects.get()
    assert (row.state, row.name) == (CONFIRMED, "ნინო ბერიძე")
    assert len(mails_to(NINO)) == before + 1


def test_one_mailbox_gets_one_mail_in_ten_minutes_and_the_answer_is_the_same(client):
    event = open_event()
    first, second = send(client, event), send(client, event, email="Nino+again@example.org")
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert len(mails_to(NINO)) + len(mails_to("Nino+again@example.org")) == 1
    assert Registration.objects.get().email == NINO


def test_one_network_is_told_to_wait_and_what_was_typed_is_there(client):
    event = open_event()
    answers = [send(client, event, email=f"guest{number}@example.org") for number in range(21)]
    assert [answer.status_code for answer in answers] == [303] * 20 + [429]
    assert "guest20@example.org" in answers[-1].content.decode()
    assert Registration.objects.count() == 20


def test_what_fills_in_the_hidden_field_is_answered_like_everybody_and_nothing_comes_of_it(client):
    event = open_event()
    response = send(client, event, homepage="https://spam.example.com")
    assert response.status_code == 303
    assert not Registration.objects.exists()


def test_a_form_with_mistakes_comes_back_with_what_was_typed(client):
    event = open_event()
    response = send(client, event, name="", email="nino.example.org")
    page = response.content.decode()
    assert response.status_code == 200
    assert "nino.example.org" in page
    assert page.count('class="error-text"') == 2
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "terms",
    [
        {"registration": RegistrationMode.MEMBERS},
        {"registration": RegistrationMode.NONE},
        {"closes_at": timezone.now() - datetime.timedelta(hours=1)},
        {"state": "cancelled"},
    ],
    ids=["members only", "no registration", "over", "cancelled"],
)
def test_a_form_that_comes_too_late_is_not_taken_and_what_was_typed_is_shown(client, terms):
    event = open_event(**terms)
    response = send(client, event)
    assert response.status_code == 409
    assert NINO in response.content.decode()
    assert not Registration.objects.exists()


def test_confirming_after_the_end_of_registration_is_refused_in_words(client):
    event = open_event()
    ask(event)
    event.closes_at = timezone.now() - datetime.timedelta(seconds=1)
    event.save()
    response = client.post(link(token_to(NINO)), {"deed": "confirm", "name": "ნინო"})
    assert response.status_code == 409
    assert Registration.objects.get().state == PENDING


def test_a_link_that_was_not_confirmed_for_two_days_is_worn(client):
    ask(open_event(), now=timezone.now() - datetime.timedelta(days=2))
    assert client.get(link(token_to(NINO))).status_code == 410


def test_a_link_that_is_not_ours_is_unknown(client):
    assert client.get(link("nothing")).status_code == 404


def test_who_did_not_ask_erases_what_was_typed(client):
    ask(open_event())
    token = token_to(NINO)
    assert client.post(link(token), {"deed": "forget"}).status_code == 303
    assert not Registration.objects.exists()
    assert not mails_to(NINO)
    assert client.get(link(token)).status_code == 404


def test_who_did_not_ask_is_left_alone_for_thirty_days(client):
    ask(open_event())
    client.post(link(token_to(NINO)), {"deed": "forget"})
    with override("ka"):
        assert "30" in client.get(reverse("event_registration_gone")).content.decode()
    other = open_event()
    ask(other, "NINO@example.org")
    assert not mails_to(NINO), "another event, another spelling of the address"
    assert not Registration.objects.exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        ask(open_event(begins=timezone.now() + datetime.timedelta(days=3)))
        assert mails_to(NINO)


def test_the_form_answers_the_same_for_a_mailbox_that_is_left_alone(client):
    event = open_event()
    ask(event)
    client.post(link(token_to(NINO)), {"deed": "forget"})
    usual, quiet = send(client, event, email="lela@example.org"), send(client, event)
    assert (usual.status_code, usual["Location"]) == (quiet.status_code, quiet["Location"])
    assert without_tokens(client.get(usual["Location"])) == without_tokens(client.get(quiet["Location"]))


def test_confirming_twice_is_one_registration(client):
    event = open_event(capacity=1)
    ask(event)
    token = token_to(NINO)
    for _press in range(2):
        assert client.post(link(token), {"deed": "confirm", "name": "ნინო"}).status_code == 303
    assert Registration.objects.get().state == CONFIRMED
    assert len(mails_to(NINO)) == 2


def test_an_event_that_readers_cannot_read_has_no_form(client):
    event = open_event()
    for page in event.pages.specific():
        page.unpublish()
    with override("ka"):
        assert client.get(reverse("event_register", args=[event.pk])).status_code == 404
