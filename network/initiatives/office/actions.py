"""What the secretariat can do with an initiative."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.office import Action, Actions
from cms.core.typed_fields import LineField
from cms.core.typed_text import clean_text
from network.agreement.beginnings import Beginning, can_begin
from network.agreement.rounds import AgreementRound
from network.agreement.texts import LANGUAGES
from network.initiatives.answering import answer, begin_text, can_begin_text, change_word, promise
from network.initiatives.credits import prepared_word
from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative
from network.initiatives.office.journal import journal

AHEAD = datetime.timedelta(days=21)
LONGEST_ANSWER, LONGEST_WORD = 5000, 2000
_AREA = forms.Textarea(attrs={"rows": 4})


class PromiseForm(forms.Form):
    """The day by which the answer comes."""

    day = forms.DateField(
        label=_("The answer comes at the latest on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"placeholder": "2027-03-03"}),
    )


class ReasonForm(forms.Form):
    """The answer with its reason, in one language or in both."""

    ka = LineField(
        label=_("Answer and reason, in Georgian"),
        longest=LONGEST_ANSWER,
        reads=clean_text,
        required=False,
        widget=_AREA,
        help_text=_("Members read it, and it goes out by mail. One language is enough."),
    )
    en = LineField(
        label=_("Answer and reason, in English"), longest=LONGEST_ANSWER, reads=clean_text, required=False, widget=_AREA
    )


class WordForm(forms.Form):
    """What the members read above the text when they are asked."""

    word = LineField(
        label=_("word to the members"), longest=LONGEST_WORD, reads=clean_text, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Every member reads it above the text when the round is opened."),
    )  # fmt: skip


class BeginForm(WordForm):
    """What kind of text is begun."""

    kind = forms.ChoiceField(label=_("Kind of text"))
    field_order = ("kind", "word")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = [choice for choice in Beginning.choices if can_begin(choice[0])]


def _promise(initiative: Initiative, form: Any, by: Any) -> None:
    promise(initiative=initiative, day=form.cleaned_data["day"])


def _answer(taken_up: bool) -> Callable[[Initiative, Any, Any], None]:
    def run(initiative: Initiative, form: Any, by: Any) -> None:
        reasons = {code: form.cleaned_data[code] for code in LANGUAGES}
        answer(initiative=initiative, taken_up=taken_up, reasons=reasons, by=by)

    return run


def _begin(initiative: Initiative, form: Any, by: Any) -> None:
    kind, word = Beginning(form.cleaned_data["kind"]), form.cleaned_data["word"]
    begin_text(initiative=initiative, kind=kind, word=word, by=by)


def _change_word(initiative: Initiative, form: Any, by: Any) -> None:
    change_word(initiative=initiative, word=form.cleaned_data["word"])


def _is_open(initiative: Initiative) -> bool:
    return initiative.is_open


def _is_not_asked_yet(initiative: Initiative) -> bool:
    if initiative.state != InitiativeState.WRITING or can_begin_text(initiative):
        return False
    return not AgreementRound.objects.active().of_text(initiative.translation_key).exists()


def _day(initiative: Initiative) -> dict[str, Any]:
    return {"initial": {"day": initiative.promised_on or timezone.localdate() + AHEAD}}


def _kind_and_word(initiative: Initiative) -> dict[str, Any]:
    kind = initiative.wish if can_begin(initiative.wish) else Beginning.STATEMENT
    return {"initial": {"kind": kind, "word": prepared_word(initiative)}}


ACTIONS = Actions[Initiative](
    "initiatives:initiative",
    "initiatives:act",
    _("This is no longer possible: the initiative stands elsewhere by now."),
    (
        Action(
            "promise", _("Promise a day for the answer"), _("Saved. Initiator and co-sponsors are told."), _is_open,
            _promise, PromiseForm, _("Initiator and co-sponsors are told this day, and each change of it."),
            form_options=_day,
        ),
        Action(
            "take_up", _("Take it up"), _("Taken up. Initiator and co-sponsors are told."), _is_open, _answer(True),
            ReasonForm, _("Say why, and what happens next. The answer is not changed afterwards."),
        ),
        Action(
            "decline", _("Do not take it up"), _("Answered. Initiator and co-sponsors are told."), _is_open,
            _answer(False), ReasonForm, _("Say why. The initiative stays on the list with this answer."), True,
        ),
        Action(
            "begin", _("Make the drafts of the text"), _("The drafts are made in both languages."), can_begin_text,
            _begin, BeginForm,
            _("Drafts in both languages, with the initiator named in the last sentence. Nothing is published by it."),
            form_options=_kind_and_word,
        ),
        Action(
            "word", _("Change the word to the members"), _("Saved."), _is_not_asked_yet, _change_word, WordForm,
            form_options=lambda initiative: {"initial": {"word": initiative.word_to_members}},
        ),
    ),
    journal,
)  # fmt: skip
