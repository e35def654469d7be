"""What a representative types when handing over."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from network.members.enums import MandateKind
from network.members.models import Mandate


class SuccessorForm(forms.Form):
    """Who is to speak for the member from now on."""

    name = forms.CharField(label=_("First name and surname"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send the link to this address. Later your successor signs in with it."),
    )
    language = forms.ChoiceField(
        label=_("In which language shall we write?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    stays_as_deputy = forms.BooleanField(
        label=_("I stay on as deputy"),
        required=False,
        help_text=_("A deputy can answer too. Otherwise your mandate ends when your successor accepts."),
    )

    def __init__(self, data: Any = None, *, mandate: Mandate, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["name"].widget.attrs |= {"class": "input", "autocomplete": "off"}
        self.fields["email"].widget.attrs |= {"class": "input", "autocomplete": "off"}
        if mandate.kind != MandateKind.PRIMARY:
            del self.fields["stays_as_deputy"]
