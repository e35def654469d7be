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
    """Return what a page shows of a record: its number and the fields that it declares as quoted."""
    return {"record": record._meta.label_lower, "id": record.pk} | {
        name: _plain(_quoted_value(record, name)) for name in getattr(record, "quoted_fields", ())
    }


def _quoted_value(record: models.Model, name: str) -> Any:
    if name == "file_hash":  # pictures and documents compute it when it is first asked for
        return record.get_file_hash()  # type: ignore[attr-defined]  # Wagtail's media models have it
    return record.serializable_value(name)


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


def _record(model: type[models.Model], key: Any) -> Content | None:
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
            return {name: _block(block.child_blocks.get(name), part) for name, part in sorted((value or {}).items())}
        case ChooserBlock():
            return _record(block.model_class, value)
        case RichTextBlock():
            return [_plain(value or ""), _records(get_document_model(), _documents_in(value or ""))]
        case _:
            return _plain(value)


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
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n")
    if isinstance(value, list):
        return [_composed(part) for part in value]
    if isinstance(value, dict):
        return {_composed(key): _composed(part) for key, part in value.items()}
    return value
