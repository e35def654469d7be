"""Links of mails, addresses that want no mail, and how often something may be tried. No address is stored here."""

from django.db import models
from django.utils import timezone

from network.letters.enums import TokenPurpose
from network.letters.signatures import Signature


class Token(models.Model):
    """The link of a mail. Only the SHA-256 of what the mail says is kept.

    ``payload`` of a link that confirms is what was typed: it becomes the signature when the link is used, and is
    erased with the token if that never happens.
    """

    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="tokens")
    purpose = models.CharField(max_length=7, choices=TokenPurpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    # A keyed hash of the six characters that work instead of the link, and how often they were typed wrong.
    code_hash = models.CharField(max_length=64, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        indexes = (models.Index(fields=("signature", "purpose"), name="letters_tokens"),)

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Suppression(models.Model):
    """An address from which somebody said "that was not me": it gets no mail of ours. ``key`` is a keyed hash."""

    key = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key[:8]


class Budget(models.Model):
    """How often something was done within a window of time. ``key`` is a keyed hash."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key[:8]
