"""The language of a row, without asking for it: there are two locales, and lists have many rows."""

from functools import cache
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale


@cache
def _language_codes() -> dict[int, str]:
    return dict(Locale.all_objects.values_list("pk", "language_code"))


def _forget(**kwargs: Any) -> None:
    _language_codes.cache_clear()


post_save.connect(_forget, sender=Locale)
post_delete.connect(_forget, sender=Locale)


def language_of(locale_id: int) -> str:
    """Return the language code of a locale; the two are read once a process."""
    if locale_id not in _language_codes():
        _forget()
    return _language_codes().get(locale_id, "")


def locale_id_of(language: str) -> int:
    """Return the locale of a language code; one that does not exist has no pages."""
    if language not in _language_codes().values():
        _forget()
    return next((pk for pk, code in _language_codes().items() if code == language), 0)
