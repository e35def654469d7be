"""Pasting an agenda: the text is read, what was understood is shown, then it is written into the draft of the page."""

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from network.events.agenda_panels import PASTE
from network.events.pages import EventPage
from network.events.pasted_records import Known, stored, without_own_day
from network.events.pasted_tables import LARGEST
from network.events.pasting import Day, Part, Slot, Unread, read_agenda

EDIT = "wagtailadmin_pages:edit"
REPLACE, ADD = "replace", "add"


class PasteForm(forms.Form):
    """What was pasted. ``table`` is the same with its cells, as a browser with script takes it from the clipboard."""

    text = forms.CharField(
        label=gettext_lazy("Agenda"),
        max_length=LARGEST,
        strip=False,
        widget=forms.Textarea({"rows": 14, "data-agenda-text": ""}),
        help_text=gettext_lazy("A table of a document, or lines: hours, title, who speaks."),
    )
    table = forms.CharField(
        required=False, max_length=LARGEST, strip=False, widget=forms.HiddenInput({"data-agenda-table": ""})
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Rows that the agenda has already"),
        choices=[(REPLACE, gettext_lazy("Are replaced")), (ADD, gettext_lazy("Stay; the new ones come after them"))],
        initial=REPLACE,
        widget=forms.RadioSelect,
    )

    @property
    def source(self) -> str:
        """What is read."""
        return self.cleaned_data["table"] or self.cleaned_data["text"]

    @property
    def mark(self) -> str:
        """Stands for what is read: it is written only as it was shown."""
        return hashlib.sha256(self.source.encode()).hexdigest()


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what was understood; after a second yes, write it into a new draft. Nothing is published."""
    page = _editable_page(request, page_id)
    form = PasteForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"page": page, "form": form}
    if form.is_valid():
        draft = page.get_latest_revision_as_object()
        parts = without_own_day(read_agenda(form.source), draft.start_date)
        known = Known(parts)
        if request.POST.get("write") and request.POST.get("mark") == form.mark:
            _write(request, draft, parts, known, adds=form.cleaned_data["place"] == ADD)
            return redirect(EDIT, page.pk)
        context |= {"rows": [_shown(part, known) for part in parts], "mark": form.mark, "counts": _counts(parts)}
    status = 400 if form.errors else 200
    return render(request, "events/admin/paste.html", context, status=status)


def go_on_to_paste(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After the form of an event was saved with the button beside the agenda, open the page for pasting."""
    if isinstance(page, EventPage) and request.POST.get(PASTE):
        return redirect("agenda:paste", page.pk)
    return None


URLS = [path("<int:page_id>/paste/", paste, name="paste")]


def _editable_page(request: HttpRequest, page_id: int) -> EventPage:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, EventPage):
        raise Http404
    tester = page.permissions_for_user(request.user)
    if not tester.can_edit() or tester.page_locked():
        raise PermissionDenied
    return page


def _write(request: HttpRequest, draft: EventPage, parts: list[Part], known: Known, *, adds: bool) -> None:
    before = list(draft.agenda.raw_data)
    blocks = [*before, *stored(parts, known)] if adds else stored(parts, known, before=before)
    draft.agenda = json.dumps(blocks)
    draft.save_revision(user=request.user, log_action=True, clean=False)
    messages.success(request, _("The agenda stands in the draft. Look it over; nothing is published."))


def _counts(parts: list[Part]) -> dict[str, int]:
    return {
        "slots": sum(isinstance(part, Slot) for part in parts),
        "speakers": sum(len(part.speakers) for part in parts if isinstance(part, Slot)),
        "unread": sum(isinstance(part, Unread) for part in parts),
    }


def _shown(part: Part, known: Known) -> dict[str, Any]:
    """Put a part into the words of the preview."""
    match part:
        case Day():
            return {"day": part.date}
        case Unread():
            return {"unread": part.text}
    hours = "–".join(f"{time:%H:%M}" for time in (part.start, part.end) if time)
    speakers = [(who, known.person(who), known.organisation(who)) for who in part.speakers]
    return {"slot": part, "hours": hours, "kind": part.kind.label, "speakers": speakers}
