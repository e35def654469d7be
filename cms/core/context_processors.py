"""What every public template may use."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.core.models import SiteSettings
from cms.core.navigation import Navigation


def site(request: HttpRequest) -> dict[str, Any]:
    """Add ``site_settings`` and ``navigation``; neither costs a query until a template uses it.

    A page puts its own ``navigation`` in the place of this one, so that the menu can say where one is.
    """
    return {
        "site_settings": SimpleLazyObject(lambda: SiteSettings.load(request_or_site=request)),
        "navigation": Navigation(request),
    }
