"""The site's addresses, and constant answers of the same bytes through the same middleware."""

import os
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.urls import handler400, handler403, handler404, handler500
from cms.urls import urlpatterns as site_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@cache
def recorded(name: str) -> bytes:
    """Return the page as it was answered before the measurement."""
    return Path(os.environ["SERVED_FOLDER"], f"{name}.html").read_bytes()


def constant(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with the recorded bytes: no database, no template."""
    return HttpResponse(recorded(name))


urlpatterns = [path("constant/<slug:name>/", constant), *site_urls]
