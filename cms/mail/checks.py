"""System checks about mail."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def check_mails_are_not_shown(**kwargs: Any) -> list[CheckMessage]:
    """Mails hold codes that let people in: only a person's own machine may show them."""
    if not settings.SHOW_MAILS or settings.DEMO_ALLOWED:
        return []
    return [
        Error(
            "SHOW_MAILS would let every reader see everybody's mails.",
            hint="Leave SHOW_MAILS to cms/settings/local.py.",
            id="mail.E001",
        )
    ]
