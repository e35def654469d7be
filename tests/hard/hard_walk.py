"""Ten thousand random steps, in two walks at once where there are two cores."""

import datetime

import pytest
from django.utils import timezone

from network.letters.models import Letter
from tests.factories.agreement import fresh, members
from tests.factories.letters import open_letter
from tests.letters.walk import Walk, assert_all_agrees

STEPS = 5000


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [101, 102])
def test_random_steps_leave_tally_and_rows_the_same(seed: int) -> None:
    held = members(4)
    letter = open_letter(held)
    Letter.objects.update(closes_at=timezone.now() + datetime.timedelta(days=400))
    walk = Walk(fresh(letter), held, seed)
    walk.go(STEPS)
    assert_all_agrees(letter)
    assert walk.taken.total() + walk.refused.total() == STEPS
    print(walk.taken, walk.refused)
