"""Writing and ending certificates. Everything that lets a text go out passes here."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from network.agreement.certificates import Certificate
from network.agreement.content import DIGEST_VERSION, digest_of
from network.agreement.enums import CertificateKind, EventKind
from network.agreement.events import record


@transaction.atomic
def certify(*, translation_key: UUID, language: str, digest: str, kind: CertificateKind, **grounds: Any) -> Certificate:
    """Certify one text, and end what was certified before in its place.

    ``grounds`` are the certificate's round, correction or decision, and who issued it. A text that is certified already
    keeps its certificate.
    """
    valid = Certificate.objects.valid().of_text(translation_key, language)
    valid.exclude(digest=digest).update(ended_at=timezone.now())
    held = valid.filter(digest=digest).first()
    return held or Certificate.objects.create(
        translation_key=translation_key,
        language=language,
        digest=digest,
        digest_version=DIGEST_VERSION,
        kind=kind,
        **grounds,
    )


@transaction.atomic
def certify_legacy(page: Any, *, decision: str, by: Any = None) -> Certificate:
    """Certify the text of a page as it stands in memory by a decision taken before this site; the log names it.

    For the first import of old texts only. Readers are told that the text rests on such a decision.
    """
    certificate = certify(
        translation_key=page.translation_key,
        language=page.language,
        digest=digest_of(page),
        kind=CertificateKind.LEGACY,
        decision=decision,
        issued_by=by,
    )
    record(EventKind.CERTIFIED, certificate=certificate.pk, digest=certificate.digest, language=page.language)
    return certificate


def end_certificates(translation_key: UUID) -> None:
    """End every certificate of a text, in both languages: what is live must go offline in the same transaction."""
    Certificate.objects.valid().filter(translation_key=translation_key).update(ended_at=timezone.now())
