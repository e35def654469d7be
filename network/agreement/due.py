"""What has to be done with rounds when time passes: each in a transaction of its own, so one failure stops none."""

import datetime
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from network.agreement.enums import RoundState
from network.agreement.publishing import try_to_publish
from network.agreement.rounds import AgreementRound
from network.agreement.settling import invalidate, locked, settle
from network.agreement.texts import is_as_asked

logger = logging.getLogger("network.agreement")


def close_due_rounds(now: datetime.datetime | None = None) -> int:
    """Close the open rounds whose time is over, and publish what is agreed; return how many were closed."""
    moment = now or timezone.now()
    due = list(AgreementRound.objects.due(moment).order_by("closes_at", "pk").values_list("pk", flat=True))
    return sum(_alone(_close, pk, moment) for pk in due)


def publish_due_rounds(now: datetime.datetime | None = None) -> int:
    """Publish agreed rounds whose hour has come; return how many were due."""
    moment = now or timezone.now()
    due = list(AgreementRound.objects.to_publish(moment).order_by("pk").values_list("pk", flat=True))
    for pk in due:
        try_to_publish(pk, moment)
    return len(due)


def check_open_rounds(now: datetime.datetime | None = None) -> int:
    """End open rounds whose text is no longer what the members were asked about; return how many."""
    moment = now or timezone.now()
    running = list(AgreementRound.objects.open().order_by("pk").values_list("pk", flat=True))
    return sum(_alone(_check, pk, moment) for pk in running)


def _close(round_id: int, moment: datetime.datetime) -> bool:
    with transaction.atomic():
        asked = locked(round_id)
        if not asked.is_open:
            return False
        if is_as_asked(asked):
            settle(asked, moment)
        else:
            invalidate(asked, moment)
    if asked.state == RoundState.AGREED:
        try_to_publish(round_id, moment)
    return not asked.is_open


def _check(round_id: int, moment: datetime.datetime) -> bool:
    with transaction.atomic():
        asked = locked(round_id)
        if not asked.is_open or is_as_asked(asked):
            return False
        invalidate(asked, moment)
    return True


def _alone(work: Callable[[int, datetime.datetime], bool], round_id: int, moment: datetime.datetime) -> bool:
    try:
        return work(round_id, moment)
    except Exception as error:
        # The class alone: the words of an error may hold a text.
        logger.error("round failed: %s", type(error).__name__, extra={"round": round_id})
        return False
