"""Which mail follows what happens to a round."""

from typing import Any

from django.dispatch import receiver

from network.agreement import answer_mail, happenings, mail
from network.agreement.answers import Answer
from network.agreement.certificates import MinorCorrection
from network.agreement.rounds import AgreementRound, RoundMember


@receiver(happenings.round_opened, dispatch_uid="agreement.mail.opened")
def after_opening(round: AgreementRound, **kwargs: Any) -> None:
    """Ask the members."""
    mail.tell_opened(round)


@receiver(happenings.round_extended, dispatch_uid="agreement.mail.extended")
def after_extension(round: AgreementRound, **kwargs: Any) -> None:
    """Tell the new deadline."""
    mail.tell_extended(round)


@receiver(happenings.round_closed, dispatch_uid="agreement.mail.closed")
def after_closing(round: AgreementRound, **kwargs: Any) -> None:
    """Tell the result."""
    mail.tell_closed(round)


@receiver(happenings.round_withdrawn, dispatch_uid="agreement.mail.withdrawn")
def after_withdrawal(round: AgreementRound, **kwargs: Any) -> None:
    """Tell that nobody need answer."""
    mail.tell_withdrawn(round)


@receiver(happenings.round_invalidated, dispatch_uid="agreement.mail.invalidated")
def after_invalidation(round: AgreementRound, **kwargs: Any) -> None:
    """Tell that nothing was published, and alarm the secretariat."""
    mail.tell_invalidated(round)


@receiver(happenings.round_revoked, dispatch_uid="agreement.mail.revoked")
def after_revocation(round: AgreementRound, **kwargs: Any) -> None:
    """Tell that the text is offline."""
    mail.tell_revoked(round)


@receiver(happenings.objection_raised, dispatch_uid="agreement.mail.objection")
def after_objection(answer: Answer, **kwargs: Any) -> None:
    """Tell all members."""
    mail.tell_objection(answer)


@receiver(happenings.objection_withdrawn, dispatch_uid="agreement.mail.objection_withdrawn")
def after_objection_withdrawn(answer: Answer, **kwargs: Any) -> None:
    """Tell all members."""
    mail.tell_objection_withdrawn(answer)


@receiver(happenings.answered, dispatch_uid="agreement.mail.answered")
def after_answer(answer: Answer, **kwargs: Any) -> None:
    """Send the receipt."""
    answer_mail.tell_answered(answer)


@receiver(happenings.answer_recorded, dispatch_uid="agreement.mail.recorded")
def after_phone_answer(answer: Answer, **kwargs: Any) -> None:
    """Tell the member what was recorded for it."""
    answer_mail.tell_recorded(answer)


@receiver(happenings.member_struck, dispatch_uid="agreement.mail.struck")
def after_striking(entry: RoundMember, **kwargs: Any) -> None:
    """Tell the member."""
    answer_mail.tell_struck(entry)


@receiver(happenings.correction_proposed, dispatch_uid="agreement.mail.correction")
def after_proposal(correction: MinorCorrection, **kwargs: Any) -> None:
    """Ask for the second confirmation."""
    answer_mail.tell_proposed(correction)


@receiver(happenings.correction_confirmed, dispatch_uid="agreement.mail.corrected")
def after_correction(correction: MinorCorrection, **kwargs: Any) -> None:
    """Tell all members, who can contest it."""
    answer_mail.tell_correction(correction)


@receiver(happenings.correction_contested, dispatch_uid="agreement.mail.contested")
def after_contest(correction: MinorCorrection, **kwargs: Any) -> None:
    """Tell all members that the earlier text is back."""
    answer_mail.tell_contested(correction)
