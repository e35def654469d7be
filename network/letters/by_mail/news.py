"""Telling signatories what becomes of a letter: handed over, answered, a new version. Once each, a few at a time."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from cms.core.addresses import page_address
from cms.mail.models import OutboxMail
from network.agreement.wording import moment as written
from network.letters.by_mail.mail import SignersMail, send_news
from network.letters.consents import Consent
from network.letters.deliveries import Delivery, ReceivedAnswer
from network.letters.enums import ConsentPurpose, LetterState, SignatureKind, SignatureState
from network.letters.letters import RENEW_WITHIN, Letter
from network.letters.news_runs import NewsRun
from network.letters.public import page_in
from network.letters.signatures import Signature
from network.letters.wording import day

# Never more wait in the outbox than one run of the periodic jobs sends: who is signing now waits for a mail of ours.
MOST_WAITING = 150
_CHUNK = 50
What = NewsRun.What


def write_due_news(now: datetime.datetime | None = None) -> int:
    """Write the next mails of all news that are not told yet; return how many."""
    moment, written_now = now or timezone.now(), 0
    runs = NewsRun.objects.filter(done_at=None).select_related("letter__version")
    room = MOST_WAITING - OutboxMail.objects.due(moment).count() if runs.exists() else 0
    for run in runs if room > 0 else ():
        while run.done_at is None and written_now < room:
            written_now += _write_some(run, min(_CHUNK, room - written_now), moment)
    return written_now


@transaction.atomic
def _write_some(run: NewsRun, most: int, moment: datetime.datetime) -> int:
    """Write to the next signatories, and remember the last one in the same transaction."""
    told = _words_of(run)
    rows = list(_readers(run).filter(pk__gt=run.last)[:most]) if told else []
    words: dict[str, SignersMail] = {}
    sent = 0
    for signature in rows:
        signature.letter = run.letter
        with override(signature.language):
            if told and signature.language not in words:
                words[signature.language] = told()
            sent += send_news(replace(words[signature.language]), signature, f"{run.what}:{run.number}")
    run.last = rows[-1].pk if rows else run.last
    run.done_at = moment if len(rows) < most else None
    run.save(update_fields=["last", "done_at"])
    return sent


def _readers(run: NewsRun) -> Any:
    """Return who is told, in the order of their rows; of a new version everybody who signed an older one."""
    rows = Signature.objects.filter(letter=run.letter).exclude(kind=SignatureKind.MEMBER).exclude(email="")
    if run.what == What.VERSION:
        return rows.filter(state__in=SignatureState.standing()).exclude(version=run.number).order_by("pk")
    wants = Consent.objects.filter(
        signature=OuterRef("pk"), purpose=ConsentPurpose.LETTER_NEWS, withdrawn_at__isnull=True
    )
    return rows.filter(Exists(wants), state=SignatureState.ACTIVE).order_by("pk")


def _words_of(run: NewsRun) -> Callable[[], SignersMail] | None:
    """Return what writes one mail's words in the active language; None if there is nothing to tell any more."""
    letter = run.letter
    if letter.state in (LetterState.RETRACTED, LetterState.ARCHIVED):
        return None
    if run.what == What.DELIVERED:
        delivery = Delivery.objects.filter(pk=run.number).first()
        return (lambda: _delivered(letter, delivery)) if delivery else None
    if run.what == What.ANSWERED:
        answer = ReceivedAnswer.objects.filter(pk=run.number).first()
        return (lambda: _answered(letter, answer)) if answer else None
    # Of two new versions in a row only the last is told.
    return (lambda: _changed(letter)) if letter.version_id == run.number else None


def _delivered(letter: Letter, delivery: Delivery) -> SignersMail:
    return SignersMail(
        gettext("Handed over: “%(title)s”") % {"title": letter.title},
        [gettext("The open letter that you signed has been handed over.")],
        [
            (gettext("To whom"), delivery.recipient),
            (gettext("How"), delivery.way),
            (gettext("Day"), day(delivery.delivered_on)),
            *_where(letter),
        ],
        note=gettext("You asked for news about this letter. By the link above you can stop them."),
    )


def _answered(letter: Letter, answer: ReceivedAnswer) -> SignersMail:
    return SignersMail(
        gettext("An answer: “%(title)s”") % {"title": letter.title},
        [gettext("An answer has come to the open letter that you signed. You can read it on the letter’s page.")],
        [(gettext("From whom"), answer.sender), (gettext("Day"), day(answer.received_on)), *_where(letter)],
        note=gettext("You asked for news about this letter. By the link above you can stop them."),
    )


def _changed(letter: Letter) -> SignersMail:
    version = letter.version
    return SignersMail(
        gettext("A letter that you signed has changed: “%(title)s”") % {"title": letter.title},
        [
            gettext("The members have agreed to a new version. Your signature stands under the earlier one."),
            gettext(
                "By the link you can move it to the new version or withdraw it. If you do nothing it stays, shown with "
                "its version."
            ),
        ],
        [
            (gettext("Please decide until (Tbilisi time)"), written(version.made_at + RENEW_WITHIN) if version else ""),
            *_where(letter),
        ],
    )


def _where(letter: Letter) -> list[tuple[str, str]]:
    page = page_in(letter, get_language() or "ka")
    return [(gettext("Open letter"), page_address(page))] if page else []
