"""Whatever happens to a letter, in whatever order: counts are those of the rows, and nothing impossible is there."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from network.letters.enums import LetterState
from network.letters.models import Letter, Signature
from tests.factories.agreement import fresh, members
from tests.factories.letters import open_letter
from tests.letters.walk import Walk, assert_all_agrees

SECOND = datetime.timedelta(seconds=1)


@pytest.mark.django_db
def test_random_steps_leave_tally_and_rows_the_same():
    """`make test-hard` takes ten thousand."""
    held = members(4)
    letter = open_letter(held)
    Letter.objects.update(closes_at=timezone.now() + datetime.timedelta(days=400))
    walk = Walk(fresh(letter), held, seed=1)
    walk.go(600)
    assert_all_agrees(letter)
    assert set(walk.taken) == set(walk.weights)


WORKERS = 6


@pytest.mark.django_db(transaction=True)
def test_at_the_second_of_closing_all_at_once():
    """Sign, confirm, withdraw, hide, invalidate, count and close, in threads of their own, by the real clock."""
    held = members(3)
    letter = open_letter(held)
    closes = timezone.now() + 2 * SECOND
    Letter.objects.update(closes_at=closes)
    walks = [Walk(fresh(letter), held, seed, people=60 * WORKERS) for seed in range(WORKERS)]
    for walk in walks:
        walk.weights = walk.weights | {"pause": 0, "resume": 0, "close": 6}
    with ThreadPoolExecutor(WORKERS) as pool:
        done = [pool.submit(_and_disconnect, walk.go_until, closes + 2 * SECOND) for walk in walks]
    for walked in done:
        walked.result()
    late = Signature.objects.filter(letter=letter, created_at__gte=closes)
    assert not late.exists()
    assert fresh(letter).state == LetterState.CLOSED
    assert fresh(letter).closed_at >= closes
    assert_all_agrees(letter)
    assert Signature.objects.filter(letter=letter).exists()
    assert any(walk.refused["ask: LetterClosed"] for walk in walks)


def _and_disconnect(work, *args):
    try:
        work(*args)
    finally:
        connection.close()
