"""News and publications."""

from wagtail.models import Locale, Page

from news.models import NewsIndexPage, NewsPage, PublicationPage
from tests.factories.home import SectionPageFactory
from tests.factories.pages import SitePageFactory, home_page, only_child


class NewsIndexPageFactory(SitePageFactory):
    show_in_menus = True

    _names = {"ka": "სიახლეები", "en": "News"}

    class Meta:
        model = NewsIndexPage


class NewsPageFactory(SitePageFactory):
    _names = {"ka": "სიახლე", "en": "News item"}

    class Meta:
        model = NewsPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the news list of the language."""
        return only_child(home_page(locale), NewsIndexPageFactory)


class PublicationPageFactory(SitePageFactory):
    _names = {"ka": "პუბლიკაცია", "en": "Publication"}

    class Meta:
        model = PublicationPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the first section of the language."""
        return only_child(home_page(locale), SectionPageFactory)
