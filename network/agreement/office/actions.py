"""What the secretariat can do with a round. What was done stands in the round's own log."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.office import Action, Actions, in_state
from network.agreement import services
from network.agreement.enums import RoundState
from network.agreement.office.forms import (
    ExtendForm,
    MemberOfRoundForm,
    PhoneAnswerForm,
    RevokeForm,
    WithdrawForm,
)
from network.agreement.rounds import AgreementRound


def _record_phone(asked: AgreementRound, form: Any, by: Any) -> None:
    services.record_phone_answer(round_id=asked.pk, by=by, fingerprint=asked.fingerprint, **form.cleaned_data)


def _extend(asked: AgreementRound, form: Any, by: Any) -> None:
    services.extend(round_id=asked.pk, by=by, until=form.cleaned_data["until"])


def _withdraw(asked: AgreementRound, form: Any, by: Any) -> None:
    services.withdraw(round_id=asked.pk, by=by, reason=form.cleaned_data["reason"])


def _strike(asked: AgreementRound, form: Any, by: Any) -> None:
    membership = form.cleaned_data["membership"]
    if membership.is_current:
        raise ValidationError(_("This member belongs to the Network. Only a member that has left can be struck."))
    services.strike(round_id=asked.pk, membership=membership, by=by)


def _revoke(asked: AgreementRound, form: Any, by: Any) -> None:
    services.revoke(round_id=asked.pk, by=by, reason=form.cleaned_data["reason"])


def _can_be_extended(asked: AgreementRound) -> bool:
    return asked.state in (RoundState.OPEN, RoundState.LAPSED) and not asked.extended_at


def _about_member(asked: AgreementRound) -> dict[str, Any]:
    return {"asked": asked}


ACTIONS = Actions[AgreementRound](
    "agreement:round",
    "agreement:act",
    _("This is no longer possible: the state of the round is another one."),
    (
        Action(
            "phone", _("Record an answer given by phone"), _("The answer is recorded, and the member is told."),
            in_state(RoundState.OPEN), _record_phone, PhoneAnswerForm, form_options=_about_member,
        ),
        Action(
            "extend", _("Give more time"), _("The deadline is extended, and the members are told."),
            _can_be_extended, _extend, ExtendForm, _("Once in the life of a round."),
        ),
        Action(
            "strike", _("Strike a member that has left"), _("The member is struck off the roll."),
            in_state(RoundState.OPEN), _strike, MemberOfRoundForm,
            _("Its answer stays in the log and counts no more."), form_options=_about_member,
        ),
        Action(
            "withdraw", _("Withdraw the question"), _("The question is withdrawn, and the members are told."),
            in_state(*RoundState.active()), _withdraw, WithdrawForm,
            _("Nothing goes out. The text can be changed again."), True,
        ),
        Action(
            "revoke", _("Take the text offline"), _("The text is offline in both languages."),
            in_state(RoundState.PUBLISHED), _revoke, RevokeForm,
            _("When two thirds of the members ask for it, or in an emergency. The record stays, and says so."), True,
        ),
    ),
)  # fmt: skip
