"""What happens to the text of a letter, and what that means for the letter."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from network.agreement import happenings as agreement
from network.agreement.certificates import MinorCorrection
from network.agreement.rounds import AgreementRound
from network.letters import lifecycle
from network.letters.letters import Letter
from network.letters.pages import OpenLetterPage


def _is_letter(translation_key: UUID) -> bool:
    return Letter.objects.filter(translation_key=translation_key).exists()


@receiver(agreement.round_published, dispatch_uid="letters.round_published")
def after_agreement(round: AgreementRound, **kwargs: Any) -> None:
    """Open the letter whose text the members have agreed to, or go on with its new version."""
    if _is_letter(round.translation_key):
        lifecycle.text_published(translation_key=round.translation_key, round=round)


@receiver(agreement.correction_confirmed, dispatch_uid="letters.correction_confirmed")
@receiver(agreement.correction_contested, dispatch_uid="letters.correction_contested")
def after_correction(correction: MinorCorrection, **kwargs: Any) -> None:
    """Keep the corrected text as a version; after a contest the version before is signed again."""
    if _is_letter(correction.translation_key):
        lifecycle.text_published(translation_key=correction.translation_key, round=correction.round, is_correction=True)


@receiver(agreement.round_revoked, dispatch_uid="letters.round_revoked")
def after_revocation(round: AgreementRound, **kwargs: Any) -> None:
    """Retract the letter whose text is no longer agreed."""
    letter = Letter.objects.of_text(round.translation_key).first()
    if letter is not None:
        lifecycle.retract(letter_id=letter.pk)


@receiver(page_published, sender=OpenLetterPage, dispatch_uid="letters.page_published")
def after_publication(instance: OpenLetterPage, **kwargs: Any) -> None:
    """Open a letter that rests on an older decision. Rounds speak for themselves."""
    letter = instance.letter
    if letter is None or instance.alias_of_id:
        return
    asked = AgreementRound.objects.of_text(letter.translation_key).exists()
    if letter.version is None and not asked:
        lifecycle.text_published(translation_key=letter.translation_key)


@receiver(page_unpublished, dispatch_uid="letters.page_unpublished")
def after_unpublication(instance: Page, **kwargs: Any) -> None:
    """Let nobody sign a text that readers cannot read."""
    if not instance.alias_of_id:
        letter = Letter.objects.of_text(instance.translation_key).first()
        if letter is not None:
            lifecycle.pause(letter_id=letter.pk)
