"""What a representative fills in."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.agreement.enums import Stance
from network.agreement.models import Answer
from network.agreement.rules import REASON_LENGTH
from network.agreement.services import AnswerRefused

CHOOSE = _("Choose one of the four answers.")
LONGEST_TEXT = 10_000
# Which field an error of the service belongs to; the others stand above all fields.
FIELDS_OF_CODES = {"reason": "reason", "proposal": "proposal"}
NAMING = {Stance.AGREE: "name_agree", Stance.STAND_ASIDE: "name_aside"}


class AnswerForm(forms.Form):
    """One of four answers, with what belongs to it. Nothing is chosen beforehand.

    What makes an answer count is the service's to say (``network.agreement.services.answer``); the form only sees to it
    that everything missing in an objection is said at once.
    """

    stance = forms.ChoiceField(choices=Stance.choices, error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})
    name_agree = forms.BooleanField(required=False)
    name_aside = forms.BooleanField(required=False)
    reason = forms.CharField(label=_("Why?"), required=False, max_length=LONGEST_TEXT)
    proposal = forms.CharField(label=_("What should change?"), required=False, max_length=LONGEST_TEXT)
    # The text that the person has seen. What is wrong with it is the service's to say.
    fingerprint = forms.CharField(required=False, max_length=64)

    def clean(self) -> dict[str, Any]:
        """Name all that an objection lacks."""
        data = super().clean() or self.cleaned_data
        if data.get("stance") == Stance.OBJECT:
            if "reason" in data and len(data["reason"]) < REASON_LENGTH:
                self.refuse(AnswerRefused("reason"))
            if "proposal" in data and not data["proposal"]:
                self.refuse(AnswerRefused("proposal"))
        return data

    @property
    def answer(self) -> dict[str, Any]:
        """What the service wants to know, after ``is_valid``; texts only with an objection."""
        data = self.cleaned_data
        stance = Stance(data["stance"])
        objects = stance == Stance.OBJECT
        return {
            "stance": stance,
            "name_us": bool(stance in NAMING and data[NAMING[stance]]),
            "reason": data["reason"] if objects else "",
            "proposal": data["proposal"] if objects else "",
            "fingerprint": data["fingerprint"],
        }

    @property
    def typed(self) -> dict[str, str]:
        """What has been chosen and typed so far, as the browser sent it or as it was kept."""
        return {name: str(self[name].value() or "") for name in self.fields if name != "fingerprint"}

    def refuse(self, error: ValidationError) -> None:
        """Show why the service refused."""
        field = FIELDS_OF_CODES.get(str(getattr(error, "code", "")))
        for message in error.messages:
            self.add_error(field, message)

    @property
    def listed_errors(self) -> Iterator[tuple[str, str]]:
        """Each error with the id of the field that it stands at, for the summary."""
        for name, messages in self.errors.items():
            anchor = {"stance": f"stance-{Stance.AGREE}", "reason": "reason", "proposal": "proposal"}.get(
                name, "choices"
            )
            for message in messages:
                yield anchor, str(message)


def as_typed(answer: Answer) -> dict[str, Any]:
    """Return an answer given before as the form shows it."""
    naming = NAMING.get(Stance(answer.stance))
    typed: dict[str, Any] = {"stance": answer.stance, "reason": answer.reason, "proposal": answer.proposal}
    return typed | ({naming: answer.name_us} if naming else {})
