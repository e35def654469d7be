"""The links of the first mail: confirm, the code instead, "that was not me"."""

import base64
import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from network.letters import lifecycle
from network.letters.by_mail import managing
from network.letters.by_mail.confirming import confirm, not_me, review
from network.letters.by_mail.links import (
    ALPHABET,
    LinkRefused,
    find_by_code,
    find_token,
    find_token_to_refuse,
    make_token,
    read_ticket,
    typed,
)
from network.letters.enums import (
    ConsentPurpose,
    Display,
    HoldReason,
    LetterState,
    SignatureKind,
    SignatureState,
    TokenPurpose,
)
from network.letters.models import Consent, ConsentText, Letter, Signature, Suppression, Token
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.factories.letters import open_letter
from tests.factories.signing import EVERYTHING, ask, code_in, given, mails, of_organisation, press, signed, token_in

pytestmark = pytest.mark.django_db

NINO = "nino@example.org"
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
CONFIRM = TokenPurpose.CONFIRM


@pytest.fixture
def letter():
    return open_letter()


@pytest.fixture
def token(letter):
    """The secret of a link that confirms, as it came by mail."""
    ask(letter)
    return token_in(mails(NINO)[-1])


def refusal(*args, **details):
    with pytest.raises(LinkRefused) as refused:
        press(*args, **details)
    return refused.value.code


def row():
    return Signature.objects.get()


def test_what_was_typed_becomes_the_signature(letter, token):
    signature = press(token)
    assert signature == row()
    assert (signature.state, signature.display) == (SignatureState.ACTIVE, Display.PUBLIC)
    assert (signature.name, signature.place, signature.email) == ("ნინო აბაშიძე", "თელავი", NINO)
    assert signature.fingerprint == letter.version.fingerprint
    assert signature.sort_key
    assert "nino" in signature.search_text
    assert re.fullmatch("[0-9a-f]{32}", signature.salt)
    assert not signature.is_counted
    assert Signature.objects.named().get() == signature
    assert Token.objects.get(purpose=CONFIRM).payload.keys() == {"mailbox"}


def test_consents_are_kept_with_the_words_that_were_shown(letter, token):
    shown = review(find_token(token, CONFIRM)).wordings
    ConsentText.objects.create(purpose="store", language="ka", version=2, body="Other words")
    press(token, display=Display.HIDDEN, consents=frozenset({"store", "letter_news"}))
    kept = {consent.purpose: consent.text for consent in Consent.objects.all()}
    assert kept == {purpose: shown[purpose] for purpose in ("store", "letter_news")}
    assert kept["store"].version == 1


def test_the_text_that_was_shown_is_the_one_that_is_signed(letter, token):
    reviewed = review(find_token(token, CONFIRM))
    assert (reviewed.version, reviewed.given.name) == (letter.version, "ნინო აბაშიძე")
    newer = letter.versions.create(number=2, fingerprint="f" * 64, titles=letter.version.titles, contents={})
    Letter.objects.update(version=newer)
    assert press(token).version == letter.version


def test_without_the_consent_nothing_is_kept_and_no_name_shown(letter, token):
    found = find_token(token, CONFIRM)
    for display, consents in ((Display.HIDDEN, set()), (Display.PUBLIC, {ConsentPurpose.STORE})):
        with pytest.raises(ValidationError):
            confirm(token=found, display=display, consents=consents)
    assert row().state == SignatureState.PENDING
    assert not Consent.objects.exists()


def test_pressing_twice_is_fine_and_changes_nothing(letter, token):
    first = press(token)
    sent = len(mails())
    again = press(token, display=Display.HIDDEN, consents=frozenset({"store"}))
    assert (again.pk, again.display, again.confirmed_at) == (first.pk, first.display, first.confirmed_at)
    assert len(mails()) == sent
    assert Consent.objects.count() == len(EVERYTHING)


def test_an_organisation_is_held_until_the_secretariat_has_looked(letter):
    signature = signed(letter, of_organisation(identification_code="204567890"))
    assert (signature.state, signature.held_for) == (SignatureState.HELD, HoldReason.ORGANISATION)
    assert (signature.shown_name, signature.identification_code) == ("Example Aid", "204567890")
    assert "example aid" in signature.search_text
    assert not Signature.objects.named().exists()


def test_of_two_links_one_confirms_and_the_other_says_so(letter, token):
    ask(letter, given(name="ნინო ბერიძე"), now=timezone.now() + HOUR)
    other = token_in(mails(NINO)[-1])
    press(other)
    assert press(token).name == "ნინო ბერიძე"
    assert find_token(token, CONFIRM).used_at
    assert not any("name" in token.payload for token in Token.objects.all())


def test_a_wrong_a_foreign_and_a_changed_link_are_unknown(letter, token):
    signature = signed(letter, given("other@example.org"))
    manage, _code = make_token(signature, TokenPurpose.MANAGE)
    for wrong in ("", "x", token[:-1], token + "x", token.swapcase(), manage, "\x00", "ა" * 5000):
        assert refusal(wrong) == "unknown"
    with pytest.raises(LinkRefused):
        find_token(token, TokenPurpose.MANAGE)
    assert find_token(manage, TokenPurpose.MANAGE).signature == signature


@pytest.mark.parametrize(("after", "works"), [(72 * HOUR - HOUR, True), (72 * HOUR, False), (-DAY, True)])
def test_a_link_works_for_72_hours_and_a_clock_that_jumps_back_harms_nobody(letter, token, after, works):
    moment = Token.objects.get().created_at + after
    if works:
        assert press(token, now=moment).confirmed_at == moment
    else:
        assert refusal(token, now=moment) == "expired"
        # Found in time, pressed too late: the same.
        with pytest.raises(LinkRefused):
            confirm(token=find_token(token, CONFIRM), display="hidden", consents={"store"}, now=moment)
        assert row().state == SignatureState.PENDING


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (LetterState.OPEN, None),
        (LetterState.CLOSED, None),  # it was sent before the end
        (LetterState.PAUSED, "paused"),
        (LetterState.DELIVERED, "closed"),
        (LetterState.ANSWERED, "closed"),
        (LetterState.ARCHIVED, "closed"),
        (LetterState.RETRACTED, "closed"),
    ],
)
def test_what_was_sent_in_time_can_be_confirmed_until_the_letter_is_delivered(letter, token, state, code):
    found = find_token(token, CONFIRM)
    Letter.objects.update(state=state)
    if code is None:
        assert press(token).state == SignatureState.ACTIVE
        return
    assert refusal(token) == code
    with pytest.raises(LinkRefused):
        confirm(token=found, display=Display.HIDDEN, consents={"store"})
    assert row().state == SignatureState.PENDING


STUCK = (SignatureState.REFUSED, SignatureState.CONTESTED, SignatureState.INVALIDATED, SignatureState.ERASED)


@pytest.mark.parametrize("state", STUCK)
def test_no_link_revives_what_was_taken_out(letter, token, state):
    ask(letter, now=timezone.now() + HOUR)
    unused = token_in(mails(NINO)[-1])
    press(token)
    Signature.objects.update(state=state)
    Token.objects.filter(purpose=CONFIRM, tries=0).update(used_at=None)
    for link in (token, unused):
        assert refusal(link) == "used"
    assert row().state == state


def test_what_was_withdrawn_can_be_signed_again_but_not_by_an_old_link(letter, token):
    ask(letter, now=timezone.now() + HOUR)
    unused = token_in(mails(NINO)[-1])
    first = press(token)
    managing.withdraw(signature_id=first.pk)
    assert {refusal(token), refusal(unused)} == {"unknown"}
    ask(letter, given(name="ნინო ბერიძე"), now=timezone.now() + 2 * HOUR)
    again = press(token_in(mails(NINO)[-1]))
    assert (again.pk, again.name, again.state) == (first.pk, "ნინო ბერიძე", SignatureState.ACTIVE)
    assert again.withdrawn_at is None
    assert again.salt != first.salt
    assert Consent.objects.filter(withdrawn_at=None).count() == len(EVERYTHING)


# --- The code ------------------------------------------------------------------------------------


def test_the_code_works_instead_of_the_link_as_people_type_it(letter):
    ticket = ask(letter)
    code = code_in(mails(NINO)[-1])
    for way in (code, f" {code[:3]} {code[3:].lower()} ", f"{code[:3]}-{code[3:]}"):
        assert find_by_code(ticket, way).signature == row()
    assert Token.objects.get().tries == 0
    assert typed("ქწე–რტყ") == "QWERTY"  # on a Georgian keyboard
    assert not set(ALPHABET) & set("01258BILOSUVZ")


def test_after_five_wrong_tries_the_link_alone_works(letter):
    ticket = ask(letter)
    (mail,) = mails(NINO)
    code = code_in(mail)
    for _try in range(5):
        with pytest.raises(LinkRefused) as wrong:
            find_by_code(ticket, "AAAAAA" if code != "AAAAAA" else "CCCCCC")
        assert wrong.value.code == "code"
    with pytest.raises(LinkRefused) as late:
        find_by_code(ticket, code)
    assert late.value.code == "code"
    assert press(token_in(mail)).state == SignatureState.ACTIVE


def test_a_code_is_good_for_its_own_ticket_alone_and_in_time(letter):
    ticket, other = ask(letter), ask(letter, given("other@example.org"))
    code = code_in(mails(NINO)[-1])
    for refused, moment in ((other, None), (ticket, timezone.now() + 73 * HOUR)):
        with pytest.raises(LinkRefused) as wrong:
            find_by_code(refused, code, now=moment)
        assert wrong.value.code == "code"
    for forged in ("", "1.person.x", ticket[:-1], ticket[::-1], "x" * 9999):
        with pytest.raises(LinkRefused) as unknown:
            find_by_code(forged, code)
        assert unknown.value.code == "unknown"
    assert read_ticket(ticket)[:2] == (letter.pk, SignatureKind.PERSON)


def test_a_ticket_does_not_say_by_which_key_a_copy_of_the_database_knows_the_address(letter):
    ticket = ask(letter)
    assert read_ticket(ticket)[2] == row().subject_key
    held = base64.urlsafe_b64decode(ticket)
    assert row().subject_key not in ticket
    assert row().subject_key.encode() not in held
    assert bytes.fromhex(row().subject_key) not in held


def test_a_code_tells_who_has_it_that_the_letter_is_over(letter):
    ticket = ask(letter)
    lifecycle.retract(letter_id=letter.pk)
    with pytest.raises(LinkRefused) as refused:
        find_by_code(ticket, code_in(mails(NINO)[-1]))
    assert refused.value.code == "closed"


# --- "That was not me" ---------------------------------------------------------------------------


def test_who_did_not_ask_is_forgotten_and_left_alone_for_a_year(letter, token):
    now = timezone.now()
    not_me(token=find_token_to_refuse(token), now=now)
    assert not Signature.objects.exists()
    assert not Token.objects.exists()
    sent = len(mails())
    ask(letter, given("Nino+again@example.org"), now=now + DAY)
    assert len(mails()) == sent
    assert Suppression.objects.get().until == now + datetime.timedelta(days=365)
    Suppression.objects.update(until=now)
    ask(letter, now=now + HOUR)
    assert len(mails()) == sent + 1


@pytest.mark.parametrize("after", [HOUR, 4 * DAY])
def test_it_withdraws_what_was_confirmed_by_its_link_even_late(letter, token, after):
    signature = press(token)
    found = find_token_to_refuse(token)
    not_me(token=found, now=timezone.now() + after)
    assert fresh(signature).state == SignatureState.WITHDRAWN
    assert fresh(signature).email == ""
    not_me(token=found)  # pressing twice is fine
    assert Suppression.objects.count() == 1
    keys = {fresh(signature).subject_key, *Token.objects.values_list("payload__mailbox", flat=True)}
    assert not Suppression.objects.filter(key__in=keys).exists(), "who refused mails is linked to the signature"


def test_of_an_organisation_entered_from_two_mailboxes_each_forgets_its_own(letter):
    code = {"identification_code": "204567890"}
    ask(letter, of_organisation(**code))
    ask(letter, of_organisation("stranger@example.org", **code))
    stranger = token_in(mails("stranger@example.org")[-1])
    ours = token_in(mails("office@ngo.example")[-1])
    not_me(token=find_token_to_refuse(stranger))
    assert press(ours).state == SignatureState.HELD
    assert Signature.objects.get().email == "office@ngo.example"


def test_the_second_mailbox_of_an_organisation_learns_nothing_of_the_first(letter):
    code = {"identification_code": "204567890"}
    ask(letter, of_organisation(**code))
    ask(letter, of_organisation("stranger@example.org", **code))
    stranger = token_in(mails("stranger@example.org")[-1])
    press(token_in(mails("office@ngo.example")[-1]))
    assert refusal(stranger) == "used"
    not_me(token=find_token_to_refuse(stranger))
    assert row().state == SignatureState.HELD


def test_a_hundred_looks_change_nothing(letter, token):
    before = list(Token.objects.values()), list(Signature.objects.values())
    for _look in range(100):
        review(find_token(token, CONFIRM))
        find_token_to_refuse(token)
    assert (list(Token.objects.values()), list(Signature.objects.values())) == before


def test_a_link_to_manage_works_until_the_letter_is_anonymised(letter):
    signature = SignatureFactory(letter=letter)
    manage, _code = make_token(signature, TokenPurpose.MANAGE)
    years = timezone.now() + datetime.timedelta(days=1000)
    assert find_token(manage, TokenPurpose.MANAGE, now=years).signature == signature
    Letter.objects.update(anonymised_at=timezone.now())
    with pytest.raises(LinkRefused) as refused:
        find_token(manage, TokenPurpose.MANAGE)
    assert refused.value.code == "expired"
