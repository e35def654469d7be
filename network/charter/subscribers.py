"""Who subscribes to the charter, as readers may know it. A member that only members know of is counted, never named."""

from dataclasses import dataclass, field
from uuid import UUID

from network.charter.models import CharterSubscription
from network.members.enums import Visibility


@dataclass
class Subscribers:
    """Members by name: those of the text in force, and those that have subscribed to an earlier one only."""

    current: list[CharterSubscription] = field(default_factory=list)
    earlier: list[CharterSubscription] = field(default_factory=list)
    unnamed: int = 0  # subscribed to the text in force, and known to members only

    @property
    def count(self) -> int:
        """How many members subscribe to the text in force."""
        return len(self.current) + self.unnamed


def subscribers(translation_key: UUID, fingerprint: str) -> Subscribers:
    """Return the subscribers of a charter whose text in force has this fingerprint: one question."""
    found = Subscribers()
    rows = list(CharterSubscription.objects.of_text(translation_key).of_current_members().alphabetical())
    current = {row.membership_id for row in rows if row.fingerprint == fingerprint}
    newest = {row.membership_id: row for row in sorted(rows, key=lambda row: row.subscribed_at)}
    for row in rows:
        is_named = row.membership.visibility == Visibility.PUBLIC
        if row.fingerprint == fingerprint and is_named:
            found.current.append(row)
        elif row.fingerprint == fingerprint:
            found.unnamed += 1
        elif is_named and row.membership_id not in current and newest[row.membership_id] is row:
            found.earlier.append(row)
    return found
