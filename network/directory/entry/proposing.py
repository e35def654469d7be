"""The verbs: propose changes to an entry, take the proposal back, confirm it, refuse it.

Each locks the member's row first. What cannot be done raises ``ValidationError`` with a sentence for the person who
asked, and changes nothing.
"""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import log

from cms.users.models import User
from network.directory.entry import mail
from network.directory.entry.values import Values, changes_between, put, values_of
from network.directory.proposals import EntryProposal
from network.directory.states import ProposalState
from network.members.models import Mandate, Membership


@transaction.atomic
def propose(*, membership: Membership, by: User, values: Values) -> EntryProposal:
    """Propose how the entry shall be. A second proposal of the same member takes the place of the first."""
    member = _locked(membership.pk)
    _check_mandate(member, by)
    changes = changes_between(values_of(member), values)
    if not changes:
        raise ValidationError(gettext("Nothing is different from what the entry says now."), code="same")
    proposal = member.entry_proposals.filter(state=ProposalState.OPEN).first() or EntryProposal(membership=member)
    proposal.changes, proposal.proposed_by, proposal.proposed_at = changes, by, timezone.now()
    proposal.save()
    mail.tell_proposed(proposal)
    return proposal


@transaction.atomic
def withdraw(*, membership: Membership, by: User) -> bool:
    """Take the open proposal of a member back; say whether there was one."""
    member = _locked(membership.pk)
    _check_mandate(member, by)
    # What was not wanted need not be kept.
    return bool(member.entry_proposals.filter(state=ProposalState.OPEN).delete()[0])


@transaction.atomic
def confirm(*, proposal_id: int, by: User, seen: str) -> EntryProposal:
    """Change the entry as proposed, and tell who proposed it. ``seen`` is the mark of what the secretariat read."""
    proposal = _open(proposal_id, seen)
    put(proposal.membership, proposal.changes)
    log(instance=proposal.membership, action="wagtail.edit", user=by, content_changed=True)
    _decide(proposal, ProposalState.ACCEPTED, by)
    return proposal


@transaction.atomic
def refuse(*, proposal_id: int, by: User, seen: str, reason: str) -> EntryProposal:
    """Leave the entry as it is, and tell who proposed the change why."""
    proposal = _open(proposal_id, seen)
    proposal.reason = reason
    _decide(proposal, ProposalState.REFUSED, by)
    return proposal


def mark_of(proposal: EntryProposal) -> str:
    """Return a mark of what is proposed and of what the entry says now: another one as soon as either changes."""
    content = [proposal.changes, values_of(proposal.membership)]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _locked(membership_id: int) -> Membership:
    member: Membership = Membership.objects.select_for_update().get(pk=membership_id)
    return member


def _check_mandate(member: Membership, by: User) -> None:
    if not Mandate.objects.valid().of_user(by).filter(membership=member).exists():
        raise ValidationError(gettext("You do not speak for this member (any longer)."), code="mandate")


def _open(proposal_id: int, seen: str) -> EntryProposal:
    found = EntryProposal.objects.get(pk=proposal_id)
    found.membership = _locked(found.membership_id)
    found.refresh_from_db(fields=["state", "changes", "proposed_by", "proposed_at"])
    if not found.is_open:
        raise ValidationError(gettext("This proposal has been decided or taken back already."), code="decided")
    if seen != mark_of(found):
        words = gettext("The proposal, or the entry, has changed since you opened this page. Look at it once more.")
        raise ValidationError(words, code="changed")
    return found


def _decide(proposal: EntryProposal, state: ProposalState, by: User) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    mail.tell_decided(proposal)
