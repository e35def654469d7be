"""What members say to an initiative: standing by it, taking it back, letting it be shown."""

from django.db import transaction
from django.utils import timezone

from cms.users.models import User
from network.initiatives import mail
from network.initiatives.enums import HappeningKind, InitiativeState
from network.initiatives.models import CoSponsor, Initiative
from network.initiatives.speaking import InitiativeRefused, check_speaks, locked, write_down
from network.members.models import Membership


@transaction.atomic
def support(*, initiative: Initiative, membership: Membership, by: User) -> bool:
    """Let another member stand by an initiative; say whether it did not before. Raises ``InitiativeRefused``."""
    held = locked(initiative)
    check_speaks(membership, by)
    if not held.can_be_supported:
        raise InitiativeRefused("closed")
    if held.membership_id == membership.pk:
        raise InitiativeRefused("own")
    row, is_new = CoSponsor.objects.get_or_create(initiative=held, membership=membership, defaults={"user": by})
    if is_new:
        write_down(held, HappeningKind.SUPPORTED, of=membership)
        mail.tell_supported(row)
    return is_new


@transaction.atomic
def end_support(*, initiative: Initiative, membership: Membership, by: User) -> bool:
    """Let a member no longer stand by an initiative; say whether it did. Possible as long as something is to come."""
    held = locked(initiative)
    check_speaks(membership, by)
    if not held.can_be_supported:
        raise InitiativeRefused("closed")
    gone, _rows = CoSponsor.objects.filter(initiative=held, membership=membership).delete()
    if gone:
        write_down(held, HappeningKind.UNSUPPORTED, of=membership)
    return bool(gone)


@transaction.atomic
def withdraw(*, initiative: Initiative, by: User) -> None:
    """Let the member take its initiative back; those who stand by it, and the secretariat, are told.

    Not once the text is being written: from then on it is the Network's, and a round can still say no.
    """
    held = locked(initiative)
    check_speaks(held.membership, by)
    if not held.can_be_withdrawn:
        raise InitiativeRefused("closed")
    held.state, held.ended_at = InitiativeState.WITHDRAWN, timezone.now()
    held.save(update_fields=["state", "ended_at"])
    write_down(held, HappeningKind.WITHDRAWN, of=held.membership)
    mail.tell_withdrawn(held)


@transaction.atomic
def allow_showing(*, initiative: Initiative, by: User, allowed: bool) -> None:
    """Let everybody know, or nobody but the members, that the initiative came from this member. At any time."""
    held = locked(initiative)
    check_speaks(held.membership, by)
    held.may_be_shown = allowed
    held.save(update_fields=["may_be_shown"])
