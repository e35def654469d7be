"""What the footer says on every page and no room below can know."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from projects.funding import FundingLine


def footer(request: HttpRequest) -> dict[str, Any]:
    """Add ``footer_funding``: the donors' statements and disclaimers for the site as a whole, read at most once."""
    return {"footer_funding": SimpleLazyObject(lambda: list(FundingLine.objects.in_footer()))}
