"""The agreement line beside a text: from whom it comes, and where its record is."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network.agreement.enums import Stance, Voice
from network.agreement.gate import opened_for_maintenance
from network.agreement.models import Certificate, MinorCorrection
from network.agreement.rounds import AgreementRound
from network.agreement.templatetags.agreement import sheaf_of
from network.members.enums import Visibility
from tests import factories
from tests.factories.agreement import asked_round, bilingual_draft, fresh, members

pytestmark = pytest.mark.django_db

SHEAF = '<div class="sheaf-row">'


def page_of(asked: AgreementRound, language: str = "en") -> Any:
    return fresh(asked.texts.get(language=language).page).specific


def published(count: int = 3, *, name_us: bool = False, **details: Any) -> AgreementRound:
    """Return a published decision to which all members but one agreed."""
    held = members(count)
    asked = asked_round(bilingual_draft(**details))
    for number, member in enumerate(held):
        member.answer(asked, Stance.ABSTAIN if number == 0 else Stance.AGREE, name_us=name_us and number > 0)
    return fresh(asked)


def body_of(client: Client, page: Any) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def line_in(body: str) -> str:
    """Return the words of the agreement line."""
    found = re.search(r'<section class="(?:marg )?agreed".*?</section>', body, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


def test_an_agreed_text_says_by_how_many_and_leads_to_its_record(client: Client) -> None:
    asked = published()
    body = body_of(client, page_of(asked))
    line = line_in(body)
    assert "Agreed by 2 of 3 members" in line
    assert f"{asked.fingerprint[:4]} {asked.fingerprint[4:8]}" in line
    assert "Corrections" not in line
    assert f'href="/en/record/{asked.pk}/"' in body
    assert SHEAF in body
    assert "prose--agreed" in body
    assert f'href="/ka/record/{asked.pk}/"' in body_of(client, page_of(asked, "ka"))


def test_corrections_of_this_decision_and_language_are_counted(client: Client) -> None:
    asked = published()
    common = {
        "translation_key": asked.translation_key, "before_digest": "0" * 64, "after_digest": "1" * 64,
        "before_content": {}, "after_content": {}, "changes": [], "words": 1, "reason": "x",
    }  # fmt: skip
    MinorCorrection.objects.create(**common, language="en", round=asked, state="confirmed")
    MinorCorrection.objects.create(**common, language="en", round=asked, state="contested")
    MinorCorrection.objects.create(**common, language="ka", round=asked, state="confirmed")
    MinorCorrection.objects.create(**common, language="en", round=None, state="confirmed")
    assert "Corrections: 1" in line_in(body_of(client, page_of(asked)))


def test_a_text_mended_by_a_correction_keeps_the_line_of_its_decision(client: Client) -> None:
    asked = published()
    mended = MinorCorrection.objects.create(
        translation_key=asked.translation_key, language="en", round=asked, state="confirmed", words=1, reason="x",
        before_digest="0" * 64, after_digest="1" * 64, before_content={}, after_content={}, changes=[],
    )  # fmt: skip
    with opened_for_maintenance():
        Certificate.objects.filter(language="en").update(kind="correction", round=None, correction=mended)
    line = line_in(body_of(client, page_of(asked)))
    assert "Agreed by 2 of 3 members" in line
    assert "Corrections: 1" in line


def test_supporters_stand_below_the_text_if_they_chose_it(client: Client) -> None:
    asked = published(4, name_us=True)
    memberships = [entry.membership for entry in asked.roll.order_by("pk")]
    memberships[1].visibility = Visibility.MEMBERS
    memberships[1].save()
    body = body_of(client, page_of(asked))
    assert "Supported by name" in body
    assert "2 members chose to be named here." in body
    assert [member.name_in("en") in body for member in memberships] == [False, False, True, True]


def test_where_nobody_chose_it_nobody_is_named(client: Client) -> None:
    assert "Supported by name" not in body_of(client, page_of(published()))


def test_a_text_of_one_member_is_no_position_of_the_network(client: Client) -> None:
    held = members(2)
    asked = asked_round(bilingual_draft(voice=Voice.MEMBER, published_by=held[1].membership))
    held[1].answer(asked)
    page = page_of(asked)
    body = body_of(client, page)
    assert "Not a position of the Network." in line_in(body)
    assert held[1].membership.name_in("en") in line_in(body)
    assert SHEAF not in body
    assert "Agreed by the member in whose name it stands" in client.get(f"/en/record/{asked.pk}/").content.decode()


def test_a_notice_of_the_secretariat_says_so_in_sans(client: Client) -> None:
    page = factories.NewsPageFactory(locale="en", voice=Voice.EDITORIAL)
    body = body_of(client, page)
    assert "Secretariat notice" in line_in(body)
    assert SHEAF not in body
    assert "prose--agreed" not in body


@pytest.mark.parametrize(
    "factory", [factories.NewsPageFactory, factories.PublicationPageFactory, factories.ProjectPageFactory]
)
def test_a_text_from_before_this_site_names_its_decision_on_every_type_of_page(client: Client, factory: Any) -> None:
    page = factory(locale="en", voice=Voice.NETWORK)
    line = line_in(body_of(client, page))
    assert "Agreed before this site. Recorded decision: Made by a factory." in line
    assert "Public record" not in line


def test_a_text_without_certificate_claims_nothing(client: Client) -> None:
    page = factories.NewsPageFactory(locale="en", voice=Voice.NETWORK)
    with opened_for_maintenance():
        Certificate.objects.all().delete()
    line = line_in(body_of(client, page))
    assert "In the Network’s name" in line
    assert "Agreed" not in line


def test_a_preview_claims_no_agreement(client: Client) -> None:
    asked = published()
    page = page_of(asked)
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    response.render() if hasattr(response, "render") else None
    assert "Agreed by" not in response.content.decode()


@pytest.mark.parametrize("voice", [Voice.NETWORK, Voice.EDITORIAL])
def test_the_line_costs_one_question_and_names_one_more(client: Client, voice: Voice) -> None:
    asked = published(5, name_us=True)
    page = page_of(asked) if voice == Voice.NETWORK else factories.NewsPageFactory(locale="en", voice=voice)
    client.get(page.url)
    with CaptureQueriesContext(connection) as captured:
        client.get(page.url)
    certificates = [query for query in captured if "agreement_certificate" in query["sql"]]
    answers = [query for query in captured if "agreement_answer" in query["sql"]]
    expected = 1 if voice == Voice.NETWORK else 0
    assert (len(certificates), len(answers)) == (expected, expected)


@pytest.mark.parametrize(("total", "agreed"), [(1, 1), (17, 14), (60, 1), (300, 299), (300, 1), (300, 0), (300, 300)])
def test_the_drawing_keeps_the_proportion_and_never_hides_the_few(total: int, agreed: int) -> None:
    drawn = sheaf_of(AgreementRound(roll_size=total, agree_count=agreed))
    assert drawn["total"] == min(total, 60)
    assert (drawn["agreed"] == 0) == (agreed == 0)
    assert (drawn["agreed"] == drawn["total"]) == (agreed == total)


def test_a_text_of_listed_members_names_them_and_never_the_network(client: Client) -> None:
    held = members(3)
    asked = asked_round(bilingual_draft(voice=Voice.LISTED, listed_members=[one.membership for one in held[:2]]))
    for one in held[:2]:
        one.answer(asked)
    body = body_of(client, page_of(asked, "ka"))
    assert f'href="/ka/record/{asked.pk}/"' in body
    assert [one.membership.name_in("ka") in body for one in held] == [True, True, False]
    record = client.get(f"/en/record/{asked.pk}/").content.decode()
    assert "Agreed by each of the members listed: 2" in record
    assert "in the name of the members listed?" in record
