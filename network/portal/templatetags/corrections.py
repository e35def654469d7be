"""Minor corrections on other pages of the desk."""

from django import template

from network.agreement.correction_queries import open_corrections
from network.agreement.models import AgreementRound

register = template.Library()


@register.inclusion_tag("portal/correction_note.html")
def corrections_waiting() -> dict[str, object]:
    """Say how many corrections wait for a confirmation or can be contested; nothing if none does."""
    return {"count": open_corrections().count()}


@register.inclusion_tag("portal/correction_list.html")
def corrections_of(round: AgreementRound) -> dict[str, object]:
    """List the corrections of a round's text."""
    return {"corrections": list(round.corrections.all()), "heading": True}
