"""What must be true of a site that is not a demonstration."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def second_factor_is_asked_for(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a real site whose staff come in by a password alone."""
    if settings.STAFF_SECOND_FACTOR or settings.DEMO_ALLOWED:
        return []
    hint = "Only a demonstration on a person's own machine may do without."
    return [Error("STAFF_SECOND_FACTOR is off: a stolen password opens the site.", hint=hint, id="users.E001")]
