"""From the outbox to a real mail server: intact, once, later if need be, and forgotten afterwards."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.mail import services
from cms.mail.models import MOST_ATTEMPTS, OutboxMail
from tests.mail.conftest import TITLE, write
from tests.smtp import Sink, free_port

pytestmark = pytest.mark.django_db


def test_a_georgian_mail_arrives_intact(smtp_sink: Sink, settings: Settings) -> None:
    write(reply_to="office@example.org")
    assert services.deliver() == 1
    (mail,) = smtp_sink.got
    assert mail.recipients == ["nino@example.org"]
    assert mail.sender == settings.DEFAULT_FROM_EMAIL
    assert mail.subject == f"სიახლეები: {TITLE}"
    assert TITLE in mail.text
    assert "&lt;სხვა&gt;" in mail.html
    assert [part.get_content_type() for part in mail.message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message["Content-Language"] == "ka"
    assert mail.message["Reply-To"] == "office@example.org"
    (sender,) = mail.message["From"].addresses
    assert sender.addr_spec == settings.DEFAULT_FROM_EMAIL
    assert "საზოგადოება" in sender.display_name
    assert mail.message["Date"]


def test_a_sender_s_own_name_is_kept(smtp_sink: Sink, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Our site <site@example.org>"
    write()
    services.deliver()
    assert smtp_sink.got[0].message["From"] == "Our site <site@example.org>"
    assert smtp_sink.got[0].sender == "site@example.org"


def test_the_same_key_is_written_and_sent_once(smtp_sink: Sink) -> None:
    assert write() is True
    assert write() is False
    assert services.deliver() == 1
    assert write() is False
    assert services.deliver() == 0
    assert len(smtp_sink.got) == 1


def test_what_was_sent_is_forgotten(smtp_sink: Sink) -> None:
    write(reply_to="office@example.org")
    services.deliver()
    (row,) = OutboxMail.objects.values()
    assert row["sent_at"]
    assert row["key"] == "round:1:opened:user:7"
    assert (row["recipient"], row["subject"], row["text"], row["html"], row["reply_to"]) == ("",) * 5


def test_a_copy_is_known_by_its_message_id(smtp_sink: Sink) -> None:
    write()
    services.deliver()
    OutboxMail.objects.all().delete()
    write()
    write("another")
    services.deliver()
    first, copy, other = (mail.message["Message-ID"] for mail in smtp_sink.got)
    assert first == copy != other
    assert first.endswith("@testserver>")
    assert "user:7" not in first


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b.example\nBcc: thief@example.org", "a@example.org,b@example.org"]
)
def test_no_address_no_mail(address: str, smtp_sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    assert write(to=address) is False
    assert not OutboxMail.objects.exists()
    assert "round:1:opened:user:7" in caplog.text
    assert "thief" not in caplog.text


def test_a_server_that_is_away_is_asked_again_and_again(
    smtp_sink: Sink, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_PORT = free_port()
    write()
    pauses = []
    with time_machine.travel(timezone.now() + timedelta(seconds=1), tick=False) as clock:
        for _attempt in range(4):
            assert services.deliver() == 0
            row = OutboxMail.objects.get()
            pauses.append(row.not_before - timezone.now())
            assert services.deliver() == 0, "not before the pause is over"
            assert OutboxMail.objects.get().attempts == row.attempts
            clock.move_to(row.not_before)
        assert pauses == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
        assert row.last_error == "ConnectionRefusedError"
        assert row.recipient == "nino@example.org"
        settings.EMAIL_PORT = smtp_sink.port
        assert services.deliver() == 1
    assert "nino@" not in caplog.text
    assert len(smtp_sink.got) == 1


def test_a_server_that_is_away_is_not_asked_for_each_mail(settings: Settings, smtp_sink: Sink) -> None:
    settings.EMAIL_PORT = free_port()
    for number in range(5):
        write(f"mail:{number}")
    services.deliver()
    assert sorted(OutboxMail.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]


def test_a_refused_mail_keeps_no_other_from_its_way(smtp_sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    write("refused", to="refused@example.org")
    write("welcome")

    async def handle_rcpt(server, session, envelope, address, rcpt_options):
        if address.startswith("refused"):
            return "550 No such user refused@example.org"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    smtp_sink.handle_RCPT = handle_rcpt
    assert services.deliver() == 1
    assert [mail.recipients for mail in smtp_sink.got] == [["nino@example.org"]]
    assert OutboxMail.objects.get(key="refused").last_error == "SMTPRecipientsRefused"
    assert "refused@" not in caplog.text


def test_after_the_last_attempt_the_mail_is_given_up_and_forgotten(
    smtp_sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    smtp_sink.answer = "451 Later"
    write()
    started = timezone.now()
    with time_machine.travel(started + timedelta(seconds=1), tick=False) as clock:
        for _attempt in range(MOST_ATTEMPTS):
            services.deliver()
            row = OutboxMail.objects.get()
            clock.move_to(max(row.not_before, timezone.now()))
        assert row.failed_at
        assert timedelta(days=2) < row.failed_at - started < timedelta(days=4)
        assert (row.recipient, row.text, row.html) == ("", "", "")
        assert row.last_error == "SMTPDataError"
        smtp_sink.answer = "250 OK"
        clock.shift(timedelta(days=30))
        assert services.deliver() == 0
    assert "given up" in caplog.text


def test_a_mail_in_a_living_process_s_hands_is_left_alone(smtp_sink: Sink) -> None:
    write()
    assert OutboxMail.objects.get().claim(timezone.now())
    assert services.deliver() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=9)):
        assert services.deliver() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert services.deliver() == 1


def test_no_more_than_the_limit(smtp_sink: Sink) -> None:
    for number in range(3):
        write(f"mail:{number}")
    assert services.deliver(limit=2) == 2
    assert services.deliver(limit=2) == 1


def test_keys_are_kept_for_400_days(smtp_sink: Sink) -> None:
    write("sent")
    services.deliver()
    write("waiting")
    with time_machine.travel(timezone.now() + timedelta(days=399)):
        assert services.sweep() == 0
    with time_machine.travel(timezone.now() + timedelta(days=401)):
        assert services.sweep() == 1
    assert [row.key for row in OutboxMail.objects.all()] == ["waiting"]


def test_at_once_means_after_the_commit(
    smtp_sink: Sink, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write(at_once=True)
        assert smtp_sink.got == []
    assert len(smtp_sink.got) == 1
    assert services.deliver() == 0


def test_not_at_once_means_later(
    smtp_sink: Sink, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write()
    assert smtp_sink.got == []


def test_on_a_person_s_own_machine_everything_is_at_once(
    smtp_sink: Sink, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.MAIL_AT_ONCE = True
    with django_capture_on_commit_callbacks(execute=True):
        write()
    assert len(smtp_sink.got) == 1


def test_at_once_fails_quietly_and_leaves_it_to_the_periodic_job(
    smtp_sink: Sink, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.EMAIL_PORT = free_port()
    with django_capture_on_commit_callbacks(execute=True):
        assert write(at_once=True)
    settings.EMAIL_PORT = smtp_sink.port
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert services.deliver() == 1


class ChangedMindError(Exception):
    """Something after the mail went wrong."""


def test_a_transaction_that_is_rolled_back_sends_nothing(smtp_sink: Sink) -> None:
    def publish() -> None:
        with transaction.atomic():
            write(at_once=True)
            raise ChangedMindError

    with pytest.raises(ChangedMindError):
        publish()
    assert services.deliver() == 0
    assert write() is True


def test_tests_without_a_server_find_mails_in_memory() -> None:
    write()
    services.deliver()
    assert [message.to for message in django_mail.outbox] == [["nino@example.org"]]
