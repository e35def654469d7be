"""A real mail server for tests: encoding, headers and the connection are tried too, which memory alone never does."""

import email
import email.policy
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings


@dataclass
class Received:
    """One mail as it came over the wire."""

    sender: str
    recipients: list[str]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"]).strip()  # what is encoded begins on a line of its own

    @property
    def text(self) -> str:
        return self.part("plain")

    @property
    def html(self) -> str:
        return self.part("html")

    def part(self, kind: str) -> str:
        """The body of that kind, or nothing."""
        found = self.message.get_body((kind,))
        return found.get_content() if found else ""


@dataclass
class Sink:
    """What the server got so far. Set ``answer`` to an SMTP reply such as "550 No" to have mails refused."""

    port: int
    got: list[Received] = field(default_factory=list)
    answer: str = "250 OK"

    def to(self, address: str) -> list[Received]:
        """The mails of one person, in the order in which they came."""
        return [mail for mail in self.got if address in mail.recipients]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("2"):
            message = email.message_from_bytes(envelope.content, _class=EmailMessage, policy=email.policy.default)
            self.got.append(Received(envelope.mail_from or "", envelope.rcpt_tos, message))
        return self.answer


def free_port() -> int:
    """A port on which nobody listens: the controller cannot look for one itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def smtp_sink(settings: Settings) -> Iterator[Sink]:
    """A mail server on this machine to which the outbox delivers; what Django sends goes through the outbox, too.

    A mail leaves when its transaction is committed (``at_once``), or by ``cms.mail.services.deliver()``.
    """
    sink = Sink(free_port())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    settings.EMAIL_BACKEND = "cms.mail.backend.OutboxBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    try:
        yield sink
    finally:
        controller.stop()
