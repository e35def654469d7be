"""Model fields of the site."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from cms.core import edtf
from cms.core.dates import FuzzyDate, FuzzyDateError
from cms.core.forms import FuzzyDateFormField

if TYPE_CHECKING:
    _CharField = models.CharField[FuzzyDate | str | None, FuzzyDate | None]
else:
    _CharField = models.CharField


class FuzzyDateAttribute(DeferredAttribute):
    """Keeps the promise that the attribute is a `FuzzyDate` or `None`, also right after an assignment of a string."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value) if isinstance(value, str) else value


class FuzzyDateField(_CharField):
    """Stores a `FuzzyDate` as its EDTF string and gives it back as a `FuzzyDate`, or `None` if no date is given.

    In the database "no date given" is the empty string, as in any text column, so there is one empty value only.
    Lookups take a `FuzzyDate` or a string. Order and filter by separate date columns: the string does not sort.
    """

    description = _("Date of any precision")
    descriptor_class = FuzzyDateAttribute
    # `None` is the empty value in Python, so an editor who leaves a required date empty meets the "null" message.
    default_error_messages = {"null": _("This field cannot be blank.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", edtf.MAX_LENGTH)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Leave the fixed length out of migrations."""
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == edtf.MAX_LENGTH:
            del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *args: Any) -> FuzzyDate | None:
        """Read a row. A string that cannot be read stops here: it can only come from outside the site."""
        return FuzzyDate.parse(value) if value else None

    def to_python(self, value: Any) -> FuzzyDate | None:
        """Read what a form, a revision or a fixture holds."""
        if value is None or isinstance(value, FuzzyDate):
            return value
        if not str(value).strip():
            return None
        try:
            return FuzzyDate.parse(str(value).strip())
        except FuzzyDateError as error:
            raise ValidationError(error.message, code="invalid", params=error.params) from error

    def get_prep_value(self, value: Any) -> str:
        """Write a row or a lookup."""
        return "" if value is None else str(value)

    def run_validators(self, value: Any) -> None:
        """Hand validators the stored form, which is what those of a text column can measure."""
        super().run_validators(self.get_prep_value(value))

    def value_to_string(self, obj: models.Model) -> str:
        """Write for fixtures and for Wagtail's revisions, which must be JSON."""
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Give editors an input for each part of the date."""
        # Not CharField's own: it would limit the length of something that is no string.
        return super(models.CharField, self).formfield(**{"form_class": FuzzyDateFormField, **kwargs})
