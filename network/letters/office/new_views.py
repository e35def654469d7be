"""Beginning a letter in both languages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.core.refusals import add_refusal
from network.agreement.texts import LANGUAGES
from network.letters.letters import Letter
from network.letters.office.doors import seeing
from network.letters.office.forms import TermsForm
from network.letters.office.journal import journal
from network.letters.office.listing import letters_for_list
from network.letters.office.starting import PATTERNS, Beginning, begin, lists_of_letters, may_begin

EARLIER_SHOWN = 50


class NewLetterForm(TermsForm):
    """What a letter begins with."""

    below = forms.ChoiceField(label=gettext_lazy("List of letters"))
    pattern = forms.ChoiceField(label=gettext_lazy("Begin with"))
    title_ka = forms.CharField(label=gettext_lazy("Title, in Georgian"), max_length=255)
    title_en = forms.CharField(label=gettext_lazy("Title, in English"), max_length=255)
    addressee_ka = forms.CharField(
        label=gettext_lazy("To whom, in Georgian"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Left empty: as in the earlier letter. You can name more in the page."),
    )
    addressee_en = forms.CharField(label=gettext_lazy("To whom, in English"), required=False, max_length=500)
    accepts_organisations = forms.BooleanField(
        label=gettext_lazy("Other organisations may sign"), required=False, initial=True
    )
    accepts_people = forms.BooleanField(label=gettext_lazy("People may sign"), required=False)

    field_order = (
        "below", "pattern", "title_ka", "title_en", "addressee_ka", "addressee_en", "accepts_organisations",
        "accepts_people", "opens_at", "closes_at", "goal", "goal_kind",
    )  # fmt: skip

    def __init__(self, *args: Any, lists: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["below"].choices = [(str(pages["ka"].pk), _name(pages)) for pages in lists]
        fields["below"].initial = str(lists[0]["ka"].pk)
        if len(lists) == 1:
            fields["below"].widget = forms.HiddenInput()
        known = letters_for_list().values_list("pk", "shown_title")[:EARLIER_SHOWN]
        earlier = [(str(pk), title) for pk, title in known]
        fields["pattern"].choices = [*PATTERNS.items(), *([(_("An earlier letter"), earlier)] if earlier else [])]

    def beginning(self) -> Beginning:
        """Return what was typed."""
        typed = self.cleaned_data
        return Beginning(
            titles={code: typed[f"title_{code}"] for code in LANGUAGES},
            addressees={code: typed[f"addressee_{code}"] for code in LANGUAGES},
            accepts_organisations=typed["accepts_organisations"],
            accepts_people=typed["accepts_people"],
            terms=self.terms(),
        )


def _name(pages: dict[str, Any]) -> str:
    return " / ".join(pages[code].get_admin_display_title() for code in LANGUAGES)


@require_http_methods(["GET", "HEAD", "POST"])
@seeing
def new(request: HttpRequest) -> HttpResponse:
    """Ask for what a letter begins with; make the drafts, and lead to the Georgian one."""
    lists = [pages for pages in lists_of_letters() if may_begin(request.user, pages)]
    if not lists:
        return render(request, "letters/admin/new.html")
    form = NewLetterForm(request.POST if request.method == "POST" else None, lists=lists)
    if form.is_valid():
        below = next(pages for pages in lists if str(pages["ka"].pk) == form.cleaned_data["below"])
        try:
            pages = begin(
                below=below, pattern=form.cleaned_data["pattern"], beginning=form.beginning(), by=request.user
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            letter = Letter.objects.get(translation_key=pages["ka"].translation_key)
            journal.write(letter, "create", request.user)
            messages.success(
                request, _("The drafts are made in both languages. Write the text; what stands in brackets is for you.")
            )
            return redirect("wagtailadmin_pages:edit", pages["ka"].pk)
    return render(request, "letters/admin/new.html", {"form": form}, status=400 if form.errors else 200)
