"""Django's door to the outbox, for mails that other packages write: sign-in codes, Wagtail's notifications."""

import uuid
from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import get_language

from cms.mail.letters import Letter, one_line
from cms.mail.services import put


class OutboxBackend(BaseEmailBackend):
    """Puts each message into the outbox, a row for each recipient, to be sent as soon as the transaction is committed.

    So nobody reads the address of another, and the sender is always the site's own. The outbox carries no
    attachments: a message with one is refused with a ValueError.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Return how many messages were written into the outbox for at least one recipient."""
        with transaction.atomic():
            return sum(_post(message) for message in email_messages)


def _post(message: EmailMessage) -> bool:
    if message.attachments:
        raise ValueError("The outbox carries no attachments: send a link instead.")
    letter = _letter(message)
    reply_to = parseaddr(message.reply_to[0])[1] if message.reply_to else ""
    written = [
        put(
            key=f"message:{uuid.uuid4().hex}",
            to=parseaddr(recipient)[1],
            language=get_language() or "ka",
            letter=letter,
            at_once=True,
            reply_to=reply_to,
        )
        for recipient in message.recipients()
    ]
    return any(written)


def _letter(message: EmailMessage) -> Letter:
    """Take the two parts out of a message; a message in HTML alone gets a text."""
    text, html = str(message.body), ""
    if message.content_subtype == "html":
        text, html = strip_tags(text), text
    elif isinstance(message, EmailMultiAlternatives):
        html = next((str(content) for content, kind in message.alternatives if kind == "text/html"), "")
    return Letter(one_line(str(message.subject))[:250], text, html)
