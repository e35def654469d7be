"""Records, pictures and documents that agreed texts quote: they stay as they are while such a text is public."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from network.agreement import guarded
from network.agreement.content import quoted
from network.agreement.enums import Voice
from network.agreement.gate import AgreementRequired


def refuse_change(record: models.Model) -> None:
    """Raise ``AgreementRequired`` if a public field of ``record`` changes while a live agreed page quotes it."""
    before = type(record)._base_manager.filter(pk=record.pk).first()
    if before is None or (quoted(before) == quoted(record) and _file(before) == _file(record)):
        return
    _refuse(record, _("Members have agreed to pages that show this. It cannot change while they are public: %(pages)s"))


def refuse_deletion(record: models.Model) -> None:
    """Raise ``AgreementRequired`` if a live agreed page quotes ``record``, which is about to be deleted."""
    _refuse(record, _("Members have agreed to pages that show this. It cannot go while they are public: %(pages)s"))


def quoting_pages(record: models.Model) -> list[Any]:
    """Return the live pages in somebody's name that show ``record``, in the order of their titles."""
    keys = set(_keys_from_index(record))
    for page_type in guarded.page_types():
        for name in page_type.agreed_fields:
            field = page_type._meta.get_field(name)
            if field.many_to_many and isinstance(record, field.related_model):
                keys |= set(page_type.objects.filter(**{name: record.pk}).values_list("pk", flat=True))
    pages = Page.objects.filter(pk__in=keys, live=True).specific(defer=True).order_by("title")
    return [page for page in pages if guarded.is_guarded(page) and page.voice in Voice.asked()]


def _keys_from_index(record: models.Model) -> Iterator[int]:
    """Return the pages that Wagtail's reference index knows to name the record; it is kept at once, never queued."""
    base = ReferenceIndex._get_base_content_type(Page)
    found = ReferenceIndex.get_references_to(record).filter(base_content_type=base)
    return (int(key) for key in found.values_list("object_id", flat=True))


def _file(record: models.Model) -> str:
    file = getattr(record, "file", None)
    return str(file.name) if file else ""


def _refuse(record: models.Model, message: str) -> None:
    pages = quoting_pages(record)
    if pages:
        names = ", ".join(_("“%(title)s”") % {"title": page.title} for page in pages)
        raise AgreementRequired(message % {"pages": names})
