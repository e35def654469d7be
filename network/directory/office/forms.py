"""What the secretariat types about applications, proposed changes and departures."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.directory.applications import Application
from network.directory.form_parts import LONGEST_ABOUT, TextField
from network.directory.joining.admitting import COMPLETED
from network.directory.office.look_alikes import look_alikes

NEW = ""


class ReasonForm(forms.Form):
    """Why something is refused; the person concerned reads it."""

    reason = TextField(
        label=_("Why?"),
        longest=1000,
        rows=4,
        needed=_("Write the reason: it is sent."),
        help_text=_("It is sent to the person concerned, as you write it."),
    )


class QuestionForm(forms.Form):
    """What the secretariat asks the applicant."""

    question = TextField(
        label=_("Question"),
        longest=1000,
        rows=4,
        needed=_("Write the question."),
        help_text=_("It is sent to the applicant, who can then change the application and send it once more."),
    )


class DayForm(forms.Form):
    """The member's last day."""

    day = forms.DateField(
        label=_("Last day in the Network"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"placeholder": "2027-03-03"}),
        initial=timezone.localdate,
    )


class CompleteForm(forms.Form):
    """Names and texts in both languages, and the record in the registry if there is one already."""

    name_ka = forms.CharField(label=_("Name in Georgian"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    about_ka = TextField(label=_("About, in Georgian"), longest=LONGEST_ABOUT, required=False)
    about_en = TextField(label=_("About, in English"), longest=LONGEST_ABOUT, required=False)
    record = forms.ChoiceField(label=_("Record in the registry"), required=False)

    def __init__(self, data: Any = None, *, application: Application, prefix: str) -> None:
        chosen = application.organisation_id or application.person_id
        initial = {name: application.said(name) for name in COMPLETED} | {"record": str(chosen or NEW)}
        super().__init__(data, prefix=prefix, initial=initial)
        self.records = {str(entry.record.pk): entry.record for entry in look_alikes(application)}
        record: Any = self.fields["record"]
        record.choices = [(NEW, _("A new one")), *((pk, str(found)) for pk, found in self.records.items())]
        if not self.records:
            del self.fields["record"]

    @property
    def values(self) -> dict[str, Any]:
        """What the service gets, after ``is_valid``."""
        record = self.records.get(self.cleaned_data.get("record", NEW))
        return {"values": {name: self.cleaned_data[name] for name in COMPLETED}, "record": record}
