"""What the public record of a decision holds. It is read by everybody: counts, and names of those who chose it.

A round that did not lead to a published text has no record; its outcome stands, in counts, in that of a later one.
"""

import logging
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.models import Page

from cms.core.visibility import readable
from network.agreement import wording
from network.agreement.answers import Answer
from network.agreement.certificates import Certificate, MinorCorrection
from network.agreement.content import DIGEST_VERSION, Content, digest, digest_of, fingerprint
from network.agreement.diff import Change, changes
from network.agreement.enums import CorrectionState, EventKind, RoundState, Stance
from network.agreement.events import AgreementEvent
from network.agreement.rounds import AgreementRound, RoundQuerySet, RoundText
from network.members.enums import Visibility
from network.members.models import Membership

logger = logging.getLogger("network.agreement")

MATCHES, CORRECTED, REPLACED, OFFLINE, DIFFERS = "matches", "corrected", "replaced", "offline", "differs"


@dataclass(frozen=True, slots=True)
class LiveText:
    """How the text that readers find online stands to the agreed one, in one language."""

    text: RoundText
    state: str
    page: Page | None

    @property
    def is_well(self) -> bool:
        """Whether readers find what was agreed, corrected at most."""
        return self.state in (MATCHES, CORRECTED)


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log: one entry, or neighbouring answers together."""

    first: AgreementEvent
    last: AgreementEvent
    words: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A minor correction that was published, with what it changed."""

    row: MinorCorrection
    changes: list[Change]

    @property
    def is_taken_back(self) -> bool:
        """Whether a member contested it, so that the earlier text is back."""
        return self.row.state == CorrectionState.CONTESTED


def public_rounds() -> RoundQuerySet:
    """Return the rounds that have a record, the newest decision first."""
    return AgreementRound.objects.public().order_by("-published_at", "-pk")


def named(asked: AgreementRound, *stances: Stance) -> list[tuple[str, Membership]]:
    """Return the members that chose to be named with their answer, by name; never one that only members know of."""
    member = "round_member__membership"
    answers = Answer.objects.counting().filter(
        round_member__round=asked,
        stance__in=stances,
        name_us=True,
        round_member__membership__visibility=Visibility.PUBLIC,
    )
    key = "sort_en" if get_language() == "en" else "sort_ka"
    by_name = Coalesce(f"{member}__organisation__{key}", f"{member}__person__{key}")
    found = answers.select_related(f"{member}__organisation", f"{member}__person").order_by(by_name, "pk")
    return [(answer.stance, answer.round_member.membership) for answer in found]


class Record:
    """The record of one round; each part is read when it is first asked for, and only once."""

    def __init__(self, asked: AgreementRound) -> None:
        self.round = asked

    @cached_property
    def texts(self) -> list[RoundText]:
        """The frozen texts, Georgian first."""
        return list(self.round.texts.all())

    @cached_property
    def live(self) -> list[LiveText]:
        """Each language compared with the page that readers find at this moment; a difference is logged."""
        key = self.round.translation_key
        rows = readable(Page.objects.filter(translation_key=key, alias_of=None)).specific()
        pages = {page.language: page for page in rows}
        valid = Certificate.objects.valid().filter(translation_key=key).select_related("correction")
        certified = {(held.language, held.digest): held for held in valid}
        found = []
        for text in self.texts:
            page = pages.get(text.language)
            now = digest_of(page) if page is not None else ""
            state = self._state(text, now, certified.get((text.language, now)))
            if state == DIFFERS:
                logger.warning("live text differs", extra={"round": self.round.pk, "language": text.language})
            found.append(LiveText(text, state, page))
        return found

    def _state(self, text: RoundText, now: str, certificate: Certificate | None) -> str:
        if not self.is_intact(text):
            return DIFFERS
        if not now:
            return OFFLINE
        if now in (text.digest, digest(text.content)):
            return MATCHES
        if certificate is None:
            return DIFFERS
        corrects = certificate.correction is not None and certificate.correction.round_id == self.round.pk
        return CORRECTED if corrects else REPLACED

    def is_intact(self, text: RoundText) -> bool:
        """Say whether the frozen text is still what its digest, and the fingerprint of the round, were made from."""
        is_own = text.digest_version != DIGEST_VERSION or digest(text.content) == text.digest
        return is_own and fingerprint(each.digest for each in self.texts) == self.round.fingerprint

    @property
    def is_alarming(self) -> bool:
        """Whether readers find something that was not agreed."""
        return any(each.state == DIFFERS for each in self.live)

    @property
    def is_well(self) -> bool:
        """Whether readers find the agreed text in every language."""
        return bool(self.live) and all(each.is_well for each in self.live)

    @property
    def open_texts(self) -> list[RoundText]:
        """The frozen texts that may be shown: where the page went offline, its old text does too."""
        return [each.text for each in self.live if each.page is not None]

    @cached_property
    def _named(self) -> list[tuple[str, Membership]]:
        return named(self.round, Stance.AGREE, Stance.STAND_ASIDE)

    @property
    def supporters(self) -> list[Membership]:
        """The members that agreed and chose to be named."""
        return [member for stance, member in self._named if stance == Stance.AGREE]

    @property
    def aside(self) -> list[Membership]:
        """The members that stand aside and chose to be named."""
        return [member for stance, member in self._named if stance == Stance.STAND_ASIDE]

    @cached_property
    def corrections(self) -> list[Correction]:
        """The minor corrections that were published, the first one first."""
        shown = (CorrectionState.CONFIRMED, CorrectionState.CONTESTED)
        rows = self.round.corrections.filter(state__in=shown, confirmed_at__isnull=False).order_by("confirmed_at", "pk")
        return [Correction(row, changes(row.before_content, row.after_content)) for row in rows]

    @property
    def corrections_in_force(self) -> int:
        """How many of them hold."""
        return sum(not correction.is_taken_back for correction in self.corrections)

    @cached_property
    def _others(self) -> list[AgreementRound]:
        rounds = AgreementRound.objects.filter(translation_key=self.round.translation_key)
        known = RoundState.public() | RoundState.failed()
        return list(rounds.filter(state__in=known).exclude(pk=self.round.pk).order_by("number"))

    @property
    def earlier(self) -> list[AgreementRound]:
        """The rounds in which the text was asked about before, the first one first."""
        return [other for other in self._others if other.number < self.round.number]

    @property
    def newest(self) -> AgreementRound | None:
        """The record of the newest published text, if it is not this one."""
        later = [other for other in self._others if other.number > self.round.number and is_public(other)]
        return later[-1] if later else None

    @cached_property
    def events(self) -> list[AgreementEvent]:
        """The entries of the log about this round."""
        return list(self.round.events.order_by("sequence"))

    @property
    def log(self) -> list[LogRow]:
        """The log in words; neighbouring answers stand together, so that no hour points at a member."""
        rows = []
        for kind, group in groupby(self.events, key=lambda event: event.kind):
            held = list(group)
            if kind == EventKind.ANSWERED:
                rows.append(LogRow(held[0], held[-1], wording.happening(held[0], len(held))))
            else:
                rows += [LogRow(event, event, wording.happening(event)) for event in held]
        return rows

    def compared_contents(self) -> list[tuple[str, Content, bool]]:
        """Return what a pasted text is compared with: language, content, and whether it has been corrected."""
        found = [(text.language, text.content, False) for text in self.open_texts]
        languages = {language for language, _content, _corrected in found}
        for correction in self.corrections:
            if correction.row.language in languages and not correction.is_taken_back:
                found.append((correction.row.language, correction.row.after_content, True))
        return found


def is_public(asked: AgreementRound) -> bool:
    """Say whether the round has a record."""
    return asked.state in RoundState.public()


@dataclass(frozen=True, slots=True)
class Line:
    """What stands beside a text: on whose agreement it rests, and where that can be read."""

    round: AgreementRound | None
    decision: str
    digest: str
    corrections: int


def line_of(page: Page) -> Line | None:
    """Return what the live text of a guarded page rests on, in one question; None if nothing certifies it."""
    key = page.translation_key
    if page.alias_of_id:
        key = Page.objects.filter(pk=page.alias_of_id).values("translation_key")[:1]
    confirmed = MinorCorrection.objects.annotate(base=Coalesce("round_id", 0)).filter(
        translation_key=OuterRef("translation_key"),
        language=OuterRef("language"),
        state=CorrectionState.CONFIRMED,
        base=OuterRef("base"),
    )
    counted = confirmed.order_by().values("translation_key").annotate(number=Count("pk")).values("number")
    certificate = (
        Certificate.objects.valid()
        .filter(translation_key=key, language=page.language)
        .select_related("round", "correction__round")
        .annotate(base=Coalesce("round_id", "correction__round_id", 0))
        .annotate(corrections=Coalesce(Subquery(counted), 0))
        .order_by("-pk")
        .first()
    )
    if certificate is None:
        return None
    asked = certificate.round or (certificate.correction.round if certificate.correction else None)
    return Line(asked, certificate.decision, certificate.digest, certificate.corrections)
