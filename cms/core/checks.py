"""System checks that keep promises of the house."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import connections
from modeltranslation.translator import translator
from wagtail.models import TranslatableMixin, get_page_models

from cms.core.pages import BasePage

SHORTEST_REASON = 20


@register()
def check_agreement_declared(**kwargs: Any) -> list[CheckMessage]:
    """Every page type says whether the members must agree to it, or why not."""
    errors: list[CheckMessage] = []
    for model in get_page_models():
        if not issubclass(model, BasePage):
            continue
        declared = getattr(model, "agreement", "")
        if declared != "required" and len(declared.strip()) < SHORTEST_REASON:
            errors.append(
                Error(
                    f"{model._meta.label} does not say whether its text needs the members' agreement.",
                    hint='Set agreement = "required", or to the reason why the members need not agree.',
                    obj=model,
                    id="core.E001",
                )
            )
    return errors


@register()
def check_one_translation_tool(**kwargs: Any) -> list[CheckMessage]:
    """Identity in columns or prose in rows, never both on one model."""
    return [
        Error(
            f"{model._meta.label} is translated both in columns and in rows.",
            hint="Remove it from translation.py, or its TranslatableMixin.",
            obj=model,
            id="core.E002",
        )
        for model in translator.get_registered_models(abstract=False)
        if issubclass(model, TranslatableMixin)
    ]


@register("database")
def check_character_type(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """A PostgreSQL database must know Georgian letters as letters."""
    errors: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT 'ა' ~ '[[:alpha:]]', current_setting('server_encoding')")
            knows_georgian, encoding = cursor.fetchone()
        if not knows_georgian or encoding != "UTF8":
            errors.append(
                Error(
                    f"The database “{alias}” does not treat Georgian letters as letters.",
                    hint="Create it anew with: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' "
                    "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'; then restore a dump into it.",
                    id="core.E003",
                )
            )
    return errors
