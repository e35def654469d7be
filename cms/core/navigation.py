"""Menus, breadcrumbs and the language link: all read from the page tree, in a fixed number of queries."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import Page, get_page_models

from cms.core.addresses import HOME_DEPTH, absolute, alternates, site_path
from cms.core.homes import homes
from cms.core.visibility import readable

LANGUAGE_NAMES = {"ka": "ქართული", "en": "English"}
KEPT_ON_LANGUAGE_LINK = (
    "kind", "type", "state", "topic", "year", "place", "project", "language", "page", "after", "before", "q", "member",
    "region", "level", "when", "format", "month",
)  # fmt: skip


@dataclass(frozen=True)
class MenuItem:
    """One link of a menu or of the breadcrumbs."""

    label: str
    url: str
    path: str
    in_menus: bool = True
    current: bool = False
    children: list["MenuItem"] = field(default_factory=list)


@dataclass(frozen=True)
class LanguageLink:
    """The link to the same page in the other language, labelled in that language."""

    url: str
    language: str
    label: str
    exists: bool


def other_language(language: str) -> str:
    """Return the other of the site's two languages."""
    return next(code for code, _name in settings.LANGUAGES if code != language)


def menu_rows(home_path: str) -> QuerySet:
    """Return the live sections of a home page, and their children that stand in menus, in ONE query.

    ``menu_label`` lives in each page type's own table, hence the join with every type's; the label of the right
    one is the only one that is not null.
    """
    shown = Q(depth=HOME_DEPTH + 1) | Q(depth=HOME_DEPTH + 2, show_in_menus=True)
    types = [model._meta.model_name for model in get_page_models() if hasattr(model, "menu_label")]
    label = Coalesce(*(f"{name}__menu_label" for name in types), Value(""))
    rows = readable(Page.objects.filter(shown, path__startswith=home_path)).annotate(menu_label=label)
    return rows.order_by("path").values_list("path", "depth", "title", "menu_label", "url_path", "show_in_menus")


class Navigation:
    """What header, footer and head of a page need; each part is computed when a template asks for it.

    ``counterpart`` is the page in the other language when the one asked for does not exist in this.
    """

    def __init__(self, request: HttpRequest, page: Page | None = None, counterpart: Page | None = None) -> None:
        self.request = request
        self.page = page
        self.counterpart = counterpart
        self.canonical_query = ""

    @cached_property
    def language(self) -> str:
        """The language that the reader reads."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def home_url(self) -> str:
        """The address of the front page."""
        return f"/{self.language}/"

    @cached_property
    def home_path(self) -> str:
        """Where in the tree the front page of the reader's language stands."""
        if self.page is not None and self.page.depth >= HOME_DEPTH:
            return self.page.path[: HOME_DEPTH * Page.steplen]
        home = homes(self.request).get(self.language)
        return home.path if home and home.live else ""

    @cached_property
    def _sections(self) -> list[MenuItem]:
        sections: list[MenuItem] = []
        for path, depth, title, menu_label, url_path, in_menus in menu_rows(self.home_path) if self.home_path else ():
            item = MenuItem(
                label=menu_label or title,
                url=site_path(self.language, url_path),
                path=path,
                in_menus=in_menus,
                current=bool(self.page and self.page.path.startswith(path)),
            )
            if depth == HOME_DEPTH + 1:
                sections.append(item)
            elif sections and path.startswith(sections[-1].path):
                sections[-1].children.append(item)
        return sections

    @property
    def header(self) -> list[MenuItem]:
        """The main menu: sections that stand in menus."""
        return [section for section in self._sections if section.in_menus]

    @property
    def columns(self) -> list[MenuItem]:
        """The footer: every section with something in it, also those that the main menu leaves out."""
        return [section for section in self._sections if section.children]

    @cached_property
    def breadcrumbs(self) -> list[MenuItem]:
        """Ancestors between the front page and the page itself; read from the menu rows where they suffice."""
        if self.page is None or self.page.depth <= HOME_DEPTH + 1:
            return []
        known = {item.path: item for section in self._sections for item in (section, *section.children)}
        paths = [self.page.path[: depth * Page.steplen] for depth in range(HOME_DEPTH + 1, self.page.depth)]
        if all(path in known for path in paths):
            return [known[path] for path in paths]
        ancestors = readable(self.page.get_ancestors().filter(depth__gt=HOME_DEPTH))
        return [MenuItem(label=page.title, url=page.get_url(self.request), path=page.path) for page in ancestors]

    @cached_property
    def versions(self) -> dict[str, Page]:
        """The page in each language in which everybody may read it; known already if its address was asked for."""
        if self.page is None:
            return {}
        known: dict[str, Page] | None = getattr(self.page, "versions", None)
        if known is not None:
            return known
        rows = readable(self.page.get_translations(inclusive=True)).select_related("locale")
        return {row.locale.language_code: row for row in rows}

    @cached_property
    def language_link(self) -> LanguageLink:
        """The link to the other language; where no text exists, to the page that says so."""
        language = other_language(self.language)
        translated = self.counterpart or self.versions.get(language)
        if translated is not None:
            url = translated.get_url(self.request) or f"/{language}/"
        elif self.page is not None:
            with override(language):
                url = reverse("missing_translation", args=[self.page.pk])
        else:
            url = self._view_url(language)
        return LanguageLink(url + self._kept_query(), language, LANGUAGE_NAMES[language], translated is not None)

    def _view_url(self, language: str) -> str:
        """Return the same address under the other prefix, for pages that are no rows of the tree (search)."""
        match = self.request.resolver_match
        if match is None or match.view_name in (None, "wagtail_serve"):
            return f"/{language}/"
        with override(language):
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)

    def _kept_query(self) -> str:
        kept = [(name, self.request.GET[name][:200]) for name in KEPT_ON_LANGUAGE_LINK if self.request.GET.get(name)]
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Language code and absolute address of each version; ``x-default`` is ``/`` for the front page alone."""
        paths = {language: row.get_url(self.request) or "/" for language, row in self.versions.items()}
        return alternates(paths, is_home=bool(self.page and self.page.depth == HOME_DEPTH))

    @property
    def canonical_url(self) -> str:
        """The one address of the page: without filters, with the number of a list's later page."""
        path = self.page.get_url(self.request) if self.page else self.request.path
        return absolute(path or "/") + self.canonical_query

    @property
    def search_url(self) -> str:
        """Where the header's search form leads."""
        return reverse("search")

    @property
    def feed_url(self) -> str:
        """The Atom feed in the reader's language."""
        return reverse("feed")
