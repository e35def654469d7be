"""Several at once: each with a connection of its own, committing, on either database."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from cms.core.periodic import only_run
from cms.mail import services
from cms.mail.models import OutboxMail
from tests.mail.conftest import write
from tests.smtp import Sink

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 4


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """Do the work in several threads that start together."""
    start = threading.Barrier(WORKERS)

    def run(number: int) -> Any:
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, range(WORKERS)))


def test_no_mail_is_sent_by_two(smtp_sink: Sink) -> None:
    for number in range(12):
        write(f"mail:{number}", to=f"person{number}@example.org")
    sent = at_once(lambda _number: services.deliver())
    assert sum(sent) == 12
    assert len({mail.recipients[0] for mail in smtp_sink.got}) == len(smtp_sink.got) == 12


def test_no_mail_is_written_by_two(smtp_sink: Sink) -> None:
    written = at_once(lambda _number: write(at_once=True))
    assert sorted(written) == [False, False, False, True]
    assert OutboxMail.objects.count() == 1
    assert len(smtp_sink.got) == 1


def test_only_one_does_the_periodic_jobs() -> None:
    everybody_has_asked = threading.Barrier(WORKERS)

    def ask(number: int) -> bool:
        with only_run() as alone:
            everybody_has_asked.wait()
            return alone

    assert sorted(at_once(ask)) == [False, False, False, True]
    with only_run() as alone:
        assert alone, "the lock ends with the run"
