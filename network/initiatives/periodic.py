"""What initiatives do by themselves."""

import datetime

from cms.core.periodic import periodic
from network.initiatives import mail, retention
from network.initiatives.models import Initiative


@periodic("initiatives.overdue", every=datetime.timedelta(hours=1))
def remind_of_promises() -> None:
    """Tell the secretariat that a promised day has passed without an answer; once for each day."""
    for initiative in Initiative.objects.overdue().with_names():
        mail.remind_of_promise(initiative)


@periodic("initiatives.forget", every=datetime.timedelta(days=1))
def keep_no_longer_than_told() -> None:
    """Delete what is not needed any more."""
    retention.forget_drafts()
    retention.forget_documents()
    retention.forget_people()
