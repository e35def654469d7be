"""A representative's mandates, and the page on which a successor accepts one."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cms.core.refusals import add_refusal
from cms.core.routing import method_not_allowed, read_only
from cms.users.models import User
from network.members import services
from network.members.enums import SuccessionState
from network.members.forms import SuccessorForm
from network.members.models import Mandate, Succession, mandates_of
from network.members.rules import question_number

MandateView = Callable[[HttpRequest, Mandate], HttpResponseBase]
FORM_METHODS = ["GET", "HEAD", "POST"]


@read_only
@login_required
def mandates(request: HttpRequest) -> HttpResponse:
    """List for whom the person speaks, with what can be done about each."""
    held = list(mandates_of(request.user).prefetch_related("successions"))
    held.sort(key=lambda mandate: mandate.membership.name)
    today = timezone.localdate()
    entries = [
        {
            "mandate": mandate,
            "proposal": open_proposal(mandate),
            "is_asked": question_number(mandate.confirmed_on, today) > 0,
        }
        for mandate in held
    ]
    return render(request, "members/mandates.html", {"entries": entries})


def open_proposal(mandate: Mandate) -> Succession | None:
    """Return the proposal that waits for an answer."""
    return next((found for found in mandate.successions.all() if found.state == SuccessionState.OPEN), None)


def of_own_mandate(view: MandateView) -> Callable[..., HttpResponseBase]:
    """Give a view the mandate that the person holds now; lead whoever does not hold it back to the list."""

    @login_required
    @wraps(view)
    def answer(request: HttpRequest, pk: int) -> HttpResponseBase:
        mandate = mandates_of(request.user).filter(pk=pk).first()
        if mandate is None:
            messages.error(request, services.ENDED)
            return redirect("mandates")
        return view(request, mandate)

    return answer


def by_post(view: MandateView) -> Callable[..., HttpResponseBase]:
    """Do something only when a form is sent; an address opened from a history, or after sign-in, shows the list."""

    def answer(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
        if request.method == "POST":
            try:
                return view(request, mandate)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
        return redirect("mandates")

    return of_own_mandate(wraps(view)(answer))


@by_post
def confirm(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    """Yes, still me."""
    services.confirm_mandate(mandate=mandate)
    messages.success(request, _("Thank you. You still speak for: %(member)s") % {"member": mandate.membership.name})
    return redirect("mandates")


@by_post
def give_up(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    """No longer me. The account of somebody who speaks for nobody any longer is closed."""
    services.give_up_mandate(mandate=mandate)
    if not User.objects.filter(mandates=mandate, is_active=True).exists():
        logout(request)
        return redirect("mandate_ended")
    messages.success(request, _("You no longer speak for: %(member)s") % {"member": mandate.membership.name})
    return redirect("mandates")


@by_post
def withdraw(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    """Take the proposal of a successor back."""
    proposal = open_proposal(mandate)
    if proposal and services.withdraw_succession(succession=proposal):
        messages.success(request, _("Your proposal is withdrawn. The link that we sent no longer works."))
    else:
        messages.error(request, _("There was no proposal to withdraw any more."))
    return redirect("mandates")


@of_own_mandate
def propose(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    """Ask who is to take over."""
    given = request.POST if request.method == "POST" else None
    form = SuccessorForm(given, mandate=mandate, initial={"language": get_language()})
    if form.is_valid():
        try:
            services.propose_successor(mandate=mandate, **form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("We have sent your successor a link. Until it is accepted you go on speaking."))
            return redirect("mandates")
    return render(request, "members/propose.html", {"mandate": mandate, "form": form}, status=200)


@read_only
def ended(request: HttpRequest) -> HttpResponse:
    """Say goodbye to somebody whose last mandate has ended."""
    return render(request, "members/ended.html")


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show a successor what the mandate means; hand it over when the form is sent. Opening the link does nothing."""
    if request.method not in FORM_METHODS:
        return method_not_allowed(FORM_METHODS)
    refusal: list[str] = []
    if request.method == "POST":
        try:
            services.accept_succession(token=token)
            return HttpResponseRedirect(request.path)
        except services.SuccessionClosed:
            pass  # the page says how it stands
        except ValidationError as error:
            refusal = error.messages
    succession = services.find_succession(token)
    state = succession.state if succession else None
    status = {None: 404, SuccessionState.OPEN: 200, SuccessionState.ACCEPTED: 200}.get(state, 410)
    context = {"succession": succession, "state": state or "unknown", "refusal": refusal}
    return render(request, "members/succession.html", context, status=409 if refusal else status)
