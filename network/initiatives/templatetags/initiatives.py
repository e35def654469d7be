"""What templates say of initiatives."""

from django import template

from network.initiatives.models import Initiative
from network.initiatives.wording import standing

register = template.Library()


@register.filter
def initiative_standing(initiative: Initiative) -> str:
    """Say where an initiative stands."""
    return standing(initiative)
