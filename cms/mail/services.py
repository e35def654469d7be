"""Writing a mail into the outbox, and sending what is there."""

import logging
import smtplib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from email.utils import formataddr, parseaddr
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from cms.mail.letters import Letter, network_name, write_letter
from cms.mail.models import OutboxMail

logger = logging.getLogger("cms.mail")

# The server is there and wants every mail but this one; all else that fails would fail for the next mail too.
ABOUT_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


def queue(
    *,
    key: str,
    to: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    at_once: bool = False,
    reply_to: str = "",
    is_new: bool = False,
) -> bool:
    """Write a mail into the outbox, in the current transaction; say whether it was written.

    False: a mail of this key was written before, sent or not, or ``to`` is no address. ``key`` names no person.
    ``template`` and ``context`` are those of `cms.mail.letters.write_letter`; addresses of pages in the context are
    absolute. ``at_once`` sends it as soon as the transaction is committed: for whom somebody sits and waits.
    ``is_new``: the key was made a moment ago, so nobody need look for it.
    """
    if not is_new and OutboxMail.objects.filter(key=key).exists():
        return False
    letter = write_letter(template, context, language)
    return put(key=key, to=to, language=language, letter=letter, at_once=at_once, reply_to=reply_to, is_new=is_new)


def put(
    *,
    key: str,
    to: str,
    language: str,
    letter: Letter,
    at_once: bool = False,
    reply_to: str = "",
    is_new: bool = False,
) -> bool:
    """Write a finished letter into the outbox; the rest is as in `queue`."""
    if not _is_address(to):
        logger.error("mail not written, no usable address: %s", key)
        return False
    values = {
        "recipient": to,
        "language": language,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "reply_to": reply_to if _is_address(reply_to) else "",
    }
    if is_new:
        mail, written = OutboxMail.objects.create(key=key, **values), True
    else:
        mail, written = OutboxMail.objects.get_or_create(key=key, defaults=values)
    if written and (at_once or settings.MAIL_AT_ONCE):
        # Robust: what fails here is left to the periodic job, and is no failure of the request.
        transaction.on_commit(partial(_send_all, [mail]), robust=True)
    return written


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def deliver(*, limit: int = 200) -> int:
    """Send what is due, ``limit`` mails at most; return how many were sent.

    Several processes may do this at once: each mail is claimed first. The claim of a process that was killed ends
    after ten minutes; was it killed between sending and writing that down, the mail goes out a second time, with the
    same Message-ID, by which mail programs know the copy. If the server cannot be reached the rest waits.
    """
    return _send_all(OutboxMail.objects.due(timezone.now())[:limit])


def sweep() -> int:
    """Forget the keys of mails that were finished 400 days ago; return how many."""
    return OutboxMail.objects.outworn(timezone.now()).delete()[0]


def _send_all(mails: Iterable[OutboxMail]) -> int:
    sent = 0
    connection = get_connection(settings.MAIL_TRANSPORT)
    for mail in mails:
        if not mail.claim(timezone.now()):
            continue
        try:
            connection.open()
            _message(mail, connection).send()
        except Exception as error:
            _put_back(mail, error)
            _hang_up(connection)
            if isinstance(error, OSError) and not isinstance(error, ABOUT_ONE_MAIL):
                break
        else:
            mail.finish()
            sent += 1
    _hang_up(connection)
    return sent


def _put_back(mail: OutboxMail, error: Exception) -> None:
    """Keep the mail for later. Of the error only its class is told: its words often hold the address."""
    mail.postpone(error=type(error).__name__)
    outcome = "given up" if mail.failed_at else "postponed"
    logger.error("mail %s after attempt %s: %s: %s", outcome, mail.attempts, mail.last_error, mail.key)


def _hang_up(connection: BaseEmailBackend) -> None:
    with suppress(OSError):
        connection.close()


def _message(mail: OutboxMail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """Return the mail as it travels. The header of RFC 3834 keeps absence notices from answering it."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        _sender(mail.language),
        [mail.recipient],
        connection=connection,
        headers={
            "Message-ID": message_id(mail.key),
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        },
        reply_to=[mail.reply_to] if mail.reply_to else None,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def message_id(key: str) -> str:
    """Return the Message-ID of a key: the same each time, and telling nothing about the key."""
    return f"<{salted_hmac('cms.mail', key).hexdigest()}@{urlsplit(settings.BASE_URL).hostname}>"


def _sender(language: str) -> str:
    """Return the site's address with the Network's name, unless the setting has a name of its own."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    with translation.override(language):
        return formataddr((name or network_name(), address))
