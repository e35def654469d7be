"""Registrations of this room with Wagtail."""

from wagtail.contrib.settings.registry import register_setting

from cms.core.models import SiteSettings

register_setting(SiteSettings, icon="cog")
