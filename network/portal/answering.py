"""Reading the whole text and answering, for somebody who is signed in."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from cms.core.routing import by_methods
from network.agreement.deadlines import time_left
from network.agreement.enums import Channel, Stance
from network.agreement.models import AgreementRound, Answer, RoundMember
from network.agreement.rules import REASON_LENGTH, is_over
from network.agreement.services import AnswerRefused, answer
from network.members.access import for_representatives, no_mandate
from network.members.models import Mandate
from network.portal import drafts
from network.portal.forms import AnswerForm, as_typed
from network.portal.reading import AskedRound, counting_answer
from network.portal.texts import changed_texts, shown_texts

CONFLICT = 409
# What has happened meanwhile, and not what was filled in, stands in the way.
MEANWHILE = frozenset({"closed", "text_changed", "not_on_roll", "collision"})


@dataclass
class Question:
    """One round as it is put to one member."""

    round: AgreementRound
    mandate: Mandate
    entry: RoundMember | None
    # Where the answer is sent, and whether the person is known by a link in a mail only.
    action: str
    by_link: bool = False
    refusal: str = field(default="", init=False)

    @property
    def can_answer(self) -> bool:
        """Whether it is worth showing the four answers."""
        return self.entry is not None and self.round.is_open and not is_over(self.round.closes_at, timezone.now())

    @property
    def given(self) -> Answer | None:
        """What counts as the member's answer so far."""
        return counting_answer(self.entry) if self.entry else None

    def send(self, form: AnswerForm) -> Answer | None:
        """Give the answer of a valid form; None, with the reason on the form, if it is refused."""
        try:
            return answer(
                round_id=self.round.pk,
                membership=self.mandate.membership,
                by=self.mandate.user,
                channel=Channel.LINK if self.by_link else Channel.DESK,
                **form.answer,
            )
        except AnswerRefused as error:
            self.refusal = str(error.code)
            form.refuse(error)
            self.round.refresh_from_db()
            return None


@by_methods("GET", "HEAD", "POST")
@for_representatives
def answer_page(request: HttpRequest, mandates: list[Mandate], pk: int) -> HttpResponse:
    """Show a round to the person for one member, and take the answer. Only a form that is sent changes anything."""
    asked = get_object_or_404(AgreementRound.objects.select_related("policy"), pk=pk)
    entries = {
        entry.membership_id: entry
        for entry in asked.roll.standing().filter(membership__in=[mandate.membership_id for mandate in mandates])
    }
    wanted = request.GET.get("member", "")
    if wanted:
        mandate = next((found for found in mandates if str(found.membership_id) == wanted), None)
        if mandate is None:
            return no_mandate(request, round=asked)
    else:
        able = [found for found in mandates if found.membership_id in entries] or mandates
        mandate = able[0] if len(able) == 1 else None
        if mandate is None:
            return HttpResponseRedirect(reverse("desk"))
    question = Question(asked, mandate, entries.get(mandate.membership_id), request.get_full_path())
    return _answered(request, question) if request.method == "POST" else question_page(request, question)


def _answered(request: HttpRequest, question: Question) -> HttpResponse:
    form = AnswerForm(request.POST)
    given = question.send(form) if form.is_valid() else None
    if given is not None:
        drafts.forget(request, question.round.pk, question.mandate.membership_id)
        return HttpResponseRedirect(reverse("answer_receipt", args=[given.pk]))
    return question_page(request, question, form)


def question_page(request: HttpRequest, question: Question, form: AnswerForm | None = None) -> HttpResponse:
    """Show the text, what has changed, who has answered, and the four answers; or why there is nothing to answer.

    To somebody who comes by a link nothing is shown that is for members only: links get passed on.
    """
    asked = AskedRound(question.round)
    given = question.given
    now = timezone.now()
    form = form or AnswerForm(initial=_initial(request, question, given))
    newer = None if question.can_answer else asked.newer
    if newer is not None and form.is_bound and not question.by_link:
        drafts.keep(request, newer.pk, question.mandate.membership_id, form.typed)
    context: dict[str, Any] = {
        "question": question,
        "round": question.round,
        "member": question.mandate.membership.name,
        "asked": asked,
        "newer": newer,
        "given": given,
        "form": form,
        "stances": Stance,
        "reason_length": REASON_LENGTH,
        "time_left": time_left(question.round.closes_at, now),
        "texts": shown_texts(request, asked.texts),
        "changed": changed_texts(asked.texts, asked.earlier),
    }
    status = CONFLICT if question.refusal in MEANWHILE else 200
    return render(request, "portal/answer.html", context, status=status)


def _initial(request: HttpRequest, question: Question, given: Answer | None) -> dict[str, Any]:
    """Return what was typed before signing in; else what the member said last, without choosing an answer for it."""
    kept = {} if question.by_link else drafts.kept(request, question.round.pk, question.mandate.membership_id)
    if kept:
        return kept
    return {**as_typed(given), "stance": ""} if given and not question.by_link else {}
