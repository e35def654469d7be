"""Publishing several pages at once asks what publishing one page by its form asks."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.core.models import BasePage
from cms.core.page_forms import publishing_faults


def unfinished_pages(pages: Iterable[Page], *, with_descendants: bool = False) -> list[BasePage]:
    """Return the pages whose newest text is not in the language of its page, or has the other page's address."""
    chosen = {page.pk: page for page in pages}
    if with_descendants:
        for page in list(chosen.values()):
            chosen |= {below.pk: below for below in page.get_descendants()}
    newest = [page.specific.get_latest_revision_as_object() for page in chosen.values()]
    return [page for page in newest if isinstance(page, BasePage) and publishing_faults(page, dict(vars(page)))]


def refuse_unfinished(request: HttpRequest, action_type: str, pages: list[Page], action: Any) -> HttpResponse | None:
    """Publish none of the chosen pages while one is unfinished, and name those that are."""
    if action_type != "publish":
        return None
    form = getattr(action, "cleaned_form", None)
    below = bool(form and form.cleaned_data.get("include_descendants"))
    unfinished = unfinished_pages(pages, with_descendants=below)
    if not unfinished:
        return None
    names = ", ".join(_("“%(title)s”") % {"title": page.get_admin_display_title()} for page in unfinished)
    messages.error(
        request, _("Nothing was published. These pages are not translated yet: %(pages)s") % {"pages": names}
    )
    return redirect(action.next_url)
