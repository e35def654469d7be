"""Earlier versions of the charter: whole, with what has changed; and nothing that was never public."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from network.agreement.enums import RoundState
from network.agreement.models import AgreementRound
from network.agreement.services import revoke
from tests.factories import UserFactory
from tests.factories.agreement import asked_round, fresh, members
from tests.factories.charter import agreed, charter_draft, in_english, in_georgian, next_version

pytestmark = pytest.mark.django_db


def address(asked: AgreementRound, language: str = "en") -> str:
    return f"/{language}/charter/versions/{asked.pk}/"


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text.replace("\xa0", " ")  # which binds numbers to nouns


def test_versions_are_listed_with_counts_and_record(client: Client) -> None:
    held = members(2)
    first = agreed(held=held)
    second = next_version(first, held)
    html = body(client, "/en/charter/versions/")
    assert re.findall(r'<a href="(/en/charter/versions/\d+/)">Version (\d)</a>', html) == [
        (address(second), "2"),
        (address(first), "1"),
    ]
    assert html.count("Agreed by all 2 members") == 2
    assert f'href="/en/record/{first.pk}/"' in html
    assert f'href="{in_english(first).url}"' in html, "the way back to the charter"
    assert 'hreflang="ka" href="http://testserver/ka/charter/versions/"' in html
    assert 'href="/ka/charter/versions/"' in html, "the language link"


def test_an_earlier_version_is_read_whole_and_says_what_took_its_place(client: Client) -> None:
    held = members(2)
    first = agreed(held=held)
    second = next_version(first, held)
    html = body(client, address(first))
    assert "We set down what we value." in html
    for words in ("Transparency", "We write down what was decided.", "All equally.", "One deadline."):
        assert words in html
    assert "A newer version has taken the place of this one" in html
    assert f'href="/en/record/{first.pk}/"' in html
    assert f'href="{in_english(second).url}"' in html
    georgian = body(client, address(first, "ka"))
    assert "ვწერთ, რას ვაფასებთ." in georgian
    assert "We set down" not in georgian
    assert f'href="{address(first, "ka")}"' in html, "the language link"


def test_the_next_version_shows_what_it_changed(client: Client) -> None:
    held = members(2)
    first = agreed(held=held)
    second = next_version(first, held)
    html = body(client, address(second))
    assert "<del>value.</del>" in html
    assert "<ins>value together.</ins>" in html
    assert f'href="{address(first)}"' in html
    assert "<ins>" not in body(client, address(first))
    assert "<ins>ვაფასებთ ერთად.</ins>" in body(client, address(second, "ka"))


@pytest.mark.parametrize("state", sorted(set(RoundState) - RoundState.public()))
def test_what_was_never_public_is_not_found_by_anybody(client: Client, state: str) -> None:
    members(2)
    asked = asked_round(charter_draft(preamble="ამას ჯერ ვწერთ."))
    AgreementRound.objects.filter(pk=asked.pk).update(state=state)
    client.force_login(UserFactory(superuser=True))
    for language in ("ka", "en"):
        assert client.get(address(asked, language)).status_code == 404
        listed = body(client, f"/{language}/charter/versions/")
        assert address(asked, language) not in listed
        assert "ამას ჯერ ვწერთ." not in listed


def test_a_question_about_the_next_version_does_not_show_it(client: Client) -> None:
    held = members(2)
    first = agreed(held=held)
    for page in (in_georgian(first), in_english(first)):
        draft = page.get_latest_revision_as_object()
        draft.version, draft.preamble = 2, "Not agreed yet."
        draft.save_revision()
    asked = asked_round(in_georgian(first))
    assert asked.is_open
    for path in ("/en/charter/versions/", address(first), in_english(first).url):
        assert "Not agreed yet." not in body(client, path)
    assert client.get(address(asked)).status_code == 404


def test_a_record_of_another_text_is_no_version(client: Client) -> None:
    held = members(1)
    other = asked_round()
    held[0].answer(other)
    assert fresh(other).state == RoundState.PUBLISHED
    assert client.get(address(other)).status_code == 404
    assert address(other) not in body(client, "/en/charter/versions/")


def test_a_revoked_charter_keeps_its_counts_and_loses_its_text(client: Client) -> None:
    held = members(2)
    first = agreed(held=held)
    second = next_version(first, held)
    revoke(round_id=second.pk, by=UserFactory(superuser=True), reason="It cannot wait.")
    for asked in (first, second):
        html = body(client, address(asked))
        assert "Agreed by all 2 members" in html
        assert "We set down" not in html
        assert "Transparency" not in html
        assert "It cannot wait." not in html


def test_the_text_of_a_private_charter_is_not_shown_by_its_versions(client: Client) -> None:
    held = members(2)
    first = agreed(held=held)
    next_version(first, held)
    for page in (in_georgian(first), in_english(first)):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "We set down" not in body(client, address(first))


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "-1", "x"])
def test_a_version_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/en/charter/versions/{number}/").status_code == 404


def test_without_a_charter_the_list_says_so(client: Client) -> None:
    assert "No version of the charter" in body(client, "/en/charter/versions/")


def test_versions_can_only_be_read(client: Client) -> None:
    asked = agreed()
    for path in ("/en/charter/versions/", address(asked)):
        assert client.post(path).status_code == 405


def test_every_page_is_valid_html(client: Client, assert_valid_html: Callable[[dict[str, str]], None]) -> None:
    held = members(2)
    first = agreed(held=held)
    second = next_version(first, held)
    client.force_login(held[0].user)
    pages = {"en": in_english(first).url, "ka": in_georgian(first).url}
    for language in ("ka", "en"):
        pages |= {
            f"list {language}": f"/{language}/charter/versions/",
            f"desk {language}": f"/{language}/desk/charter/",
        }
        pages |= {f"{asked.pk} {language}": address(asked, language) for asked in (first, second)}
    assert_valid_html({name: body(client, path) for name, path in pages.items()})
