"""The texts of a page in reading order, to be shown beside the form of its counterpart."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.text import capfirst
from wagtail.blocks import ChoiceBlock, StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText
from wagtail_localize.fields import TranslatableField

from cms.core.dates import FuzzyDate
from cms.core.models import BasePage

# An address and a note for editors are no texts to be read beside others.
_NOT_SHOWN = {"slug", "internal_note"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One field of a page: its name in the editor's language, its paragraphs in the page's own."""

    label: str
    paragraphs: list[str | RichText]


def passages(page: BasePage) -> list[Passage]:
    """Return the fields that are translated and hold something, in the order of the model."""
    names = [entry.field_name for entry in page.translatable_fields if isinstance(entry, TranslatableField)]
    read = [
        Passage(str(capfirst(page._meta.get_field(name).verbose_name)), list(_paragraphs(getattr(page, name), page)))
        for name in names
        if name not in _NOT_SHOWN
    ]
    return [passage for passage in read if passage.paragraphs]


def _paragraphs(value: Any, page: BasePage) -> Iterator[str | RichText]:
    """Take the readable pieces out of a value, blocks within blocks included."""
    match value:
        case StreamValue():
            for child in value:
                yield from _paragraphs(child.value, page)
        case StructValue():
            for name, part in value.items():
                # What is chosen from a list (a level of heading, a style of numbers) is no text.
                if not isinstance(value.block.child_blocks.get(name), ChoiceBlock):
                    yield from _paragraphs(part, page)
        case TypedTable():
            for row in value.row_data:
                yield " | ".join(str(cell) for cell in row["values"] if cell not in (None, ""))
        case ListValue() | list() | tuple():
            for part in value:
                yield from _paragraphs(part, page)
        case RichText():
            if value.source.strip():
                yield value
        case FuzzyDate():
            yield value.format(page.language)
        case bool() | None:
            return
        case Decimal() | int() | float():
            yield str(localize(value))
        case models.Model():
            yield str(value)
        case _:
            if str(value).strip():
                yield str(value)
