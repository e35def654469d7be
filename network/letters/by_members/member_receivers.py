"""What happens to letters and signatures, and what that means for members; which mail follows."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from network.letters import happenings
from network.letters.by_members import member_mail
from network.letters.by_members.member_signing import hide_names_of, sign_supporters
from network.letters.by_members.member_words import display_of, version_of
from network.letters.enums import Display
from network.letters.letters import Letter, LetterVersion
from network.letters.signatures import Signature
from network.members.models import Membership


@receiver(happenings.letter_opened, dispatch_uid="letters.members.opened")
def after_opening(letter: Letter, **kwargs: Any) -> None:
    """Let supporters sign, then ask the other members."""
    if letter.accepts_members:
        _sign_supporters(letter)
        member_mail.tell_opened(letter)


@receiver(happenings.version_changed, dispatch_uid="letters.members.version_changed")
def after_new_version(letter: Letter, before: LetterVersion, **kwargs: Any) -> None:
    """Let supporters of a newly agreed version sign it, then tell the members that signed an earlier one.

    A minor correction changes no sense, and what was public before is known: nobody is asked about these.
    """
    version = version_of(letter)
    if letter.is_signable() and version.round_id and not version.is_correction and version.number > before.number:
        _sign_supporters(letter)
        member_mail.tell_new_version(letter)


@receiver(happenings.member_signed, dispatch_uid="letters.members.signed")
def after_signing(signature: Signature, by_round: bool = False, **kwargs: Any) -> None:
    """Tell the member what stands in its name."""
    member_mail.tell_signed(signature, by_round=by_round)


@receiver(happenings.member_withdrew, dispatch_uid="letters.members.withdrew")
def after_withdrawal(signature: Signature, **kwargs: Any) -> None:
    """Tell the member that nothing stands in its name any more."""
    member_mail.tell_withdrew(signature)


@receiver(happenings.member_contested, dispatch_uid="letters.members.contested")
def after_contest(signature: Signature, **kwargs: Any) -> None:
    """Tell the secretariat and those who speak for the member."""
    member_mail.tell_contested(signature)


@receiver(post_save, sender=Membership, dispatch_uid="letters.members.visibility")
def after_membership(instance: Membership, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Name a member nowhere as soon as only members may know of it."""
    if not created and not raw and display_of(instance) == Display.HIDDEN:
        hide_names_of(instance)


def _sign_supporters(letter: Letter) -> None:
    asked = version_of(letter).round
    if asked is not None:
        sign_supporters(letter, asked)
