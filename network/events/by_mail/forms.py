"""What whoever registers by mail fills in. Nothing here knows whether somebody is registered already."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.typed_fields import LineField, MailField
from cms.core.typed_text import clean_name


class AskForm(forms.Form):
    """Who comes. No more is asked than what the door needs."""

    name = LineField(
        label=_("First name and surname"), longest=120, reads=clean_name, needed=_("Write your first name and surname.")
    )
    email = MailField(label=_("E-mail"))

    @property
    def is_machine(self) -> bool:
        """Whether the field that no person sees was filled in."""
        return bool(self.data.get("homepage"))

    @property
    def listed_errors(self) -> Iterator[tuple[str, str, str]]:
        """Each error with the id and the label of its field, for the summary."""
        for name, errors in self.errors.items():
            for message in errors:
                yield name, str(self[name].label), str(message)

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, with its labels: for copying where the form cannot be sent."""
        return [(str(self[name].label), str(value)) for name in self.fields if (value := self[name].value())]


class ConfirmForm(forms.Form):
    """The name, as it may be corrected before it is confirmed."""

    name = LineField(
        label=_("First name and surname"), longest=120, reads=clean_name, needed=_("Write your first name and surname.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label_suffix = ""

    listed_errors = AskForm.listed_errors
