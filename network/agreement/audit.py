"""Looking for texts that are public without agreement, every night: what wrote past Django's models shows here.

On PostgreSQL triggers refuse that already; on SQLite this is what finds it.
"""

import datetime
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from wagtail.models import Page
from wagtail.utils.file import hash_filelike

from cms.core.addresses import absolute
from cms.core.periodic import periodic
from cms.mail.services import queue
from network.agreement import guarded
from network.agreement.certificates import Certificate
from network.agreement.content import DIGEST_VERSION, Content, content_of, digest, fingerprint
from network.agreement.enums import RoundState, Voice
from network.agreement.events import first_broken_entry
from network.agreement.gate import is_asked, is_certified
from network.agreement.rounds import AgreementRound, RoundText

logger = logging.getLogger("network.agreement")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that cannot be while the gate holds. ``words`` name rows by number, never a text or a person."""

    kind: str
    words: str
    page: int | None = None


def findings() -> list[Finding]:
    """Return everything that is wrong, the public texts first."""
    return [*_public_texts(), *_lonely_languages(), *_log(), *_certificates(), *_frozen_texts()]


def take_offline(found: list[Finding]) -> list[int]:
    """Unpublish the pages that are public without agreement; return their numbers."""
    keys = [finding.page for finding in found if finding.kind == "unagreed"]
    for page in Page.objects.filter(pk__in=keys, live=True).specific():
        page.unpublish(log_action="wagtail.unpublish")
    return sorted(key for key in keys if key is not None)


@periodic("agreement.audit", every=datetime.timedelta(hours=24))
def audit_every_night() -> None:
    """Look once a day, write down what is found, and mail it to those who keep the site."""
    found = findings()
    for finding in found:
        logger.error("audit of agreed texts: %s", finding.words, extra={"page": finding.page})
    if found:
        alarm(found)


def alarm(found: list[Finding]) -> None:
    """Mail the findings to ``ALARM_ADDRESSES``, else to ``ADMINS``; the same findings once a day."""
    entries = getattr(settings, "ALARM_ADDRESSES", ()) or settings.ADMINS
    addresses = [entry if isinstance(entry, str) else entry[1] for entry in entries]
    about = hashlib.sha256("\n".join(finding.words for finding in found).encode()).hexdigest()[:16]
    for number, address in enumerate(addresses):
        queue(
            key=f"agreement.audit/{timezone.localdate()}/{about}/{number}",
            to=address,
            language=settings.LANGUAGE_CODE,
            template="agreement/audit_alarm",
            context={"words": [finding.words for finding in found], "link": absolute("/admin/")},
            at_once=True,
        )


def _live_agreed() -> Iterator[Any]:
    for page_type in guarded.page_types():
        for page in page_type.objects.filter(live=True).order_by("pk").iterator(chunk_size=50):
            if is_asked(page):
                yield page


def _public_texts() -> Iterator[Finding]:
    for page in _live_agreed():
        if not is_certified(page):
            yield Finding("unagreed", f"page {page.pk} ({page.language}) is public without agreement", page.pk)
        for name in _changed_files(content_of(page)):
            yield Finding("file", f"page {page.pk} ({page.language}) shows a file that was changed: {name}", page.pk)


def _changed_files(content: Any) -> Iterator[str]:
    """Yield pictures and documents in a content whose file is not the one that the members saw."""
    if isinstance(content, dict) and "file_hash" in content:
        record = apps.get_model(content["record"])._base_manager.get(pk=content["id"])
        if _hash_on_disk(record) != content["file_hash"]:
            yield f"{content['record']} {content['id']}"
    for part in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from _changed_files(part)


def _hash_on_disk(record: Any) -> str:
    try:
        with record.open_file() as file:
            return str(hash_filelike(file))
    except OSError:  # gone, or not to be read
        return "missing"


def _lonely_languages() -> Iterator[Finding]:
    """Yield texts of the Network that are public in one language while the other one is a draft."""
    for page in _live_agreed():
        twin = page.counterpart if page.voice == Voice.NETWORK and not page.alias_of_id else None
        if twin is not None and not twin.live:
            yield Finding("one_language", f"page {page.pk} is public, page {twin.pk} in the other language is not")


def _log() -> Iterator[Finding]:
    broken = first_broken_entry()
    if broken is not None:
        yield Finding("log", f"the log of agreement does not hold at entry {broken.sequence}")


def _certificates() -> Iterator[Finding]:
    ended = Certificate.objects.valid().exclude(round=None).exclude(round__state=RoundState.PUBLISHED)
    for certificate in ended.select_related("round"):
        asked: Any = certificate.round
        yield Finding("certificate", f"certificate {certificate.pk} is valid, its round {asked.pk} is {asked.state}")


def _frozen_texts() -> Iterator[Finding]:
    for text in RoundText.objects.filter(digest_version=DIGEST_VERSION).order_by("pk").iterator():
        if not _follows(text.content, text.digest):
            yield Finding("frozen", f"the frozen text {text.pk} of round {text.round_id} was changed")
    for asked in AgreementRound.objects.prefetch_related("texts").order_by("pk"):
        digests = [text.digest for text in asked.texts.all()]  # Georgian first
        if digests and fingerprint(digests) != asked.fingerprint:
            yield Finding("fingerprint", f"the fingerprint of round {asked.pk} does not follow from its texts")


def _follows(content: Content, expected: str) -> bool:
    return digest(content) == expected
