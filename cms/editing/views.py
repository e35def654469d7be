"""Two things asked before they are done: making a page in the other language, and taking its facts over."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from cms.core.models import BasePage
from cms.editing import wording
from cms.editing.facts import differing_facts
from cms.editing.permissions import user_can_bring_facts, user_can_create_counterpart
from cms.editing.services import (
    CounterpartExistsError,
    bring_facts_over,
    create_counterpart,
    other_locale,
    untranslated_sections,
)

EDIT = "wagtailadmin_pages:edit"


def _page_or_404(page_id: int) -> BasePage:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, BasePage):
        raise Http404
    return page


def _user(request: HttpRequest) -> AbstractBaseUser:
    if not isinstance(request.user, AbstractBaseUser):
        raise PermissionDenied
    return request.user


@require_http_methods(["GET", "POST"])
def create_counterpart_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make the page in the other language as a draft, and open it. A GET asks first."""
    page = _page_or_404(page_id)
    if not user_can_create_counterpart(request.user, page):
        raise PermissionDenied
    language = other_locale(page).language_code
    if page.counterpart is not None:
        messages.info(request, str(wording.EXISTS[language]))
        return redirect(EDIT, page.counterpart.pk)
    if request.method == "POST":
        return _create(request, page, language)
    context: dict[str, Any] = {
        "page": page,
        "sections": untranslated_sections(page),
        "label": wording.CREATE[language],
        "page_title": wording.CREATE[language],
        "page_subtitle": page.get_admin_display_title(),
    }
    return render(request, "editing/admin/create_counterpart.html", context)


def _create(request: HttpRequest, page: BasePage, language: str) -> HttpResponse:
    try:
        made = create_counterpart(page=page, user=_user(request))
    except CounterpartExistsError:
        messages.info(request, str(wording.EXISTS[language]))
        return redirect(EDIT, page_id_of_counterpart(page))
    messages.success(request, str(wording.CREATED[language]))
    if made.sections:
        names = ", ".join(_("“%(title)s”") % {"title": section.get_admin_display_title()} for section in made.sections)
        messages.warning(request, str(wording.CREATED_SECTIONS[language]) % {"pages": names})
    return redirect(EDIT, made.page.pk)


def page_id_of_counterpart(page: BasePage) -> int:
    """Return the key of the row in the other language, which somebody else has just made."""
    counterpart = page.counterpart
    if counterpart is None:
        raise Http404
    return int(counterpart.pk)


@require_http_methods(["GET", "POST"])
def bring_facts_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """List the facts that differ from the other language; after a yes, write them into a new draft of this page."""
    target = _page_or_404(page_id)
    if not user_can_bring_facts(request.user, target):
        raise PermissionDenied
    row = target.counterpart
    if row is None:
        raise Http404
    source, language = row.specific, row.locale.language_code
    differences = differing_facts(source.get_latest_revision_as_object(), target.get_latest_revision_as_object())
    if not differences:
        messages.info(request, str(wording.FACTS_AGREE[language]))
        return redirect(EDIT, target.pk)
    if request.method == "POST":
        bring_facts_over(source=source, target=target, user=_user(request))
        messages.success(request, str(wording.FACTS_TAKEN[language]))
        return redirect(EDIT, target.pk)
    context: dict[str, Any] = {
        "page": target,
        "differences": differences,
        "label": wording.BRING_FACTS[language],
        "here": wording.PANEL_TITLE[target.language],
        "there": wording.PANEL_TITLE[language],
        "page_title": wording.BRING_FACTS[language],
        "page_subtitle": target.get_admin_display_title(),
        "explanation": _("The facts go into a new draft of this page. Its texts stay, and nothing is published."),
    }
    return render(request, "editing/admin/bring_facts.html", context)
