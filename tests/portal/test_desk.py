"""What a representative finds on the desk, and who else does not."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from network.agreement.models import AgreementRound
from tests.factories import UserFactory
from tests.factories.agreement import Member, asked_round, bilingual_draft, fresh
from tests.factories.members import MandateFactory
from tests.portal.conftest import question

ADDRESSES = ("desk/", "desk/rounds/", "desk/rounds/{pk}/", "desk/rounds/{pk}/record/", "desk/answers/{answer}/")


def page(client: Client, path: str = "/en/desk/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_desk_says_what_waits_and_until_when(signed_in: Client, asked: AgreementRound, held: list[Member]) -> None:
    AgreementRound.objects.filter(pk=asked.pk).update(
        closes_at=timezone.now() + datetime.timedelta(days=2, hours=4, minutes=30)
    )
    text = page(signed_in)
    assert "1 text waits for your answer" in text
    assert "2\N{NO-BREAK SPACE}days and 4\N{NO-BREAK SPACE}hours left" in text
    assert escape(question(asked, held[0], "en")) in text
    assert held[0].membership.name_in("en") in text
    assert held[1].membership.name_in("en") not in text


def test_rounds_are_ordered_by_deadline(signed_in: Client, asked: AgreementRound) -> None:
    sooner = asked_round(bilingual_draft())
    AgreementRound.objects.filter(pk=sooner.pk).update(closes_at=timezone.now() + datetime.timedelta(hours=1))
    text = page(signed_in)
    assert text.index(f"/rounds/{sooner.pk}/") < text.index(f"/rounds/{asked.pk}/")


def test_what_was_answered_can_still_be_changed(signed_in: Client, asked: AgreementRound, held: list[Member]) -> None:
    given = held[0].answer(asked, "abstain")
    text = page(signed_in)
    assert "0 texts wait for your answer" in text
    assert "Your answer: Abstain." in text
    assert f"/en/desk/answers/{given.pk}/" in text
    assert "Change the answer" in text


def test_rounds_that_are_over_stand_with_their_end(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    for member in held:
        member.answer(asked)
    assert fresh(asked).state == "published"
    text = page(signed_in)
    assert "Published." in text
    assert "Your answer: Agree." in text
    assert f"/en/desk/rounds/{asked.pk}/record/" in text
    assert "განცხადება შრომით მიგრაციაზე" in page(signed_in, "/ka/desk/rounds/")


def test_a_person_with_two_members_has_a_section_for_each(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    MandateFactory(membership=held[1].membership, user=held[0].user, deputy=True)
    held[0].answer(asked)
    text = page(signed_in)
    for member in held[:2]:
        assert f'id="member-{member.membership.pk}"' in text
        assert escape(question(asked, member, "en")) in text
    assert held[2].membership.name_in("en") not in text
    assert signed_in.get(f"/en/desk/rounds/{asked.pk}/").headers["Location"] == "/en/desk/"


def test_nothing_of_a_struck_member_waits(signed_in: Client, asked: AgreementRound, held: list[Member]) -> None:
    asked.roll.filter(membership=held[0].membership).update(struck_at=timezone.now())
    assert "0 texts wait for your answer" in page(signed_in)


def test_the_language_of_mails_can_be_changed(signed_in: Client, held: list[Member]) -> None:
    assert signed_in.get("/ka/desk/language/").status_code == 405
    response = signed_in.post("/ka/desk/language/", {"language": "en"})
    assert response.headers["Location"] == "/en/desk/"
    assert fresh(held[0].user).language == "en"
    signed_in.post("/ka/desk/language/", {"language": "xx"})
    assert fresh(held[0].user).language == "en"


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_may_open_what(client: Client, asked: AgreementRound, held: list[Member], address: str) -> None:
    """Staff have no more right here than anybody else; every member reads every round, and nobody others' receipts."""
    given = held[0].answer(asked)
    path = "/en/" + address.format(pk=asked.pk, answer=given.pk)
    got = {"anonymous": client.get(path).status_code}
    ended = Member.new()
    ended.user.mandates.update(revoked_at=timezone.now())
    people = {
        "own": held[0].user,
        "of another member": held[1].user,
        "joined later": Member.new().user,
        "mandate ended": ended.user,
        "editor": UserFactory(groups=["Editors"]),
        "superuser": UserFactory(superuser=True),
    }
    for name, user in people.items():
        client.force_login(user)
        got[name] = client.get(path).status_code
    others = 403 if "answers" in address else 200
    assert got == {
        "anonymous": 302,
        "own": 200,
        "of another member": others,
        "joined later": others,
        "mandate ended": 403,
        "editor": 403,
        "superuser": 403,
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_keeps_or_lists_a_page_of_the_desk(
    signed_in: Client, asked: AgreementRound, held: list[Member], address: str
) -> None:
    path = "/ka/" + address.format(pk=asked.pk, answer=held[0].answer(asked).pk)
    response = signed_in.get(path)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert signed_in.put(path).status_code == 405


def test_numbers_of_any_length_are_not_found(signed_in: Client) -> None:
    for path in ("rounds/{}/", "rounds/{}/record/", "answers/{}/"):
        assert signed_in.get("/ka/desk/" + path.format("9" * 30)).status_code == 404


def test_members_read_reasons_and_proposals_of_a_round(
    client: Client, asked: AgreementRound, held: list[Member]
) -> None:
    held[0].answer(asked, "object")
    client.force_login(held[1].user)
    for path in (f"/en/desk/rounds/{asked.pk}/record/", question(asked, held[1], "en")):
        text = page(client, path)
        assert "The second paragraph names people" in text
        assert "Leave the names out." in text
        assert held[0].membership.name_in("en") in text


def test_while_it_is_open_nobody_reads_how_many_agree(
    client: Client, asked: AgreementRound, held: list[Member]
) -> None:
    held[0].answer(asked)
    client.force_login(held[1].user)
    text = page(client, f"/en/desk/rounds/{asked.pk}/record/")
    assert "tally" not in text
    assert "Answered: 1 / 3" in text
    held[1].answer(asked)
    held[2].answer(asked, "abstain")
    assert "tally" in page(client, f"/en/desk/rounds/{asked.pk}/record/")
