"""What people left behind at the door is swept away."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from cms.core.periodic import periodic
from cms.users.models import SharedNote


@periodic("users.sweep", every=timedelta(minutes=30))
def sweep() -> None:
    """Delete counts that have run out, and sessions that have ended: those may hold an address that was typed."""
    SharedNote.objects.filter(expires_at__lte=timezone.now()).delete()
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
