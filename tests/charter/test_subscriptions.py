"""Subscribing to the charter: who may, to which text, and that nothing else counts."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from network.agreement.models import AgreementRound
from network.agreement.services import revoke
from network.charter.models import CharterSubscription
from network.charter.services import SubscriptionRefused, subscribe, unsubscribe
from network.members.models import Mandate
from tests.admin.signed_in import client_of, make_user
from tests.factories import MandateFactory, UserFactory
from tests.factories.agreement import Member, members
from tests.factories.charter import CharterPageFactory, agreed, charter_draft, in_english, in_georgian, next_version

pytestmark = pytest.mark.django_db
DESK = "/en/desk/charter/"


@pytest.fixture
def held() -> list[Member]:
    """Two members."""
    return members(2)


@pytest.fixture
def asked(held: list[Member]) -> AgreementRound:
    """The round of a charter that is public."""
    return agreed(held=held)


def refusal(**details: Any) -> str:
    with pytest.raises(SubscriptionRefused) as refused:
        subscribe(**details)
    assert not CharterSubscription.objects.exists()
    return str(refused.value.code)


def of(member: Member, asked: AgreementRound) -> dict[str, Any]:
    return {
        "membership": member.membership,
        "by": member.user,
        "page": in_georgian(asked),
        "fingerprint": asked.fingerprint,
    }


def form(member: Member, asked: AgreementRound, action: str = "subscribe") -> dict[str, str]:
    return {"member": str(member.membership.pk), "fingerprint": asked.fingerprint, "action": action}


def test_a_member_subscribes_to_the_exact_text(held: list[Member], asked: AgreementRound) -> None:
    found = subscribe(**of(held[0], asked))
    assert (found.version, found.fingerprint, found.round) == (1, asked.fingerprint, asked)
    assert found.translation_key == asked.translation_key
    assert found.given_by == held[0].user


def test_a_deputy_may_too(held: list[Member], asked: AgreementRound) -> None:
    subscribe(**of(held[0].deputy(), asked))
    assert CharterSubscription.objects.get().membership == held[0].membership


def test_a_second_click_changes_nothing(held: list[Member], asked: AgreementRound) -> None:
    first = subscribe(**of(held[0], asked))
    again = subscribe(**of(held[0].deputy(), asked))
    assert again == first
    assert again.given_by == held[0].user
    assert CharterSubscription.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="wagtail.create", object_id=first.pk).count() == 1


def test_nobody_subscribes_for_another_member(held: list[Member], asked: AgreementRound) -> None:
    assert refusal(**{**of(held[0], asked), "by": held[1].user}) == "no_mandate"
    assert refusal(**{**of(held[0], asked), "by": UserFactory(superuser=True)}) == "no_mandate"


@pytest.mark.parametrize("end", ["revoked", "over", "left", "closed account"])
def test_an_ended_mandate_subscribes_for_nobody(held: list[Member], asked: AgreementRound, end: str) -> None:
    mandate = Mandate.objects.get(user=held[0].user)
    if end == "revoked":
        mandate.revoked_at = timezone.now()
    elif end == "over":
        mandate.starts_on = timezone.localdate() - datetime.timedelta(days=9)
        mandate.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    elif end == "left":
        mandate.membership.left = "2026-01"
        mandate.membership.save()
    else:
        mandate.user.is_active = False
        mandate.user.save()
    mandate.save()
    assert refusal(**of(held[0], asked)) == "no_mandate"


@pytest.mark.parametrize("given", ["", "0" * 64, "x"])
def test_only_the_public_text_can_be_subscribed_to(held: list[Member], asked: AgreementRound, given: str) -> None:
    assert refusal(**{**of(held[0], asked), "fingerprint": given}) == "text_changed"


def test_an_earlier_version_cannot_be_subscribed_to_any_more(held: list[Member], asked: AgreementRound) -> None:
    next_version(asked, held)
    assert refusal(**of(held[0], asked)) == "text_changed"


def test_nothing_is_subscribed_to_that_is_not_public(held: list[Member], asked: AgreementRound) -> None:
    revoke(round_id=asked.pk, by=UserFactory(superuser=True), reason="It cannot wait.")
    assert refusal(**of(held[0], asked)) == "not_public"
    draft = charter_draft()
    assert refusal(**{**of(held[0], asked), "page": draft}) == "not_public"


def test_a_charter_agreed_before_this_site_can_be_subscribed_to(client: Client, held: list[Member]) -> None:
    page = CharterPageFactory(locale="en")
    client.force_login(held[0].user)
    fingerprint = client.get(DESK).context["charter"].fingerprint
    found = subscribe(membership=held[0].membership, by=held[0].user, page=page, fingerprint=fingerprint)
    assert found.round is None
    assert held[0].membership.name_in("en") in client.get(page.url).text


def test_a_member_takes_every_subscription_back(held: list[Member], asked: AgreementRound) -> None:
    for member in held:
        subscribe(**of(member, asked))
    second = next_version(asked, held)
    subscribe(**of(held[0], second))
    assert unsubscribe(membership=held[0].membership, by=held[0].user, page=in_english(asked)) == 2
    assert CharterSubscription.objects.get().membership == held[1].membership
    assert ModelLogEntry.objects.filter(action="wagtail.delete", user=held[0].user).count() == 2
    assert unsubscribe(membership=held[0].membership, by=held[0].user, page=in_english(asked)) == 0
    with pytest.raises(SubscriptionRefused):
        unsubscribe(membership=held[1].membership, by=held[0].user, page=in_english(asked))


def test_the_desk_asks_who_one_is(client: Client) -> None:
    response = client.get(DESK)
    assert response.status_code == 302
    assert "/sign-in/" in response["Location"]
    assert client.post(DESK, {}).status_code == 302
    client.force_login(UserFactory(superuser=True))
    assert client.get(DESK).status_code == 403
    assert client.post(DESK, {}).status_code == 403


def test_opening_the_desk_changes_nothing(client: Client, held: list[Member], asked: AgreementRound) -> None:
    client.force_login(held[0].user)
    response = client.get(DESK, form(held[0], asked))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response.text
    assert not CharterSubscription.objects.exists()
    assert client.put(DESK).status_code == 405


def test_subscribing_and_taking_back_on_the_desk(client: Client, held: list[Member], asked: AgreementRound) -> None:
    client.force_login(held[0].user)
    assert "Not subscribed" in client.get(DESK).text
    response = client.post(DESK, form(held[0], asked), follow=True)
    assert "Thank you." in response.text
    assert "Subscribed to version 1." in response.text
    client.post(DESK, form(held[0], asked))
    assert CharterSubscription.objects.count() == 1
    second = next_version(asked, held)
    assert "Subscribe to version 2" in client.get(DESK).text
    response = client.post(DESK, form(held[0], asked), follow=True)
    assert "The charter has changed since you read it." in response.text
    client.post(DESK, form(held[0], second))
    assert CharterSubscription.objects.count() == 2
    response = client.post(DESK, form(held[0], second, "unsubscribe"), follow=True)
    assert "The subscription is taken back" in response.text
    assert not CharterSubscription.objects.exists()


@pytest.mark.parametrize("action", ["subscribe", "unsubscribe"])
def test_a_forged_form_reaches_no_other_member(
    client: Client, held: list[Member], asked: AgreementRound, action: str
) -> None:
    subscribe(**of(held[1], asked))
    client.force_login(held[0].user)
    for member in (str(held[1].membership.pk), "", "x", "999999", "9" * 40):
        response = client.post(DESK, {**form(held[1], asked, action), "member": member}, follow=True)
        assert "You have no mandate" in response.text
    assert CharterSubscription.objects.get().membership == held[1].membership


def test_another_site_cannot_send_the_form(held: list[Member], asked: AgreementRound) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(held[0].user)
    assert client.post(DESK, form(held[0], asked)).status_code == 403
    assert not CharterSubscription.objects.exists()


def test_who_speaks_for_two_members_decides_for_each(client: Client, held: list[Member], asked: AgreementRound) -> None:
    second = MandateFactory(user=held[0].user).membership
    client.force_login(held[0].user)
    client.post(DESK, {**form(held[0], asked), "member": str(second.pk)})
    assert [row.membership for row in CharterSubscription.objects.all()] == [second]
    entries = client.get(DESK).context["entries"]
    assert {member: bool(row) for member, row in entries} == {held[0].membership: False, second: True}


def test_without_a_public_charter_the_desk_says_so(client: Client, held: list[Member]) -> None:
    client.force_login(held[0].user)
    assert "At present no charter is public." in client.get(DESK).text
    assert client.post(DESK, {"member": "1"}, follow=True).status_code == 200


@pytest.mark.parametrize(("part", "status"), [("secretariat", 200), ("editor", 302), ("translator", 302)])
def test_the_secretariat_reads_who_subscribed(
    held: list[Member], asked: AgreementRound, part: str, status: int
) -> None:
    subscribe(**of(held[0], asked))
    browser = client_of(make_user(part))
    response = browser.get("/admin/reports/charter/")
    assert response.status_code == status
    if status == 200:
        assert held[0].membership.name_in("en") in response.text
    assert ("/admin/reports/charter/" in browser.get("/admin/").text) == (status == 200)
