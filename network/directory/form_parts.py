"""What the forms of this room have in common: fields that tidy what is typed, and a list of what is wrong."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from cms.core.typed_fields import LineField
from cms.core.typed_text import clean_text
from network.registry.enums import PlaceKind
from network.registry.models import Place, Topic

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
LONGEST_ABOUT = 2000
_PHONE = RegexValidator(r"^\+?[0-9 ()./-]{5,30}$", _("Write a telephone number, for example: +995 32 200 00 00"))


class TextField(forms.CharField):
    """Several lines of plain text."""

    def __init__(self, *, longest: int, rows: int = 6, lang: str = "", needed: Any = None, **options: Any) -> None:
        attributes = {"rows": rows} | ({"lang": lang} if lang else {})
        messages = {"required": needed} if needed else None
        super().__init__(widget=forms.Textarea(attributes), error_messages=messages, **options)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        """Take out what nobody sees; refuse what is too long or cannot be kept."""
        return clean_text(str(value or ""), longest=self.longest)


class WebsiteField(LineField):
    """The address of a website; without a scheme it is read as https."""

    def __init__(self, **options: Any) -> None:
        message = _("This is not the address of a website.")
        validator = URLValidator(["http", "https"], message=message)
        super().__init__(longest=200, validators=[validator], **options)

    def to_python(self, value: Any) -> str:
        """Add what people leave out."""
        address = super().to_python(value)
        return f"https://{address}" if address and "://" not in address else address


def phone_field(**options: Any) -> LineField:
    """Return a field for a telephone number."""
    return LineField(
        longest=30, validators=[_PHONE], widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}), **options
    )


class RecordsField(forms.MultipleChoiceField):
    """Several records of the registry, by their numbers: what was chosen is kept as plain data."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **options)

    def clean(self, value: Any) -> list[int]:
        """Return the numbers in their order; a record that was deleted since it was chosen is left out."""
        known = [number for number in self.to_python(value) if self.valid_value(number)]
        return sorted(int(number) for number in super().clean(known))


def topic_choices() -> list[tuple[str, str]]:
    """Return the topics of the registry."""
    return [(str(topic.pk), topic.name) for topic in Topic.objects.all()]


def region_choices() -> list[tuple[str, str]]:
    """Return the regions of the registry."""
    return [(str(place.pk), place.name) for place in Place.objects.filter(kind=PlaceKind.REGION)]


class PlainForm(forms.Form):
    """A form of a public page: inputs look like all others, errors are listed above with links to their fields."""

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        for field in self.fields.values():
            if isinstance(field.widget, forms.TextInput | forms.EmailInput | forms.Textarea | forms.DateInput):
                field.widget.attrs["class"] = "input"

    @property
    def listed_errors(self) -> Iterator[tuple[str, str, str]]:
        """Each error with the id and the label of its field, for the summary; the whole form's have neither."""
        for message in self.non_field_errors():
            yield "", "", str(message)
        for field in self:
            for message in field.errors:
                yield field.auto_id, str(field.label), str(message)


def in_one_language(data: dict[str, Any], form: forms.Form, name: str, message: Any) -> None:
    """Want a text in one language at least; the secretariat sees to the other."""
    names = [f"{name}_{code}" for code in LANGUAGES]
    if not any(data.get(each) for each in names) and not any(each in form.errors for each in names):
        form.add_error(names[0], ValidationError(message, code="required"))
