"""Why a service refused, told where it was typed."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def add_refusal(form: forms.BaseForm, error: ValidationError) -> None:
    """Show in a form why a service refused; what concerns no field of it stands above all fields."""
    named = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for field, messages in named.items():
        for message in messages:
            form.add_error(field if field in form.fields else None, message)
