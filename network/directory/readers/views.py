"""The pages of the members."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cms.core.navigation import Navigation
from cms.core.routing import read_only
from network.directory.addresses import open_directories
from network.directory.readers.member_page import MemberPage
from network.members.models import Membership


@read_only
def member(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the page of an organisation that is a member."""
    return _page(request, organisation__slug=slug)


@read_only
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the page of a person who is a member."""
    return _page(request, person__slug=slug)


def _page(request: HttpRequest, **record: str) -> HttpResponse:
    """Answer 404 alike for whoever is no member, has left, or is known to members only."""
    language = get_language() or "ka"
    directories = {page.language: page for page in open_directories()}
    public = Membership.objects.public().select_related(
        "organisation__place", "organisation__logo_ka", "organisation__logo_en", "person"
    )
    found = public.filter(**record).first() if language in directories else None
    if found is None:
        raise Http404
    page: Any = MemberPage(found, language, directories)
    return render(request, "directory/member.html", {"page": page, "navigation": Navigation(request, page)})
