"""The concept note: all of an event in one piece, for the printer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page

from cms.core.addresses import HOME_DEPTH, absolute
from cms.core.navigation import MenuItem, Navigation
from cms.core.routing import read_only
from cms.core.visibility import readable
from network.events.pages import EventPage
from network.events.records import Event


@read_only
def concept_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an event's whole text in the language of the address; 404 for one that readers cannot read there."""
    event = Event.objects.filter(pk=pk).first()
    if event is None:
        raise Http404
    rows = EventPage.objects.filter(
        translation_key=event.translation_key, locale__language_code=get_language(), alias_of=None
    )
    page = readable(rows).first()
    if page is None:
        raise Http404
    page.event = event
    navigation = Navigation(request)
    # The page tells where the menus begin: no question about sites and front pages.
    navigation.home_path = page.path[: HOME_DEPTH * Page.steplen]
    context = {
        "page_of_text": page,
        "crumbs": [_crumb(found) for found in (page.get_parent().specific_deferred, page)],
        "navigation": navigation,
        "text_url": absolute(page.get_url() or ""),
    }
    return render(request, "events/note.html", context)


def _crumb(page: Page) -> MenuItem:
    return MenuItem(page.title, page.get_url() or "", page.path)
