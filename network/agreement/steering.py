"""What the secretariat, and whoever submitted a text, can do with a round: extend, withdraw, strike."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.users.models import User
from network.agreement import happenings
from network.agreement.content import digest_of
from network.agreement.enums import EventKind, RoundState
from network.agreement.events import record
from network.agreement.moderation import resume
from network.agreement.publishing import try_to_publish
from network.agreement.rounds import AgreementRound, RoundMember
from network.agreement.settling import locked, settle, take_back
from network.agreement.texts import is_as_asked, newest_texts
from network.members.models import Membership


@transaction.atomic
def extend(
    *, round_id: int, by: User | None, until: datetime.datetime | None = None, now: datetime.datetime | None = None
) -> AgreementRound:
    """Give the members more time, once in the life of a round: by one more window, or ``until`` a moment.

    An open round gets a later deadline; one that lapsed is opened again, with its answers, as long as nobody has
    changed the text since. Raises ``ValidationError``.
    """
    moment = now or timezone.now()
    asked = locked(round_id)
    _check_extension(asked)
    begins = max(asked.closes_at, moment) if asked.is_open else moment
    ends = until or begins + asked.policy.window
    if ends <= begins:
        raise ValidationError(_("The new deadline must be later than the present one."), code="until")
    reopened = asked.state == RoundState.LAPSED
    asked.state, asked.closes_at, asked.extended_at, asked.closed_at = RoundState.OPEN, ends, moment, None
    asked.save(update_fields=["state", "closes_at", "extended_at", "closed_at"])
    record(EventKind.EXTENDED, round=asked, until=ends.isoformat(), reopened=reopened)
    if reopened:
        resume(asked, by=by)
    happenings.round_extended.send(sender=AgreementRound, round=asked)
    return asked


@transaction.atomic
def withdraw(
    *, round_id: int, by: User | None, reason: str = "", now: datetime.datetime | None = None
) -> AgreementRound:
    """Withdraw the question before its text is out; the editors get it back, with ``reason``.

    A round that is over stays as it is.
    """
    asked = locked(round_id)
    if asked.state in RoundState.active():
        take_back(asked, now or timezone.now(), by=by, comment=reason.strip())
    return asked


def strike(
    *, round_id: int, membership: Membership, by: User | None, now: datetime.datetime | None = None
) -> RoundMember | None:
    """Strike a member that left off the roll of an open round, which may close the round.

    Its answer stays in the history and counts no more. Returns nothing if the member does not stand on the roll.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        asked = locked(round_id)
        entry = asked.roll.standing().filter(membership=membership).first()
        if entry is None or not asked.is_open:
            return None
        entry.struck_at = moment
        entry.save(update_fields=["struck_at"])
        record(EventKind.STRUCK, round=asked, roll=asked.roll.standing().count())
        happenings.member_struck.send(sender=RoundMember, entry=entry)
        settle(asked, moment)
    if asked.state == RoundState.AGREED:
        try_to_publish(round_id, now)
    return entry


def _check_extension(asked: AgreementRound) -> None:
    if asked.state not in (RoundState.OPEN, RoundState.LAPSED):
        raise ValidationError(_("Only a round that is open or lapsed can be extended."), code="state")
    if asked.extended_at:
        raise ValidationError(_("A round can be extended once only."), code="extended")
    if asked.state == RoundState.LAPSED and not _is_untouched(asked):
        raise ValidationError(_("The text has changed since. Submit it anew."), code="text_changed")


def _is_untouched(asked: AgreementRound) -> bool:
    """Say whether a lapsed round is the text's last one, and its editors have left the text as it was."""
    newer = AgreementRound.objects.of_text(asked.translation_key).filter(number__gt=asked.number)
    if newer.exists() or not is_as_asked(asked):
        return False
    held = {text.language: text.digest for text in asked.texts.all()}
    return {code: digest_of(text) for code, text in newest_texts(asked.translation_key).items()} == held
