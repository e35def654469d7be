"""What other packages send goes through the outbox, too."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail, send_mass_mail
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.mail.models import OutboxMail
from tests.smtp import Sink

pytestmark = pytest.mark.django_db


def test_a_message_leaves_after_the_commit(
    smtp_sink: Sink, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), translation.override("en"):
        assert send_mail("კოდი", "123456", None, ["nino@example.org"], html_message="<p>123456</p>") == 1
        assert smtp_sink.got == []
    (mail,) = smtp_sink.got
    assert (mail.subject, mail.text.strip(), mail.html.strip()) == ("კოდი", "123456", "<p>123456</p>")
    assert mail.message["Content-Language"] == "en"
    assert "123456" not in str(OutboxMail.objects.values())


def test_a_request_that_fails_sends_nothing(smtp_sink: Sink) -> None:
    def sign_in() -> None:
        with transaction.atomic():
            send_mail("Code", "123456", None, ["nino@example.org"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sign_in()
    assert not OutboxMail.objects.exists()


def test_nobody_reads_another_s_address(
    smtp_sink: Sink, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    message = EmailMessage("S", "B", None, ["Nino <a@example.org>"], cc=["b@example.org"], bcc=["c@example.org"])
    message.reply_to = ["Office <office@example.org>"]
    with django_capture_on_commit_callbacks(execute=True):
        assert message.send() == 1
    assert sorted(mail.message["To"] for mail in smtp_sink.got) == ["a@example.org", "b@example.org", "c@example.org"]
    assert all(mail.message["Cc"] is mail.message["Bcc"] is None for mail in smtp_sink.got)
    assert {mail.message["Reply-To"] for mail in smtp_sink.got} == {"office@example.org"}


def test_the_same_words_twice_are_two_mails(smtp_sink: Sink) -> None:
    """A second code for the same person: other packages have no keys."""
    assert send_mass_mail([("S", "B", None, ["a@example.org"])] * 2) == 2
    assert OutboxMail.objects.count() == 2


def test_html_alone_gets_a_text(smtp_sink: Sink) -> None:
    message = EmailMessage("S", "<p>Good <b>day</b></p>", None, ["a@example.org"])
    message.content_subtype = "html"
    message.send()
    row = OutboxMail.objects.get()
    assert (row.text, row.html) == ("Good day", "<p>Good <b>day</b></p>")


def test_a_subject_is_one_line(smtp_sink: Sink) -> None:
    send_mail("A\r\nBcc: thief@example.org", "B", None, ["a@example.org"])
    assert OutboxMail.objects.get().subject == "A Bcc: thief@example.org"


def test_attachments_are_refused_aloud(smtp_sink: Sink) -> None:
    message = EmailMultiAlternatives("S", "B", None, ["a@example.org"])
    message.attach("a.txt", "content", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        message.send()
    assert not OutboxMail.objects.exists()
