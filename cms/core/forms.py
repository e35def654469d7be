"""Form fields of the admin: a date of any precision, a moment, and a page address that a Georgian title yields."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets.slug import SlugInput

from cms.core import edtf
from cms.core.dates import FuzzyDate, FuzzyDateError
from cms.core.enums import Precision
from cms.core.languages import SLUG_FORMATTERS

# The inputs of the widget in their order; the first says what kind of date it is.
PART_LABELS = {
    "year": _("Year"),
    "quarter": _("Quarter"),
    "month": _("Month"),
    "day": _("Day"),
    "end_year": _("Second year"),
    "end_month": _("Second month"),
    "end_day": _("Second day"),
}
_CHOOSE_KIND = _("Choose how much of the date is known.")
_NOT_A_NUMBER = _("“%(value)s” is not a number.")
_MONTH_CHOICES = [("", "–"), *((str(number), name) for number, name in MONTHS.items())]
_QUARTER_CHOICES = [("", "–"), *((str(number), str(number)) for number in range(1, 5))]


class FuzzyDateWidget(forms.MultiWidget):
    """A choice of the kind of date and an input for each part; a script hides the parts that the kind has not."""

    template_name = "core/admin/fuzzy_date_widget.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        kinds = [("", _("No date")), *Precision.choices]
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "precision": forms.Select({"data-fuzzy-date-target": "kind"}, kinds)
        }
        for part in PART_LABELS:
            if part.endswith("month"):
                widgets[part] = forms.Select(choices=_MONTH_CHOICES)
            elif part == "quarter":
                widgets[part] = forms.Select(choices=_QUARTER_CHOICES)
            else:
                # Text, not number: a browser hands over nothing at all for a number that it cannot read.
                widgets[part] = forms.TextInput({"inputmode": "numeric", "size": 5, "autocomplete": "off"})
        super().__init__(widgets, attrs)

    @property
    def media(self) -> forms.Media:
        """Load our script after Wagtail's widgets: in a StreamField it registers itself as one of them."""
        scripts = [versioned_static("wagtailadmin/js/telepath/widgets.js"), "js/admin/fuzzy-date.js"]
        return super().media + forms.Media(js=scripts, css={"all": ["css/admin/fuzzy-date.css"]})

    def decompress(self, value: FuzzyDate | str | None) -> list[str]:
        """Spread a date over the inputs."""
        if isinstance(value, str):
            try:
                value = FuzzyDate.parse(value)
            except FuzzyDateError:
                value = None
        if value is None:
            return [""] * (1 + len(PART_LABELS))
        parts = (getattr(value, part) for part in PART_LABELS)
        return [str(value.precision), *("" if part is None else str(part) for part in parts)]

    def format_value(self, value: Any) -> Any:
        """Return the state of the inputs, which is what a StreamField hands to the browser."""
        return list(value) if isinstance(value, list | tuple) else self.decompress(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        kind, *parts = context["widget"]["subwidgets"]
        context["kind"] = kind
        context["parts"] = [
            {"name": part, "label": label, "widget": widget}
            for (part, label), widget in zip(PART_LABELS.items(), parts, strict=True)
        ]
        context["needed"] = json.dumps({kind.value: needed for kind, needed in edtf.PARTS.items()})
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        """Leave it to the server what is missing: a browser would insist on parts that the kind has not."""
        return False

    def id_for_label(self, id_: str) -> str:
        """Let the field's label name the first input."""
        return f"{id_}_0" if id_ else ""


class FuzzyDateFormField(forms.Field):
    """Makes a `FuzzyDate` of the widget's inputs, or `None`; what was typed stays in the form if it cannot be one."""

    widget = FuzzyDateWidget

    def to_python(self, value: Any) -> FuzzyDate | None:
        """Read the inputs in the widget's order, or a stored string."""
        if value is None or isinstance(value, FuzzyDate):
            return value
        try:
            if isinstance(value, str):
                return FuzzyDate.parse(value.strip()) if value.strip() else None
            return self._from_inputs([("" if part is None else str(part)).strip() for part in value])
        except FuzzyDateError as error:
            raise ValidationError(error.message, code="invalid", params=error.params) from error

    def _from_inputs(self, inputs: list[str]) -> FuzzyDate | None:
        kind, *values = inputs or [""]
        typed = dict(zip(PART_LABELS, values, strict=False))
        if not kind:
            if any(typed.values()):
                raise ValidationError(_CHOOSE_KIND, code="kind")
            return None
        if kind not in Precision.values:
            raise ValidationError(_CHOOSE_KIND, code="kind")
        needed = edtf.PARTS[Precision(kind)]
        numbers = {part: _number(typed[part]) for part in needed if typed.get(part)}
        return FuzzyDate(Precision(kind), **_completed(needed, numbers))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare dates, not inputs: parts that the kind of date has not do not count."""
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal()):
        raise ValidationError(_NOT_A_NUMBER, code="number", params={"value": typed})
    # Longer than any year: the value is out of range whatever its other digits are.
    return int(typed[:6])


def _completed(needed: tuple[str, ...], numbers: dict[str, int]) -> dict[str, int]:
    """Take the year and the month of the end from the start, where an editor need not type them twice.

    A span of years is nothing but its two years, and a span of months nothing but its two months.
    """
    filled = dict(numbers)
    if "end_month" in needed and "year" in numbers:
        filled.setdefault("end_year", numbers["year"])
    if "end_day" in needed and "month" in numbers:
        filled.setdefault("end_month", numbers["month"])
    return {part: value for part, value in filled.items() if part in needed}


class MomentField(forms.DateTimeField):
    """A moment of the Network's time zone, shown to the minute as it is to be typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%d %H:%M", attrs={"placeholder": "2027-03-03 18:00"})
        super().__init__(required=False, widget=widget, **options)


class GeorgianSlugInput(SlugInput):
    """Wagtail's input for page addresses, which romanises Georgian as the server does (`slugify_national`)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, formatters=SLUG_FORMATTERS)
