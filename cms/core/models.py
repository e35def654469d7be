"""Models of the cellar; each concept stands in a module of its own."""

from cms.core.media import CustomDocument, CustomImage, Rendition
from cms.core.pages import BasePage
from cms.core.periodic import JobRun
from cms.core.site_settings import SiteSettings

__all__ = ["BasePage", "CustomDocument", "CustomImage", "JobRun", "Rendition", "SiteSettings"]
