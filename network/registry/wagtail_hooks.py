"""Registrations of this room with Wagtail."""

from wagtail.snippets.models import register_snippet

from network.registry.viewsets import RegistryViewSetGroup

register_snippet(RegistryViewSetGroup)
