"""News for feed readers: one Atom feed a language."""

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.addresses import absolute, page_address
from cms.core.dates import FuzzyDate
from cms.core.enums import Precision
from cms.core.homes import homes
from cms.core.models import SiteSettings
from cms.core.routing import read_only
from cms.core.visibility import readable
from news.models import NewsIndexPage, NewsPage

LONGEST = 50
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _text(value: object) -> str:
    """Leave out signs that XML cannot hold: one in a title must not silence the whole feed."""
    return _NOT_IN_XML.sub("", str(value))


class NewsAtom(Atom1Feed):
    """Atom whose own date is the last change of an entry, not a day in the future that an entry announces."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when an entry was last changed."""
        return max((item["updateddate"] for item in self.items), default=timezone.now())


@read_only
def feed(request: HttpRequest) -> HttpResponse:
    """Answer with the news that were published last in the language of the address."""
    homes(request)
    name = _text(SiteSettings.load(request_or_site=request).name)
    index = readable(NewsIndexPage.objects.filter(locale__language_code=get_language())).first()
    address = absolute(reverse("feed"))
    atom = NewsAtom(
        title=_("%(site)s: news") % {"site": name},
        link=page_address(index, request) if index else absolute(f"/{get_language()}/"),
        description=None,
        subtitle=_("News and statements of the Network, its members and its secretariat"),
        language=get_language(),
        author_name=name,
        feed_url=address,
        feed_guid=address,
    )
    for item in latest_news(get_language() or ""):
        atom.add_item(**_entry(item, request))
    response = HttpResponse(content_type=atom.content_type)
    response.headers["Last-Modified"] = http_date(atom.latest_post_date().timestamp())
    atom.write(response, "utf-8")
    return response


def latest_news(language: str) -> Any:
    """Return what was put on the site last, whatever day it is about."""
    news = readable(NewsPage.objects.filter(locale__language_code=language)).for_entries().prefetch_related("topics")
    return news.order_by("-first_published_at", "-pk")[:LONGEST]


def _entry(item: NewsPage, request: HttpRequest) -> dict[str, Any]:
    """Describe one item; its name stays the same when its address changes."""
    return {
        "title": _text(item.title),
        "link": page_address(item, request),
        "description": escape(_text(item.summary)),  # Atom reads the summary as HTML
        "unique_id": f"tag:{urlsplit(settings.BASE_URL).hostname},2026:page-{item.pk}",
        "author_name": _text(item.attribution),
        "updateddate": item.last_published_at or item.first_published_at or timezone.now(),
        "pubdate": _midnight(item.date),
        "categories": [_text(item.get_kind_display()), *(_text(topic.name) for topic in item.topics.all())],
    }


def _midnight(date: FuzzyDate | None) -> datetime.datetime | None:
    """Return the start of an exactly known day in the site's time; no moment for a date that is less exact."""
    if date is None or date.precision != Precision.DAY or date.earliest is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(date.earliest, datetime.time()))
