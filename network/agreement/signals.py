"""The gate for the ways that do not pass the mixin's own save."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page

from network.agreement import gate, guarded, quotes
from network.agreement.gate import AgreementRequired, Verdict


def connect() -> None:
    """Listen to what is guarded or quoted, and to nothing else: who is listened to is deleted row by row."""
    quoted = {model for model in apps.get_models() if hasattr(model, "quoted_fields")}
    for model in {Page, *guarded.page_types(), *guarded.child_types(), *quoted}:
        pre_save.connect(before_save, sender=model, dispatch_uid="agreement.before_save")
        pre_delete.connect(before_delete, sender=model, dispatch_uid="agreement.before_delete")
    for model in guarded.through_types():
        m2m_changed.connect(before_m2m, sender=model, dispatch_uid="agreement.before_m2m")


def before_save(sender: type[models.Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Judge base page rows, fixtures, child rows saved alone and records that live pages quote."""
    if gate.is_open_for_maintenance():
        return
    if sender is Page:
        _before_base_row(instance, raw, kwargs.get("update_fields"))
    elif raw and sender in guarded.page_types():
        _before_raw_text(instance)
    elif sender in guarded.child_types():
        _before_child(sender, instance)
    elif instance.pk and hasattr(sender, "quoted_fields"):
        quotes.refuse_change(instance)


def before_delete(sender: type[models.Model], instance: Any, origin: Any = None, **kwargs: Any) -> None:
    """Judge child rows and quoted records that would go.

    A page may always be deleted, with its rows, unless an agreed page that stays names it in a field of its own.
    """
    if gate.is_open_for_maintenance():
        return
    if issubclass(sender, Page):
        if sender is Page:
            quotes.refuse_deletion_of_page(instance, origin)
        if guarded.is_guarded(instance):
            gate.let_go(instance)
    elif sender in guarded.child_types() and not _is_page(origin):
        _refuse_if_public(_page_of(sender, instance))
    elif hasattr(sender, "quoted_fields"):
        quotes.refuse_deletion(instance)


def before_m2m(sender: type[models.Model], instance: Any, action: str, **kwargs: Any) -> None:
    """Judge changes of the records that a page names."""
    if gate.is_open_for_maintenance():
        return
    if action.startswith("pre_"):
        if not isinstance(instance, Page):
            raise AgreementRequired(_("Change it on the page, so that the members can be asked."))
        _refuse_if_public(instance)


def _before_base_row(page: Page, raw: bool, update_fields: Any) -> None:
    if not page.live or (raw and _is_of_unknown_type(page)) or not guarded.is_guarded(page):
        return
    specific = page.specific_class
    row = specific._base_manager.filter(pk=page.pk).first() if page.pk else None
    if row is None:  # a fixture's row, whose own type's part comes later
        page.live = False
        return
    was_live = row.live
    written = None if update_fields is None else set(update_fields)
    for field in Page._meta.concrete_fields:
        if written is None or field.name in written or field.attname in written:
            setattr(row, field.attname, getattr(page, field.attname))
    verdict = gate.judge(row)
    if verdict is Verdict.PASS:
        gate.let_go(row)
    elif raw or verdict is Verdict.DEMOTE or not was_live:
        _leave_as_draft(page, raw)
    else:
        raise AgreementRequired


def _is_of_unknown_type(page: Page) -> bool:
    """Whether a fixture names the type of a page before it brings the type; its own part is judged when it comes."""
    return not ContentType.objects.filter(pk=page.content_type_id).exists()


def _leave_as_draft(page: Page, raw: bool) -> None:
    """Write a base row as a draft where it comes from a fixture; elsewhere its writer is told."""
    if not raw:
        raise AgreementRequired
    page.live, page.has_unpublished_changes = False, True


def _before_raw_text(page: Any) -> None:
    """Take a page offline if a fixture would change its text: only the part of its own type is written now."""
    row = type(page)._base_manager.filter(pk=page.pk).first()
    if row is None:
        Page.objects.filter(pk=page.pk, live=True).update(live=False, has_unpublished_changes=True)
        return
    if not row.live:
        return
    local = [field.attname for field in type(page)._meta.local_concrete_fields if field.name in page.agreed_fields]
    changed = any(getattr(row, name) != getattr(page, name) for name in local)
    if changed and (gate.is_asked(row) or gate.is_asked(page)):
        Page.objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)


def _before_child(sender: type[models.Model], child: Any) -> None:
    before = sender._base_manager.filter(pk=child.pk).first() if child.pk else None
    names = [field.attname for field in sender._meta.concrete_fields]
    if before is None or any(getattr(before, name) != getattr(child, name) for name in names):
        _refuse_if_public(_page_of(sender, child))
        if before is not None:
            _refuse_if_public(_page_of(sender, before))


def _page_of(sender: type[models.Model], child: Any) -> Any:
    key = getattr(child, f"{guarded.child_types()[sender]}_id")
    field: Any = sender._meta.get_field(guarded.child_types()[sender])
    return field.related_model._base_manager.filter(pk=key).first()


def _is_page(origin: Any) -> bool:
    model = getattr(origin, "model", None) or type(origin)
    return isinstance(model, type) and issubclass(model, Page)


def _refuse_if_public(page: Any) -> None:
    """Raise if the page is live in somebody's name and its own save is not under way."""
    if page is None or gate.is_passing(page):
        return
    row = type(page)._base_manager.filter(pk=page.pk).first()
    if row is not None and row.live and gate.is_asked(row):
        raise AgreementRequired
