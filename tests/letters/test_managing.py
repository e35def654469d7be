"""What signatories do with their signature, from each of its states."""

import datetime
import json
from pathlib import Path

import pytest
from django.utils import timezone

from network.letters.by_mail import managing
from network.letters.enums import ConsentPurpose, Display, LetterState, SignatureState
from network.letters.models import Consent, Letter, Signature, Token
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.factories.letters import open_letter
from tests.factories.signing import ask, given, mails, press, signed, token_in

pytestmark = pytest.mark.django_db

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
NINO = "nino@example.org"
STANDING = {SignatureState.ACTIVE, SignatureState.HELD}


@pytest.fixture(autouse=True)
def erasure_log(settings, tmp_path):
    settings.ERASURE_LOG = str(tmp_path / "erasures")
    return Path(settings.ERASURE_LOG)


@pytest.fixture
def letter():
    return open_letter()


@pytest.fixture
def signature(letter):
    """Nino's signature, with her name shown, known to the sequencer."""
    made = signed(letter)
    Signature.objects.update(is_counted=True, serial=1, counted_as="people")
    return fresh(made)


def test_a_name_is_hidden_at_once_and_shown_again(letter, signature):
    assert managing.set_display(signature_id=signature.pk, display=Display.HIDDEN)
    hidden = fresh(signature)
    assert (hidden.display, hidden.is_counted, hidden.name) == (Display.HIDDEN, False, signature.name)
    assert not Signature.objects.named().exists()
    assert fresh(letter).removals == 1
    assert not managing.set_display(signature_id=signature.pk, display=Display.HIDDEN)
    assert fresh(letter).removals == 1
    assert managing.set_display(signature_id=signature.pk, display=Display.PUBLIC)
    assert Signature.objects.named().exists()


def test_no_name_is_shown_without_the_consent(signature):
    assert managing.set_consent(signature_id=signature.pk, purpose=ConsentPurpose.SHOW_NAME, given=False)
    assert fresh(signature).display == Display.HIDDEN
    assert not managing.set_display(signature_id=signature.pk, display=Display.PUBLIC)
    assert managing.set_consent(signature_id=signature.pk, purpose=ConsentPurpose.SHOW_NAME, given=True)
    assert fresh(signature).display == Display.HIDDEN
    assert managing.set_display(signature_id=signature.pk, display=Display.PUBLIC)


def test_consents_come_and_go_and_each_time_is_kept(signature):
    news = {"signature_id": signature.pk, "purpose": ConsentPurpose.LETTER_NEWS}
    assert not managing.set_consent(**news, given=True)
    assert managing.set_consent(**news, given=False)
    assert not managing.set_consent(**news, given=False)
    assert managing.set_consent(**news, given=True)
    kept = Consent.objects.filter(purpose=ConsentPurpose.LETTER_NEWS).order_by("pk")
    assert [bool(consent.withdrawn_at) for consent in kept] == [True, False]
    with pytest.raises(ValueError, match="erased"):
        managing.set_consent(signature_id=signature.pk, purpose=ConsentPurpose.STORE, given=False)


def everything_about(signature_id):
    """Return all that is stored about a signature and its mails, as text."""
    rows = [
        *Signature.objects.filter(pk=signature_id).values(),
        *Consent.objects.filter(signature=signature_id).values(),
        *Token.objects.filter(signature=signature_id).values(),
    ]
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_what_was_withdrawn_says_nothing_of_whose_it_was(letter, signature):
    ask(letter, given(name="ნინო სხვა"), now=timezone.now() + HOUR)  # another link with what was typed
    assert managing.withdraw(signature_id=signature.pk)
    assert not managing.withdraw(signature_id=signature.pk)
    gone = fresh(signature)
    assert (gone.state, gone.display, gone.serial) == (SignatureState.WITHDRAWN, Display.HIDDEN, 1)
    assert (gone.subject_key, gone.is_counted) == (signature.subject_key, False)
    assert gone.withdrawn_at
    left = everything_about(signature.pk)
    for word in ("ნინო", "nino", "თელავი", NINO):
        assert word not in left
    assert fresh(letter).removals == 1
    assert not Consent.objects.filter(withdrawn_at=None).exists()


def test_what_was_erased_cannot_be_traced_and_the_address_is_free(letter, signature):
    ask(letter, now=timezone.now() + HOUR)
    waiting = mails(NINO)
    assert waiting
    assert managing.erase(signature_id=signature.pk)
    assert not managing.erase(signature_id=signature.pk)
    gone = fresh(signature)
    assert (gone.state, gone.salt, gone.language) == (SignatureState.ERASED, "", "ka")
    assert gone.subject_key.startswith("erased:")
    assert signature.subject_key not in everything_about(signature.pk)
    assert not Token.objects.exists()
    assert not Consent.objects.exists()
    assert not mails(NINO)  # what waited in the outbox neither
    assert fresh(waiting[0]).text == ""
    ask(letter, now=timezone.now() + DAY)
    assert press(token_in(mails(NINO)[-1])).pk != signature.pk
    assert Signature.objects.signed().count() == 1


def test_every_disappearance_is_noted_outside_of_the_database(
    signature, erasure_log, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        managing.set_display(signature_id=signature.pk, display=Display.HIDDEN)
        managing.withdraw(signature_id=signature.pk)
        managing.withdraw(signature_id=signature.pk)
        managing.erase(signature_id=signature.pk)
    lines = [json.loads(line) for line in erasure_log.read_text().splitlines()]
    assert [line["what"] for line in lines] == ["hidden", "withdrawn", "erased"]
    assert {line["signature"] for line in lines} == {signature.pk}


VERBS = {
    "hide": (lambda pk: managing.set_display(signature_id=pk, display=Display.HIDDEN), STANDING),
    "consent": (
        lambda pk: managing.set_consent(signature_id=pk, purpose=ConsentPurpose.NETWORK_NEWS, given=True),
        STANDING,
    ),
    "withdraw": (lambda pk: managing.withdraw(signature_id=pk), STANDING),
    "erase": (lambda pk: managing.erase(signature_id=pk), set(SignatureState) - {SignatureState.ERASED}),
}


def test_each_verb_works_from_its_own_states_alone(letter):
    for verb, allowed in VERBS.values():
        for state in SignatureState:
            made = SignatureFactory(letter=letter, state=state)
            assert verb(made.pk) is (state in allowed)
            if state not in allowed:
                assert fresh(made).state == state
        assert verb(0) is False


def test_members_are_left_to_their_mandates(letter):
    made = SignatureFactory(letter=letter, of_member=True)
    for verb, _allowed in VERBS.values():
        assert not verb(made.pk)
    assert fresh(made).state == SignatureState.ACTIVE


def newer_version(letter, made_at):
    newer = letter.versions.create(
        number=2, fingerprint="f" * 64, titles=letter.version.titles, contents={}, made_at=made_at
    )
    Letter.objects.update(version=newer)
    return newer


@pytest.mark.parametrize(
    ("state", "after", "works"),
    [
        (LetterState.OPEN, DAY, True),
        (LetterState.OPEN, 30 * DAY, True),  # as long as others can sign it
        (LetterState.CLOSED, 6 * DAY, True),
        (LetterState.CLOSED, 7 * DAY, False),
        (LetterState.PAUSED, DAY, False),
        (LetterState.DELIVERED, DAY, False),
    ],
)
def test_a_signature_moves_to_the_new_version_when_its_signatory_says_so(letter, signature, state, after, works):
    now = timezone.now()
    newer = newer_version(letter, now)
    Letter.objects.update(state=state)
    assert managing.sign_newest_version(signature_id=signature.pk, now=now + after) is works
    assert fresh(signature).version == (newer if works else signature.version)
    assert fresh(signature).is_counted is not works
    assert not managing.sign_newest_version(signature_id=signature.pk, now=now + after)
