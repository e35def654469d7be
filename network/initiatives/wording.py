"""What is said of initiatives in words. Nothing here asks the database."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative


def written_day(day: datetime.date | None) -> str:
    """Write a day as the reader's language does."""
    return date_format(day, "DATE_FORMAT") if day else ""


def standing(initiative: Initiative) -> str:
    """Say where an initiative stands, with the day that was promised."""
    if initiative.state != InitiativeState.OPEN:
        return str(initiative.get_state_display())
    if initiative.promised_on is None:
        return _("Waiting for an answer; no day is promised yet")
    if initiative.is_overdue:
        return _("The answer is overdue; it was promised for: %(date)s") % {"date": written_day(initiative.promised_on)}
    return _("An answer is promised at the latest for: %(date)s") % {"date": written_day(initiative.promised_on)}
