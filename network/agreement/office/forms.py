"""What the secretariat types about a round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.agreement.enums import Stance
from network.agreement.rounds import AgreementRound
from network.members.models import Membership


class MemberOfRoundForm(forms.Form):
    """Names one member on the roll of a round."""

    membership = forms.ModelChoiceField(label=_("Member"), queryset=Membership.objects.none())

    def __init__(self, *args: Any, asked: AgreementRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_roll = asked.roll.standing().values("membership")
        member: Any = self.fields["membership"]
        member.queryset = Membership.objects.filter(pk__in=on_roll).with_names().alphabetical()


class PhoneAnswerForm(MemberOfRoundForm):
    """An answer that a member gave by phone."""

    stance = forms.ChoiceField(label=_("Answer"), choices=Stance.choices, widget=forms.RadioSelect)
    name_us = forms.BooleanField(label=_("The member wants its name shown"), required=False)
    reason = forms.CharField(label=_("If it objects: why"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    proposal = forms.CharField(
        label=_("If it objects: what should change"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    note = forms.CharField(
        label=_("Who called, and when"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The member is told what was recorded, and can overwrite it."),
    )


class ExtendForm(forms.Form):
    """More time, once."""

    until = forms.DateTimeField(
        label=_("New deadline (Tbilisi time)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"placeholder": "2027-03-03 18:00"}),
        help_text=_("Leave it empty for as much time as the procedure gives."),
    )


class WithdrawForm(forms.Form):
    """The question is taken back."""

    reason = forms.CharField(
        label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("The editors of the text read it.")
    )


class RevokeForm(forms.Form):
    """The published text goes offline, and its certificates end."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))


class CorrectionForm(forms.Form):
    """Why an agreed text is to be corrected."""

    reason = forms.CharField(
        label=_("What was wrong"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The representatives of the members read it before they confirm."),
    )


class UrgencyForm(forms.Form):
    """Why a text cannot wait, and which two members say so."""

    reason = forms.CharField(label=_("Why it is urgent"), widget=forms.Textarea(attrs={"rows": 2}))
    members = forms.ModelMultipleChoiceField(
        label=_("Members that declare it (at least two)"),
        queryset=Membership.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members: Any = self.fields["members"]
        members.queryset = Membership.objects.current().with_names().alphabetical()

    def clean_members(self) -> Any:
        """Demand two members: one cannot hurry all the others."""
        members = self.cleaned_data["members"]
        if len(members) < 2:
            raise forms.ValidationError(_("Two members at least must declare that it is urgent."))
        return members
