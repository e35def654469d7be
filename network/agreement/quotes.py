"""Records, pictures and documents that agreed texts quote: they stay as they are while such a text is public."""

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from network.agreement import gate, guarded
from network.agreement.content import quoted
from network.agreement.gate import AgreementRequired


def refuse_change(record: models.Model) -> None:
    """Raise ``AgreementRequired`` if a public field of ``record`` changes while a live agreed page quotes it."""
    before = type(record)._base_manager.filter(pk=record.pk).first()
    if before is None or (quoted(before) == quoted(record) and _file(before) == _file(record)):
        return
    _refuse(
        quoting_pages(record),
        _("Members have agreed to pages that show this. It cannot change while they are public: %(pages)s"),
    )


def refuse_deletion(record: models.Model) -> None:
    """Raise ``AgreementRequired`` if a live agreed page quotes ``record``, which is about to be deleted."""
    _refuse(
        quoting_pages(record),
        _("Members have agreed to pages that show this. It cannot go while they are public: %(pages)s"),
    )


def refuse_deletion_of_page(page: Page, origin: Any) -> None:
    """Raise ``AgreementRequired`` if a live agreed page names ``page`` in a field that would be emptied.

    Pages that are deleted in the same go (``origin``: an instance or a queryset) do not count.
    """
    keys = {key for model, name in _page_keys() for key in model.objects.filter(**{name: page.pk}).values_list("pk")}
    named_by = [row for row in _live_agreed({key for (key,) in keys}) if not _goes_too(row, origin)]
    _refuse(named_by, _("Members have agreed to pages that name this page. Take them offline first: %(pages)s"))


def quoting_pages(record: models.Model) -> list[Any]:
    """Return the live pages in somebody's name that show ``record``, in the order of their titles.

    They may show it by way of another record, as a funding line shows its donor.
    """
    keys: set[int] = set()
    for shown in _with_holders(record):
        keys |= set(_keys_from_index(shown))
        for page_type in guarded.page_types():
            for name in page_type.agreed_fields:
                field = page_type._meta.get_field(name)
                if field.many_to_many and isinstance(shown, field.related_model):
                    keys |= set(page_type.objects.filter(**{name: shown.pk}).values_list("pk", flat=True))
    return _live_agreed(keys)


def tell_in_forms() -> None:
    """Let the forms of quoted records refuse a change beside what was typed, before the gate refuses it."""
    for model in apps.get_models():
        if hasattr(model, "quoted_fields"):
            setattr(model, "clean", _telling(model.clean))  # noqa: B010  a method of a model is not a plain name


def _telling(clean: Callable[[Any], None]) -> Callable[[Any], None]:
    if getattr(clean, "tells", False):  # a model's base was here before
        return clean

    @wraps(clean)
    def clean_and_tell(record: Any) -> None:
        clean(record)
        if record.pk and not gate.is_open_for_maintenance():
            try:
                refuse_change(record)
            except AgreementRequired as refusal:
                raise ValidationError({NON_FIELD_ERRORS: str(refusal)}) from refusal

    clean_and_tell.tells = True  # type: ignore[attr-defined]  # a mark of our own
    return clean_and_tell


def _with_holders(record: models.Model) -> Iterator[models.Model]:
    """Yield the record and every record that quotes it, directly or not."""
    yield record
    for model, name, target in _quoting_keys():
        if isinstance(record, target):
            for holder in model._base_manager.filter(**{name: record.pk}):
                yield from _with_holders(holder)


@cache
def _quoting_keys() -> tuple[tuple[type[models.Model], str, Any], ...]:
    """Return the keys by which a quoted record shows another one: model, field, shown model."""
    return tuple(
        (model, name, model._meta.get_field(name).related_model)
        for model in apps.get_models()
        for name in getattr(model, "quoted_fields", ())
        if name != "file_hash" and isinstance(model._meta.get_field(name), models.ForeignKey)
    )


@cache
def _page_keys() -> tuple[tuple[type[Page], str], ...]:
    """Return the agreed fields that name a page: page type, field."""
    return tuple(
        (page_type, name)
        for page_type in guarded.page_types()
        for name in page_type.agreed_fields
        if isinstance(page_type._meta.get_field(name), models.ForeignKey)
        and issubclass(page_type._meta.get_field(name).related_model, Page)
    )


def _keys_from_index(record: models.Model) -> Iterator[int]:
    """Return the pages that Wagtail's reference index knows to name the record; it is kept at once, never queued."""
    base = ReferenceIndex._get_base_content_type(Page)
    found = ReferenceIndex.get_references_to(record).filter(base_content_type=base)
    return (int(key) for key in found.values_list("object_id", flat=True))


def _live_agreed(keys: set[int]) -> list[Any]:
    pages = Page.objects.filter(pk__in=keys, live=True).specific(defer=True).order_by("title") if keys else []
    return [page for page in pages if guarded.is_guarded(page) and gate.is_asked(page)]


def _goes_too(page: Page, origin: Any) -> bool:
    return origin.filter(pk=page.pk).exists() if isinstance(origin, QuerySet) else page.pk == getattr(origin, "pk", 0)


def _file(record: models.Model) -> str:
    file = getattr(record, "file", None)
    return str(file.name) if file else ""


def _refuse(pages: list[Any], message: str) -> None:
    if pages:
        names = ", ".join(_("“%(title)s”") % {"title": page.title} for page in pages)
        raise AgreementRequired(message % {"pages": names})
