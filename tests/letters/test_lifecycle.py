"""A letter opens when its text is agreed, follows its text, and ends."""

import datetime

import pytest
from django.http import Http404
from django.utils import timezone
from wagtail.models import PageViewRestriction

from network.agreement.corrections import confirm_correction, contest_correction, propose_correction
from network.agreement.services import revoke
from network.letters import lifecycle
from network.letters.changes import insert_while_open
from network.letters.enums import LetterState
from network.letters.models import Letter, Signature
from network.letters.public import public_letter
from tests.factories import SignatureFactory, UserFactory
from tests.factories.agreement import asked_round, fresh, members
from tests.factories.letters import letter_draft, letter_of, open_letter, page_of, round_of
from tests.factories.pages import stream

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def test_a_draft_has_a_letter_that_cannot_be_signed():
    page = letter_draft()
    letter = letter_of(page)
    assert letter.state == LetterState.DRAFT
    assert not letter.is_signable()
    assert Letter.objects.count() == 1  # one for both languages


def test_it_opens_when_the_members_have_agreed():
    letter = open_letter()
    assert letter.state == LetterState.OPEN
    assert letter.is_signable()
    assert letter.version.number == 1
    assert letter.version.fingerprint == round_of(letter).fingerprint
    assert letter.version.titles == {"ka": "დაიცავით ყველა მიგრანტი", "en": "Protect every migrant"}
    assert (letter.accepts_organisations, letter.accepts_people) == (True, True)
    assert letter.closes_at == letter.opens_at + datetime.timedelta(days=60)


def test_the_secretariats_hours_are_kept():
    page = letter_draft()
    opens, closes = timezone.now() + HOUR, timezone.now() + 5 * HOUR
    Letter.objects.update(opens_at=opens, closes_at=closes)
    held = members(1)
    asked = asked_round(page)
    held[0].answer(asked)
    letter = letter_of(asked)
    assert (letter.opens_at, letter.closes_at) == (opens, closes)
    assert not letter.is_signable()
    assert letter.is_signable(opens)
    assert not letter.is_signable(closes)


def test_a_new_agreed_text_is_a_new_version():
    held = members(2)
    letter = open_letter(held)
    for language in ("ka", "en"):
        draft = page_of(letter, language).get_latest_revision_as_object()
        draft.context = f"New words ({language})"
        draft.save_revision()
    asked = asked_round(page_of(letter))
    for member in held:
        member.answer(asked)
    changed = fresh(letter)
    assert changed.version.number == 2
    assert changed.version.round == fresh(asked)
    assert changed.version.contents["en"]["fields"]["context"] == "New words (en)"
    assert changed.state == LetterState.OPEN
    assert changed.opens_at == letter.opens_at


def test_one_subject_has_one_row_and_a_closed_letter_none():
    letter = open_letter()
    signature = SignatureFactory.build(letter=letter, version=letter.version, subject_key="one")
    assert insert_while_open(signature) is not None
    assert insert_while_open(signature) is None
    assert Signature.objects.get().name == signature.name
    lifecycle.close(letter_id=letter.pk)
    other = SignatureFactory.build(letter=letter, version=letter.version, subject_key="two")
    assert insert_while_open(other) is None


def test_hours_and_kinds_are_asked_by_the_statement_that_inserts():
    letter = open_letter(accepts_people=False)
    people = SignatureFactory.build(letter=letter, version=letter.version)
    assert insert_while_open(people) is None
    late = SignatureFactory.build(letter=letter, version=letter.version, of_organisation=True)
    assert insert_while_open(late, now=letter.closes_at) is None
    assert insert_while_open(late, now=letter.closes_at - HOUR) is not None


def test_it_closes_by_itself_once():
    letter = open_letter()
    assert lifecycle.close_due_letters(letter.closes_at - HOUR) == 0
    assert lifecycle.close_due_letters(letter.closes_at) == 1
    assert lifecycle.close_due_letters(letter.closes_at) == 0
    assert fresh(letter).state == LetterState.CLOSED


def test_a_revoked_text_retracts_the_letter():
    letter = open_letter()
    revoke(round_id=round_of(letter).pk, by=None, reason="Two thirds of the members wish it.")
    assert fresh(letter).state == LetterState.RETRACTED


def test_a_text_that_goes_offline_pauses_the_letter():
    letter = open_letter()
    page = page_of(letter, "en")
    page.unpublish()
    assert fresh(letter).state == LetterState.PAUSED
    assert not lifecycle.resume(letter_id=letter.pk), "nobody signs what cannot be read in both languages"
    fresh(page).get_latest_revision().publish()
    assert fresh(letter).state == LetterState.PAUSED, "the secretariat says when it goes on"
    assert lifecycle.resume(letter_id=letter.pk)
    assert not lifecycle.resume(letter_id=letter.pk)
    assert fresh(letter).state == LetterState.OPEN


def test_a_deleted_text_is_signed_by_nobody():
    letter = open_letter()
    page_of(letter).delete()
    assert fresh(letter).state == LetterState.PAUSED
    assert letter in Letter.objects.readable()
    page_of(letter, "en").delete()
    assert letter not in Letter.objects.readable()


def test_a_private_text_is_not_shown():
    letter = open_letter()
    for language in ("ka", "en"):
        PageViewRestriction.objects.create(page=page_of(letter, language), restriction_type="login")
    with pytest.raises(Http404):
        public_letter(pk=letter.pk)


def test_a_minor_correction_is_a_version_until_it_is_contested():
    held = members(3)
    letter = open_letter(held)
    first = letter.version
    signature = SignatureFactory(letter=letter)
    page = page_of(letter, "en")
    page.body = stream(
        ("salutation", "Ladies and Gentlemen,"),
        ("paragraph", "<p>We ask you to protect all migrants.</p>"),
        ("closing", "Respectfully,"),
    )
    page.save_revision()
    proposed = propose_correction(page=fresh(page), by=UserFactory(), reason="A slip.")
    confirmed = confirm_correction(correction=proposed, membership=held[0].membership, by=held[0].user)
    letter = letter_of(page)
    assert (letter.version.number, letter.version.is_correction) == (2, True)
    assert letter.version.fingerprint != first.fingerprint
    assert fresh(signature).fingerprint == first.fingerprint, "it shows the version that was signed"
    contest_correction(correction=confirmed, membership=held[1].membership, by=held[1].user)
    assert letter_of(page).version == first
