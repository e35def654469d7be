"""What comes first: words in the title before words of the text, and of equals what is newer."""

import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Case, Expression, FloatField, Model, Value, When
from django.utils import timezone

# How much a word in the title weighs against one in the text.
TITLE_WEIGHT = 8.0
# By how much a page counts more, by the days since it was first published. The step from a fresh page to an old one is
# smaller than from the title to the text: what fits better stays first.
_FRESHNESS = ((90, 1.5), (365, 1.3), (3 * 365, 1.15))


def freshness(model: type[Model]) -> Expression:
    """Return the factor for how new a page is; 1 for records, which have no date."""
    try:
        model._meta.get_field("first_published_at")
    except FieldDoesNotExist:
        return Value(1.0)
    now = timezone.now()
    steps: list[Any] = [
        When(first_published_at__gte=now - datetime.timedelta(days=days), then=Value(factor))
        for days, factor in _FRESHNESS
    ]
    return Case(*steps, default=Value(1.0), output_field=FloatField())
