"""What this room does by itself."""

from datetime import timedelta

from cms.core.periodic import periodic
from network.directory import retention
from network.directory.joining.admitting import admit_agreed


@periodic("directory.admit_agreed", every=timedelta(hours=1))
def make_memberships() -> None:
    """Make memberships that could not be made when the announcements were published."""
    admit_agreed()


@periodic("directory.forget", every=timedelta(days=1))
def forget() -> None:
    """Erase what was decided 30 days ago, and drafts that nobody goes on with."""
    retention.forget()
