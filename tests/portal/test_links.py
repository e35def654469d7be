"""Links in mails: opening them does nothing, and whoever should not use them learns why."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from network.agreement.models import AgreementEvent, AgreementRound, Answer
from tests.factories import UserFactory
from tests.factories.agreement import PROPOSAL, REASON, Member, fresh
from tests.portal.conftest import answers, link, question

OBJECTION = {"stance": "object", "reason": REASON, "proposal": PROPOSAL}


def agree(client: Client, path: str, asked: AgreementRound, stance: str = "agree") -> int:
    return client.post(path, {"stance": stance, "fingerprint": asked.fingerprint}).status_code


def test_opened_fifty_times_it_changes_nothing(client: Client, asked: AgreementRound, held: list[Member]) -> None:
    path, events = link(asked, held[0]), AgreementEvent.objects.count()
    for number in range(25):
        response = client.get(path, headers={"user-agent": "TelegramBot (like TwitterBot)"}, data={"stance": "agree"})
        assert response.status_code == 200
        assert client.head(path).status_code == 200, number
    assert not Answer.objects.exists()
    assert AgreementEvent.objects.count() == events
    assert link(asked, held[0]) == path
    assert agree(client, path, asked) == 302


def test_nobody_keeps_lists_or_passes_on_the_address(client: Client, asked: AgreementRound, held: list[Member]) -> None:
    for path in (link(asked, held[0]), "/ka/answer/1.2.3.4.none/"):
        response = client.get(path)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert 'name="robots" content="noindex, nofollow"' in response.content.decode()
        assert not response.cookies


def test_the_link_speaks_the_language_of_the_person(asked: AgreementRound, held: list[Member]) -> None:
    assert link(asked, held[0]).startswith("/ka/")
    held[0].user.language = "en"
    held[0].user.save()
    assert link(asked, held[0]).startswith("/en/")


@pytest.mark.parametrize("stance", ["agree", "stand_aside", "abstain"])
def test_three_answers_need_no_session_and_no_cookie(asked: AgreementRound, held: list[Member], stance: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        link(asked, held[0]), {"stance": stance, "fingerprint": asked.fingerprint}, headers={"origin": "null"}
    )
    assert response.status_code == 302
    assert answers(asked) == [(held[0].membership.pk, stance, "link")]
    assert Answer.objects.get().given_by == held[0].user
    assert client.get(response.headers["Location"]).status_code == 200


def test_the_receipt_has_a_fresh_link_for_changing_one_s_mind(
    client: Client, asked: AgreementRound, held: list[Member]
) -> None:
    first = link(asked, held[0])
    receipt = client.post(first, {"stance": "agree", "fingerprint": asked.fingerprint}).headers["Location"]
    again = link(asked, held[0])
    assert again in client.get(receipt).content.decode()
    assert again != first
    assert agree(client, again, asked, "abstain") == 302
    assert answers(asked) == [(held[0].membership.pk, "abstain", "link")]


def test_the_last_answer_of_all_gets_its_receipt_though_the_round_is_over(
    client: Client, asked: AgreementRound, held: list[Member]
) -> None:
    for member in held[1:]:
        member.answer(asked)
    receipt = client.post(link(asked, held[0]), {"stance": "agree", "fingerprint": asked.fingerprint}).headers[
        "Location"
    ]
    assert not fresh(asked).is_open
    assert client.get(receipt).status_code == 200
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
        assert client.get(receipt).status_code == 410


def test_objecting_leads_through_the_sign_in_with_what_was_typed(
    client: Client, asked: AgreementRound, held: list[Member]
) -> None:
    response = client.post(link(asked, held[0]), {**OBJECTION, "fingerprint": asked.fingerprint})
    text = response.content.decode()
    assert response.status_code == 200
    assert REASON in text
    assert PROPOSAL in text
    assert not Answer.objects.exists()
    door = next(part for part in text.split('"') if part.startswith("/ka/sign-in/?"))
    following = parse_qs(urlsplit(door).query)["next"][0]
    assert following == question(asked, held[0])
    client.force_login(held[0].user)
    form = client.get(following).content.decode()
    assert 'value="object" checked' in form
    assert f">{REASON}</textarea>" in form
    client.post(following, {**OBJECTION, "fingerprint": asked.fingerprint})
    assert answers(asked) == [(held[0].membership.pk, "object", "desk")]


def test_what_was_typed_is_not_shown_to_another_person(
    client: Client, asked: AgreementRound, held: list[Member]
) -> None:
    client.post(link(asked, held[0]), {**OBJECTION, "fingerprint": asked.fingerprint})
    client.force_login(held[1].user)
    assert REASON.removesuffix(".") not in client.get(question(asked, held[1])).content.decode()


def test_objecting_while_signed_in_goes_straight_to_the_form(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    response = signed_in.post(link(asked, held[0]), {**OBJECTION, "fingerprint": asked.fingerprint})
    assert response.headers["Location"] == question(asked, held[0])
    assert f">{REASON}</textarea>" in signed_in.get(response.headers["Location"]).content.decode()


def test_a_link_shows_nothing_that_is_for_members_only(
    client: Client, asked: AgreementRound, held: list[Member]
) -> None:
    held[1].answer(asked, "object")
    text = client.get(link(asked, held[0])).content.decode()
    assert REASON.removesuffix(".") not in text
    assert held[1].membership.name_in("ka") not in text
    assert "The Network agreed to this text." in text


def test_a_wrong_answer_by_link_loses_nothing(client: Client, asked: AgreementRound, held: list[Member]) -> None:
    path = link(asked, held[0])
    text = client.post(path, {"fingerprint": asked.fingerprint, "reason": "Half a thought"}).content.decode()
    assert ">Half a thought</textarea>" in text
    assert client.post(path, {"stance": "agree", "fingerprint": "0" * 64}).status_code == 409
    assert not Answer.objects.exists()


def refused(client: Client, path: str, asked: AgreementRound, reason: str) -> int:
    """Return the status with which a link is refused, opened and used, with a page that helps on."""
    opened = client.get(path)
    used = client.post(path, {"stance": "abstain", "fingerprint": asked.fingerprint, "reason": "A thought"})
    assert opened.status_code == used.status_code
    assert opened.context["reason"] == used.context["reason"] == reason
    text = used.content.decode()
    assert "/ka/sign-in/?next=" in text or "/ka/desk/" in text
    assert 'lang="ka"' in text
    assert "A thought" in text
    return opened.status_code


@pytest.mark.parametrize("part", range(5))
def test_a_changed_link_is_refused(client: Client, asked: AgreementRound, held: list[Member], part: int) -> None:
    parts = link(asked, held[0]).strip("/").split("/")[-1].split(".")
    parts[part] = parts[part][:-1] + ("1" if parts[part][-1] != "1" else "2")
    assert refused(client, f"/ka/answer/{'.'.join(parts)}/", asked, "unknown") == 403
    assert not Answer.objects.exists()


@pytest.mark.parametrize("token", ["x", "1.2.3.4", "....", "ა.ბ.გ.დ.ე", "1.1.1.0." + "A" * 500])
def test_what_is_no_link_of_ours_is_refused(client: Client, asked: AgreementRound, token: str) -> None:
    assert refused(client, f"/ka/answer/{token}/", asked, "unknown") == 403


def test_what_we_signed_for_another_purpose_is_no_link(client: Client, asked: AgreementRound) -> None:
    token = Signer(salt="elsewhere", sep=".").sign(f"{asked.pk}.1.1.0")
    assert refused(client, f"/ka/answer/{token}/", asked, "unknown") == 403


def test_a_link_of_an_ended_mandate_is_refused(client: Client, asked: AgreementRound, held: list[Member]) -> None:
    path = link(asked, held[0])
    held[0].user.mandates.update(revoked_at=timezone.now())
    assert refused(client, path, asked, "no_mandate") == 403
    assert not Answer.objects.exists()


def test_a_link_of_a_struck_member_is_refused(client: Client, asked: AgreementRound, held: list[Member]) -> None:
    path = link(asked, held[0])
    asked.roll.filter(membership=held[0].membership).update(struck_at=timezone.now())
    assert refused(client, path, asked, "no_mandate") == 403


@pytest.mark.parametrize("who", ["another representative", "superuser"])
def test_a_link_of_another_person_is_refused(
    client: Client, asked: AgreementRound, held: list[Member], who: str
) -> None:
    client.force_login(held[1].user if who == "another representative" else UserFactory(superuser=True))
    assert refused(client, link(asked, held[0]), asked, "another_person") == 403
    assert not Answer.objects.exists()


def test_after_the_deadline_a_link_is_refused(client: Client, asked: AgreementRound, held: list[Member]) -> None:
    path = link(asked, held[0])
    with time_machine.travel(asked.closes_at - datetime.timedelta(seconds=1), tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel(asked.closes_at, tick=False):
        assert refused(client, path, asked, "closed") == 410


def test_a_used_link_is_refused(client: Client, asked: AgreementRound, held: list[Member]) -> None:
    path = link(asked, held[0])
    held[0].answer(asked)
    assert refused(client, path, asked, "used") == 410
    assert answers(asked) == [(held[0].membership.pk, "agree", "desk")]


def test_an_answer_of_a_colleague_does_not_use_up_the_link(
    client: Client, asked: AgreementRound, held: list[Member]
) -> None:
    path = link(asked, held[0])
    held[0].deputy().answer(asked)
    assert agree(client, path, asked, "abstain") == 302
    assert answers(asked) == [(held[0].membership.pk, "abstain", "link")]


def test_after_an_extension_earlier_links_still_work(client: Client, asked: AgreementRound, held: list[Member]) -> None:
    path, deadline = link(asked, held[0]), asked.closes_at
    AgreementRound.objects.filter(pk=asked.pk).update(closes_at=deadline + datetime.timedelta(days=2))
    with time_machine.travel(deadline + datetime.timedelta(hours=1)):
        assert client.get(path).status_code == 200
