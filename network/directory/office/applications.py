"""One application in the admin: what it says, what can be done with it, how far the members are."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from cms.core.office import NothingForm
from network.agreement.models import AgreementRound
from network.directory.applications import Application
from network.directory.joining import admitting
from network.directory.joining.reading import overview
from network.directory.office.doors import keeping
from network.directory.office.forms import CompleteForm, QuestionForm, ReasonForm
from network.directory.office.look_alikes import look_alikes
from network.directory.office.verdicts import Verdict, decide, offered
from network.directory.states import ApplicationState

PAGE = "requests:application"


def verdicts_of(application: Application, by: Any) -> dict[str, Verdict]:
    """Return what can be done with an application as it is."""
    refuse = Verdict(
        _("Refuse"), ReasonForm,
        lambda form: admitting.refuse(application_id=application.pk, by=by, reason=form.cleaned_data["reason"]),
        _("Refused. The applicant is told the reason."), is_serious=True,
    )  # fmt: skip
    if application.state == ApplicationState.ASKED:
        return {"refuse": refuse}
    if application.state != ApplicationState.SENT:
        return {}
    known = {"application_id": application.pk, "by": by}
    return {
        "complete": Verdict(
            _("Complete what is missing"), partial(CompleteForm, application=application),
            lambda form: admitting.complete(**known, **form.values), _("Kept."),
        ),
        "ask": Verdict(
            _("Ask a question"), QuestionForm,
            lambda form: admitting.ask_back(**known, question=form.cleaned_data["question"]),
            _("The question is on its way."),
        ),
        "members": Verdict(
            _("Put it to the members"), NothingForm, lambda form: admitting.put_to_the_members(**known),
            _("The drafts of the announcement are made. Read both languages and submit them for agreement."),
        ),
        "refuse": refuse,
    }  # fmt: skip


@require_safe
@keeping
def application_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one application."""
    return _show(request, get_object_or_404(_all(), pk=pk), {})


@require_POST
@keeping
def decide_application(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Complete it, ask, put it to the members, or refuse it."""
    application = get_object_or_404(_all(), pk=pk)
    response, sent = decide(request, verdicts_of(application, request.user), name, (PAGE, pk))
    return response or _show(request, application, sent, status=400)


def _all() -> Any:
    # What nobody has sent is nobody's to read.
    shown = Application.objects.filter(sent_at__isnull=False)
    return shown.select_related("organisation", "person", "membership__organisation", "membership__person")


def _show(
    request: HttpRequest, application: Application, sent: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    key = application.translation_key
    context = {
        "application": application,
        "steps": overview(application),
        "look_alikes": [] if application.is_over else look_alikes(application),
        "verdicts": offered(verdicts_of(application, request.user), sent),
        "pages": Page.objects.filter(translation_key=key).select_related("locale").order_by("pk") if key else [],
        "round": AgreementRound.objects.of_text(key).first() if key else None,
        "waits_for_membership": application.state == ApplicationState.ASKED and admitting.has_agreement(application),
    }
    return render(request, "directory/admin/application.html", context, status=status)
