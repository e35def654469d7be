"""Which models hold agreed text, found once from the page types."""

from functools import cache

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from network.agreement.pages import AgreedPage


@cache
def page_types() -> tuple[type[Page], ...]:
    """Return every concrete page type that is guarded."""
    return tuple(model for model in apps.get_models() if issubclass(model, AgreedPage) and issubclass(model, Page))


def child_relations(page_type: type[Page]) -> list[models.ManyToOneRel]:
    """Return the relations to child rows that a page type has beside Wagtail's own."""
    relations = (field for field in page_type._meta.related_objects if isinstance(field.field, ParentalKey))
    return [relation for relation in relations if relation.related_model._meta.app_label != "wagtailcore"]


@cache
def child_types() -> dict[type[models.Model], str]:
    """Return the models of child rows that are part of an agreed text, with the name of their key to the page."""
    found = {}
    for page_type in page_types():
        for name in page_type.agreed_fields:
            field = page_type._meta.get_field(name)
            if field.one_to_many and isinstance(field.field, ParentalKey):
                found[field.related_model] = field.field.name
    return found


@cache
def through_types() -> frozenset[type[models.Model]]:
    """Return the tables between guarded pages and the records that are part of an agreed text."""
    fields = (page_type._meta.get_field(name) for page_type in page_types() for name in page_type.agreed_fields)
    return frozenset(field.remote_field.through for field in fields if field.many_to_many)


def is_guarded(page: Page) -> bool:
    """Whether a page row, read as a plain page or as its own type, is of a guarded type."""
    return issubclass(page.specific_class or Page, AgreedPage)
