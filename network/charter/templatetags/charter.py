"""Tags of the charter's page."""

from typing import Any

from django import template

from network.charter.models import CharterPage
from network.charter.subscribers import Subscribers, subscribers
from network.charter.versions import whole_fingerprint

register = template.Library()


@register.simple_tag
def subscribers_of(agreement: dict[str, Any]) -> Subscribers | None:
    """Return who subscribes to the text of an agreement line; nothing for a draft, to which nobody can."""
    page, line = agreement.get("page"), agreement.get("line")
    if line is None or not isinstance(page, CharterPage):
        return None
    return subscribers(page.translation_key, whole_fingerprint(page, line))
