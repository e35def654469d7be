"""What an application says, step by step, in words: for the applicant before sending, and for the secretariat."""

from dataclasses import dataclass
from typing import Any

from django import forms

from network.directory.applications import Application
from network.directory.joining.forms import STEPS, StepForm, bound


@dataclass(frozen=True)
class ShownStep:
    """One step: whether it is complete, and label and words of each field that was filled in."""

    name: str
    title: str
    is_begun: bool
    is_complete: bool
    answers: list[tuple[str, str, str]]  # label, words, language ("" for that of the page)


def overview(application: Application) -> list[ShownStep]:
    """Return every step of an application."""
    return [_shown(step, application.typed.get(step, {}), bound(step, application.typed)) for step in STEPS]


def _shown(name: str, typed: dict[str, Any], form: StepForm) -> ShownStep:
    answers = [
        (
            str(form.fields[field].label),
            _words(form.fields[field], value),
            form.fields[field].widget.attrs.get("lang", ""),
        )
        for field, value in ((field, typed.get(field)) for field in form.fields)
        if value
    ]
    return ShownStep(name, str(form.title), bool(typed), form.is_valid(), answers)


def _words(field: forms.Field, value: Any) -> str:
    """Return the labels of what was chosen, or the words that were typed."""
    if not isinstance(field, forms.ChoiceField):
        return str(value)
    choices: Any = field.choices
    labels = {str(key): str(label) for key, label in choices}
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(each), str(each)) for each in chosen)
