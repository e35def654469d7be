"""The front pages and the site they belong to: one question a request, remembered where Wagtail looks for them."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath
from wagtail.query import PageQuerySet

from cms.core.addresses import HOME_DEPTH
from cms.core.visibility import is_open

Homes = dict[str, Page]


def homes(request: HttpRequest) -> Homes:
    """Return the front page of each language.

    Wagtail asks for the request's site, for all sites and for the versions of their roots, each by itself; and
    remembers some of it in a cache. With one site, as here, all of that follows from the rows of the front pages.
    With several sites this returns nothing, and Wagtail asks as ever.
    """
    known: Homes | None = vars(request).get("homes")
    return remember_homes(request, home_rows()) if known is None else known


def home_rows() -> PageQuerySet:
    """Ask for the front pages."""
    roots = Site.objects.values("root_page__translation_key")
    return with_site(Page.objects.filter(translation_key__in=roots, depth=HOME_DEPTH))


def with_site(pages: PageQuerySet) -> PageQuerySet:
    """Fetch with each page its language, whether everybody may read it, and the site whose root it is."""
    return (
        pages.order_by()
        .select_related("locale")
        .annotate(
            is_open=is_open(),
            site_id=F("sites_rooted_here__pk"),
            hostname=F("sites_rooted_here__hostname"),
            port=F("sites_rooted_here__port"),
            serves_every_host=F("sites_rooted_here__is_default_site"),
        )
    )


def remember_homes(request: HttpRequest, rows: Iterable[Page]) -> Homes:
    """Keep on the request what the rows say of front pages and site."""
    tops = [row for row in rows if row.depth == HOME_DEPTH]
    found: Homes = {row.locale.language_code: row for row in tops}
    roots = [row for row in tops if row.site_id]
    if len(roots) != 1 or not roots[0].serves_every_host:
        found = {}
    else:
        _remember_site(request, roots[0], found)
    vars(request)["homes"] = found
    return found


def _remember_site(request: HttpRequest, root: Page, found: Homes) -> None:
    vars(request)["_wagtail_site"] = Site(
        pk=root.site_id, hostname=root.hostname, port=root.port, root_page=root, is_default_site=True
    )
    vars(request)["_wagtail_cached_site_root_paths"] = [
        SiteRootPath(root.site_id, home.url_path, settings.BASE_URL, language) for language, home in found.items()
    ]
