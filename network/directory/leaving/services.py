"""The verbs: declare that a member leaves, take that back, confirm the day, or keep the member.

Each locks the member's row first. What cannot be done raises ``ValidationError`` with a sentence for the person who
asked, and changes nothing.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import log

from cms.core.dates import FuzzyDate
from cms.users.models import User
from network.directory.departures import Departure
from network.directory.leaving import mail
from network.directory.states import DepartureState
from network.members.enums import MandateKind
from network.members.models import Mandate, Membership
from network.members.services import close_lapsed_mandates


@transaction.atomic
def declare(*, membership: Membership, by: User, wished_day: datetime.date | None = None, note: str = "") -> Departure:
    """Say in the member's name that it leaves. The registered address and the secretariat are told at once."""
    member = _locked(membership.pk)
    _check_voice(member, by)
    if member.departures.filter(state=DepartureState.DECLARED).exists():
        raise ValidationError(gettext("It is declared already that the member leaves."), code="declared")
    departure = Departure.objects.create(membership=member, declared_by=by, wished_day=wished_day, note=note)
    mail.tell_declared(departure)
    return departure


@transaction.atomic
def take_back(*, membership: Membership, by: User) -> bool:
    """Take the word back before it is confirmed; say whether there was still something to take back."""
    member = _locked(membership.pk)
    _check_voice(member, by)
    departure = member.departures.filter(state=DepartureState.DECLARED).first()
    if departure is None:
        return False
    departure.state, departure.decided_at, departure.note = DepartureState.WITHDRAWN, timezone.now(), ""
    departure.save(update_fields=["state", "decided_at", "note"])
    mail.tell_taken_back(departure)
    return True


@transaction.atomic
def confirm(*, departure_id: int, by: User, day: datetime.date) -> Departure:
    """Confirm the day on which the member left, not one to come. Its mandates end; everybody concerned is told."""
    departure = _open(departure_id)
    member = departure.membership
    told = mail.people_of(member)
    member.left = FuzzyDate.parse(day.isoformat())
    member.full_clean()
    member.save(update_fields=["left"])
    log(instance=member, action="wagtail.edit", user=by, content_changed=True)
    close_lapsed_mandates(of=member)
    departure.left_on = day
    _decide(departure, DepartureState.CONFIRMED, by)
    mail.tell_left(departure, told)
    return departure


@transaction.atomic
def keep(*, departure_id: int, by: User, reason: str) -> Departure:
    """Do not confirm it: the member stays, for a reason that its people read (for example: its board knew nothing)."""
    departure = _open(departure_id)
    departure.answer = reason
    _decide(departure, DepartureState.REFUSED, by)
    mail.tell_stays(departure)
    return departure


def _locked(membership_id: int) -> Membership:
    member: Membership = Membership.objects.select_for_update().get(pk=membership_id)
    return member


def _check_voice(member: Membership, by: User) -> None:
    held = Mandate.objects.valid().of_user(by).filter(membership=member).first()
    if held is None:
        raise ValidationError(gettext("You do not speak for this member (any longer)."), code="mandate")
    if held.kind != MandateKind.PRIMARY:
        raise ValidationError(gettext("Only the representative can declare this, not a deputy."), code="deputy")


def _open(departure_id: int) -> Departure:
    found: Departure = Departure.objects.get(pk=departure_id)
    member = _locked(found.membership_id)
    found.refresh_from_db()
    found.membership = member
    if not found.is_open:
        raise ValidationError(gettext("This has been decided or taken back already."), code="decided")
    return found


def _decide(departure: Departure, state: DepartureState, by: User) -> None:
    departure.state, departure.decided_by, departure.decided_at = state, by, timezone.now()
    departure.save()
