"""Minor corrections: an editor proposes, a member's representative confirms, any member can contest for 72 hours."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.users.models import User
from network.agreement import happenings
from network.agreement.certificates import Certificate, MinorCorrection
from network.agreement.content import content_of, digest
from network.agreement.correction_queries import is_contestable, members_of
from network.agreement.correction_rules import Correction, Fault, examine
from network.agreement.correction_words import bare
from network.agreement.enums import CertificateKind, CorrectionState, EventKind, Voice
from network.agreement.events import record
from network.agreement.gate import is_certified
from network.agreement.queries import record_of
from network.agreement.rounds import AgreementRound
from network.agreement.sealing import certify
from network.members.models import Mandate, Membership
from network.registry.models import Person, Place

TIME_TO_CONTEST = datetime.timedelta(hours=72)
SHORTEST_NAME = 3
COMMON_IN_PLACES = frozenset(
    {"მუნიციპალიტეტი", "რეგიონი", "ქალაქი", "მხარე", "რაიონი", "სოფელი", "რესპუბლიკა", "ავტონომიური", "ახალი"}
)
FAULTS = {
    Fault.NOTHING: _("Nothing has changed. Mend the slip in the page first and save a draft."),
    Fault.STRUCTURE: _("Something else than words has changed: a paragraph, a link, a picture or a fact."),
    Fault.HEADING: _("A title or a heading has changed."),
    Fault.TOO_MANY: _("More than three words have changed."),
    Fault.TOO_MANY_IN_TEXT: _("More than ten words of this text would have been corrected."),
    Fault.DIGIT: _("A number has changed, in digits or in words."),
    Fault.DATE: _("A date has changed: a month, a day of the week, today or tomorrow."),
    Fault.NAME: _("A name has changed, or a word that may be one."),
    Fault.NEGATION: _("A negation has changed."),
}
REFUSALS = {
    "not_public": _("Only an agreed text that is public can be corrected."),
    "asked": _("The members are being asked about this text. Wait until the round is over."),
    "waiting": _("A correction of this text waits for its confirmation. Withdraw it first."),
    "contestable": _("The last correction of this text can still be contested. Wait until its 72 hours are over."),
    "not_waiting": _("This correction no longer waits for a confirmation."),
    "own": _("Whoever proposed a correction cannot confirm it. Another member must."),
    "own_member": _("Whoever proposed the correction speaks for this member. Another member must confirm it."),
    "no_mandate": _("You have no mandate to speak for this member."),
    "changed": _("The text has changed since. Propose the correction anew."),
    "too_late": _("The 72 hours in which a correction can be contested are over."),
    "gone": _("The earlier text is no longer kept. Write to the secretariat."),
}


class CorrectionRefused(ValidationError):
    """A correction that may not be; ``code`` says which rule it breaks."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code], code=code)


def examine_draft(page: Any) -> Correction:
    """Compare the newest draft of a live page with its public text."""
    public = type(page).objects.get(pk=page.pk)
    corrected = MinorCorrection.objects.filter(
        translation_key=page.translation_key,
        language=page.language,
        state=CorrectionState.CONFIRMED,
        round=_round_of(public),
    ).aggregate(total=Sum("words"))["total"]
    draft = page.get_latest_revision_as_object()
    return examine(content_of(public), content_of(draft), names=_names(), corrected=corrected or 0)


def obstacle(page: Any, now: datetime.datetime | None = None) -> str:
    """Return the code of what keeps any correction of a public page from being proposed now; "" if nothing does."""
    if not page.live or page.alias_of_id or page.voice not in Voice.asked() or not is_certified(page):
        return "not_public"
    if AgreementRound.objects.active().of_text(page.translation_key).exists():
        return "asked"
    of_text = MinorCorrection.objects.filter(translation_key=page.translation_key, language=page.language)
    if of_text.filter(state=CorrectionState.PROPOSED).exists():
        return "waiting"
    # With one on top of it the earlier text could no longer come back.
    if of_text.filter(state=CorrectionState.CONFIRMED, contest_until__gt=now or timezone.now()).exists():
        return "contestable"
    return ""


def sentences(found: Correction) -> list[str]:
    """Return what speaks against a correction, in words."""
    return [str(FAULTS[fault]) for fault in Fault if fault in found.faults]


@transaction.atomic
def propose_correction(*, page: Any, by: User, reason: str) -> MinorCorrection:
    """Propose the newest draft of a live agreed page as a minor correction of its public text.

    Raises ``CorrectionRefused``, or ``ValidationError`` with a sentence for each rule that the change breaks.
    """
    public = type(page).objects.get(pk=page.pk)
    why_not = obstacle(public)
    if why_not:
        raise CorrectionRefused(why_not)
    found = examine_draft(public)
    if found.faults:
        raise ValidationError(sentences(found))
    revision = public.get_latest_revision()
    _keep_public_text(public, revision)
    before, after = content_of(public), content_of(revision.as_object())
    try:
        with transaction.atomic():
            correction = MinorCorrection.objects.create(
                translation_key=public.translation_key,
                language=public.language,
                page=public.page_ptr,
                revision=revision,
                round=_round_of(public),
                before_digest=digest(before),
                after_digest=digest(after),
                before_content=before,
                after_content=after,
                changes=found.changes,
                words=found.words,
                reason=reason.strip(),
                proposed_by=by,
            )
    except IntegrityError as error:
        raise CorrectionRefused("waiting") from error
    record(EventKind.CORRECTION_PROPOSED, round=correction.round, correction=correction.pk, words=correction.words)
    happenings.correction_proposed.send(sender=MinorCorrection, correction=correction)
    return correction


@transaction.atomic
def confirm_correction(
    *, correction: MinorCorrection, membership: Membership, by: User, now: datetime.datetime | None = None
) -> MinorCorrection:
    """Confirm a proposed correction for a member: it is certified and published at once, and can be contested."""
    held, moment = _locked(correction), now or timezone.now()
    if held.state != CorrectionState.PROPOSED:
        raise CorrectionRefused("not_waiting")
    if held.proposed_by_id == by.pk:
        raise CorrectionRefused("own")
    _check_mandate(membership, by)
    if membership.pk in members_of(held.proposed_by):
        raise CorrectionRefused("own_member")
    public = _public_page(held)
    if AgreementRound.objects.active().of_text(held.translation_key).exists():
        raise CorrectionRefused("asked")
    revision = held.revision
    if (
        digest(content_of(public)) != held.before_digest
        or revision is None
        or digest(content_of(revision.as_object())) != held.after_digest
    ):
        raise CorrectionRefused("changed")
    held.state, held.confirmed_by, held.confirming_member = CorrectionState.CONFIRMED, by, membership
    held.confirmed_at, held.contest_until = moment, moment + TIME_TO_CONTEST
    held.save()
    _seal(held, held.after_digest, by)
    revision.publish(user=by, skip_permission_checks=True)
    record(EventKind.CORRECTED, round=held.round, correction=held.pk, digest=held.after_digest)
    happenings.correction_confirmed.send(sender=MinorCorrection, correction=held)
    return held


@transaction.atomic
def contest_correction(
    *, correction: MinorCorrection, membership: Membership, by: User, now: datetime.datetime | None = None
) -> MinorCorrection:
    """Contest a correction for any member: the text that was certified before comes back at once."""
    held, moment = _locked(correction), now or timezone.now()
    if not is_contestable(held, moment):
        raise CorrectionRefused("too_late")
    _check_mandate(membership, by)
    # Even while the members are asked about a newer text: nobody could take the right to contest away by asking.
    public = _public_page(held)
    if digest(content_of(public)) != held.after_digest:
        raise CorrectionRefused("changed")
    earlier = _revision_with(public, held.before_digest)
    held.state, held.contesting_member, held.contested_at = CorrectionState.CONTESTED, membership, moment
    held.save()
    _seal(held, held.before_digest, by)
    earlier.publish(user=by, skip_permission_checks=True)
    record(EventKind.CORRECTION_CONTESTED, round=held.round, correction=held.pk, digest=held.before_digest)
    happenings.correction_contested.send(sender=MinorCorrection, correction=held)
    return held


@transaction.atomic
def withdraw_correction(*, correction: MinorCorrection) -> MinorCorrection:
    """Take back a proposal that nobody has confirmed yet."""
    held = _locked(correction)
    if held.state != CorrectionState.PROPOSED:
        raise CorrectionRefused("not_waiting")
    held.state = CorrectionState.WITHDRAWN
    held.save(update_fields=["state"])
    return held


def _locked(correction: MinorCorrection) -> MinorCorrection:
    """Read the correction anew; whoever else wants to decide on it waits."""
    return MinorCorrection.objects.select_for_update(of=("self",)).get(pk=correction.pk)


def _public_page(correction: MinorCorrection) -> Any:
    page = correction.page.specific if correction.page else None
    if page is None or not page.live:
        raise CorrectionRefused("not_public")
    return page


def _check_mandate(membership: Membership, by: User) -> None:
    current = Membership.objects.current().filter(pk=membership.pk).exists()
    if not current or not Mandate.objects.valid().of_user(by).filter(membership=membership).exists():
        raise CorrectionRefused("no_mandate")


def _round_of(page: Any) -> AgreementRound | None:
    found = record_of(page)
    return found if isinstance(found, AgreementRound) else None


def _revision_with(page: Any, wanted: str) -> Revision:
    for revision in page.revisions.order_by("-created_at", "-pk").iterator():
        if digest(content_of(revision.as_object())) == wanted:
            return revision
    raise CorrectionRefused("gone")


def _seal(correction: MinorCorrection, wanted: str, by: User) -> Certificate:
    return certify(
        translation_key=correction.translation_key,
        language=correction.language,
        digest=wanted,
        kind=CertificateKind.CORRECTION,
        correction=correction,
        issued_by=by,
    )


def _keep_public_text(public: Any, draft: Revision) -> None:
    """Keep a revision of the public text, so that it can come back: old texts came without one."""
    wanted = digest(content_of(public))
    if not any(digest(content_of(kept.as_object())) == wanted for kept in public.revisions.order_by("-pk").iterator()):
        Revision.objects.create(
            content_object=public,
            base_content_type=public.get_base_content_type(),
            content=public.serializable_data(),
            object_str=str(public),
            created_at=draft.created_at - datetime.timedelta(seconds=1),
        )


def _names() -> frozenset[str]:
    """Return the words of the names of people and places, in small letters. Those of organisations are common words."""
    found: set[str] = set()
    for model in (Person, Place):
        for names in model.objects.values_list("name_ka", "name_en"):
            found.update(bare(word).lower() for name in names for word in (name or "").split())
    return frozenset(word for word in found - COMMON_IN_PLACES if len(word) >= SHORTEST_NAME)
