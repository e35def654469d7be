"""Registrations of this room with Wagtail."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.registry import register_setting
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms.core.links import ReadersPageLinkHandler
from cms.core.models import SiteSettings

register_setting(SiteSettings, icon="cog")


@hooks.register("insert_global_admin_css")
def admin_style() -> str:
    """Give the admin the site's green, and our own panels their layout."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_help_menu")
def leave_out_release_news(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Editors need not follow Wagtail's releases; the item nags with a badge and leads to another host."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new-in-wagtail")]


@hooks.register("register_rich_text_features", order=10)
def lead_readers_to_their_language(features: FeatureRegistry) -> None:
    """Replace Wagtail's way of printing links to pages, after Wagtail has registered it."""
    features.register_link_type(ReadersPageLinkHandler)
