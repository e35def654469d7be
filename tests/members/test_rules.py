"""Who speaks for a member, and when to ask again; the pure rule and the database agree."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.members.models import Mandate
from network.members.rules import MandateFacts, is_valid, question_number
from tests.factories import MandateFactory, MembershipFactory, UserFactory

TODAY = datetime.date(2026, 5, 20)
DAY = datetime.timedelta(days=1)


def facts(**changes) -> MandateFacts:
    return MandateFacts(**({"starts_on": TODAY} | changes))


@pytest.mark.parametrize(
    ("mandate", "valid"),
    [
        (facts(), True),
        (facts(starts_on=TODAY + DAY), False),
        (facts(ends_on=TODAY), True),
        (facts(starts_on=TODAY - 2 * DAY, ends_on=TODAY - DAY), False),
        (facts(revoked=True), False),
        (facts(member_left=True), False),
        (facts(user_active=False), False),
    ],
)
def test_first_and_last_day_count(mandate: MandateFacts, valid: bool) -> None:
    assert is_valid(mandate, TODAY) is valid


@pytest.mark.django_db
def test_the_database_says_what_the_rule_says() -> None:
    for start in (-1, 0, 1):
        for end in (None, -1, 0, 1):
            for revoked in (False, True):
                for left in ("", "2025"):
                    for active in (True, False):
                        if end is not None and end < start:
                            continue
                        MandateFactory(
                            membership=MembershipFactory(left=left),
                            user=UserFactory(is_active=active),
                            starts_on=TODAY + start * DAY,
                            ends_on=None if end is None else TODAY + end * DAY,
                            revoked_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) if revoked else None,
                        )
    found = set(Mandate.objects.valid(TODAY))
    assert found
    everything = Mandate.objects.select_related("user", "membership")
    assert found == {mandate for mandate in everything if is_valid(mandate.facts, TODAY)}
    assert len(found) < len(everything)


@given(st.integers(min_value=-400, max_value=4000))
def test_a_question_for_each_whole_year(days: int) -> None:
    number = question_number(TODAY, TODAY + days * DAY)
    assert number == (0 if days < 365 else days // 365)
