"""How often something may be done, counted in one statement."""

import datetime

import pytest
from django.utils import timezone

from network.letters.by_mail import budgets
from network.letters.by_mail.budgets import HOUR, MINUTE, Limit, TooMany, network_of, spend, spend_request
from network.letters.models import Budget, Letter
from tests.factories.letters import open_letter

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def test_a_window_begins_with_the_first_and_is_over_at_once():
    limit = [Limit("one", 2, MINUTE)]
    second = datetime.timedelta(seconds=1)
    assert [spend(limit, NOW + number * second) for number in range(4)] == [[0], [0], [58], [57]]
    assert spend(limit, NOW + MINUTE) == [0]
    assert Budget.objects.get().count == 1


def test_several_are_counted_in_one_statement_each_by_itself(django_assert_num_queries):
    spend([Limit("b", 1, MINUTE)], NOW)
    with django_assert_num_queries(1):
        assert spend([Limit("c", 1, HOUR), Limit("b", 1, MINUTE), Limit("a", 1, HOUR)], NOW) == [0, 60, 0]


def test_a_clock_that_jumps_back_lets_nobody_wait_longer_than_the_clock_says():
    limit = [Limit("one", 1, MINUTE)]
    spend(limit, NOW)
    assert spend(limit, NOW - HOUR) == [3660]
    assert spend(limit, NOW + MINUTE) == [0]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("2001:db8:1:ffff::/64", "2001:db8:1::/48"),
        ("unknown", "unknown"),
    ],
)
def test_neighbours_share_their_network(address, network):
    assert network_of(address) == network


def test_a_network_has_five_requests_a_minute_and_thirty_an_hour_for_each_letter():
    letter, other = open_letter(), open_letter()
    for minute in range(6):
        for _request in range(5):
            spend_request(letter, "a@gmail.com", "192.0.2.1", NOW + minute * MINUTE)
    with pytest.raises(TooMany) as refused:
        spend_request(letter, "a@gmail.com", "192.0.2.99", NOW + 6 * MINUTE)
    assert refused.value.retry_after == 54 * 60
    spend_request(letter, "a@gmail.com", "192.0.3.1", NOW + 6 * MINUTE)
    spend_request(other, "a@gmail.com", "192.0.2.1", NOW + 6 * MINUTE)
    assert not Budget.objects.filter(key__contains="192.0")


def test_a_room_full_of_signers_shares_one_network():
    letter = open_letter()
    Letter.objects.update(event_until=timezone.now() + HOUR)
    letter.refresh_from_db()
    for _request in range(100):
        spend_request(letter, "a@gmail.com", "192.0.2.1", NOW)
    with pytest.raises(TooMany):
        spend_request(letter, "a@gmail.com", "192.0.2.1", NOW)


def test_an_unknown_mail_domain_is_looked_at_after_twenty_within_an_hour():
    letter = open_letter()
    asked = [spend_request(letter, f"a{n}@farm.example", f"10.0.{n}.1", NOW) for n in range(22)]
    assert asked == [False] * 20 + [True] * 2
    assert not any(spend_request(letter, f"a{n}@gmail.com", f"10.1.{n}.1", NOW) for n in range(25))
    assert not spend_request(letter, "b@farm.example", "10.2.0.1", NOW + HOUR)


def test_what_is_over_is_forgotten():
    spend([Limit("short", 1, MINUTE), Limit("long", 1, HOUR)], NOW)
    assert budgets.sweep(NOW + MINUTE) == 1
    assert Budget.objects.get().key == "long"
