"""Rounds: members that can answer, a text in two languages, and the members asked about it."""

import datetime
from dataclasses import dataclass
from typing import Any

from network.agreement.enums import Stance, Voice
from network.agreement.rounds import AgreementRound
from network.agreement.services import answer, open_round
from network.members.models import Mandate, Membership
from tests.factories.members import MandateFactory
from tests.factories.news import NewsPageFactory
from tests.factories.pages import stream, translate
from tests.factories.users import UserFactory

REASON = "The second paragraph names people who did not agree to it."
PROPOSAL = "Leave the names out."


@dataclass(frozen=True)
class Member:
    """A member and who speaks for it."""

    membership: Membership
    user: Any

    @classmethod
    def new(cls, **details: Any) -> "Member":
        """Make a current member with a valid primary mandate."""
        mandate: Mandate = MandateFactory(**details)
        return cls(mandate.membership, mandate.user)

    def deputy(self) -> "Member":
        """Return the same member with a second person, a deputy, who speaks for it."""
        return Member(self.membership, MandateFactory(membership=self.membership, deputy=True).user)

    def answer(self, asked: AgreementRound, stance: str = Stance.AGREE, **details: Any) -> Any:
        """Answer by this person; an objection gets a reason and a proposal if none are given."""
        if stance == Stance.OBJECT:
            details = {"reason": REASON, "proposal": PROPOSAL, **details}
        details.setdefault("fingerprint", asked.fingerprint)
        return answer(round_id=asked.pk, membership=self.membership, by=self.user, stance=stance, **details)


def members(count: int) -> list[Member]:
    """Make current members, each with a representative."""
    return [Member.new() for _number in range(count)]


def bilingual_draft(voice: str = Voice.NETWORK, **details: Any) -> Any:
    """Return a Georgian news page with its English counterpart, both complete and not live; statement if not said."""
    body = stream(("paragraph", "<p>ქსელი შეთანხმდა ამ ტექსტზე.</p>"))
    texts = {"title": "განცხადება შრომით მიგრაციაზე", "lead": "მოკლე აზრი.", "body": body, "kind": "joint_statement"}
    page = NewsPageFactory(live=False, voice=voice, **{**texts, "date": "2026-11-01", **details})
    english = stream(("paragraph", "<p>The Network agreed to this text.</p>"))
    translate(page, title="Statement on labour migration", lead="A short thought.", body=english)
    return type(page).objects.get(pk=page.pk)


def asked_round(page: Any = None, *, now: datetime.datetime | None = None, **details: Any) -> AgreementRound:
    """Ask the members that there are about a page, or about a new bilingual draft."""
    details.setdefault("by", UserFactory())
    return open_round(page=page or bilingual_draft(), now=now, **details)


def fresh(row: Any) -> Any:
    """Return a row as the database has it now."""
    return type(row).objects.get(pk=row.pk)
