"""Filters for texts and dates in two languages.

The language of a text is that of the page unless the argument says otherwise: `{{ name|foreign:"en" }}`.
"""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.templatetags.wagtailcore_tags import richtext

from cms.core.dates import FuzzyDate
from cms.core.foreign_html import mark_foreign_html
from cms.core.languages import language_of_whole, mark_foreign
from cms.core.typography import bind, format_file_size, format_number

register = template.Library()


def _language(given: str) -> str:
    return given or get_language() or "en"


@register.filter
def foreign(value: object, language: str = "") -> SafeString:
    """Give each phrase in the other script its own `lang`. Plain text is escaped, HTML marked as safe is parsed."""
    if hasattr(value, "__html__"):
        return mark_foreign_html(value, _language(language))
    return mark_foreign("" if value is None else str(value), _language(language))


@register.filter
def with_finds(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """Print the pieces of a text, escaped, with those that somebody looked for as `<mark>`."""
    parts = (format_html("<mark>{}</mark>", text) if is_find else escape(text) for text, is_find in pieces)
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def foreign_whole(value: object, language: str = "") -> str:
    """Return the `lang` of a text that is wholly in the other script: for an option, which cannot hold a `span`."""
    return language_of_whole("" if value is None else str(value), _language(language))


@register.filter
def richtext_foreign(value: object, language: str = "") -> SafeString:
    """Render rich text as Wagtail's `richtext` does, and mark the foreign phrases in it."""
    return mark_foreign_html(richtext(value), _language(language))


@register.filter(is_safe=True)
def nobreak(value: object) -> object:
    """Bind numbers to nouns, days to months and dashes to the word before. Stands before `foreign`: `|nobreak|foreign`.

    HTML passes unchanged: its attributes hold numbers and words too.
    """
    return value if hasattr(value, "__html__") else bind("" if value is None else str(value))


@register.filter
def local_number(value: int | float | Decimal | str | None, language: str = "") -> str:
    """Write a number with the digit groups and the decimal sign of the language; words stay as they are."""
    try:
        return format_number(Decimal(str(value)), _language(language))
    except InvalidOperation:
        return "" if value is None else str(value)


@register.filter
def file_size(value: int | None, language: str = "") -> str:
    """Write the size of a file: 96 KB, 1.5 MB; 96 კბ, 1,5 მბ."""
    return "" if value is None else format_file_size(int(value), _language(language))


@register.filter
def fuzzy_date(value: FuzzyDate | None, language: str = "") -> str:
    """Write a date in words; nothing if there is none."""
    return value.format(_language(language)) if isinstance(value, FuzzyDate) else ""


@register.filter
def introducing(label: object) -> str:
    """Write a label before what is said of it: with a colon, if it is no sentence that ends by itself."""
    text = str(label)
    return text if text.endswith((".", "?", "!", ":")) else f"{text}:"


@register.filter
def fuzzy_day(value: FuzzyDate | None, language: str = "") -> str:
    """Write a date in words without its year, for a list under headings by year."""
    return value.format(_language(language), with_year=False) if isinstance(value, FuzzyDate) else ""


@register.simple_tag
def date_time(value: FuzzyDate | None, language: str = "") -> str:
    """Write a date in words inside `<time>`, with the machine-readable form where HTML has one."""
    text = fuzzy_date(value, language)
    if not isinstance(value, FuzzyDate) or not value.iso:
        return text
    return format_html('<time datetime="{}">{}</time>', value.iso, text)
