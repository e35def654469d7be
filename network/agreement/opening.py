"""Asking the members: the text of both languages and the roll are frozen, and the time begins."""

import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from cms.users.models import User
from network.agreement import happenings
from network.agreement.content import DIGEST_VERSION, content_of, digest, fingerprint
from network.agreement.enums import EventKind, TextKind
from network.agreement.events import record
from network.agreement.policies import AgreementPolicy
from network.agreement.readiness import members_to_ask, openable
from network.agreement.rounds import AgreementRound, RoundMember, RoundText, Urgency
from network.agreement.texts import LANGUAGES, frozen_revision, newest_texts

TWO_MEMBERS = 2  # declare that a text is urgent


class AgreementNotPossible(Exception):
    """The members cannot be asked about a text yet; ``reasons`` says why, in sentences for its editor."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def open_round(
    *,
    page: Page,
    by: User | None,
    explanation: str = "",
    task_state: TaskState | None = None,
    now: datetime.datetime | None = None,
) -> AgreementRound:
    """Ask the members about the newest text of a page in both languages. Raises ``AgreementNotPossible``."""
    key = page.translation_key
    list(Page.objects.select_for_update().filter(translation_key=key).order_by("pk").values_list("pk"))
    reasons = openable(page)
    if reasons:
        raise AgreementNotPossible(reasons)
    texts = newest_texts(key)
    frozen = {code: _frozen(text, by) for code, text in texts.items()}
    begins = now or timezone.now()
    urgency = _urgency(key)
    lead = texts[page.specific.language]
    kind = TextKind.URGENT if urgency else lead.text_kind
    policy = AgreementPolicy.objects.in_force(kind, timezone.localdate(begins))
    asked = AgreementRound(
        translation_key=key,
        number=_next_number(key),
        policy=policy,
        kind=kind,
        voice=lead.voice,
        fingerprint=fingerprint(frozen[code].digest for code in LANGUAGES),
        explanation=explanation,
        urgent_reason=urgency.reason if urgency else "",
        opened_at=begins,
        opened_by=by,
        closes_at=begins + policy.window,
        task_state=task_state,
    )
    _write(asked, frozen, members_to_ask(lead), urgency)
    happenings.round_opened.send(sender=AgreementRound, round=asked)
    return asked


def _frozen(draft: Any, by: User | None) -> RoundText:
    revision = frozen_revision(draft, by)
    page = revision.as_object()
    content = content_of(page)
    return RoundText(
        language=page.language,
        page_id=page.pk,
        revision=revision,
        title=page.title,
        content=content,
        digest=digest(content),
        digest_version=DIGEST_VERSION,
    )


def _write(asked: AgreementRound, frozen: dict[str, RoundText], members: list[Any], urgency: Urgency | None) -> None:
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError as error:
        raise AgreementNotPossible([_("The members are being asked about this text already.")]) from error
    for text in frozen.values():
        text.round = asked
        text.save()
    RoundMember.objects.bulk_create(RoundMember(round=asked, membership=member) for member in members)
    asked.roll_size = asked.silent_count = len(members)
    asked.save(update_fields=["roll_size", "silent_count"])
    if urgency:
        urgency.used_by = asked
        urgency.save(update_fields=["used_by"])
    digests = {code: text.digest for code, text in frozen.items()}
    record(EventKind.OPENED, round=asked, fingerprint=asked.fingerprint, digests=digests, roll=len(members))


def _urgency(key: UUID) -> Urgency | None:
    """Return the unused declaration that the text cannot wait, if two members have made it."""
    declared = Urgency.objects.filter(translation_key=key, used_by=None).order_by("-pk")
    return next((entry for entry in declared if entry.members.count() >= TWO_MEMBERS), None)


def _next_number(key: UUID) -> int:
    last = AgreementRound.objects.of_text(key).aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1
