"""The secretariat's rounds: list, filters, exports, page, actions, urgency, procedures; and who sees them."""

import csv
import datetime
import io
import json
from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.agreement.answers import Answer
from network.agreement.enums import Channel, RoundState, Stance
from network.agreement.models import AgreementPolicy, AgreementRound, RoundMember, Urgency
from network.agreement.office.dashboard import SHOWN
from network.agreement.sealing import end_certificates
from network.agreement.services import close_due_rounds, extend
from tests.admin.signed_in import client_of, signed_in
from tests.factories import MembershipFactory, NewsPageFactory, UserFactory
from tests.factories.agreement import PROPOSAL, REASON, Member, asked_round, bilingual_draft, fresh, members
from tests.factories.registry import OrganisationFactory

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
FEW, MANY = 17, 300
QUESTIONS_OF_ROUND, QUESTIONS_OF_LIST = 25, 15


@pytest.fixture
def held() -> list[Member]:
    return members(3)


@pytest.fixture
def asked(held) -> AgreementRound:
    return asked_round()


@pytest.fixture
def office(signed_in: SignIn) -> Client:
    return signed_in("secretariat")


def round_url(asked: AgreementRound) -> str:
    return reverse("agreement:round", args=[asked.pk])


def act(client: Client, asked: AgreementRound, name: str, **typed):
    fields = {f"{name}-{field}": value for field, value in typed.items()}
    return client.post(reverse("agreement:act", args=[asked.pk, name]), fields)


# Who sees what.


def test_rounds_are_for_the_secretariat_alone(signed_in: SignIn, asked, held) -> None:
    page = asked.texts.first().page
    held[0].answer(asked, Stance.OBJECT)
    paths = [
        reverse("agreement:rounds"),
        reverse("agreement:rounds_results"),
        reverse("agreement:rounds") + "?export=csv",
        round_url(asked),
        reverse("agreement:round_data", args=[asked.pk]),
        reverse("agreement:urgency", args=[page.pk]),
        reverse("procedures:index"),
        reverse("procedures:add"),
        reverse("procedures:edit", args=[asked.policy_id]),
    ]
    for part, opens in (("secretariat", True), ("superuser", True), ("editor", False), ("translator", False)):
        client = signed_in(part)
        for path in paths:
            response = client.get(path)
            assert (response.status_code == 200) is opens, (part, path)
            assert opens or REASON not in response.content.decode()
        start = client.get(reverse("wagtailadmin_home")).content.decode()
        assert ("panel-rounds" in start or round_url(asked) in start) is opens
        assert (reverse("agreement:rounds") in start) is opens
        assert (reverse("procedures:index") in start) is opens
    for client in (client_of(held[0].user), Client()):
        assert all(client.get(path).status_code in (302, 403) for path in paths)


def test_only_the_secretariat_acts(signed_in: SignIn, asked) -> None:
    for part in ("editor", "translator"):
        assert act(signed_in(part), asked, "withdraw", reason="No.").status_code in (302, 403)
    assert fresh(asked).state == RoundState.OPEN


def test_nobody_deletes_a_procedure(office, asked) -> None:
    unused = AgreementPolicy.objects.exclude(pk=asked.policy_id).first()
    assert office.get(reverse("procedures:delete", args=[unused.pk])).status_code in (302, 403, 404)
    office.post(reverse("procedures:delete", args=[unused.pk]))
    assert AgreementPolicy.objects.filter(pk=unused.pk).exists()


# The list.


@pytest.fixture
def many_rounds(held) -> dict[str, AgreementRound]:
    """One that was objected to, one that ends soon, one that has just begun."""
    now = timezone.now()
    objected = asked_round(now=now - datetime.timedelta(days=8))
    soon = asked_round(bilingual_draft(kind="announcement", slug="soon"), now=now - datetime.timedelta(hours=50))
    calm = asked_round(bilingual_draft(slug="calm"))
    held[0].answer(objected, Stance.OBJECT, now=now - datetime.timedelta(days=7))
    held[1].answer(calm, Stance.OBJECT)
    close_due_rounds(now)
    return {"objected": fresh(objected), "soon": soon, "calm": calm}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"objected", "soon", "calm"}),
        ("state=open", {"soon", "calm"}),
        ("state=objected", {"objected"}),
        ("state=open&state=objected", {"objected", "soon", "calm"}),
        ("kind=announcement", {"soon"}),
        ("voice=network", {"objected", "soon", "calm"}),
        ("voice=member", set()),
        ("soon=true", {"soon"}),
        ("soon=false", {"objected", "calm"}),
        ("objected=true", {"objected", "calm"}),
        ("state=nonsense", {"objected", "soon", "calm"}),
    ],
)
def test_the_list_is_filtered(office, many_rounds, query: str, found: set[str]) -> None:
    assert many_rounds["objected"].state == RoundState.OBJECTED
    response = office.get(f"{reverse('agreement:rounds')}?{query}")
    assert response.status_code == 200
    listed = {entry.pk for entry in response.context["object_list"]}
    if "nonsense" not in query:
        assert listed == {many_rounds[name].pk for name in found}


def test_the_list_says_how_many_have_answered(office, many_rounds) -> None:
    listed = {entry.pk: entry for entry in office.get(reverse("agreement:rounds")).context["object_list"]}
    calm = listed[many_rounds["calm"].pk]
    assert (calm.answered_count, calm.asked_count, calm.has_objection) == (1, 3, True)
    assert "1 / 3" in office.get(reverse("agreement:rounds")).content.decode()


@pytest.mark.parametrize(("language", "heading"), [("en", "Fingerprint"), ("ka", "ანაბეჭდი")])
def test_the_list_as_a_table(signed_in: SignIn, many_rounds, language: str, heading: str) -> None:
    response = signed_in("secretariat", language).get(f"{reverse('agreement:rounds')}?export=csv&state=objected")
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1]) == 18
    if language == "en":
        assert rows[0][-1] == heading
    values = dict(zip(rows[0], rows[1], strict=True))
    assert many_rounds["objected"].fingerprint in values.values()
    assert REASON not in str(rows)


def test_a_round_as_data(office, asked, held) -> None:
    held[0].answer(asked, Stance.OBJECT)
    held[1].answer(asked, Stance.AGREE, name_us=True)
    response = office.get(reverse("agreement:round_data", args=[asked.pk]))
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    data = json.loads(response.content)
    assert data["fingerprint"] == asked.fingerprint
    assert data["counts"]["object_count"] == data["counts"]["named_count"] == 1
    assert [text["language"] for text in data["texts"]] == ["ka", "en"]
    answers = [answer for entry in data["roll"] for answer in entry["answers"]]
    assert {(answer["answer"], answer["reason"]) for answer in answers} == {("object", REASON), ("agree", "")}
    assert held[0].user.email not in response.content.decode()
    assert held[0].user.get_full_name() not in response.content.decode()


# The page.


def test_the_page_shows_the_roll_the_objections_and_the_log(office, asked, held) -> None:
    held[0].answer(asked, Stance.OBJECT)
    shown = office.get(round_url(asked)).content.decode()
    for words in (
        REASON,
        PROPOSAL,
        "The Network agreed to this text.",
        "Round opened",
        held[1].membership.name_in("en"),
    ):
        assert words in shown


def test_objections_of_the_round_before_stand_beside_the_changes(office, asked, held) -> None:
    held[0].answer(asked, Stance.OBJECT)
    close_due_rounds(asked.closes_at)
    english = asked.texts.get(language="en").page.specific
    english.lead = "Another thought."
    english.save_revision()
    again = asked_round(fresh(english))
    shown = office.get(round_url(again)).content.decode()
    assert REASON in shown
    assert "<ins>Another</ins>" in shown
    assert round_url(asked) in shown


def test_the_page_asks_the_same_at_every_size(office, asked) -> None:
    counts = {}
    for size in (FEW, MANY):
        for number in range(size - asked.roll.count()):
            entry = RoundMember.objects.create(
                round=asked, membership=MembershipFactory(organisation=OrganisationFactory())
            )
            if number % 2:
                Answer.objects.create(
                    round_member=entry, stance="agree", fingerprint=asked.fingerprint, given_by=UserFactory()
                )
        counts[size] = (questions(office, round_url(asked)), questions(office, reverse("agreement:rounds")))
    assert counts[FEW] == counts[MANY]
    assert counts[MANY][0] <= QUESTIONS_OF_ROUND
    assert counts[MANY][1] <= QUESTIONS_OF_LIST


def questions(client: Client, path: str) -> int:
    client.get(path)
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len([query for query in captured if "django_content_type" not in query["sql"]])


# The actions.


def test_an_answer_given_by_phone(office, asked, held) -> None:
    response = act(office, asked, "phone", membership=held[0].membership.pk, stance="agree", note="Called at noon.")
    assert response.status_code == 302
    given = Answer.objects.get()
    assert (given.stance, given.channel, given.note) == ("agree", Channel.PHONE, "Called at noon.")
    assert "Called at noon." in office.get(round_url(asked)).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"stance": "agree", "note": "  "}, "required"),
        ({"stance": "object", "note": "Typed note", "reason": "Too short", "proposal": "P."}, "at least 20 characters"),
        ({"stance": "object", "note": "Typed note", "reason": REASON}, "what should change"),
        ({"stance": "sing", "note": "Typed note"}, "valid choice"),
    ],
)
def test_bad_input_comes_back(office, asked, held, typed, words: str) -> None:
    response = act(office, asked, "phone", membership=held[0].membership.pk, **typed)
    assert response.status_code == 400
    shown = response.content.decode()
    assert words in shown
    for value in typed.values():
        if len(value) > 10:
            assert value in shown
    assert not Answer.objects.exists()


def test_only_members_on_the_roll_can_be_chosen(office, asked) -> None:
    stranger = MembershipFactory()
    response = act(office, asked, "phone", membership=stranger.pk, stance="agree", note="Called.")
    assert response.status_code == 400
    assert not Answer.objects.exists()


def test_more_time_once(office, asked) -> None:
    assert act(office, asked, "extend", until="2020-01-01 10:00").status_code == 400
    shown = act(office, asked, "extend", until="next week")
    assert shown.status_code == 400
    assert "next week" in shown.content.decode()
    assert act(office, asked, "extend", until="").status_code == 302
    assert fresh(asked).closes_at == asked.closes_at + datetime.timedelta(days=7)
    assert act(office, asked, "extend", until="").status_code == 302
    assert fresh(asked).closes_at == asked.closes_at + datetime.timedelta(days=7)
    assert reverse("agreement:act", args=[asked.pk, "extend"]) not in office.get(round_url(asked)).content.decode()


def test_a_member_that_has_left_is_struck_and_no_other(office, asked, held) -> None:
    member = held[0].membership
    refused = act(office, asked, "strike", membership=member.pk)
    assert refused.status_code == 400
    assert "Only a member that has left can be struck." in refused.content.decode()
    member.left = "2026"
    member.save()
    assert act(office, asked, "strike", membership=member.pk).status_code == 302
    assert asked.roll.get(membership=member).struck_at


def test_withdrawing_needs_a_reason(office, asked) -> None:
    assert act(office, asked, "withdraw", reason="").status_code == 400
    assert fresh(asked).state == RoundState.OPEN
    assert act(office, asked, "withdraw", reason="A better text follows.").status_code == 302
    assert fresh(asked).state == RoundState.WITHDRAWN


def test_taking_a_text_offline(office, asked, held) -> None:
    for member in held:
        member.answer(asked)
    address = asked.texts.get(language="en").page.url
    assert Client().get(address).status_code == 200
    assert act(office, asked, "revoke", reason="").status_code == 400
    assert act(office, asked, "revoke", reason="Names of people.").status_code == 302
    assert fresh(asked).state == RoundState.REVOKED
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("name", ["phone", "extend", "strike", "withdraw", "revoke"])
def test_an_action_that_is_no_longer_possible_does_nothing(office, asked, held, name: str) -> None:
    extend(round_id=asked.pk, by=None)
    AgreementRound.objects.filter(pk=asked.pk).update(state=RoundState.OBJECTED)
    typed = {"membership": held[0].membership.pk, "stance": "agree", "note": "Called.", "reason": "Because."}
    response = office.post(
        reverse("agreement:act", args=[asked.pk, name]),
        {f"{name}-{field}": value for field, value in typed.items()},
        follow=True,
    )
    assert "This is no longer possible" in response.content.decode()
    assert fresh(asked).state == RoundState.OBJECTED
    assert not Answer.objects.exists()


def test_unknown_rounds_and_actions_and_reading_an_action(office, asked) -> None:
    assert office.get(reverse("agreement:round", args=[999_999])).status_code == 404
    assert act(office, asked, "sing").status_code == 404
    assert office.get(reverse("agreement:act", args=[asked.pk, "withdraw"])).status_code == 405
    assert fresh(asked).state == RoundState.OPEN


# The first page of the admin.


def test_the_panel_shows_what_needs_the_secretariat(office, many_rounds) -> None:
    start = office.get(reverse("wagtailadmin_home")).content.decode()
    for asked in many_rounds.values():
        assert round_url(asked) in start
    again = asked_round(fresh(many_rounds["objected"].texts.get(language="ka").page.specific))
    start = office.get(reverse("wagtailadmin_home")).content.decode()
    assert round_url(many_rounds["objected"]) not in start
    assert round_url(again) in start


def test_a_long_panel_leads_to_the_list(office, held) -> None:
    for number in range(SHOWN + 1):
        asked_round(bilingual_draft(slug=f"text-{number}"))
    assert "All rounds" in office.get(reverse("wagtailadmin_home")).content.decode()


# Urgency.


def test_two_members_make_a_text_urgent(office, held) -> None:
    page = bilingual_draft()
    url = reverse("agreement:urgency", args=[page.pk])
    one = office.post(url, {"reason": "A vote tomorrow.", "members": [held[0].membership.pk]})
    assert "Two members at least" in one.content.decode()
    assert "A vote tomorrow." in one.content.decode()
    assert not Urgency.objects.exists()
    assert office.post(url, {"reason": "", "members": []}).status_code == 200
    two = [member.membership.pk for member in held[:2]]
    assert office.post(url, {"reason": "A vote tomorrow.", "members": two}).status_code == 302
    asked = asked_round(fresh(page))
    assert asked.closes_at - asked.opened_at == datetime.timedelta(hours=24)
    assert asked.urgent_reason == "A vote tomorrow."
    assert "A vote tomorrow." in office.get(round_url(asked)).content.decode()


def test_a_former_member_declares_nothing(office, held) -> None:
    former = MembershipFactory(left="2025")
    url = reverse("agreement:urgency", args=[bilingual_draft().pk])
    office.post(url, {"reason": "Now.", "members": [held[0].membership.pk, former.pk]})
    assert not Urgency.objects.exists()
    assert office.get(reverse("agreement:urgency", args=[NewsPageFactory().get_parent().pk])).status_code == 404


# Procedures.

NEW = {
    "kind": "statement",
    "adopted_on": "2026-10-01",
    "window_hours": "120",
    "quorum_percent": "50",
    "agrees_numerator": "1",
    "agrees_denominator": "2",
    "tacit_consent": "on",
    "reminders": "on",
}


def test_a_new_version_of_a_procedure(office, held) -> None:
    response = office.post(reverse("procedures:add"), NEW)
    assert response.status_code == 302, response.context["form"].errors
    assert AgreementPolicy.objects.get(kind="statement", version=2).window_hours == 120
    asked = asked_round()
    assert asked.policy.version == 2
    assert "120" in office.get(reverse("procedures:index")).content.decode()


@pytest.mark.parametrize(
    "changes", [{"agrees_numerator": "3"}, {"window_hours": "0"}, {"quorum_percent": "101"}, {"adopted_on": ""}]
)
def test_a_procedure_that_cannot_work_is_refused(office, changes) -> None:
    response = office.post(reverse("procedures:add"), NEW | changes)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not AgreementPolicy.objects.filter(version=2).exists()


def test_a_used_procedure_stays_as_it_is(office, asked) -> None:
    url = reverse("procedures:edit", args=[asked.policy_id])
    shown = office.get(url).content.decode()
    assert "Add a new version instead." in shown
    assert "disabled" in shown
    response = office.post(url, NEW, follow=True)
    assert "Add a new version instead." in response.content.decode()
    assert fresh(asked.policy).window_hours == 168


def test_an_unused_procedure_can_be_mended(office) -> None:
    unused = AgreementPolicy.objects.get(kind="letter")
    response = office.post(reverse("procedures:edit", args=[unused.pk]), NEW | {"kind": "letter"})
    assert response.status_code == 302
    assert (fresh(unused).window_hours, fresh(unused).version) == (120, 1)


def test_the_audit_looks_when_it_is_asked(office: Client) -> None:
    page = NewsPageFactory(voice="network")
    assert not office.get(reverse("agreement:audit")).context["findings"]
    end_certificates(page.translation_key)
    answer = office.get(reverse("agreement:audit"))
    assert [finding.page for finding in answer.context["findings"]] == [page.pk]
    assert f"page {page.pk} (ka) is public without agreement" in answer.content.decode()
