"""The wordings by which signatories are asked for their consents: those in force, and new ones."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.core.refusals import add_refusal
from network.agreement.texts import LANGUAGES
from network.letters.consents import ConsentText
from network.letters.enums import ConsentPurpose
from network.letters.office.consent_wordings import new_wording
from network.letters.office.doors import keeping
from network.letters.office.forms import WordingForm


@require_safe
@keeping
def wordings(request: HttpRequest) -> HttpResponse:
    """List the wordings in force and those of before."""
    texts: dict[str, list[ConsentText]] = {purpose: [] for purpose in ConsentPurpose.values}
    for text in ConsentText.objects.order_by("-version", "-language"):
        texts[text.purpose].append(text)
    purposes = [(purpose, ConsentPurpose(purpose).label, held) for purpose, held in texts.items()]
    return render(request, "letters/admin/wordings.html", {"purposes": purposes})


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def wording(request: HttpRequest, purpose: str) -> HttpResponse:
    """Ask for a new wording in both languages, and put it into force."""
    if purpose not in ConsentPurpose.values:
        raise Http404
    newest = {f"body_{code}": ConsentText.objects.newest(code).get(purpose) for code in LANGUAGES}
    initial = {name: text.body for name, text in newest.items() if text}
    form = WordingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            new_wording(purpose=purpose, bodies={code: form.cleaned_data[f"body_{code}"] for code in LANGUAGES})
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The new wording is in force. Who was asked before was asked by the old one."))
            return redirect("letters:wordings")
    context = {"form": form, "label": ConsentPurpose(purpose).label}
    return render(request, "letters/admin/wording.html", context, status=400 if form.errors else 200)
