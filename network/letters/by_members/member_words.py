"""What is said for a member to a letter, as it is written down."""

import datetime
import secrets
from dataclasses import dataclass
from typing import Any, cast

from network.letters.by_mail.subjects import listing
from network.letters.changes import CHANGED
from network.letters.enums import Display, Position, SignatureKind, SignatureState
from network.letters.letters import Letter, LetterVersion
from network.letters.signatures import Signature
from network.members.enums import Visibility
from network.members.models import Mandate, Membership


def subject_key_of(membership_id: int) -> str:
    """Return the key of a member's one row in each letter."""
    return f"member:{membership_id}"


def version_of(letter: Letter) -> LetterVersion:
    """Return the version that is signed now: a letter that is not a draft has one, says a constraint."""
    return cast("LetterVersion", letter.version)


def display_of(membership: Membership) -> str:
    """Say whether readers see the name: not of a member of which only members may know."""
    return Display.PUBLIC if membership.visibility == Visibility.PUBLIC else Display.HIDDEN


@dataclass(frozen=True, slots=True)
class Word:
    """What is said for a member, and by what right; without a mandate it was said before, in a round."""

    letter: Letter
    membership: Membership
    mandate: Mandate | None
    moment: datetime.datetime
    position: str = Position.SIGN
    comment: str | None = None

    @property
    def subject(self) -> dict[str, Any]:
        """What names the one row of this member."""
        key = subject_key_of(self.membership.pk)
        return {"letter": self.letter, "kind": SignatureKind.MEMBER, "subject_key": key}

    @property
    def said(self) -> dict[str, Any]:
        """What makes it the same as said before; a note that nobody gave now stays as it is."""
        display = display_of(self.membership)
        said = {"version": self.letter.version, "position": self.position, "display": display}
        return said | ({} if self.comment is None else {"comment": self.comment})

    @property
    def written(self) -> dict[str, Any]:
        """All that is written down."""
        user = self.mandate.user if self.mandate else None
        values = {
            "state": SignatureState.ACTIVE,
            "membership": self.membership,
            "mandate": self.mandate,
            "user": user,
            "language": user.language if user else "ka",
            "confirmed_at": self.moment,
            "withdrawn_at": None,
        }
        return self.said | values | _searched(self.membership) | CHANGED

    @property
    def hides(self) -> bool:
        """Whether a name that readers see may disappear by it."""
        return self.position != Position.SIGN or display_of(self.membership) == Display.HIDDEN

    def row(self) -> Signature:
        """Return the row of a member that has said nothing before."""
        fields = {"comment": ""} | self.subject | self.written
        return Signature(salt=secrets.token_hex(16), created_at=self.moment, **fields)


def _searched(membership: Membership) -> dict[str, str]:
    """Return by what lists sort and searches find a member: by nothing if it is not named."""
    if display_of(membership) == Display.HIDDEN:
        return listing("")
    return listing(membership.name_in("ka"), membership.name_in("en"))
