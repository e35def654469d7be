"""What editors meet before they meet the gate: a menu without "Publish", and words that say what to do instead.

Nothing here keeps a text offline; that is ``gate``.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem, SubmitForModerationMenuItem
from wagtail.models import Page

from network.agreement.gate import ASK_THE_MEMBERS, is_asked, is_certified
from network.agreement.pages import AgreedPage
from network.agreement.quotes import refuse_deletion_of_page


class SubmitForAgreementMenuItem(SubmitForModerationMenuItem):
    """Wagtail's item, under the name of what it does here."""

    label = gettext_lazy("Submit for agreement")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Keep the label, whatever the workflow is called."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"label": self.label}


def offer_agreement(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave "Publish" out while the members have not agreed to the newest text, and name the other way.

    A page that is being written for the first time keeps it: in whose name it stands is still in the form.
    """
    page = context.get("page")
    if not isinstance(page, AgreedPage) or not is_asked(page):
        return
    if not is_certified(page):
        menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]
    menu_items[:] = [
        SubmitForAgreementMenuItem(order=item.order) if type(item) is SubmitForModerationMenuItem else item
        for item in menu_items
    ]


def ask_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep a text as a draft that an editor wanted to publish before the members agreed to it."""
    newest = page.get_latest_revision_as_object()
    if not isinstance(newest, AgreedPage) or is_certified(newest):
        return None
    messages.error(request, str(ASK_THE_MEMBERS))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_unagreed(request: HttpRequest, action_type: str, pages: list[Page], action: Any) -> HttpResponse | None:
    """Publish none of several pages while the members have not agreed to one, and name those."""
    if action_type != "publish":
        return None
    form = getattr(action, "cleaned_form", None)
    below = bool(form and form.cleaned_data.get("include_descendants"))
    waiting = unagreed_pages(pages, with_descendants=below)
    if not waiting:
        return None
    names = ", ".join(_("“%(title)s”") % {"title": page.get_admin_display_title()} for page in waiting)
    messages.error(
        request, _("Nothing was published. The members have not agreed to these texts: %(pages)s") % {"pages": names}
    )
    return redirect(action.next_url)


def keep_named_pages(request: HttpRequest, page: Page) -> None:
    """Refuse to delete what an agreed page names before anything is deleted, on the page that asks "are you sure"."""
    below = page.get_descendants(inclusive=True)
    for gone in below:
        refuse_deletion_of_page(gone, below)


def unagreed_pages(pages: Iterable[Page], *, with_descendants: bool = False) -> list[Page]:
    """Return the pages whose newest text the members would have to agree to, and have not."""
    chosen = {page.pk: page for page in pages}
    if with_descendants:
        for page in list(chosen.values()):
            chosen |= {below.pk: below for below in page.get_descendants().not_live()}
    newest = [page.specific.get_latest_revision_as_object() for page in chosen.values()]
    return [page for page in newest if isinstance(page, AgreedPage) and not is_certified(page)]
