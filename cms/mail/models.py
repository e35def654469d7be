"""The outbox: one row a mail, written in the transaction that causes it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

# A process that claimed a mail this long ago was killed; EMAIL_TIMEOUT ends every living one much sooner.
CLAIM_HOLDS = timedelta(minutes=10)
KEYS_ARE_KEPT = timedelta(days=400)
# Pauses of 1, 2, 4 ... minutes: the last attempt is made almost three days after the first.
MOST_ATTEMPTS = 13


class OutboxMailQuerySet(models.QuerySet["OutboxMail"]):
    """Questions to the outbox."""

    def unfinished(self) -> "OutboxMailQuerySet":
        """Return what is neither sent nor given up."""
        return self.filter(sent_at=None, failed_at=None)

    def due(self, now: datetime) -> "OutboxMailQuerySet":
        """Return what may be sent now and is in nobody's hands, the oldest first."""
        free = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM_HOLDS)
        return self.unfinished().filter(free, not_before__lte=now).order_by("not_before", "pk")

    def outworn(self, now: datetime) -> "OutboxMailQuerySet":
        """Return what was finished so long ago that nothing can ask for the same mail again."""
        limit = now - KEYS_ARE_KEPT
        return self.filter(Q(sent_at__lt=limit) | Q(failed_at__lt=limit))


class OutboxMail(models.Model):
    """A mail to one person.

    ``key`` says what the mail is about and to whom ("round:12:opened:user:7"), without a name or an address: it
    stays when all else is erased, so that the same mail is never written twice.
    """

    key = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=100, blank=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["not_before"], name="mail_unfinished", condition=Q(sent_at__isnull=True, failed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.key

    def claim(self, now: datetime) -> bool:
        """Take the mail into this process's hands; False if another process was faster.

        One conditional UPDATE: of two at once, either database lets the second see what the first has written.
        """
        claimed = OutboxMail.objects.due(now).filter(pk=self.pk).order_by()
        if not claimed.update(claimed_at=now, attempts=F("attempts") + 1):
            return False
        self.refresh_from_db()
        return True

    def finish(self, *, error: str = "") -> None:
        """Write down that the mail was sent, or given up, and erase whom it went to and what it said."""
        now = timezone.now()
        self.sent_at, self.failed_at = (None, now) if error else (now, None)
        self.recipient = self.subject = self.text = self.html = self.reply_to = ""
        self.claimed_at, self.last_error = None, error
        self.save()

    def postpone(self, *, error: str) -> None:
        """Put the mail back with a pause that doubles each time; after the last attempt, give it up."""
        if self.attempts >= MOST_ATTEMPTS:
            return self.finish(error=error)
        self.not_before = timezone.now() + timedelta(minutes=2 ** (self.attempts - 1))
        self.claimed_at, self.last_error = None, error
        self.save(update_fields=["not_before", "claimed_at", "last_error"])
        return None
