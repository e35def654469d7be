"""The public record: what it says, to whom, and what it keeps to itself."""

import hashlib
import json
import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from network.agreement.content import content_of, digest_of
from network.agreement.enums import CertificateKind, CorrectionState, RoundState, Stance
from network.agreement.models import AgreementEvent, MinorCorrection
from network.agreement.plain import LARGEST_PASTE, readable
from network.agreement.record import Record
from network.agreement.rounds import AgreementRound
from network.agreement.sealing import certify
from network.agreement.services import close_due_rounds, revoke
from network.members.enums import Visibility
from tests import factories
from tests.factories.agreement import Member, asked_round, fresh, members

pytestmark = pytest.mark.django_db

STANCES = [Stance.AGREE, Stance.AGREE, Stance.STAND_ASIDE, Stance.ABSTAIN]


def decided(held: list[Member] | None = None, page: Any = None, **details: Any) -> AgreementRound:
    """Return a published decision: the first members agree, one stands aside, one abstains."""
    held = held or members(len(STANCES))
    asked = asked_round(page, **details)
    for number, member in enumerate(held):
        member.answer(asked, STANCES[number] if number < len(STANCES) else Stance.AGREE)
    return fresh(asked)


def address(asked: AgreementRound, language: str = "en", end: str = "") -> str:
    return f"/{language}/record/{asked.pk}/{end}"


def body_of(client: Client, asked: AgreementRound, language: str = "en") -> str:
    response = client.get(address(asked, language))
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def data_of(client: Client, asked: AgreementRound) -> dict[str, Any]:
    return client.get(address(asked, end="record.json")).json()


def pasted(client: Client, asked: AgreementRound, text: str, **headers: str) -> str:
    response = client.post(address(asked), {"text": text}, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def text_of(asked: AgreementRound, language: str) -> str:
    content = asked.texts.get(language=language).content
    return "\n".join(passage.text for passage in readable(content))


def test_the_record_says_the_decision_in_both_languages(client: Client) -> None:
    asked = decided()
    english = body_of(client, asked)
    assert "Agreed by 2 of 4 members" in english
    assert "Statement on labour migration" in english
    assert "Yes, in both languages." in english
    assert "განცხადება შრომით მიგრაციაზე" in body_of(client, asked, "ka")
    for group in (asked.fingerprint[start : start + 4] for start in range(0, 64, 4)):
        assert group in english
    assert f'href="/ka/record/{asked.pk}/"' in english
    assert f'hreflang="ka" href="http://testserver/ka/record/{asked.pk}/"' in english


def test_silence_is_counted_as_silence_only(client: Client) -> None:
    held = members(6)
    asked = asked_round()
    for member in held[:2]:
        member.answer(asked)
    AgreementRound.objects.filter(pk=asked.pk).update(closes_at=asked.opened_at)
    close_due_rounds()
    asked = fresh(asked)
    assert asked.state == RoundState.PUBLISHED
    assert "Agreed by 2 of 6 members" in body_of(client, asked)
    counts = data_of(client, asked)["counts"]
    assert counts == {"roll": 6, "agree": 2, "stand_aside": 0, "abstain": 0, "object": 0, "no_answer": 4}


@pytest.mark.parametrize("state", sorted(set(RoundState) - RoundState.public()))
@pytest.mark.parametrize("end", ["", "record.json"])
def test_what_did_not_go_out_has_no_record_for_anybody(client: Client, state: str, end: str) -> None:
    asked = decided()
    AgreementRound.objects.filter(pk=asked.pk).update(state=state)
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    for language in ("ka", "en"):
        for response in (client.get(address(asked, language, end)), client.head(address(asked, language, end))):
            assert response.status_code == 404
            assert b"2 of 4" not in response.content
        if not end:
            assert client.post(address(asked, language), {"text": "x"}).status_code == 404
    assert str(asked.pk) not in [str(row.pk) for row in client.get("/en/record/").context["records"]]


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_a_record_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    for end in ("", "record.json"):
        assert client.get(f"/en/record/{number}/{end}").status_code == 404
    assert client.get("/en/record/-1/").status_code == 404


def test_only_who_chose_to_be_named_is_named_and_never_a_member_that_is_not_public(client: Client) -> None:
    held = members(5)
    held[1].membership.visibility = Visibility.MEMBERS
    held[1].membership.save()
    asked = asked_round()
    for number, member in enumerate(held):
        stance = Stance.STAND_ASIDE if number in (3, 4) else Stance.AGREE
        member.answer(asked, stance, name_us=number in (0, 1, 3))
    names = [member.membership.name_in("en") for member in held]
    body, data = body_of(client, fresh(asked)), client.get(address(asked, end="record.json")).content.decode()
    for answer in (body, data):
        assert [name in answer for name in names] == [True, False, False, True, False]
    assert "Of them named as supporters: 1" in body


def test_no_reason_and_no_representative_stands_in_a_record(client: Client) -> None:
    held = members(3)
    asked = asked_round()
    held[0].answer(asked, Stance.OBJECT, reason="A secret reason of a member here.", proposal="A secret proposal.")
    AgreementRound.objects.filter(pk=asked.pk).update(closes_at=asked.opened_at)
    close_due_rounds()
    second = asked_round(fresh(asked.texts.get(language="ka").page).specific)
    for member in held:
        member.answer(second)
    body = body_of(client, fresh(second))
    assert "Round 1 closed on" in body
    assert "with 1 objection." in body
    assert f"/record/{asked.pk}/" not in body
    data = client.get(address(second, end="record.json")).content.decode()
    for secret in ("secret", held[0].user.email, held[0].user.first_name, held[0].user.username):
        assert secret not in body
        assert secret not in data


def test_the_hour_of_an_answer_is_not_told(client: Client) -> None:
    asked = decided()
    log = data_of(client, asked)["log"]
    assert [entry["at"] for entry in log if entry["kind"] == "answered"] == [None] * 4
    assert "Answers received: 4." in body_of(client, asked)


def test_anybody_can_compute_the_digests_from_the_data(client: Client) -> None:
    asked = decided()
    data = json.loads(client.get(address(asked, end="record.json")).content)
    digests = []
    for language in ("ka", "en"):
        text = data["texts"][language]
        sealed = {"version": text["digest_version"], "content": text["content"]}
        written = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digests.append(hashlib.sha256(written.encode()).hexdigest())
        assert digests[-1] == text["digest"]
        assert text["is_exactly_as_agreed"] is True
    assert hashlib.sha256("\n".join(digests).encode()).hexdigest() == data["fingerprint"] == asked.fingerprint


def test_the_keys_of_the_data_stay_as_they_are(client: Client) -> None:
    data = data_of(client, decided())
    assert list(data) == [
        "format", "record", "addresses", "round", "kind", "voice", "state", "titles", "dates", "procedure", "counts",
        "named", "fingerprint", "texts", "corrections", "earlier_rounds", "log",
    ]  # fmt: skip
    assert data["format"] == 1
    assert set(data["texts"]["ka"]) == {"digest", "digest_version", "online", "is_exactly_as_agreed", "content"}


def test_a_live_text_that_differs_is_shown_in_red_and_logged(client: Client, caplog: Any) -> None:
    asked = decided()
    page = asked.texts.get(language="en").page
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('agreement.passing', %s, true)", [str(page.translation_key)])
    Page.objects.filter(pk=page.pk).update(title="Something else")
    with caplog.at_level(logging.WARNING, logger="network.agreement"):
        body = body_of(client, asked)
    assert "No. What stands online now is not what the members agreed to." in body
    assert "Yes, in both languages." not in body
    assert [record.message for record in caplog.records if record.name == "network.agreement"] == ["live text differs"]
    assert data_of(client, asked)["texts"]["en"]["online"] == "differs"
    assert data_of(client, asked)["texts"]["ka"]["online"] == "matches"


def test_a_frozen_text_that_was_changed_afterwards_is_noticed(client: Client) -> None:
    asked = decided()
    text = asked.texts.get(language="ka")
    text.content["fields"]["title"] = "სხვა"
    text.save()
    assert data_of(client, asked)["texts"]["ka"]["online"] == "differs"


def test_a_text_that_went_offline_is_not_handed_out_by_its_record(client: Client) -> None:
    asked = decided()
    for text in asked.texts.all():
        fresh(text.page).specific.unpublish()
    body = body_of(client, asked)
    assert "Not public now." in body
    assert 'name="text"' not in body
    data = client.get(address(asked, end="record.json"))
    assert data.json()["texts"]["ka"]["content"] is None
    assert b"The Network agreed to this text." not in data.content
    assert "not public now" in pasted(client, asked, "The Network agreed to this text.")


def test_a_private_text_is_not_handed_out_either(client: Client) -> None:
    asked = decided()
    page = asked.texts.get(language="en").page
    page.view_restrictions.create(restriction_type="login")
    data = data_of(client, asked)
    assert data["texts"]["en"]["content"] is None
    assert data["texts"]["ka"]["content"] is not None


def test_a_revoked_decision_keeps_its_record_and_says_what_that_means(client: Client) -> None:
    asked = decided()
    revoke(round_id=asked.pk, by=factories.UserFactory(is_superuser=True), reason="Emergency, with a name in it")
    body = body_of(client, fresh(asked))
    assert "The agreement to this text was revoked" in body
    assert "Emergency" not in body
    assert data_of(client, asked)["texts"]["en"]["content"] is None


def test_a_replaced_decision_leads_to_the_newer_one(client: Client) -> None:
    held = members(4)
    first = decided(held)
    page = fresh(first.texts.get(language="ka").page).specific
    english = fresh(first.texts.get(language="en").page).specific
    for draft in (page, english):
        draft.title = f"{draft.title} 2"
        draft.save_revision()
    second = decided(held, page)
    assert fresh(first).state == RoundState.SUPERSEDED
    body = body_of(client, first)
    assert f'href="/en/record/{second.pk}/"' in body
    assert "Another text, which has been agreed since." in body
    assert "Yes, in both languages." in body_of(client, second)
    assert f'href="/en/record/{first.pk}/"' in body_of(client, second)
    listed = client.get("/en/record/").context["records"]
    assert [row.pk for row in listed] == [second.pk, first.pk]


def test_a_minor_correction_is_shown_with_its_words(client: Client) -> None:
    asked = decided()
    text = asked.texts.get(language="en")
    page = fresh(text.page).specific
    before = content_of(page)
    page.lead = "A very short thought."
    after = content_of(page)
    correction = MinorCorrection.objects.create(
        translation_key=asked.translation_key, language="en", page=page, round=asked, before_digest=text.digest,
        after_digest="0" * 64, before_content=before, after_content=after, changes=[["", "very"]], words=1,
        state=CorrectionState.CONFIRMED, reason="A slip, said by a person.", confirmed_at=asked.published_at,
    )  # fmt: skip
    correction.after_digest = certify(
        translation_key=asked.translation_key, language="en", digest=digest_of(page), kind=CertificateKind.CORRECTION,
        correction=correction,
    ).digest  # fmt: skip
    correction.save()
    page.save()
    body = body_of(client, asked)
    assert "<ins>very</ins>" in body
    assert "with the minor corrections that stand below" in body
    assert "Yes, in both languages." in body
    assert "A slip" not in body
    assert "published corrections" in pasted(client, asked, "\n".join(part.text for part in readable(after)))
    assert "exactly the agreed English text." in pasted(client, asked, text_of(asked, "en"))
    data = data_of(client, asked)
    assert data["texts"]["en"]["online"] == "corrected"
    assert data["corrections"][0]["after_content"] == after


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_agreed_text_is_recognised_in_either_language(client: Client, language: str) -> None:
    asked = decided()
    words = {"ka": "exactly the agreed Georgian text.", "en": "exactly the agreed English text."}[language]
    assert words in pasted(client, asked, text_of(asked, language))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Paste a text first."),
        (" \r\n\t ", "Paste a text first."),
        ("\x00", "Paste a text first."),
        ("Nothing of the kind.", "This is another text"),
        ("\u202eThe Network agreed to nothing\u202c", "No. This"),
        ("<script>alert(1)</script>", "This is another text"),
        ("</textarea><script>alert(1)</script>", "This is another text"),
        ("ა" * 80_000, "This is too long to compare"),
        ("a" * (LARGEST_PASTE + 1), "This is too long to compare"),
        ("word " * 40_000, "This is another text"),
        ("{{ settings.SECRET_KEY }}{% debug %}%(count)s", "This is another text"),
        ("\ud83d\ude00 \U0001f468\u200d\U0001f469 \uffff", "This is another text"),
    ],
)
def test_whatever_is_pasted_gets_an_answer_and_comes_back_unharmed(client: Client, text: str, words: str) -> None:
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    body = pasted(client, asked := decided(), text)
    assert words in body
    assert "<script>alert" not in body
    assert "\x00" not in body
    assert not AgreementEvent.objects.filter(data__icontains="alert").exists()
    assert asked.events.count() == fresh(asked).events.count()


def test_a_slight_change_is_named_word_by_word(client: Client) -> None:
    asked = decided()
    body = pasted(client, asked, text_of(asked, "en").replace("agreed to", "never agreed to"))
    assert "No. This differs from the agreed text." in body
    assert "<ins>never</ins>" in body
    assert "Additional: 1 word." in body
    mail = pasted(client, asked, f"Dear colleagues!\n{text_of(asked, 'en')}\nBest wishes")
    assert "word by word" in mail


def test_nothing_pasted_is_stored_logged_or_shared(client: Client, caplog: Any) -> None:
    asked = decided()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as captured:
        response = client.post(address(asked), {"text": "A very private letter to somebody"})
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    assert not any(query["sql"].startswith(("INSERT", "UPDATE")) for query in captured)
    assert "private letter" not in caplog.text
    assert "private letter" in response.content.decode()


def test_another_site_cannot_send_a_text_in_a_readers_name(client: Client) -> None:
    asked = decided()
    refused = client.post(address(asked), {"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert Client(enforce_csrf_checks=True).post(address(asked), {"text": "x"}).status_code == 200


def test_a_reader_gets_no_cookie_and_the_page_may_be_shared_briefly(client: Client) -> None:
    asked = decided()
    for end in ("", "record.json"):
        response = client.get(address(asked, end=end))
        assert "public" in response.headers["Cache-Control"]
        assert not response.cookies
    assert response.headers["Content-Type"] == "application/json"


def test_an_address_takes_only_what_it_knows(client: Client) -> None:
    asked = decided()
    assert client.put(address(asked)).status_code == 405
    assert client.delete(address(asked)).status_code == 405
    assert client.post(address(asked, end="record.json")).status_code == 405
    assert client.post("/en/record/").status_code == 405


def test_the_list_comes_in_parts_and_keeps_its_page_in_the_other_language(client: Client) -> None:
    first = decided()
    same = ("kind", "voice", "state", "opened_at", "closes_at", "policy")
    for number in range(2, 24):
        AgreementRound.objects.create(
            **{field: getattr(first, field) for field in same},
            translation_key=first.translation_key, number=number, published_at=first.published_at, roll_size=4,
        )  # fmt: skip
    body = client.get("/en/record/?page=2").content.decode()
    assert f'href="/en/record/{first.pk}/"' in body
    assert 'href="/ka/record/?page=2"' in body
    assert client.get("/en/record/?page=x").status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get("/en/record/")
    assert len(captured) <= LIST_BUDGET


LIST_BUDGET = 9
RECORD_BUDGET = 25


def test_a_record_asks_as_often_for_three_hundred_members_as_for_seventeen(client: Client) -> None:
    asked, counts = decided(), []
    for size in (17, 300):
        for _number in range(size - asked.roll.count()):
            entry = asked.roll.create(membership=factories.MembershipFactory())
            entry.answers.create(stance=Stance.AGREE, name_us=True, fingerprint=asked.fingerprint)
        AgreementRound.objects.filter(pk=asked.pk).update(roll_size=size, agree_count=size - 2, named_count=size - 4)
        client.get(address(asked))
        with CaptureQueriesContext(connection) as captured:
            body = body_of(client, asked)
        assert f"Agreed by {size - 2} of {size} members" in body
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= RECORD_BUDGET


def test_every_part_of_a_record_is_read_once() -> None:
    record = Record(decided())
    assert record.is_well
    assert record.log
    with CaptureQueriesContext(connection) as captured:
        assert record.is_well
        assert not record.is_alarming
        assert record.open_texts
    assert len(captured) == 0
