"""Publishing what the members agreed to, in both languages at the same moment or in neither; and revoking it."""

import datetime
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from cms.users.models import User
from network.agreement import happenings
from network.agreement.enums import CertificateKind, EventKind, RoundState
from network.agreement.events import record
from network.agreement.moderation import let_pass
from network.agreement.rounds import AgreementRound
from network.agreement.sealing import certify, end_certificates
from network.agreement.settling import end, invalidate, locked
from network.agreement.texts import is_as_asked

logger = logging.getLogger("network.agreement")


@transaction.atomic
def publish(*, round_id: int, now: datetime.datetime | None = None) -> AgreementRound:
    """Publish both languages of an agreed round, or put it off until the hour that its editors set.

    Every frozen text is checked again first: if one differs, or is gone, the round is invalid and nothing goes out.
    A round that is not waiting for publication stays as it is.
    """
    moment = now or timezone.now()
    asked = locked(round_id)
    if asked.state not in RoundState.due_to_publish() or (asked.publish_at and asked.publish_at > moment):
        return asked
    if not is_as_asked(asked):
        invalidate(asked, moment)
        return asked
    hour = _hour_of(asked)
    if hour and hour > moment:
        _put_off(asked, hour)
    else:
        _publish_now(asked, moment)
    return asked


def try_to_publish(round_id: int, now: datetime.datetime | None = None) -> None:
    """Publish an agreed round; a failure is logged, and the periodic job tries again."""
    try:
        publish(round_id=round_id, now=now)
    except Exception as error:
        # The class alone: the words of an error may hold a text.
        logger.error("publication failed: %s", type(error).__name__, extra={"round": round_id})


@transaction.atomic
def revoke(*, round_id: int, by: User | None, reason: str, now: datetime.datetime | None = None) -> AgreementRound:
    """Take an agreed text offline in both languages: two thirds of the members wish it, or it cannot wait.

    ``reason`` goes to Wagtail's log of the pages, where the staff reads it. Only a published round can be revoked.
    """
    asked = locked(round_id)
    if asked.state != RoundState.PUBLISHED:
        return asked
    for text in asked.texts.select_related("page"):
        if text.page is not None and text.page.live:
            action = UnpublishPageAction(text.page.specific, user=by, log_action=False)
            action.execute(skip_permission_checks=True)
            _log_reason(text.page, by, reason)
    end_certificates(asked.translation_key)
    end(asked, RoundState.REVOKED, now or timezone.now())
    record(EventKind.REVOKED, round=asked)
    happenings.round_revoked.send(sender=AgreementRound, round=asked)
    return asked


def _hour_of(asked: AgreementRound) -> datetime.datetime | None:
    """Return when the text is to appear: the later hour, if the languages name two."""
    revisions = [text.revision for text in asked.texts.select_related("revision")]
    pages = [revision.as_object() for revision in revisions if revision]
    return max((page.go_live_at for page in pages if page.go_live_at), default=None)


def _put_off(asked: AgreementRound, hour: datetime.datetime) -> None:
    asked.state, asked.publish_at = RoundState.SCHEDULED, hour
    asked.save(update_fields=["state", "publish_at"])
    record(EventKind.SCHEDULED, round=asked, at=hour.isoformat())


def _publish_now(asked: AgreementRound, moment: datetime.datetime) -> None:
    texts = asked.texts.select_related("revision")
    revisions = [text.revision for text in texts if text.revision]
    for text in texts:
        certify(
            translation_key=asked.translation_key,
            language=text.language,
            digest=text.digest,
            kind=CertificateKind.ROUND,
            round=asked,
            issued_by=asked.opened_by,
        )
    # Before the pages: publishing one cancels the moderation that it is still in.
    let_pass(asked, by=asked.opened_by)
    for revision in revisions:
        revision.publish(user=asked.opened_by, skip_permission_checks=True)
    for earlier in AgreementRound.objects.of_text(asked.translation_key).filter(state=RoundState.PUBLISHED):
        _supersede(earlier, asked, moment)
    asked.state, asked.published_at = RoundState.PUBLISHED, moment
    asked.save(update_fields=["state", "published_at"])
    record(EventKind.PUBLISHED, round=asked, fingerprint=asked.fingerprint)
    happenings.round_published.send(sender=AgreementRound, round=asked)


def _supersede(earlier: AgreementRound, by: AgreementRound, moment: datetime.datetime) -> None:
    end(earlier, RoundState.SUPERSEDED, moment)
    record(EventKind.SUPERSEDED, round=earlier, by=by.pk)


def _log_reason(page: Any, by: User | None, reason: str) -> None:
    log(instance=page.specific, action="wagtail.unpublish", user=by, data={"reason": reason})
