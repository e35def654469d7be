"""Minor corrections from the draft to the public page and back: who proposes, confirms and contests, until when."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from network.agreement.certificates import Certificate, MinorCorrection
from network.agreement.content import digest_of
from network.agreement.corrections import (
    CorrectionRefused,
    confirm_correction,
    contest_correction,
    propose_correction,
    withdraw_correction,
)
from network.agreement.enums import CorrectionState, EventKind, RoundState, Voice
from network.agreement.events import AgreementEvent, first_broken_entry
from network.agreement.services import open_round
from tests.admin.signed_in import client_of, make_user, signed_in
from tests.factories import NewsPageFactory, UserFactory
from tests.factories.agreement import Member, asked_round, bilingual_draft, fresh, members
from tests.factories.pages import stream

__all__ = ["signed_in"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SLIP, MENDED = "The Network agreed to tihs text.", "The Network agreed to this text."
HOURS = datetime.timedelta(hours=1)


@pytest.fixture
def held() -> list[Member]:
    return members(3)


@pytest.fixture
def agreed(held: list[Member]):
    """An English page with a slip that the members agreed to, public."""
    georgian = bilingual_draft()
    english = georgian.counterpart.specific
    english.body = stream(("paragraph", f"<p>{SLIP}</p>"))
    english.save()
    asked = asked_round(fresh(georgian))
    for member in held:
        member.answer(asked)
    english = fresh(english)
    assert english.live
    assert SLIP in public_text(english)
    return english


def draft(agreed, text: str = MENDED):
    edited = fresh(agreed)
    edited.body = stream(("paragraph", f"<p>{text}</p>"))
    edited.save_revision()
    return fresh(agreed)


def propose(agreed, by=None) -> MinorCorrection:
    return propose_correction(page=draft(agreed), by=by or UserFactory(), reason="A slip.")


def public_text(agreed) -> str:
    response = Client().get(fresh(agreed).url)
    assert response.status_code == 200
    return response.content.decode()


def code(refused) -> str:
    return str(refused.value.code)


def test_a_confirmed_correction_is_public_and_stands_in_the_log(agreed, held) -> None:
    correction = propose(agreed)
    assert (fresh(correction).words, fresh(correction).changes) == (1, [["tihs", "this"]])
    assert SLIP in public_text(agreed)
    confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    assert MENDED in public_text(agreed)
    correction.refresh_from_db()
    assert correction.state == CorrectionState.CONFIRMED
    assert correction.contest_until - correction.confirmed_at == 72 * HOURS
    assert correction.confirming_member == held[0].membership
    kinds = list(AgreementEvent.objects.filter(round=correction.round).values_list("kind", flat=True))
    assert {EventKind.CORRECTION_PROPOSED, EventKind.CORRECTED} <= set(kinds)
    assert first_broken_entry() is None
    assert Certificate.objects.valid().of_text(agreed.translation_key, "en").get().digest == digest_of(fresh(agreed))


def test_contested_within_72_hours_the_earlier_text_is_public_again(agreed, held) -> None:
    before = digest_of(agreed)
    correction = propose(agreed)
    confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    with time_machine.travel(timezone.now() + 71 * HOURS):
        contest_correction(correction=correction, membership=held[1].membership, by=held[1].user)
        assert SLIP in public_text(agreed)
    assert digest_of(fresh(agreed)) == before
    correction.refresh_from_db()
    assert (correction.state, correction.contesting_member) == (CorrectionState.CONTESTED, held[1].membership)
    with pytest.raises(CorrectionRefused) as refused:
        contest_correction(correction=correction, membership=held[1].membership, by=held[1].user)
    assert code(refused) == "too_late"


def test_after_72_hours_it_stays(agreed, held) -> None:
    correction = propose(agreed)
    confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    correction.refresh_from_db()
    with pytest.raises(CorrectionRefused) as refused:
        contest_correction(
            correction=correction, membership=held[1].membership, by=held[1].user, now=correction.contest_until
        )
    assert code(refused) == "too_late"
    assert MENDED in public_text(agreed)


def test_even_while_a_newer_text_is_asked_about_a_member_can_contest(agreed, held) -> None:
    correction = propose(agreed)
    confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    draft(agreed, "Another text altogether, and longer than before.")
    open_round(page=fresh(agreed), by=UserFactory())
    contest_correction(correction=correction, membership=held[1].membership, by=held[1].user)
    assert SLIP in public_text(agreed)


def test_nobody_confirms_the_own_proposal(agreed, held) -> None:
    own = propose(agreed, by=held[0].user)
    colleague = held[0].deputy()
    for by, expected in ((held[0].user, "own"), (colleague.user, "own_member")):
        with pytest.raises(CorrectionRefused) as refused:
            confirm_correction(correction=own, membership=held[0].membership, by=by)
        assert code(refused) == expected
    assert SLIP in public_text(agreed)


@pytest.mark.parametrize("ending", ["revoked", "left", "none", "of_another"])
def test_whoever_has_no_mandate_decides_nothing(agreed, held, ending: str) -> None:
    correction = propose(agreed)
    by, membership = held[0].user, held[0].membership
    if ending == "revoked":
        by.mandates.update(revoked_at=timezone.now())
    elif ending == "left":
        membership.left = "2025"
        membership.save()
    elif ending == "none":
        by = UserFactory(superuser=True)
    else:
        membership = held[1].membership
    with pytest.raises(CorrectionRefused) as refused:
        confirm_correction(correction=correction, membership=membership, by=by)
    assert code(refused) == "no_mandate"
    confirm_correction(correction=correction, membership=held[2].membership, by=held[2].user)
    with pytest.raises(CorrectionRefused) as refused:
        contest_correction(correction=correction, membership=membership, by=by)
    assert code(refused) == "no_mandate"
    assert MENDED in public_text(agreed)


def test_of_two_that_confirm_at_once_one_does(agreed, held) -> None:
    correction = propose(agreed)
    twice = fresh(correction)
    confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    with pytest.raises(CorrectionRefused) as refused:
        confirm_correction(correction=twice, membership=held[1].membership, by=held[1].user)
    assert code(refused) == "not_waiting"
    assert fresh(correction).confirming_member == held[0].membership


def test_a_draft_changed_after_the_proposal_is_not_confirmed(agreed, held) -> None:
    correction = propose(agreed)
    other = fresh(agreed)
    other.body = stream(("paragraph", "<p>Something else.</p>"))
    correction.revision.content = other.serializable_data()
    correction.revision.save()
    with pytest.raises(CorrectionRefused) as refused:
        confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    assert code(refused) == "changed"
    assert SLIP in public_text(agreed)


def test_while_the_members_are_asked_nothing_is_corrected(agreed, held) -> None:
    correction = propose(agreed)
    draft(agreed, "Another text altogether, and longer than before.")
    open_round(page=fresh(agreed), by=UserFactory())
    with pytest.raises(CorrectionRefused) as refused:
        confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    assert code(refused) == "asked"
    withdraw_correction(correction=correction)
    with pytest.raises(CorrectionRefused) as refused:
        propose_correction(page=fresh(agreed), by=UserFactory(), reason="A slip.")
    assert code(refused) == "asked"


def test_one_at_a_time_and_no_other_while_the_last_can_be_contested(agreed, held) -> None:
    correction = propose(agreed)
    with pytest.raises(CorrectionRefused) as refused:
        propose(agreed)
    assert code(refused) == "waiting"
    confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    with pytest.raises(CorrectionRefused) as refused:
        propose_correction(page=draft(agreed, SLIP), by=UserFactory(), reason="Back.")
    assert code(refused) == "contestable"
    with time_machine.travel(timezone.now() + 73 * HOURS):
        propose_correction(page=draft(agreed, SLIP), by=UserFactory(), reason="Back.")


def test_words_of_earlier_corrections_count(agreed, held) -> None:
    correction = propose(agreed)
    confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    MinorCorrection.objects.update(words=9, contest_until=timezone.now())
    with pytest.raises(ValidationError, match="More than ten words"):
        propose_correction(page=draft(agreed, "The Network agreed ot thsi text."), by=UserFactory(), reason="Two.")


def test_a_change_of_sense_is_refused_with_each_reason(agreed) -> None:
    with pytest.raises(ValidationError) as refused:
        propose_correction(page=draft(agreed, "The Network never agreed to 14 text."), by=UserFactory(), reason="So.")
    assert refused.value.messages == ["A number has changed, in digits or in words.", "A negation has changed."]
    assert not MinorCorrection.objects.exists()


def test_only_public_agreed_texts_are_corrected() -> None:
    notice = NewsPageFactory(voice=Voice.EDITORIAL)
    for agreed in (notice, bilingual_draft()):
        with pytest.raises(CorrectionRefused) as refused:
            propose_correction(page=agreed, by=UserFactory(), reason="A slip.")
        assert code(refused) == "not_public"


def test_an_old_text_without_a_revision_comes_back_too(held) -> None:
    old = NewsPageFactory(locale="en", voice=Voice.NETWORK, body=stream(("paragraph", f"<p>{SLIP}</p>")))
    assert not old.revisions.exists()
    correction = propose(old)
    assert correction.round is None
    confirm_correction(correction=correction, membership=held[0].membership, by=held[0].user)
    assert MENDED in public_text(old)
    contest_correction(correction=correction, membership=held[1].membership, by=held[1].user)
    assert SLIP in public_text(old)


# The secretariat's page.


def correct_url(agreed) -> str:
    return reverse("agreement:correct", args=[agreed.pk])


def test_an_editor_sees_the_change_and_proposes_it(agreed, signed_in) -> None:
    draft(agreed)
    client = signed_in("editor")
    shown = client.get(correct_url(agreed)).content.decode()
    assert "Words changed: 1" in shown
    assert "<del>tihs</del>" in shown
    assert not MinorCorrection.objects.exists()
    empty = client.post(correct_url(agreed), {"reason": ""})
    assert empty.status_code == 400
    assert not MinorCorrection.objects.exists()
    assert client.post(correct_url(agreed), {"reason": "A slip."}).status_code == 302
    correction = MinorCorrection.objects.get()
    waiting = client.get(correct_url(agreed)).content.decode()
    assert "Withdraw the proposal" in waiting
    assert client.get(reverse("agreement:withdraw_correction", args=[correction.pk])).status_code == 405
    client.post(reverse("agreement:withdraw_correction", args=[correction.pk]))
    assert fresh(correction).state == CorrectionState.WITHDRAWN


def test_what_speaks_against_it_is_told_and_what_was_typed_stays(agreed, signed_in) -> None:
    draft(agreed, "The Network never agreed to this text.")
    client = signed_in("editor")
    assert "A negation has changed." in client.get(correct_url(agreed)).content.decode()
    refused = client.post(correct_url(agreed), {"reason": "Typed reason"})
    assert refused.status_code == 400
    assert "Typed reason" in refused.content.decode()
    assert "A negation has changed." in refused.content.decode()


def test_who_cannot_edit_the_page_proposes_nothing(agreed, signed_in, held) -> None:
    draft(agreed)
    assert Client().get(correct_url(agreed)).status_code == 302
    assert client_of(held[0].user).post(correct_url(agreed), {"reason": "x"}).status_code in (302, 403)
    assert not MinorCorrection.objects.exists()
    front = Page.objects.get(depth=2, locale__language_code="en")
    assert signed_in("editor").get(reverse("agreement:correct", args=[front.pk])).status_code in (403, 404)


def test_the_editor_and_the_round_lead_there(agreed, signed_in) -> None:
    draft(agreed)
    correction_url = correct_url(agreed)
    client = client_of(make_user("secretariat"))
    assert correction_url in client.get(reverse("wagtailadmin_pages:edit", args=[agreed.pk])).content.decode()
    asked = agreed.translation_key
    from_round = client.get(reverse("agreement:rounds")).context["object_list"]
    number = next(entry.pk for entry in from_round if entry.translation_key == asked)
    assert correction_url in client.get(reverse("agreement:round", args=[number])).content.decode()


# The desk.


def desk_url(correction: MinorCorrection) -> str:
    return f"/en/desk/corrections/{correction.pk}/"


def test_a_representative_reads_confirms_and_another_contests(agreed, held) -> None:
    correction = propose(agreed)
    client = client_of(held[0].user)
    for path in ("/en/desk/", "/en/desk/corrections/"):
        assert "/en/desk/corrections/" in client.get(path).content.decode()
    shown = client.get(desk_url(correction)).content.decode()
    assert "<del>tihs</del>" in shown
    assert "Confirm the correction" in shown
    assert fresh(correction).state == CorrectionState.PROPOSED
    sent = client.post(desk_url(correction), {"deed": "confirm", "member": held[0].membership.pk})
    assert sent.status_code == 302
    assert MENDED in public_text(agreed)
    other = client_of(held[1].user)
    assert "Contest the correction" in other.get(desk_url(correction)).content.decode()
    assert (
        f"/en/desk/corrections/{correction.pk}/"
        in other.get(f"/en/desk/rounds/{correction.round_id}/record/").content.decode()
    )
    other.post(desk_url(correction), {"deed": "contest", "member": held[1].membership.pk})
    assert SLIP in public_text(agreed)
    after = other.get(desk_url(correction)).content.decode()
    assert "the text that was agreed stands again" in after
    assert "<form method" not in after.split('id="main"')[-1] or "deed" not in after


@pytest.mark.parametrize("fields", [{}, {"deed": "else"}, {"deed": "confirm", "member": "999999"}])
def test_a_bad_form_changes_nothing(agreed, held, fields) -> None:
    correction = propose(agreed)
    response = client_of(held[0].user).post(desk_url(correction), fields)
    assert response.status_code in (200, 403)
    assert fresh(correction).state == CorrectionState.PROPOSED


def test_every_refusal_is_told_in_words(agreed, held) -> None:
    correction = propose(agreed, by=held[0].user)
    own = client_of(held[0].user)
    assert "Another member must confirm it." in own.get(desk_url(correction)).content.decode()
    fields = {"deed": "confirm", "member": held[0].membership.pk}
    refused = own.post(desk_url(correction), fields)
    assert refused.status_code == 409
    assert "Whoever proposed a correction cannot confirm it." in refused.content.decode()
    other = client_of(held[1].user)
    fields = {"deed": "confirm", "member": held[1].membership.pk}
    assert other.post(desk_url(correction), fields).status_code == 302
    assert "no longer waits" in other.post(desk_url(correction), fields).content.decode()
    MinorCorrection.objects.update(contest_until=timezone.now())
    late = other.post(desk_url(correction), fields | {"deed": "contest"})
    assert late.status_code == 409
    assert "72 hours" in late.content.decode()


def test_a_person_of_two_members_says_for_which(agreed, held) -> None:
    held[0].user.mandates.create(membership=held[1].membership, kind="deputy", granted_by="The board")
    correction = propose(agreed)
    client = client_of(held[0].user)
    assert "For which member?" in client.get(desk_url(correction)).content.decode()
    assert "Choose the member." in client.post(desk_url(correction), {"deed": "confirm"}).content.decode()
    client.post(desk_url(correction), {"deed": "confirm", "member": held[1].membership.pk})
    assert fresh(correction).confirming_member == held[1].membership


def test_who_speaks_for_nobody_is_told_so(agreed) -> None:
    correction = propose(agreed)
    assert Client().get(desk_url(correction)).status_code == 302
    assert client_of(UserFactory()).get(desk_url(correction)).status_code == 403
    assert client_of(UserFactory()).get("/en/desk/corrections/").status_code == 403


def test_the_pages_are_valid_html(agreed, held, assert_valid_html) -> None:
    correction = propose(agreed)
    held[0].user.mandates.create(membership=held[1].membership, kind="deputy", granted_by="The board")
    client = client_of(held[0].user)
    pages = {}
    for language in ("ka", "en"):
        with override(language):
            pages[f"list {language}"] = client.get(reverse("desk_corrections")).content.decode()
            pages[f"one {language}"] = client.get(reverse("desk_correction", args=[correction.pk])).content.decode()
    refused = client.post(desk_url(correction), {"deed": "confirm"})
    pages["refused"] = refused.content.decode()
    assert_valid_html(pages)
    assert fresh(correction.round).state == RoundState.PUBLISHED
