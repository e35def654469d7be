"""How much time is left, in words."""

import datetime

from django.utils.translation import gettext, ngettext

_HOUR, _DAY = 3600, 24 * 3600


def time_left(until: datetime.datetime, now: datetime.datetime) -> str:
    """Say how long members can still answer, in the active language: the two largest units; "" if the time is over."""
    seconds = int((until - now).total_seconds())
    if seconds <= 0:
        return ""
    days, hours, minutes = seconds // _DAY, seconds % _DAY // _HOUR, seconds % _HOUR // 60
    in_days = ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    in_hours = ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    in_minutes = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    if days:
        larger, smaller = in_days, in_hours if hours else ""
    elif hours:
        larger, smaller = in_hours, in_minutes if minutes else ""
    elif minutes:
        larger, smaller = in_minutes, ""
    else:
        return gettext("Less than a minute left")
    if smaller:
        return gettext("%(larger)s and %(smaller)s left") % {"larger": larger, "smaller": smaller}
    return gettext("%(time)s left") % {"time": larger}
