"""Facts: what both languages of a page must say alike - dates, amounts, relations. Compared and put into words.

Which fields are facts is declared in each page's ``translatable_fields`` (``SynchronizedField``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.fields import SynchronizedField

from cms.core.dates import FuzzyDate
from cms.core.models import BasePage

# A picture for sharing may carry words: each language has its own.
_OWN_IN_EACH_LANGUAGE = {"share_image"}
# Columns of a child row that say where it stands, not what it says.
_POSITION = {"id", "page", "sort_order", "translation_key", "locale"}


@dataclass(frozen=True, slots=True)
class FactDifference:
    """One fact that the two languages of a page tell differently, in the editor's words."""

    name: str
    label: str
    source: str
    target: str


def fact_fields(page: BasePage) -> list[Any]:
    """Return the page's facts as model fields or child relations."""
    return [
        page._meta.get_field(entry.field_name)
        for entry in page.translatable_fields
        if isinstance(entry, SynchronizedField) and entry.field_name not in _OWN_IN_EACH_LANGUAGE
    ]


def differing_facts(source: BasePage, target: BasePage) -> list[FactDifference]:
    """Return the facts that differ between two languages of a page, in the order of the model."""
    return [
        FactDifference(field.name, _label(field), _words(source, field), _words(target, field))
        for field in fact_fields(source)
        if _comparable(_value(source, field)) != _comparable(_value(target, field))
    ]


def copy_fact(field: Any, source: BasePage, target: BasePage) -> None:
    """Give ``target`` the fact of ``source``; nothing is saved. A page is named in the target's language."""
    if isinstance(field, models.ManyToOneRel):
        source.copy_child_relation(field.get_accessor_name(), target)
    elif isinstance(field, ParentalManyToManyField):
        setattr(target, field.name, list(getattr(source, field.name).all()))
    elif isinstance(field, models.ForeignKey):
        value = getattr(source, field.name)
        if isinstance(value, Page):
            value = value.get_translation_or_none(target.locale) or value
        setattr(target, field.name, value)
    else:
        setattr(target, field.name, getattr(source, field.name))


def _label(field: Any) -> str:
    if isinstance(field, models.ManyToOneRel):
        return str(capfirst(field.related_model._meta.verbose_name_plural))
    return str(capfirst(field.verbose_name))


def _value(page: BasePage, field: Any) -> Any:
    if isinstance(field, models.ManyToOneRel):
        return list(getattr(page, field.get_accessor_name()).all())
    if isinstance(field, ParentalManyToManyField):
        return sorted(getattr(page, field.name).all(), key=lambda record: record.pk)
    return getattr(page, field.name)


def _comparable(value: Any) -> Any:
    """Reduce a value to what it says: no block ids, and a page in either language is the same page."""
    match value:
        case StreamValue():
            return [(child.block_type, _comparable(child.value)) for child in value]
        case StructValue():
            return {name: _comparable(part) for name, part in value.items()}
        case ListValue() | list() | tuple():
            return [_comparable(part) for part in value]
        case RichText():
            return value.source
        case Page():
            return value.translation_key
        case models.Model() if _is_child_row(value):
            return {name: _comparable(part) for name, part in _columns(value)}
        case models.Model():
            return (value._meta.label, value.pk)
        case None | FuzzyDate():
            return str(value or "")
    return value


def _is_child_row(record: models.Model) -> bool:
    return any(field.name == "sort_order" for field in record._meta.concrete_fields)


def _columns(record: models.Model) -> Iterator[tuple[str, Any]]:
    for field in record._meta.concrete_fields:
        if field.name not in _POSITION:
            yield field.name, getattr(record, field.name)


def _words(page: BasePage, field: Any) -> str:
    """Put a fact into the editor's words."""
    value = _value(page, field)
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, ""))
    return _in_words(value)


def _in_words(value: Any) -> str:
    match value:
        case StreamValue():
            return "; ".join(filter(None, (_in_words(child.value) for child in value)))
        case StructValue():
            return ", ".join(filter(None, map(_in_words, value.values())))
        case ListValue() | list() | tuple():
            return "; ".join(filter(None, map(_in_words, value)))
        case FuzzyDate():
            return value.format(get_language() or "en")
        case bool():
            return _("Yes") if value else _("No")
        case Page():
            return value.get_admin_display_title()
        case models.Model() if _is_child_row(value):
            return ", ".join(filter(None, (_child_words(value, name, part) for name, part in _columns(value))))
        case None:
            return ""
    return str(localize(value))


def _child_words(record: models.Model, name: str, value: Any) -> str:
    field = record._meta.get_field(name)
    choices = dict(getattr(field, "flatchoices", None) or [])
    return str(choices.get(value, "")) if choices else _in_words(value)
