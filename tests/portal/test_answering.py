"""The answer page of somebody who is signed in."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from network.agreement.models import AgreementRound, Answer
from network.agreement.receipts import receipt_code
from network.agreement.services import open_round
from tests.factories import NewsPageFactory, UserFactory, translate
from tests.factories.agreement import PROPOSAL, REASON, Member, asked_round, bilingual_draft, fresh
from tests.factories.members import MandateFactory
from tests.factories.pages import stream
from tests.portal.conftest import answers, question

TYPED = {"stance": "object", "reason": REASON, "proposal": PROPOSAL}


def send(client: Client, asked: AgreementRound, member: Member, language: str = "en", **typed: Any) -> Any:
    return client.post(question(asked, member, language), {"fingerprint": asked.fingerprint, **typed})


def test_reading_answers_nothing(signed_in: Client, asked: AgreementRound, held: list[Member]) -> None:
    for _time in range(5):
        assert signed_in.get(question(asked, held[0])).status_code == 200
        assert signed_in.head(question(asked, held[0])).status_code == 200
        assert signed_in.get(question(asked, held[0]) + "&stance=agree&fingerprint=x").status_code == 200
    assert not Answer.objects.exists()


def test_the_whole_text_stands_there_in_both_languages(
    signed_in: Client, asked: AgreementRound, held: list[Member], language: str
) -> None:
    text = signed_in.get(question(asked, held[0], language)).content.decode()
    for words in (
        "განცხადება შრომით მიგრაციაზე", "მოკლე აზრი.", "ქსელი შეთანხმდა ამ ტექსტზე.",
        "Statement on labour migration", "A short thought.", "The Network agreed to this text.",
        f"{asked.fingerprint[:4]} {asked.fingerprint[4:8]}",
    ):  # fmt: skip
        assert words in text
    assert f'<details open lang="{language}">' in text
    assert held[0].membership.name_in(language) in text


def test_a_text_whose_revision_is_gone_is_shown_from_what_was_frozen(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    asked.texts.update(revision=None)
    text = signed_in.get(question(asked, held[0])).content.decode()
    assert "The Network agreed to this text." in text
    assert "ქსელი შეთანხმდა ამ ტექსტზე." in text


@pytest.mark.parametrize(
    ("typed", "stance", "name_us"),
    [
        ({"stance": "agree"}, "agree", False),
        ({"stance": "agree", "name_agree": "on"}, "agree", True),
        ({"stance": "agree", "name_aside": "on"}, "agree", False),
        ({"stance": "stand_aside", "name_aside": "on"}, "stand_aside", True),
        ({"stance": "abstain", "name_agree": "on", "reason": "typed and left"}, "abstain", False),
        (TYPED, "object", False),
    ],
)
def test_each_answer_is_given_and_leads_to_its_receipt(
    signed_in: Client, asked: AgreementRound, held: list[Member], typed: dict[str, str], stance: str, name_us: bool
) -> None:
    response = send(signed_in, asked, held[0], **typed)
    given = Answer.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/en/desk/answers/{given.pk}/")
    assert (given.stance, given.name_us, given.channel) == (stance, name_us, "desk")
    assert given.reason == (REASON if stance == "object" else "")
    text = signed_in.get(response.headers["Location"]).content.decode()
    for words in (receipt_code(given), held[0].membership.name_in("en"), given.get_stance_display()):
        assert words in text
    assert given.fingerprint[:4] in text


def test_a_changed_mind_counts_and_the_earlier_receipt_says_so(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    first = held[0].answer(asked)
    assert "Your answer so far: Agree." in signed_in.get(question(asked, held[0], "en")).content.decode()
    send(signed_in, asked, held[0], stance="abstain")
    assert answers(asked) == [(held[0].membership.pk, "abstain", "desk")]
    assert "This answer has been replaced" in signed_in.get(f"/en/desk/answers/{first.pk}/").content.decode()


def test_nothing_is_chosen_beforehand(signed_in: Client, asked: AgreementRound, held: list[Member]) -> None:
    held[0].answer(asked, "object")
    text = signed_in.get(question(asked, held[0], "en")).content.decode()
    assert "checked" not in text
    assert text.count(REASON) > 1  # among the objections, and in the field for changing it


@pytest.mark.parametrize(
    ("typed", "anchor"),
    [
        ({}, "stance-agree"),
        ({"stance": "perhaps"}, "stance-agree"),
        ({**TYPED, "reason": ""}, "reason"),
        ({**TYPED, "reason": "No."}, "reason"),
        ({**TYPED, "reason": " " * 40}, "reason"),
        ({**TYPED, "proposal": ""}, "proposal"),
        ({**TYPED, "proposal": "x" * 10_001}, "proposal"),
    ],
)
def test_a_wrong_answer_loses_nothing_that_was_typed(
    signed_in: Client, asked: AgreementRound, held: list[Member], typed: dict[str, str], anchor: str
) -> None:
    response = send(signed_in, asked, held[0], **typed)
    text = response.content.decode()
    assert response.status_code == 200
    assert not Answer.objects.exists()
    assert f'<a href="#{anchor}">' in text
    assert f'id="{anchor}"' in text
    assert "autofocus" in text
    for value in (typed.get("reason", ""), typed.get("proposal", "")):
        assert f">{value}</textarea>" in text


def test_everything_that_an_objection_lacks_is_said_at_once(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    text = send(signed_in, asked, held[0], stance="object", reason="No.").content.decode()
    assert '<a href="#reason">' in text
    assert '<a href="#proposal">' in text


def test_another_text_than_the_one_asked_about_gets_no_answer(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    other = asked_round(bilingual_draft(title="სხვა განცხადება"))
    response = signed_in.post(question(asked, held[0], "en"), {**TYPED, "fingerprint": other.fingerprint})
    text = response.content.decode()
    assert response.status_code == 409
    assert "This is not the text that the members are asked about." in text
    assert f'name="fingerprint" value="{asked.fingerprint}"' in text
    assert f">{REASON}</textarea>" in text
    assert not Answer.objects.exists()


def test_after_the_deadline_the_page_says_so_and_keeps_what_was_typed(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    with time_machine.travel(asked.closes_at, tick=False):
        signed_in.force_login(held[0].user)
        response = send(signed_in, asked, held[0], **TYPED)
    text = response.content.decode()
    assert response.status_code == 409
    assert "The time to answer is over." in text
    assert REASON in text
    assert PROPOSAL in text
    assert "<form" not in text.split("<main")[1]
    assert not Answer.objects.exists()


def test_the_last_second_counts(signed_in: Client, asked: AgreementRound, held: list[Member]) -> None:
    with time_machine.travel(asked.closes_at - datetime.timedelta(seconds=1), tick=False):
        signed_in.force_login(held[0].user)
        assert send(signed_in, asked, held[0], stance="agree").status_code == 302


def test_an_answer_to_a_round_that_was_asked_again_is_kept_for_the_new_round(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    AgreementRound.objects.filter(pk=asked.pk).update(state="withdrawn", closed_at=timezone.now())
    page = asked.texts.get(language="ka").page.specific
    page.lead = "სხვა აზრი."
    page.save_revision()
    newer = open_round(page=page, by=None)
    response = send(signed_in, asked, held[0], **TYPED)
    assert response.status_code == 409
    assert question(newer, held[0], "en") in response.content.decode()
    text = signed_in.get(question(newer, held[0], "en")).content.decode()
    assert f">{REASON}</textarea>" in text
    assert 'value="object" checked' in text
    send(signed_in, newer, held[0], **TYPED)
    held[0].answer(newer)
    assert "checked" not in signed_in.get(question(newer, held[0], "en")).content.decode()


def test_nobody_answers_for_a_member_of_others(signed_in: Client, asked: AgreementRound, held: list[Member]) -> None:
    response = send(signed_in, asked, held[1], **TYPED)
    assert response.status_code == 403
    assert REASON in response.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("groups", [["Editors"], ["Secretariat"]])
def test_the_secretariat_does_not_answer_for_members(
    client: Client, asked: AgreementRound, held: list[Member], groups: list[str]
) -> None:
    client.force_login(UserFactory(groups=groups))
    assert send(client, asked, held[0], stance="agree").status_code == 403
    assert not Answer.objects.exists()


def test_a_mandate_that_ends_before_the_form_is_sent(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    assert signed_in.get(question(asked, held[0])).status_code == 200
    held[0].user.mandates.update(revoked_at=timezone.now())
    response = send(signed_in, asked, held[0], **TYPED)
    assert response.status_code == 403
    assert REASON in response.content.decode()
    assert not Answer.objects.exists()


def test_a_member_struck_before_the_form_is_sent(signed_in: Client, asked: AgreementRound, held: list[Member]) -> None:
    asked.roll.filter(membership=held[0].membership).update(struck_at=timezone.now())
    response = send(signed_in, asked, held[0], **TYPED)
    assert response.status_code == 409
    assert REASON in response.content.decode()
    assert not Answer.objects.exists()


def test_a_member_that_joined_later_reads_and_waits(client: Client, asked: AgreementRound) -> None:
    later = Member.new()
    client.force_login(later.user)
    text = client.get(question(asked, later, "en")).content.decode()
    assert "Your member is not asked in this round." in text
    assert "The Network agreed to this text." in text
    assert "<form" not in text.split("<main")[1]


def test_a_deputy_may_not_replace_the_objection_of_the_representative(
    client: Client, asked: AgreementRound, held: list[Member]
) -> None:
    held[0].answer(asked, "object")
    client.force_login(held[0].deputy().user)
    response = send(client, asked, held[0], stance="agree")
    assert "A colleague has objected." in response.content.decode()
    assert answers(asked) == [(held[0].membership.pk, "object", "desk")]


def test_forms_from_elsewhere_are_refused(asked: AgreementRound, held: list[Member]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(held[0].user)
    assert send(client, asked, held[0], stance="agree").status_code == 403
    assert not Answer.objects.exists()


def test_what_has_changed_stands_beside_the_objection_that_led_to_it(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    held[1].answer(asked, "object")
    AgreementRound.objects.filter(pk=asked.pk).update(state="objected", closed_at=timezone.now())
    page = asked.texts.get(language="ka").page.specific
    page.body = stream(("paragraph", "<p>ქსელი შეთანხმდა სხვა ტექსტზე.</p>"))
    page.save_revision()
    newer = open_round(page=page, by=None)
    text = signed_in.get(question(newer, held[0])).content.decode()
    assert "<del>ამ</del>" in text
    assert "<ins>სხვა</ins>" in text
    assert REASON.removesuffix(".") in text
    assert PROPOSAL.removesuffix(".") in text


def test_what_has_changed_since_the_public_text(signed_in: Client, held: list[Member]) -> None:
    page = NewsPageFactory(voice="network", date="2026-11-01", body=stream(("paragraph", "<p>ძველი აზრი.</p>")))
    english = translate(page, title="A statement", body=stream(("paragraph", "<p>An old thought.</p>")), live=False)
    english.body = stream(("paragraph", "<p>A new thought.</p>"))
    english.save_revision()
    page = type(page).objects.get(pk=page.pk)
    page.body = stream(("paragraph", "<p>ახალი აზრი.</p>"))
    page.save_revision()
    text = signed_in.get(question(open_round(page=page, by=None), held[0])).content.decode()
    assert "<ins>ახალი</ins>" in text
    assert "<del>ძველი</del>" in text


def test_who_has_answered_is_told_and_not_what(client: Client, asked: AgreementRound, held: list[Member]) -> None:
    held[0].answer(asked, "abstain")
    client.force_login(held[1].user)
    text = client.get(question(asked, held[1], "en")).content.decode()
    assert held[0].membership.name_in("en") in text
    assert held[2].membership.name_in("en") not in text
    assert "Abstain" not in text


def test_a_person_who_speaks_for_two_says_for_whom(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    MandateFactory(membership=held[1].membership, user=held[0].user, deputy=True)
    send(signed_in, asked, held[1], stance="abstain")
    assert answers(asked) == [(held[1].membership.pk, "abstain", "desk")]
    assert fresh(asked).is_open


def test_the_link_to_the_other_language_keeps_the_member(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    assert f'href="{question(asked, held[0], "en")}"' in signed_in.get(question(asked, held[0])).content.decode()


def test_what_else_is_posted_with_an_answer_changes_no_page(
    signed_in: Client, asked: AgreementRound, held: list[Member]
) -> None:
    """One of the ways round agreement: fields of the page, sent along by somebody who may only answer."""
    smuggled = {
        "title": "Another title",
        "lead": "Another lead",
        "live": "on",
        "action-publish": "1",
        "voice": "editorial",
    }
    assert send(signed_in, asked, held[0], stance="agree", **smuggled).status_code == 302
    for text in asked.texts.select_related("page", "revision"):
        page = fresh(text.page).specific
        assert not page.live
        assert "Another" not in f"{page.title}{page.lead}{page.get_latest_revision().content}"
        assert page.latest_revision_id == text.revision_id
        assert signed_in.get(page.url).status_code == 404
