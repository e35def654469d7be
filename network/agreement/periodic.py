"""What rounds do by themselves, in each run."""

from cms.core.periodic import periodic
from network.agreement import services
from network.agreement.reminders import send_due_reminders


@periodic("agreement.check_open_rounds")
def check_open_rounds() -> None:
    """End rounds whose text was changed past the lock."""
    services.check_open_rounds()


@periodic("agreement.close_due_rounds")
def close_due_rounds() -> None:
    """Close rounds whose time is over, and publish what is agreed."""
    services.close_due_rounds()


@periodic("agreement.publish_due_rounds")
def publish_due_rounds() -> None:
    """Publish agreed texts whose hour has come, and those whose publication failed before."""
    services.publish_due_rounds()


@periodic("agreement.send_reminders")
def send_reminders() -> None:
    """Remind those who have not answered."""
    send_due_reminders()
