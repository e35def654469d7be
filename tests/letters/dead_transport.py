"""A mail server that knows no mailbox."""

import smtplib

from django.core.mail.backends.base import BaseEmailBackend


class DeadTransport(BaseEmailBackend):
    """Refuses every recipient."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({})
