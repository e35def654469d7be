"""Letters on a representative's desk, and the page on which a member objects to a signature in its name."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cms.core.lists import nearest_page
from cms.core.routing import READING, by_methods, private
from network.letters.by_mail.links import LinkRefused, find_token
from network.letters.by_members.member_desk import changed_since, on_desk, public_letters, running, shown_languages
from network.letters.by_members.member_signing import (
    LONGEST_NOTE,
    SigningRefused,
    contest,
    sign_for_member,
    withdraw_for_member,
)
from network.letters.enums import Position, TokenPurpose
from network.letters.letters import Letter
from network.letters.signatures import Signature
from network.members.access import for_representatives
from network.members.models import Mandate

PER_PAGE = 20
FORBIDDEN, CONFLICT, GONE = 403, 409, 410
WITHDRAW = "withdraw"
# What has happened meanwhile, and not what was typed, stands in the way.
MEANWHILE = frozenset({"closed", "text_changed", "stopped"})


@by_methods(*READING)
@for_representatives
def desk_letters(request: HttpRequest, mandates: list[Mandate]) -> HttpResponse:
    """List all letters: those that wait for a decision, those that run and are decided, those that are over."""
    letters = public_letters(mandates)
    open_ones = on_desk(letters.filter(running()), mandates)
    page = nearest_page(Paginator(letters.exclude(running()), PER_PAGE), request.GET.get("page", ""))
    context = {
        "waiting": [each for each in open_ones if each.waits],
        "decided": [each for each in open_ones if not each.waits],
        "over": on_desk(page, mandates),
        "page_obj": page,
        "several": len(mandates) > 1,
    }
    return render(request, "letters/desk_letters.html", context)


@by_methods(*READING, "POST")
@for_representatives
def desk_letter(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Show the exact text in both languages and what each of the person's members says; take what a form sends."""
    letter: Letter = get_object_or_404(Letter.objects.published().select_related("version"), pk=pk)
    if request.method != "POST":
        return _desk_page(request, mandates, letter)
    wanted = request.POST.get("member", "")
    mandate = next((held for held in mandates if str(held.membership_id) == wanted), None)
    if mandate is None:
        return _desk_page(request, mandates, letter, SigningRefused("no_mandate"))
    try:
        _do(request, letter, mandate)
    except SigningRefused as refused:
        return _desk_page(request, mandates, letter, refused, mandate.membership_id)
    return redirect(f"{reverse('desk_letter', args=[pk])}#decide")


def _do(request: HttpRequest, letter: Letter, mandate: Mandate) -> None:
    """Do what the pressed button says; a button of another form changes nothing."""
    action, member = request.POST.get("action", ""), mandate.membership
    said = {"member": member.name}
    if action == WITHDRAW:
        if withdraw_for_member(letter_id=letter.pk, membership=member, by=mandate.user):
            messages.success(request, _("Taken back: %(member)s") % said)
    elif action in Position:
        sign_for_member(
            letter_id=letter.pk,
            membership=member,
            by=mandate.user,
            position=action,
            comment=request.POST.get("comment", ""),
            fingerprint=request.POST.get("fingerprint", ""),
        )
        words = {
            Position.SIGN: _("Thank you. Signed: %(member)s"),
            Position.ABSTAIN: _("Recorded. Openly abstains: %(member)s"),
            Position.DECLINE: _("Recorded. Does not sign: %(member)s"),
        }
        messages.success(request, words[Position(action)] % said)


def _desk_page(
    request: HttpRequest,
    mandates: list[Mandate],
    letter: Letter,
    refused: SigningRefused | None = None,
    refused_for: int = 0,
) -> HttpResponse:
    """Show the page; after a refusal with the reason and with what was typed, under the text as it is now."""
    if refused is not None:
        letter = Letter.objects.select_related("version").get(pk=letter.pk)
    (entry,) = on_desk([letter], mandates)
    context = {
        "letter": letter,
        "version": letter.version,
        "entry": entry,
        "texts": shown_languages(letter),
        "changed": changed_since(entry.words, letter),
        "several": len(mandates) > 1,
        "refused": refused,
        "refused_for": refused_for,
        "typed": request.POST.get("comment", ""),
        "longest_note": LONGEST_NOTE,
    }
    status = CONFLICT if refused is not None and refused.code in MEANWHILE else 200
    if refused is not None and refused.code == "no_mandate":
        status = FORBIDDEN
    return render(request, "letters/desk_letter.html", context, status=status)


@csrf_exempt
@by_methods(*READING, "POST")
@private
def letter_object(request: HttpRequest, token: str) -> HttpResponse:
    """Show a member's registered address what was said in its name; a form that is sent objects to it.

    The address with its secret is the authority, so no cookie is needed and none could be misused.
    """
    try:
        link = find_token(token, TokenPurpose.OBJECT)
    except LinkRefused as reason:
        status = FORBIDDEN if reason.code == "unknown" else GONE
        response = render(request, "letters/object_refused.html", {"reason": reason.code}, status=status)
    else:
        if request.method == "POST":
            contest(token=link)
        signature = Signature.objects.with_members().select_related("letter__version", "user").get(pk=link.signature_id)
        context = {"signature": signature, "letter": signature.letter, "token": token}
        response = render(request, "letters/object.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
