"""What the secretariat can do with a round. Each action is a POST; after a failure what was typed comes back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.users.models import User
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


@dataclass(frozen=True)
class Action:
    """One thing to do: its form, when it is offered, the words of the button and of success."""

    name: str
    heading: Any
    done: Any
    form: type[forms.Form]
    states: frozenset[RoundState]
    run: Callable[[AgreementRound, User, dict[str, Any]], Any]
    explanation: Any = ""
    serious: bool = False
    about_member: bool = False

    def make_form(self, asked: AgreementRound, data: Any = None) -> forms.Form:
        """Return the form, empty or with what was typed."""
        more: dict[str, Any] = {"asked": asked} if self.about_member else {}
        return self.form(data, prefix=self.name, **more)

    def is_offered(self, asked: AgreementRound) -> bool:
        """Whether the state of the round allows it."""
        if self.name == "extend" and asked.extended_at:
            return False
        return asked.state in self.states


def _record_phone(asked: AgreementRound, by: User, typed: dict[str, Any]) -> None:
    services.record_phone_answer(round_id=asked.pk, by=by, fingerprint=asked.fingerprint, **typed)


def _extend(asked: AgreementRound, by: User, typed: dict[str, Any]) -> None:
    services.extend(round_id=asked.pk, by=by, until=typed["until"])


def _withdraw(asked: AgreementRound, by: User, typed: dict[str, Any]) -> None:
    services.withdraw(round_id=asked.pk, by=by, reason=typed["reason"])


def _strike(asked: AgreementRound, by: User, typed: dict[str, Any]) -> None:
    if typed["membership"].is_current:
        raise ValidationError(_("This member belongs to the Network. Only a member that has left can be struck."))
    services.strike(round_id=asked.pk, membership=typed["membership"], by=by)


def _revoke(asked: AgreementRound, by: User, typed: dict[str, Any]) -> None:
    services.revoke(round_id=asked.pk, by=by, reason=typed["reason"])


_OPEN = frozenset({RoundState.OPEN})
ACTIONS = {
    action.name: action
    for action in (
        Action(
            "phone", _("Record an answer given by phone"), _("The answer is recorded, and the member is told."),
            PhoneAnswerForm, _OPEN, _record_phone, about_member=True,
        ),
        Action(
            "extend", _("Give more time"), _("The deadline is extended, and the members are told."), ExtendForm,
            frozenset({RoundState.OPEN, RoundState.LAPSED}), _extend, _("Once in the life of a round."),
        ),
        Action(
            "strike", _("Strike a member that has left"), _("The member is struck off the roll."), MemberOfRoundForm,
            _OPEN, _strike, _("Its answer stays in the log and counts no more."), about_member=True,
        ),
        Action(
            "withdraw", _("Withdraw the question"), _("The question is withdrawn, and the members are told."),
            WithdrawForm, RoundState.active(), _withdraw, _("Nothing goes out. The text can be changed again."), True,
        ),
        Action(
            "revoke", _("Take the text offline"), _("The text is offline in both languages."), RevokeForm,
            frozenset({RoundState.PUBLISHED}), _revoke,
            _("When two thirds of the members ask for it, or in an emergency. The record stays, and says so."), True,
        ),
    )
}  # fmt: skip
