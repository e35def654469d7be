"""Mails about proposed changes. What is proposed is read on the site: a mail names only who and whether."""

from django.utils.translation import gettext

from cms.core.addresses import named_address
from network.directory import notices
from network.directory.notices import Notice
from network.directory.proposals import EntryProposal
from network.directory.states import ProposalState


def tell_proposed(proposal: EntryProposal) -> None:
    """Tell the secretariat that there is something to look at."""

    def words(language: str) -> Notice:
        return Notice(
            heading=gettext("A member proposes to change its entry"),
            paragraphs=[gettext("Look at what shall change, and confirm it or say why not.")],
            facts=[(gettext("Member"), proposal.membership.name_in(language))],
            link=notices.office_address("proposal", proposal.pk),
            button=gettext("Look at the proposal"),
        )

    notices.tell_secretariat(f"proposal:{proposal.pk}:{proposal.proposed_at:%Y%m%d%H%M%S%f}", words)


def tell_decided(proposal: EntryProposal) -> None:
    """Tell who proposed the change what became of it."""
    accepted = proposal.state == ProposalState.ACCEPTED

    def words(language: str) -> Notice:
        if accepted:
            heading = gettext("The entry is changed")
            paragraphs = [gettext("The secretariat has confirmed what you proposed.")]
        else:
            heading = gettext("The entry stays as it is")
            paragraphs = [gettext("The secretariat has not confirmed what you proposed. Its reason:"), proposal.reason]
        return Notice(
            heading=heading,
            paragraphs=paragraphs,
            facts=[(gettext("Member"), proposal.membership.name_in(language))],
            link=named_address("desk_entry", proposal.membership_id, language=language),
            button=gettext("Open the entry"),
        )

    notices.tell_user(proposal.proposed_by, f"proposal:{proposal.pk}:{proposal.state}", words)
