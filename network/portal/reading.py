"""What the desk shows: read in a fixed number of questions, however many members there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import get_language

from network.agreement.enums import EventKind, RoundState, Stance
from network.agreement.models import AgreementEvent, AgreementRound, Answer, RoundMember, RoundText
from network.members.models import Mandate

EARLIER_SHOWN = 10


@dataclass
class MembersDesk:
    """What one member sees on its desk."""

    mandate: Mandate
    waiting: list[RoundMember]
    answered: list[RoundMember]


def entries_of(mandates: Iterable[Mandate]) -> QuerySet[Any]:
    """Return the places of members on rolls, each with its round, the titles of the text and the answer that counts."""
    titles = Prefetch("round__texts", RoundText.objects.defer("content"))
    counting = Prefetch("answers", Answer.objects.filter(counts=True), to_attr="counting_answers")
    standing = RoundMember.objects.standing().filter(membership__in=[mandate.membership_id for mandate in mandates])
    return standing.select_related("round").prefetch_related(titles, counting)


def desks_of(mandates: list[Mandate]) -> list[MembersDesk]:
    """Return a desk for each member for whom the person speaks: the rounds that can be answered, by deadline."""
    found = list(entries_of(mandates).filter(round__state=RoundState.OPEN).order_by("round__closes_at", "pk"))
    desks = []
    for mandate in mandates:
        own = [entry for entry in found if entry.membership_id == mandate.membership_id]
        waiting = [entry for entry in own if not entry.counting_answers]
        desks.append(MembersDesk(mandate, waiting, [entry for entry in own if entry.counting_answers]))
    return desks


def closed_entries(mandates: list[Mandate]) -> QuerySet[Any]:
    """Return the places of members on the rolls of rounds that are over, the latest first."""
    return entries_of(mandates).exclude(round__state=RoundState.OPEN).order_by("-round__closed_at", "-round_id", "pk")


class AskedRound:
    """One round as members may read it: each part is read when the page asks for it."""

    def __init__(self, round: AgreementRound) -> None:
        self.round = round

    @cached_property
    def texts(self) -> list[RoundText]:
        """The frozen texts with their pages and revisions, Georgian first."""
        return list(self.round.texts.select_related("page", "revision"))

    @property
    def title(self) -> str:
        """The title of the text in the reader's language."""
        titles = {text.language: text.title for text in self.texts}
        return titles.get(get_language() or "") or next(iter(titles.values()), "")

    @cached_property
    def earlier(self) -> AgreementRound | None:
        """The round of the same text before this one, if that one brought no agreement."""
        before = AgreementRound.objects.of_text(self.round.translation_key).filter(number__lt=self.round.number)
        found = before.prefetch_related("texts").first()
        return found if found and found.state in RoundState.failed() else None

    @cached_property
    def newer(self) -> AgreementRound | None:
        """The newest round of the same text, if it came after this one."""
        after = AgreementRound.objects.of_text(self.round.translation_key).filter(number__gt=self.round.number)
        return after.first()

    @cached_property
    def entries(self) -> list[Any]:
        """The roll by name, each entry with whether it has answered; not what."""
        answered = Answer.objects.filter(round_member=OuterRef("pk"), counts=True)
        rows = self.round.roll.standing().annotate(has_answered=Exists(answered))
        found = rows.select_related("membership__organisation", "membership__person")
        return sorted(found, key=lambda entry: entry.membership.name)

    @cached_property
    def events(self) -> list[AgreementEvent]:
        """What happened, in order. Single answers are left out: the counts say enough."""
        return list(self.round.events.exclude(kind=EventKind.ANSWERED))

    @property
    def answered(self) -> list[RoundMember]:
        """Members that have answered."""
        return [entry for entry in self.entries if entry.has_answered]

    @cached_property
    def objections(self) -> list[Answer]:
        """Objections that stand in this round, with their reasons: for members only."""
        return objections_in(self.round)

    @cached_property
    def earlier_objections(self) -> list[Answer]:
        """Objections that stood at the end of the round before."""
        return objections_in(self.earlier) if self.earlier else []


def objections_in(round: AgreementRound) -> list[Answer]:
    """Return the objections that stand, or stood at its end, in a round."""
    found = Answer.objects.counting().filter(round_member__round=round, stance=Stance.OBJECT)
    names = ("round_member__membership__organisation", "round_member__membership__person")
    return list(found.select_related(*names).order_by("given_at", "pk"))


def counting_answer(entry: RoundMember) -> Answer | None:
    """Return what counts as a member's answer now."""
    found: Any = entry.answers.filter(counts=True).select_related("given_by").first()
    return found
