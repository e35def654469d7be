"""What a representative fills in to declare that the member leaves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.directory.form_parts import PlainForm, TextField


class DepartureForm(PlainForm):
    """From when, why, and that it was really decided."""

    wished_day = forms.DateField(
        label=_("Last day in the Network"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("If you leave it empty: as soon as the secretariat has confirmed it."),
    )
    note = TextField(
        label=_("Why"),
        longest=1000,
        rows=4,
        required=False,
        help_text=_("If you want to say it. Only the secretariat reads it."),
    )
    is_decided = forms.BooleanField(
        label=_("The member has decided it, by its own rules"),
        error_messages={"required": _("Only the member itself decides this. Confirm that it has.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["wished_day"].widget.attrs["class"] = "input input--short"
