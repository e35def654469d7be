"""What the secretariat types about an event. None of it is part of the agreed text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.forms import MomentField
from network.events.changing import Terms
from network.events.enums import RegistrationMode
from network.events.records import Event


class SureForm(forms.Form):
    """What many are told by mail is asked twice."""

    sure = forms.BooleanField(label=_("I know that everybody who is registered gets a mail."))


class TermsForm(forms.Form):
    """Who may register, how many, from when to when; the joining link."""

    registration = forms.ChoiceField(label=_("Who may register"), choices=RegistrationMode.choices)
    capacity = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Empty: as many as come. With fewer places than before nobody loses one."),
    )
    opens_at = MomentField(label=_("Registration begins (Tbilisi time)"), help_text=_("Empty: at once."))
    closes_at = MomentField(label=_("Registration ends (Tbilisi time)"), help_text=_("Empty: when the event begins."))
    equal_until = MomentField(
        label=_("One place a member until (Tbilisi time)"),
        help_text=_(
            "Until then nobody gets a second place of a member while another member may still want its first. Empty: "
            "until registration ends."
        ),
    )
    joining_link = forms.URLField(
        label=_("Joining link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Only those who have a place get it. Another link is sent to all of them at once."),
    )

    def __init__(self, data: Any = None, *, event: Event, prefix: str = "") -> None:
        initial = {name: getattr(event, name) for name in Terms.__dataclass_fields__}
        super().__init__(data, initial=initial, prefix=prefix)

    def terms(self) -> Terms:
        """Return what was typed."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})
