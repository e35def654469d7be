"""A date of any precision inside a StreamField."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.blocks import FieldBlock

from cms.core.dates import FuzzyDate
from cms.core.forms import FuzzyDateFormField, FuzzyDateWidget


class FuzzyDateBlock(FieldBlock):
    """Holds a `FuzzyDate`, or "" where no date is given - never `None`, which wagtail-localize cannot bear."""

    def __init__(self, required: bool = True, help_text: str | None = None, **kwargs: Any) -> None:
        self._field_options: dict[str, Any] = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> FuzzyDateFormField:
        """The form field, made once for each block."""
        return FuzzyDateFormField(**self._field_options)

    def to_python(self, value: Any) -> FuzzyDate | str:
        """Read the stored string. What cannot be read counts as no date, so that one bad row never hides a page."""
        if isinstance(value, FuzzyDate):
            return value
        try:
            return FuzzyDate.parse(str(value).strip()) if value else ""
        except ValueError:
            return ""

    def get_prep_value(self, value: Any) -> str:
        """Write the stored string."""
        return str(self.normalize(value))

    def normalize(self, value: Any) -> FuzzyDate | str:
        """Accept a date, a stored string or nothing wherever a value is given in code."""
        return self.to_python(value)

    def value_from_form(self, value: Any) -> Any:
        """Keep the typed inputs until `clean` has made a date of them."""
        return "" if value is None else value

    def value_for_form(self, value: Any) -> Any:
        """Hand a date, or the inputs as they were typed, to the widget."""
        return value or None

    def get_searchable_content(self, value: Any) -> list[str]:
        """Leave dates out of the search index: nobody searches for the stored form."""
        return []

    class Meta:
        icon = "date"
        default = ""


class FuzzyDateWidgetAdapter(WidgetAdapter):
    """Tells the browser how to fill and to read several inputs as one value."""

    js_constructor = "cms.core.FuzzyDateWidget"


register(FuzzyDateWidgetAdapter(), FuzzyDateWidget)
