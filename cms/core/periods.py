"""From when to when, as far as it is known."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language, gettext

from cms.core.dates import FuzzyDate
from cms.core.enums import PeriodStatus


@dataclass(frozen=True)
class Period:
    """Two dates of any precision, either of which may be missing.

    The status is derived from today's date and never stored, so that nobody has to remember to change it.
    """

    start: FuzzyDate | None = None
    end: FuzzyDate | None = None

    def __bool__(self) -> bool:
        return bool(self.start or self.end)

    def __str__(self) -> str:
        return self.format(get_language() or "ka")

    def format(self, language: str) -> str:
        """Print the period, for example ``December 2017 – April 2021``; empty when nothing is known."""
        start = self.start.format(language) if self.start else ""
        end = self.end.format(language) if self.end else ""
        if start and end:
            return start if start == end else f"{start}\N{NO-BREAK SPACE}– {end}"
        if start:
            return gettext("Start: %(date)s") % {"date": start}
        return gettext("End: %(date)s") % {"date": end} if end else ""

    def status_on(self, today: datetime.date) -> PeriodStatus | None:
        """Return where ``today`` stands in the period; ``None`` when the dates do not say."""
        if self.start and self.start.earliest and today < self.start.earliest:
            return PeriodStatus.PLANNED
        if self.end and self.end.latest:
            return PeriodStatus.COMPLETED if today > self.end.latest else PeriodStatus.ONGOING
        return None

    @property
    def status(self) -> PeriodStatus | None:
        """The status today, in the site's time zone."""
        return self.status_on(timezone.localdate())
