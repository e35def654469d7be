"""What this room does by itself."""

from datetime import timedelta

from django.utils import timezone

from cms.core.periodic import periodic
from network.members import mail
from network.members.models import Mandate
from network.members.rules import question_number
from network.members.services import close_lapsed_mandates, forget_letters, forget_proposals


@periodic("members.close_lapsed_mandates", every=timedelta(hours=1))
def close_lapsed() -> None:
    """End the mandates whose last day has passed, and those of members that have left."""
    close_lapsed_mandates()


@periodic("members.ask_still_you", every=timedelta(days=1))
def ask_still_you() -> None:
    """Ask each representative once a year whether the mandate still holds."""
    today = timezone.localdate()
    for mandate in Mandate.objects.valid().with_names():
        number = question_number(mandate.confirmed_on, today)
        if number:
            mail.ask_still_you(mandate, number)


@periodic("members.forget", every=timedelta(days=1))
def forget() -> None:
    """Erase letters of mandates that ended long ago, and whom unanswered proposals named."""
    forget_proposals()
    forget_letters()
