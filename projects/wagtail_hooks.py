"""Registrations of this room with Wagtail."""

from wagtail.snippets.models import register_snippet

from projects.viewsets import FundingViewSetGroup

register_snippet(FundingViewSetGroup)
