"""Many at the same moment, each in a thread and on a connection of its own, on either database."""

import datetime
import itertools
import threading

import pytest
from django.db import transaction
from django.utils import timezone

from cms.mail.models import OutboxMail
from network.letters import lifecycle
from network.letters.by_mail import managing
from network.letters.by_mail.budgets import TooMany
from network.letters.by_mail.confirming import confirm, not_me
from network.letters.by_mail.links import LinkRefused, find_by_code, find_token, find_token_to_refuse
from network.letters.by_mail.signing import LetterClosed
from network.letters.enums import Display, LetterState, SignatureState, TokenPurpose
from network.letters.models import Consent, Letter, Signature, Token
from tests.agreement.test_concurrency import at_once
from tests.factories.letters import open_letter
from tests.factories.signing import EVERYTHING, another_network, ask, code_in, given, press, signed, token_in

pytestmark = pytest.mark.django_db(transaction=True)

NINO = "ninob@gmail.com"
SPELLINGS = (NINO, "Nino.B@gmail.com", "ninob+one@googlemail.com", " NINOB@GMAIL.COM ", "ｎｉｎｏｂ@gmail.com")


def signers_mails():
    return list(OutboxMail.objects.filter(key__startswith="letters:signature:").order_by("pk"))


def test_fifty_requests_for_one_mailbox_are_one_row_one_mail_and_fifty_equal_answers():
    letter = open_letter()
    requests = [(given(spelling), another_network()) for spelling in SPELLINGS * 10]
    answers = at_once(*(lambda typed=typed, near=near: ask(letter, typed, network=near) for typed, near in requests))
    assert len(answers) == 50
    assert len(set(answers)) == 1, set(map(repr, answers))
    assert isinstance(answers[0], str)
    assert Signature.objects.count() == Token.objects.count() == len(signers_mails()) == 1


@pytest.mark.parametrize("before", ["pending", "signed"])
def test_twenty_requests_for_an_address_that_is_known_are_one_more_mail(before):
    letter = open_letter()
    signed(letter, given(NINO)) if before == "signed" else ask(letter, given(NINO))
    Token.objects.update(created_at=timezone.now() - datetime.timedelta(hours=1))
    sent = len(signers_mails())
    networks = [another_network() for _request in range(20)]
    answers = at_once(*(lambda near=near: ask(letter, given(NINO), network=near) for near in networks))
    assert len(set(answers)) == 1, answers
    assert len(signers_mails()) == sent + 1


def test_a_network_gets_no_more_than_its_five_however_many_come_at_once():
    letter = open_letter()
    typed = [given(f"a{number}@gmail.com") for number in range(20)]
    answers = at_once(*(lambda one=one: ask(letter, one, network="192.0.2.1") for one in typed))
    assert [type(answer) for answer in answers].count(TooMany) == 15, answers
    assert Signature.objects.count() == len(signers_mails()) == 5


def test_one_link_pressed_twenty_times_at_once_is_one_signature_and_one_receipt():
    letter = open_letter()
    ask(letter)
    token = token_in(signers_mails()[0])
    pressed = at_once(*[lambda: press(token)] * 20)
    assert {getattr(answer, "pk", answer) for answer in pressed} == {Signature.objects.get().pk}
    assert Signature.objects.get().state == SignatureState.ACTIVE
    assert Consent.objects.count() == len(EVERYTHING)
    assert len(signers_mails()) == 2


def test_twenty_guesses_at_once_are_five_tries():
    letter = open_letter()
    ticket = ask(letter)
    code = code_in(signers_mails()[0])
    guesses = ["".join(letters) for letters in itertools.islice(itertools.product("ACD", repeat=6), 20)]
    answers = at_once(*(lambda guess=guess: find_by_code(ticket, guess) for guess in guesses if guess != code))
    assert {type(answer) for answer in answers} == {LinkRefused}
    assert Token.objects.get().tries == 5
    with pytest.raises(LinkRefused):
        find_by_code(ticket, code)


def test_ask_confirm_hide_withdraw_erase_and_close_at_once_end_in_one_possible_state():
    letter = open_letter()
    for number in range(6):
        typed = given(f"a{number}@gmail.com")
        signature = signed(letter, typed)
        later = timezone.now() + datetime.timedelta(hours=1)
        managing.withdraw(signature_id=signature.pk)
        ask(letter, typed, now=later)
        token = token_in(signers_mails()[-1])
        found, refusing = find_token(token, TokenPurpose.CONFIRM), find_token_to_refuse(token)
        works = (
            lambda typed=typed, later=later: ask(letter, typed, now=later + datetime.timedelta(hours=1)),
            lambda found=found: confirm(token=found, display=Display.PUBLIC, consents=EVERYTHING),
            lambda found=found: confirm(token=found, display=Display.HIDDEN, consents=EVERYTHING),
            lambda pk=signature.pk: managing.set_display(signature_id=pk, display=Display.HIDDEN),
            lambda pk=signature.pk: managing.withdraw(signature_id=pk),
            lambda pk=signature.pk: managing.erase(signature_id=pk),
            lambda refusing=refusing: not_me(token=refusing),
            lambda pk=letter.pk: lifecycle.close(letter_id=pk),
        )
        answers = at_once(*works)
        unexpected = [one for one in answers if isinstance(one, Exception) and not isinstance(one, EXPECTED)]
        assert not unexpected, unexpected
        assert possible(signature.pk)
        Letter.objects.update(state=LetterState.OPEN)


EXPECTED = (LetterClosed, LinkRefused)


def possible(pk):
    """Say whether a row agrees with itself: who is gone has left nothing behind."""
    row = Signature.objects.get(pk=pk)
    consents = Consent.objects.filter(signature=row, withdrawn_at=None).count()
    if row.state == SignatureState.ERASED:
        return (row.email, row.salt, consents, row.tokens.count()) == ("", "", 0, 0)
    if row.state == SignatureState.WITHDRAWN:
        return (row.email, row.name, consents, row.display) == ("", "", 0, Display.HIDDEN)
    return row.state == SignatureState.ACTIVE and row.email and consents == len(EVERYTHING)


def test_a_text_that_goes_offline_while_its_letter_is_resumed_leaves_it_paused():
    letter = open_letter()
    lifecycle.pause(letter_id=letter.pk)
    has_resumed, is_late = threading.Event(), threading.Event()

    def resume() -> None:
        with transaction.atomic():
            assert lifecycle.resume(letter_id=letter.pk)
            has_resumed.set()
            is_late.wait(1)  # the other one comes meanwhile

    def pause() -> None:
        has_resumed.wait(10)
        lifecycle.pause(letter_id=letter.pk)
        is_late.set()

    assert at_once(resume, pause) == [None, None]
    assert Letter.objects.get().state == LetterState.PAUSED
