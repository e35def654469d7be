"""The versions of the charter, which everybody may read, and the page on which members subscribe to it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from cms.core.addresses import alternates
from cms.core.homes import homes
from cms.core.navigation import MenuItem
from cms.core.routing import READING, method_not_allowed, read_only
from network.agreement.texts import LANGUAGES
from network.charter.models import CharterPage, CharterSubscription
from network.charter.services import subscribe, unsubscribe
from network.charter.versions import Versions, in_force, public_charter
from network.members.models import Mandate, Membership, mandates_of


@read_only
def versions(request: HttpRequest) -> HttpResponse:
    """List every version that has been public, the newest first."""
    homes(request)
    found = Versions().all
    page = next((version.page for version in found if version.page), None) or public_charter()
    context = {
        "versions": found,
        "page_of_text": page,
        "crumbs": _crumbs(page),
        "alternates": _addresses("charter_versions"),
    }
    return render(request, "charter/versions.html", context)


@read_only
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one version whole, and what changed from the one before; 404 for what was never public."""
    found = Versions().find(pk)
    if found is None:
        raise Http404
    homes(request)
    crumbs = [*_crumbs(found.page), MenuItem(_("Versions of the charter"), reverse("charter_versions"), "")]
    context = {
        "version": found,
        "round": found.round,
        "crumbs": crumbs,
        "alternates": _addresses("charter_version", pk),
    }
    return render(request, "charter/version.html", context)


@never_cache
@login_required
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show to which version each of the person's members subscribes; change it when a form is sent."""
    mandates = sorted(mandates_of(request.user), key=lambda mandate: mandate.membership.name)
    if request.method not in (*READING, "POST"):
        return method_not_allowed([*READING, "POST"])
    if not mandates:
        return render(request, "portal/no_mandate.html", status=403)
    page = public_charter()
    if request.method == "POST" and page is not None:
        _change(request, page, mandates)
        return redirect("desk_charter")
    context = {"charter": in_force(page), "entries": _with_subscriptions(mandates, page) if page else []}
    return render(request, "charter/desk.html", context)


def _change(request: HttpRequest, page: CharterPage, mandates: list[Mandate]) -> None:
    wanted = request.POST.get("member", "")
    membership = next((found.membership for found in mandates if str(found.membership_id) == wanted), None)
    if membership is None:
        messages.error(request, _("You have no mandate to subscribe for this member."))
        return
    said = {"member": membership.name}
    try:
        if request.POST.get("action") == "unsubscribe":
            unsubscribe(membership=membership, by=mandates[0].user, page=page)
            messages.success(request, _("The subscription is taken back: %(member)s") % said)
        else:
            fingerprint = request.POST.get("fingerprint", "")
            subscribe(membership=membership, by=mandates[0].user, page=page, fingerprint=fingerprint)
            messages.success(request, _("Thank you. Subscribed to the charter: %(member)s") % said)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))


def _with_subscriptions(
    mandates: list[Mandate], page: CharterPage
) -> list[tuple[Membership, CharterSubscription | None]]:
    """Return each member with its newest subscription."""
    members = [mandate.membership for mandate in mandates]
    rows = CharterSubscription.objects.of_text(page.translation_key).filter(membership__in=members)
    newest = {row.membership_id: row for row in rows.order_by("subscribed_at", "pk")}
    return [(member, newest.get(member.pk)) for member in members]


def _crumbs(page: CharterPage | None) -> list[MenuItem]:
    return [MenuItem(page.label, page.get_url() or "", page.path)] if page else []


def _addresses(name: str, *args: int) -> list[tuple[str, str]]:
    paths: dict[str, Any] = {}
    for language in LANGUAGES:
        with override(language):
            paths[language] = reverse(name, args=args)
    return alternates(paths, is_home=False)
