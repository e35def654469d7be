"""Asking to sign by mail: the answer says nothing about the address, and the mail is all that makes a difference."""

import datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.core.site_settings import SiteSettings
from cms.mail import services
from cms.mail.models import OutboxMail
from network.letters import lifecycle
from network.letters.by_mail import managing
from network.letters.by_mail.budgets import TooMany
from network.letters.by_mail.signing import LetterClosed
from network.letters.by_mail.subjects import mailbox_key, suppression_key
from network.letters.enums import HoldReason, SignatureKind, SignatureState
from network.letters.models import Budget, Consent, Letter, LetterVersion, Signature, Suppression, Token
from tests.factories.letters import open_letter
from tests.factories.signing import (
    another_network,
    ask,
    code_in,
    given,
    mails,
    of_organisation,
    press,
    signed,
    token_in,
)

pytestmark = pytest.mark.django_db

NINO = "nino@example.org"
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
NOW = timezone.now()


@pytest.fixture
def letter():
    opened = open_letter()
    opened.opens_at = NOW - 2 * DAY
    opened.save()
    return opened


def another(letter):
    """Return another open letter with the same text."""
    made = Letter.objects.create(translation_key=uuid4())
    version = LetterVersion.objects.get(pk=letter.version.pk)
    version.pk, version.letter = None, made
    version.save()
    made.version, made.state, made.accepts_people = version, letter.state, True
    made.opens_at, made.closes_at = letter.opens_at, letter.closes_at
    made.save()
    return made


def test_what_was_typed_stands_in_the_link_alone_until_it_is_confirmed(letter):
    ask(letter, given(name="  ნინო\u202e აბაშიძე "))
    row = Signature.objects.get()
    assert row.state == SignatureState.PENDING
    assert (row.name, row.email, row.search_text) == ("", "", "")
    assert NINO not in row.subject_key
    token = Token.objects.get()
    assert token.payload["name"] == "ნინო აბაშიძე"
    assert token.payload["version"] == letter.version.pk
    assert not Consent.objects.exists()
    (mail,) = mails(NINO)
    assert mail.key.startswith(f"letters:signature:{row.pk}:")
    assert token_in(mail) not in (token.token_hash, "")
    assert code_in(mail) not in token.code_hash


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_first_mail_names_the_letter_and_the_organiser_and_nobody_else(letter, language):
    ask(letter, given(language=language, name="Buy at spam.example", place="Spam", comment="Spam"))
    (mail,) = mails(NINO)
    assert mail.language == language
    assert letter.version.titles[language] in mail.subject
    for part in (mail.text, mail.html):
        assert "Spam" not in part
        assert "spam.example" not in part
        assert f"/{language}/letters/confirm/{token_in(mail)}" in part
        assert f"/{language}/letters/not-me/{token_in(mail)}" in part
        assert code_in(mail) in part


def make_new(letter):
    """Nobody has heard of the address."""


def make_pending(letter):
    ask(letter, now=NOW - HOUR)


def make_signed(letter):
    signed(letter)


def make_withdrawn(letter):
    managing.withdraw(signature_id=signed(letter).pk)


def make_erased(letter):
    managing.erase(signature_id=signed(letter).pk)


def make_invalidated(letter):
    signed(letter)
    Signature.objects.update(state=SignatureState.INVALIDATED)


def make_refused(letter):
    signed(letter)
    Signature.objects.update(state=SignatureState.REFUSED)


def make_suppressed(letter):
    Suppression.objects.create(key=suppression_key(mailbox_key(NINO)), until=NOW + DAY)


def make_used_up(letter):
    for _mail in range(3):
        ask(letter)
        Token.objects.update(created_at=NOW - HOUR)


STATES = {
    make_new: "letter_confirm",
    make_pending: "letter_confirm",
    make_signed: "letter_manage",
    make_withdrawn: "letter_confirm",
    make_erased: "letter_confirm",
    make_invalidated: "letter_manage",
    make_refused: "letter_manage",
    make_suppressed: None,
    make_used_up: None,
}


def test_the_answer_and_the_work_are_the_same_in_every_state_of_an_address(letter):
    tickets, statements = set(), set()
    for make, link in STATES.items():
        for model in (Token, Signature, Budget, Suppression):
            model.objects.all().delete()
        make(letter)
        Token.objects.update(created_at=NOW - HOUR)
        mails_before, states = OutboxMail.objects.count(), states_now()
        with CaptureQueriesContext(connection) as seen:
            tickets.add(ask(letter, now=NOW))
        statements.add(len([query for query in seen if "SAVEPOINT" not in query["sql"]]))
        sent = list(OutboxMail.objects.order_by("pk")[mails_before:])
        assert [bool(token_in(mail, link)) for mail in sent] == [True] * bool(link), make.__name__
        # What there was stays as it was.
        assert states_now()[: len(states)] == states
    assert len(tickets) == 1
    # Whether the letter is still open is asked once more where the row was there before.
    assert max(statements) - min(statements) <= 1
    assert max(statements) <= 10


def states_now():
    return list(Signature.objects.order_by("pk").values_list("state", flat=True))


def test_all_spellings_of_a_mailbox_are_one(letter):
    spellings = ("nino.b@gmail.com", "NinoB+letters@GoogleMail.com", " ninob@gmail.com ", "ｎｉｎｏｂ@gmail.com")
    assert len({ask(letter, given(email)) for email in spellings}) == 1
    assert Signature.objects.count() == Token.objects.count() == len(signers_mails()) == 1


def signers_mails():
    return [mail for mail in mails() if mail.key.startswith("letters:signature:")]


def test_a_mailbox_gets_one_mail_in_ten_minutes_three_a_day_and_letter_five_a_day(letter):
    minute = datetime.timedelta(minutes=1)
    for number in range(60):
        ask(letter, now=NOW + number * minute)
    assert len(mails(NINO)) == 3
    others = [another(letter) for _number in range(4)]
    for other in others:
        ask(other, now=NOW + HOUR)
    assert len(mails(NINO)) == 5
    ask(others[-1], now=NOW + DAY - minute)
    assert len(mails(NINO)) == 5
    ask(others[-1], now=NOW + DAY)
    assert len(mails(NINO)) == 6


def test_a_thousand_requests_for_one_address_are_five_mails(letter):
    letters = [letter, *[another(letter) for _number in range(19)]]
    networks = [another_network() for _number in range(200)]
    seconds = HOUR / 1000
    refused = 0
    for number in range(1000):
        moment = NOW + HOUR + number * seconds
        try:
            ask(letters[number % 20], given("nino+x@example.org"), network=networks[number % 200], now=moment)
        except TooMany:
            refused += 1
    assert len(signers_mails()) == 5
    assert Signature.objects.count() == 20
    assert refused == 0


def test_too_many_from_one_network_hear_when_to_come_back_and_nothing_is_kept(letter):
    for number in range(5):
        ask(letter, given(f"a{number}@example.org"), network="192.0.2.1", now=NOW)
    with pytest.raises(TooMany) as refused:
        ask(letter, given("late@example.org"), network="192.0.2.2", now=NOW)
    assert refused.value.retry_after == 60
    assert Signature.objects.count() == 5
    ask(letter, given("late@example.org"), network="192.0.2.2", now=NOW + datetime.timedelta(seconds=60))
    assert mails("late@example.org")


def test_many_from_one_mail_provider_are_held_and_the_secretariat_hears_it_once(letter):
    site = SiteSettings.load()
    site.email = "office@example.org"
    site.save()
    for number in range(23):
        ask(letter, given(f"a{number}@farm.example"), now=NOW)
    held = [token.payload["held_for"] for token in Token.objects.order_by("pk")]
    assert held == [""] * 20 + [HoldReason.DOMAIN] * 3
    assert press(token_in(mails("a22@farm.example")[0]), now=NOW).state == SignatureState.HELD
    assert press(token_in(mails("a0@farm.example")[0]), now=NOW).state == SignatureState.ACTIVE
    told = mails("office@example.org")
    assert len(told) == 1
    assert "farm.example" in told[0].text
    assert "a22@" not in told[0].text


@pytest.mark.parametrize("reason", [HoldReason.HONEYPOT, HoldReason.TOO_FAST])
def test_what_looks_like_a_machine_is_held_and_never_dropped(letter, reason):
    ask(letter, held_for=reason)
    signature = press(token_in(mails(NINO)[0]))
    assert (signature.state, signature.held_for) == (SignatureState.HELD, reason)


def test_a_letter_that_is_over_paused_or_not_for_people_takes_nobody(letter):
    with pytest.raises(LetterClosed):
        ask(letter, now=letter.closes_at)
    with pytest.raises(LetterClosed):
        ask(letter, now=letter.opens_at - HOUR)
    with pytest.raises(LetterClosed):
        ask(letter, given(kind=SignatureKind.MEMBER))
    stale = Letter.objects.select_related("version").get(pk=letter.pk)
    ask(letter, now=NOW)
    lifecycle.pause(letter_id=letter.pk)
    # The letter was read before it was paused: the statement that inserts asks again, for a known address too.
    for typed in (given(), given("new@example.org")):
        with pytest.raises(LetterClosed):
            ask(stale, typed, now=NOW + HOUR)
    assert Signature.objects.count() == len(signers_mails()) == 1
    Letter.objects.update(state="open", accepts_people=False)
    with pytest.raises(LetterClosed):
        ask(stale, given("new@example.org"), now=NOW)
    ask(stale, of_organisation(), now=NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "ნ" * 10_000), ("place", "x" * 101), ("organisation_name", "x" * 251), ("comment", "x" * 1001)],
)
def test_what_is_too_long_is_refused_by_field_and_nothing_is_kept(letter, field, value):
    with pytest.raises(ValidationError) as refused:
        ask(letter, of_organisation(**{field: value}))
    assert list(refused.value.message_dict) == [field]
    assert not Signature.objects.exists()
    assert not Budget.objects.exists()


def test_html_and_formulas_are_just_text(letter):
    typed = given(name='<script>alert("1")</script>', place='=HYPERLINK("x")', comment="{{ 7*7 }}")
    signature = signed(letter, typed)
    assert (signature.name, signature.place, signature.comment) == (typed.name, typed.place, typed.comment)
    receipt = mails(NINO)[-1]
    assert "<script>" not in receipt.html
    assert "alert" in receipt.html


def test_whoever_knows_an_organisations_code_gets_no_hand_on_its_signature(letter):
    signature = signed(letter, of_organisation(identification_code="204567890"))
    ask(letter, of_organisation("stranger@example.org", identification_code="204 567 890"))
    (mail,) = mails("stranger@example.org")
    assert token_in(mail)
    assert not token_in(mail, "letter_manage")
    assert signature.email not in mail.text + mail.html
    ask(letter, of_organisation("OFFICE@ngo.example", identification_code="204567890"), now=NOW + HOUR)
    assert token_in(mails("OFFICE@ngo.example")[-1], "letter_manage")


def test_an_address_that_mail_cannot_reach_loses_nothing(letter, settings):
    """The outbox tries again for three days and gives up; the request stays what it was."""
    settings.MAIL_TRANSPORT = "tests.letters.dead_transport.DeadTransport"
    ask(letter)
    services.deliver()
    (mail,) = signers_mails()
    assert (mail.attempts, mail.sent_at, mail.last_error) == (1, None, "SMTPRecipientsRefused")
    OutboxMail.objects.filter(pk=mail.pk).update(attempts=12, not_before=NOW)
    services.deliver()
    mail.refresh_from_db()
    assert mail.failed_at
    assert (mail.recipient, mail.text) == ("", "")
    assert Signature.objects.get().state == SignatureState.PENDING
    ask(letter, now=NOW + HOUR)
    assert press(token_in(signers_mails()[-1]), now=NOW + HOUR).state == SignatureState.ACTIVE
