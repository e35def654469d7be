"""The desk: what waits for a representative, what was answered, who one is. Nothing here is for readers."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.core.lists import nearest_page
from cms.core.routing import READING, by_methods
from network.agreement.models import AgreementRound, Answer
from network.agreement.receipts import receipt_code
from network.directory.desk import entries_for_desk
from network.events.desk import events_for_desk
from network.initiatives.desk import initiatives_for_desk
from network.letters.by_members.member_desk import letters_for_desk
from network.members.access import for_representatives, no_mandate
from network.members.models import Mandate
from network.portal.permissions import user_can_read_receipt
from network.portal.reading import EARLIER_SHOWN, AskedRound, closed_entries, desks_of
from network.portal.texts import changed_texts, shown_texts

PER_PAGE = 20
LETTERS_SHOWN = 5
EVENTS_SHOWN = 3
INITIATIVES_SHOWN = 5


@by_methods(*READING)
@for_representatives
def desk(request: HttpRequest, mandates: list[Mandate]) -> HttpResponse:
    """Show what waits for the person, member by member, and what is over."""
    prefetch_related_objects([mandate.membership for mandate in mandates], "topics", "regions")
    closed = list(closed_entries(mandates)[: EARLIER_SHOWN + 1])
    context = {
        "desks": desks_of(mandates),
        "several": len(mandates) > 1,
        "only_mandate": mandates[0] if len(mandates) == 1 else None,  # registers with one tap
        "earlier": closed[:EARLIER_SHOWN],
        "has_more": len(closed) > EARLIER_SHOWN,
        "events": events_for_desk(mandates, EVENTS_SHOWN),
        "initiatives": initiatives_for_desk(mandates, INITIATIVES_SHOWN),
        "entries": entries_for_desk(mandates),
        "letters": letters_for_desk(mandates, LETTERS_SHOWN),
        "languages": settings.LANGUAGES,
        "now": timezone.now(),
    }
    return render(request, "portal/desk.html", context)


@by_methods(*READING)
@for_representatives
def earlier(request: HttpRequest, mandates: list[Mandate]) -> HttpResponse:
    """List every round that is over and asked the person's members."""
    page = nearest_page(Paginator(closed_entries(mandates), PER_PAGE), request.GET.get("page", ""))
    return render(request, "portal/rounds.html", {"page_obj": page, "several": len(mandates) > 1})


@by_methods("POST")
@for_representatives
def language(request: HttpRequest, mandates: list[Mandate]) -> HttpResponse:
    """Change the language of the person's mails, and go on in it."""
    user, chosen = mandates[0].user, request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        user.language = chosen
        user.save(update_fields=["language"])
    with override(user.language):
        return HttpResponseRedirect(reverse("desk"))


@by_methods(*READING)
@for_representatives
def round_page(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Show members everything about a round that they may know: result, objections with reasons, log, text."""
    asked = AskedRound(get_object_or_404(AgreementRound.objects.select_related("policy"), pk=pk))
    own = {mandate.membership_id for mandate in mandates}
    context = {
        "asked": asked,
        "round": asked.round,
        "own_entries": [entry for entry in asked.entries if entry.membership_id in own],
        "texts": shown_texts(request, asked.texts),
        "changed": changed_texts(asked.texts, asked.earlier) if asked.earlier else [],
        "events": asked.events,
        "now": timezone.now(),
    }
    return render(request, "portal/round.html", context)


@by_methods(*READING)
@for_representatives
def receipt(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Show a member what it answered, with the code that proves it."""
    answers = Answer.objects.select_related("round_member__round", "given_by")
    answer = get_object_or_404(answers, pk=pk)
    if not user_can_read_receipt(mandates, answer.round_member):
        return no_mandate(request)
    mandate = next(found for found in mandates if found.membership_id == answer.round_member.membership_id)
    return render(request, "portal/receipt.html", receipt_context(answer, mandate))


def receipt_context(answer: Answer, mandate: Mandate) -> dict[str, object]:
    """Return what the page of a receipt says."""
    asked = answer.round_member.round
    return {
        "answer": answer,
        "round": asked,
        "mandate": mandate,
        "code": receipt_code(answer),
        "can_change": answer.counts and asked.is_open and asked.closes_at > timezone.now(),
    }
