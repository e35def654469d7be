"""Named values that every room may use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How much of a date is known: a source rarely gives more than it knows, and the site must not invent the rest."""

    DAY = "day", _("Exact day")
    DAY_SPAN = "day_span", _("From one day to another")
    DAY_WITHOUT_YEAR = "day_without_year", _("Day, year not known")
    DAY_SPAN_WITHOUT_YEAR = "day_span_without_year", _("From one day to another, year not known")
    MONTH = "month", _("Month")
    MONTH_SPAN = "month_span", _("From one month to another")
    EITHER_MONTH = "either_month", _("One of two months")
    QUARTER = "quarter", _("Quarter of a year")
    YEAR = "year", _("Year")
    YEAR_SPAN = "year_span", _("From one year to another")
    BY_END_OF_YEAR = "by_end_of_year", _("By the end of a year")
    UNKNOWN = "unknown", _("Date not known")


class PeriodStatus(models.TextChoices):
    """Where today stands in a period; derived from the dates, never stored."""

    PLANNED = "planned", _("Planned")
    ONGOING = "ongoing", _("Ongoing")
    COMPLETED = "completed", _("Completed")


class FigureQualifier(models.TextChoices):
    """How exact a figure is."""

    EXACTLY = "exactly", _("exactly")
    AT_LEAST = "at_least", _("at least")
    ABOUT = "about", _("about")


class ListStyle(models.TextChoices):
    """How the items of a numbered list are counted."""

    DECIMAL = "1", _("1, 2, 3")
    ALPHA = "a", _("a, b, c")
    ROMAN = "i", _("i, ii, iii")
