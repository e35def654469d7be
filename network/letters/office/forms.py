"""What the secretariat types about a letter."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.core.forms import MomentField
from network.letters.deliveries import ReceivedAnswer
from network.letters.enums import SignatureKind
from network.letters.letters import Letter
from network.letters.office.hours import Terms, has_begun
from network.registry.models import Organisation

_SHORT = {"rows": 2}


class SureForm(forms.Form):
    """What cannot be undone is asked twice."""

    sure = forms.BooleanField(label=_("I know that this cannot be undone."))


class TermsForm(forms.Form):
    """Hours, goal and what signatories are offered."""

    opens_at = MomentField(
        label=_("Signing begins (Tbilisi time)"), help_text=_("Left empty: when the letter is published.")
    )
    closes_at = MomentField(
        label=_("Signing ends (Tbilisi time)"), help_text=_("Left empty: 60 days after signing begins.")
    )
    goal = forms.IntegerField(label=_("Goal"), required=False, min_value=1, max_value=10_000_000)
    goal_kind = forms.ChoiceField(label=_("What the goal counts"), choices=SignatureKind.choices)
    offers_letter_news = forms.BooleanField(label=_("Offer news about this letter"), required=False)
    offers_network_news = forms.BooleanField(label=_("Offer news of the Network"), required=False)

    def __init__(self, *args: Any, letter: Letter | None = None, **kwargs: Any) -> None:
        self.letter = letter or Letter()
        kept = {name: getattr(self.letter, name) for name in Terms.__dataclass_fields__}
        super().__init__(*args, **{**kwargs, "initial": kept | kwargs.get("initial", {})})
        self.fields["opens_at"].disabled = has_begun(self.letter)

    def terms(self) -> Terms:
        """Return what was typed; a moment that was not touched keeps its seconds."""
        typed = {name: self.cleaned_data[name] for name in Terms.__dataclass_fields__}
        for name in ("opens_at", "closes_at"):
            kept = getattr(self.letter, name)
            if kept and typed[name] and _to_the_minute(kept) == _to_the_minute(typed[name]):
                typed[name] = kept
        return Terms(**typed)


def _to_the_minute(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(second=0, microsecond=0)


class QuestionForm(forms.Form):
    """A question to the signatory."""

    question = forms.CharField(
        label=_("Your question"),
        max_length=1000,
        widget=forms.Textarea(attrs=_SHORT),
        help_text=_(
            "It goes out by mail, in these words: write in the signatory’s language. The answer comes by mail."
        ),
    )


class ReasonForm(forms.Form):
    """Why a signature is refused."""

    reason = forms.CharField(
        label=_("Why it is refused"),
        max_length=1000,
        widget=forms.Textarea(attrs=_SHORT),
        help_text=_("It goes out by mail, in these words: write in the signatory’s language."),
    )


class BatchForm(forms.Form):
    """Why signatures are taken out of the count; the seal says which ones were shown."""

    reason = forms.CharField(
        label=_("Why they are invalid"),
        max_length=1000,
        widget=forms.Textarea(attrs=_SHORT),
        help_text=_("For the secretariat’s files. Do not name people."),
    )
    previewed = forms.CharField(widget=forms.HiddenInput)
    selection = forms.CharField(widget=forms.HiddenInput)


class SelectionForm(forms.Form):
    """Chooses signatures by what they have in common."""

    domain = forms.CharField(
        label=_("Mail domain"),
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"placeholder": "example.org"}),
    )
    since = MomentField(label=_("Confirmed since (Tbilisi time)"))
    until = MomentField(label=_("Confirmed before (Tbilisi time)"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("People and organisations")), *SignatureKind.choices[1:]],
    )

    def clean_domain(self) -> str:
        """Take an address for its domain."""
        return str(self.cleaned_data["domain"]).strip().casefold().rpartition("@")[2]

    def clean(self) -> dict[str, Any]:
        """Demand something: all signatures together are no pattern."""
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(typed.get(name) for name in ("domain", "since", "until")):
            raise forms.ValidationError(_("Give a mail domain or a time."))
        return typed


class PrepareForm(forms.Form):
    """To whom and how a letter goes, in both languages."""

    to_organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
        required=False,
        widget=AdminSnippetChooser(Organisation),
        help_text=_("If it is in the registry."),
    )
    recipient_ka = forms.CharField(label=_("To whom, in Georgian"), max_length=250)
    recipient_en = forms.CharField(label=_("To whom, in English"), max_length=250)
    way_ka = forms.CharField(
        label=_("How, in Georgian"), max_length=250, help_text=_("For example: by mail; in person, with a receipt.")
    )
    way_en = forms.CharField(label=_("How, in English"), max_length=250)


class HandOverForm(forms.Form):
    """The day on which the letter was handed over."""

    delivered_on = forms.DateField(
        label=_("Day"),
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"placeholder": "2027-03-03"}),
    )


_LABELS_OF_ANSWER = {
    "sender_ka": _("From whom, in Georgian"),
    "sender_en": _("From whom, in English"),
    "heading_ka": _("Heading, in Georgian"),
    "heading_en": _("Heading, in English"),
    "text_ka": _("Text, in Georgian"),
    "text_en": _("Text, in English"),
}


class AnswerForm(forms.ModelForm):
    """What an addressee answered, in its own words."""

    received_on = forms.DateField(
        label=_("Day"),
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"placeholder": "2027-03-03"}),
    )

    class Meta:
        model = ReceivedAnswer
        fields = (
            "received_on", "sender_ka", "sender_en", "heading_ka", "heading_en", "text_ka", "text_en", "document",
        )  # fmt: skip
        widgets = {"document": AdminDocumentChooser()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in _LABELS_OF_ANSWER.items():
            self.fields[name].label = label
            self.fields[name].required = name.startswith("sender")

    def clean(self) -> dict[str, Any]:
        """Demand words or a document."""
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(typed.get(name) for name in ("text_ka", "text_en", "document")):
            raise forms.ValidationError(_("Give the text of the answer, or its document."))
        return typed


class WordingForm(forms.Form):
    """A new wording of a consent, in both languages at once."""

    body_ka = forms.CharField(label=_("In Georgian"), max_length=500, widget=forms.Textarea(attrs=_SHORT))
    body_en = forms.CharField(label=_("In English"), max_length=500, widget=forms.Textarea(attrs=_SHORT))
