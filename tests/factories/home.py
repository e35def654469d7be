"""Front page, sections, pages of text, "About"."""

from wagtail.models import Locale, Page

from home.models import AboutPage, HomePage, SectionPage, StandardPage
from tests.factories.pages import SitePageFactory, home_page, only_child


class HomePageFactory(SitePageFactory):
    """A front page beside those that migrations have made; tests mostly want ``home_page("ka")``."""

    _names = {"ka": "მთავარი", "en": "Home"}

    class Meta:
        model = HomePage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the root of the tree."""
        return Page.objects.get(depth=1)


class SectionPageFactory(SitePageFactory):
    show_in_menus = True

    _names = {"ka": "განყოფილება", "en": "Section"}

    class Meta:
        model = SectionPage


class StandardPageFactory(SitePageFactory):
    _names = {"ka": "ტექსტი", "en": "Text"}

    class Meta:
        model = StandardPage


class AboutPageFactory(SitePageFactory):
    _names = {"ka": "ქსელის შესახებ", "en": "About the Network"}

    class Meta:
        model = AboutPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the first section of the language."""
        return only_child(home_page(locale), SectionPageFactory)
