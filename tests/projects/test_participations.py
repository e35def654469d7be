"""Who took part in a project, in one order everywhere: it is part of the text that members agree to."""

import pytest

from tests.factories import ParticipationFactory, ProjectPageFactory
from tests.factories.agreement import fresh

pytestmark = pytest.mark.django_db


def test_rows_that_nobody_sorted_stand_in_the_order_of_their_numbers() -> None:
    page = ProjectPageFactory()
    for number in (30_000, 20_000, 10_000):
        ParticipationFactory(pk=number, page=page, sort_order=None)
    assert [row.pk for row in fresh(page).participations.all()] == [10_000, 20_000, 30_000]
