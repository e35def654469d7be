"""What the outbox does by itself."""

from datetime import timedelta

from cms.core.periodic import periodic
from cms.mail import services


@periodic("mail.deliver")
def deliver() -> None:
    """Send what waits in the outbox."""
    services.deliver()


@periodic("mail.sweep", every=timedelta(days=1))
def sweep() -> None:
    """Forget the keys of mails of long ago."""
    services.sweep()
