"""The public text of a page in one canonical form, and its digest.

The same for a row and for its revision: what members answer to, what is published, what readers can check.
Left out are the address, the place in the tree, dates of publication, owner and locks. Block ids are stripped, keys
sorted, text is Unicode NFC. What a page quotes (pictures, documents, records) stands in it with its public fields.

``DIGEST_VERSION`` names the rule by which the content is made: whoever changes this module, ``agreed_fields`` of a page
type or ``quoted_fields`` of a record so that a digest changes, raises it and re-seals (docs/agreement.md).
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import (
    Block,
    ChooserBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import Page

DIGEST_VERSION = 1
# What holds a child row in its place, and is no text.
_BOOKKEEPING = {"pk", "id", "page", "sort_order", "locale", "translation_key"}
_DOCUMENT_LINK = re.compile(
    r'<a [^>]*linktype="document"[^>]*\bid="(\d+)"|<a [^>]*\bid="(\d+)"[^>]*linktype="document"'
)

Content = dict[str, Any]


def content_of(page: Page) -> Content:
    """Return the canonical content of a page as it stands in memory: a row, or ``revision.as_object()``."""
    data = page.serializable_data()
    fields = {name: _field(page, name, data[name]) for name in sorted(page.agreed_fields) if name in data}
    return _composed({"type": page._meta.label_lower, "language": page.language, "fields": fields})


def digest(content: Content) -> str:
    """Return the SHA-256 of a canonical content, 64 hexadecimal digits."""
    written = json.dumps(
        {"version": DIGEST_VERSION, "content": content}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(written.encode()).hexdigest()


def digest_of(page: Page) -> str:
    """Return the digest of a page as it stands in memory."""
    return digest(content_of(page))


def fingerprint(digests: Iterable[str]) -> str:
    """Return the hash over the digests of all languages, in the order of the languages' codes given by the caller."""
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def quoted(record: models.Model) -> Content:
    """Return what a page shows of a record: its number and the fields that it declares as quoted.

    What the record itself quotes stands in it: a funding line's donor with its name, a logo with its file.
    """
    return {"record": record._meta.label_lower, "id": record.pk} | {
        name: _quoted_value(record, name) for name in getattr(record, "quoted_fields", ())
    }


def _quoted_value(record: models.Model, name: str) -> Any:
    if name == "file_hash":
        return _file_hash(record)
    field = record._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        return _record(field.related_model, getattr(record, field.attname))
    return _plain(record.serializable_value(name))


def _file_hash(record: Any) -> str:
    """Return the hash of a picture's or document's file; Wagtail writes it down late, and then would save the row."""
    if not record.file_hash and record.file:
        with suppress(OSError):  # the file is gone
            record._set_file_hash()
    return str(record.file_hash)


def _field(page: Page, name: str, value: Any) -> Any:
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        raw = json.loads(value) if isinstance(value, str) else value
        return [_child(field.stream_block, child) for child in raw or []]
    if isinstance(field, ParentalManyToManyField):
        return _records(field.related_model, value)
    if isinstance(field, models.ForeignKey):
        return _record(field.related_model, value)
    if field.one_to_many:
        rows = sorted(value, key=lambda row: (row.get("sort_order") or 0, row.get("pk") or 0))
        return [_row(field.related_model, row) for row in rows]
    return _plain(value)


def _row(model: type[models.Model], row: dict[str, Any]) -> Content:
    held = {}
    for name, value in row.items():
        if name not in _BOOKKEEPING:
            field = model._meta.get_field(name)
            is_key = isinstance(field, models.ForeignKey)
            held[name] = _record(field.related_model, value) if is_key else _plain(value)
    return held


def _record(model: Any, key: Any) -> Content | None:
    found = _records(model, [key] if key else [])
    return found[0] if found else None


def _records(model: type[models.Model], keys: Iterable[Any]) -> list[Content]:
    """Return the records named by ``keys``, in the order of their numbers; those that are gone keep their number."""
    wanted = sorted({int(key) for key in keys})
    if issubclass(model, Page):
        return [{"record": "page", "id": key} for key in wanted]
    held = model._default_manager.in_bulk(wanted) if wanted else {}
    return [quoted(held[key]) if key in held else {"record": model._meta.label_lower, "id": key} for key in wanted]


def _child(stream: StreamBlock, child: dict[str, Any]) -> list[Any]:
    block = stream.child_blocks.get(child["type"])
    return [child["type"], _block(block, child["value"])]


def _block(block: Block | None, value: Any) -> Any:
    """Return the canonical form of a block's raw value."""
    match block:
        case StreamBlock():
            return [_child(block, child) for child in value or []]
        case ListBlock():
            return [_block(block.child_block, _item(item)) for item in value or []]
        case StructBlock():
            return {name: _block(child, _part(child, name, value)) for name, child in block.child_blocks.items()}
        case ChooserBlock():
            return _record(block.model_class, value)
        case RichTextBlock():
            return [_plain(value or ""), _records(get_document_model(), _documents_in(value or ""))]
        case _:
            return _plain("" if value is None else value)  # a form writes "" where nothing is typed


def _part(block: Block, name: str, value: dict[str, Any] | None) -> Any:
    """Return one part of a struct; what an older text does not have is shown with its default."""
    held = value or {}
    return held[name] if name in held else block.get_prep_value(block.get_default())


def _item(item: Any) -> Any:
    """Return the value of a list's item: Wagtail writes it with an id beside it, and once wrote it bare."""
    return item["value"] if isinstance(item, dict) and item.keys() == {"type", "value", "id"} else item


def _documents_in(html: str) -> Iterator[str]:
    for found in _DOCUMENT_LINK.finditer(html):
        yield found[1] or found[2]


def _plain(value: Any) -> Any:
    """Return a value that JSON can hold, the same before and after it was stored."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if value is None or isinstance(value, bool):
        return value
    return str(value)  # a number too: an editor's form writes 5 where a program wrote "5"


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n")
    if isinstance(value, list):
        return [_composed(part) for part in value]
    if isinstance(value, dict):
        return {_composed(key): _composed(part) for key, part in value.items()}
    return value
