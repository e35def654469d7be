"""What a page says, for the passage that a list of results shows: the same fields that the index reads.

Streams are read as they are stored. Wagtail's own way makes every value first, and asks the database for each picture,
organisation and page that a text names, of which no word is indexed.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ChooserBlock, FieldBlock, ListBlock
from wagtail.fields import StreamField
from wagtail.search.index import SearchField

from cms.core.pages import BasePage
from cms.search.fields import NamesField

FIRST = ("title", "lead")


def texts_of(page: BasePage) -> Iterator[str]:
    """Return the texts of a page beyond its title, the lead first."""
    yield page.lead
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and not isinstance(field, NamesField) and field.field_name not in FIRST:
            yield from _field_texts(page, field)


def _field_texts(page: BasePage, field: SearchField) -> Iterable[str]:
    definition = field.get_field(type(page)) if field.field_name in page.get_streamfield_names() else None
    if isinstance(definition, StreamField):
        stream: Any = getattr(page, field.field_name)
        return [" ".join(_block_texts(definition.stream_block, list(stream.raw_data)))]
    value = field.get_value(page)
    return [value] if isinstance(value, str) else []


def _block_texts(block: Block, raw: Any) -> Iterator[str]:
    if not getattr(block, "search_index", True):
        return
    if isinstance(block, BaseStreamBlock):
        for child in raw or ():
            if child["type"] in block.child_blocks:
                yield from _block_texts(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, ListBlock):
        for item in raw or ():
            yield from _block_texts(block.child_block, item["value"])
    elif isinstance(block, BaseStructBlock):
        for name, child_block in block.child_blocks.items():
            if raw and name in raw:
                yield from _block_texts(child_block, raw[name])
    elif isinstance(block, FieldBlock) and not isinstance(block, ChooserBlock) and raw:
        yield from block.get_searchable_content(block.to_python(raw))
