"""Registrations of this room with Wagtail."""

from wagtail.snippets.models import register_snippet

from cms.search.viewsets import GlossaryViewSet

register_snippet(GlossaryViewSet)
