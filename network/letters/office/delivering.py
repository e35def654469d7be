"""Handing a letter over: what still waits, the sealed files, the delivery itself; and the answer received."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.letters import happenings
from network.letters.deliveries import Delivery, ReceivedAnswer
from network.letters.enums import LetterState, SignatureState, TokenPurpose
from network.letters.letters import Letter
from network.letters.signatures import Signature

HANDED_OVER = (*LetterState.delivered(), LetterState.ARCHIVED)


@dataclass(frozen=True)
class Waiting:
    """Signatures that would come too late: held ones, and mails that can still be answered."""

    held: int
    unconfirmed: int

    def __bool__(self) -> bool:
        return bool(self.held or self.unconfirmed)


def waiting(letter_id: int, now: datetime.datetime | None = None) -> Waiting:
    """Count what still waits. Two questions."""
    rows = Signature.objects.filter(letter=letter_id)
    asked = rows.filter(
        state=SignatureState.PENDING,
        tokens__purpose=TokenPurpose.CONFIRM,
        tokens__used_at__isnull=True,
        tokens__expires_at__gt=now or timezone.now(),
    )
    return Waiting(rows.filter(state=SignatureState.HELD).count(), asked.values("pk").distinct().count())


@transaction.atomic
def prepare(*, letter_id: int, by: Any, **words: Any) -> Delivery:
    """Note to whom and how the closed letter goes; the sealed files are made for it, and readers see nothing yet.

    ``words``: to_organisation, recipient_ka, recipient_en, way_ka, way_en. Prepared again, the words are replaced.
    Raises ``ValidationError`` if the letter is not closed.
    """
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    if letter.state != LetterState.CLOSED:
        raise ValidationError(_("Only a letter whose signing has ended can be prepared for delivery."))
    delivery = letter.deliveries.first() or Delivery(letter=letter)
    now = {"version": letter.version, "delivered_on": timezone.localdate(), "recorded_by": by}
    for name, value in (now | words).items():
        setattr(delivery, name, value)
    delivery.save()
    return delivery


@transaction.atomic
def hand_over(*, letter_id: int, delivered_on: datetime.date, now: datetime.datetime | None = None) -> bool:
    """Record that the prepared letter has been handed over; say whether that is new.

    From now on nobody is added. Raises ``ValidationError`` if no sealed files were made, or for a day that cannot be.
    """
    moment = now or timezone.now()
    letter = Letter.objects.get(pk=letter_id)
    _check_day(delivered_on, letter.opens_at, moment, "delivered_on")
    closed = Letter.objects.filter(pk=letter_id, state=LetterState.CLOSED)
    if not closed.update(state=LetterState.DELIVERED, delivered_at=moment):
        if letter.state in HANDED_OVER:
            return False
        raise ValidationError(_("Only a letter whose signing has ended can be handed over."))
    delivery = Delivery.objects.select_related("letter__version", "version").filter(letter=letter_id).last()
    if delivery is None or not delivery.hashes:
        raise ValidationError(_("Prepare the delivery first: to whom, how, and the sealed files."))
    delivery.delivered_on, delivery.recorded_at = delivered_on, moment
    delivery.save(update_fields=["delivered_on", "recorded_at"])
    happenings.letter_delivered.send(sender=Delivery, delivery=delivery)
    return True


@transaction.atomic
def record_answer(*, letter_id: int, now: datetime.datetime | None = None, **words: Any) -> ReceivedAnswer | None:
    """Record what an addressee answered; nothing if exactly this has been recorded already.

    ``words``: received_on, sender_ka, sender_en, heading_ka, heading_en, text_ka, text_en, document. An answer that
    comes when the letter is in the archive is added there. Raises ``ValidationError`` if nobody has the letter.
    """
    moment = now or timezone.now()
    delivered = Letter.objects.filter(pk=letter_id, state=LetterState.DELIVERED)
    delivered.update(state=LetterState.ANSWERED, answered_at=moment)
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    if letter.state not in HANDED_OVER or letter.delivered_at is None:
        raise ValidationError(_("The letter has not been delivered yet."))
    first = letter.deliveries.values_list("delivered_on", flat=True).first()
    _check_day(words["received_on"], first, moment, "received_on")
    if letter.answers.filter(**words).exists():
        return None
    answer = ReceivedAnswer.objects.create(letter=letter, recorded_at=moment, **words)
    happenings.letter_answered.send(sender=ReceivedAnswer, answer=answer)
    return answer


def _check_day(day: datetime.date, first: Any, now: datetime.datetime, field: str) -> None:
    if day > timezone.localdate(now):
        raise ValidationError({field: _("This day has not come yet.")})
    if isinstance(first, datetime.datetime):
        first = timezone.localdate(first)
    if first and day < first:
        raise ValidationError({field: _("This is too early: the letter did not exist or was not delivered then.")})
