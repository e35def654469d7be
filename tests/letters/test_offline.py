"""A text that readers cannot read, because it went offline or is private: no address of its letter shows it.

Where one language can still be read, every address says that one, and no file holds the other.
"""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from network.letters import machine_urls, urls
from network.letters.models import Letter, Signature
from tests.factories import SignatureFactory
from tests.factories.letters import open_letter, page_of
from tests.letters.signing_by_mail import NINO, form_address, opened

pytestmark = pytest.mark.django_db
WORDS = "We ask you to protect every migrant."
TITLE = "Protect every migrant"


def addresses(letter: Letter) -> list[str]:
    """Return every address of a letter that anybody can ask for."""
    with override("en"):
        named = [route.name for route in urls.urlpatterns if str(route.pattern).startswith("letters/<int:pk>/")]
        found = [
            reverse(name, args=[letter.pk, 1] if name == "letter_version" else [letter.pk]) for name in named if name
        ]
    for route in machine_urls.urlpatterns:
        language = {"language": "en"} if "<str:language>" in str(route.pattern) else {}
        found.append(reverse(str(route.name), kwargs={"key": letter.translation_key, **language}))
    return found


@pytest.fixture
def letter() -> Letter:
    letter = open_letter()
    SignatureFactory(letter=letter)
    return letter


def hide(letter: Letter, way: str) -> None:
    for page in (page_of(letter, "ka"), page_of(letter, "en")):
        if way == "offline":
            page.unpublish()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize("way", ["offline", "private"])
def test_no_address_answers(client: Client, letter: Letter, way: str) -> None:
    hide(letter, way)
    found = addresses(letter)
    assert len(found) >= 12
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 404)


@pytest.mark.parametrize("way", ["offline", "private"])
def test_what_was_typed_under_it_before_comes_back_and_is_not_kept(client: Client, letter: Letter, way: str) -> None:
    carried = opened(client, letter)
    hide(letter, way)
    response = client.post(form_address(letter), {**carried, **NINO})
    html = response.content.decode()
    assert response.status_code == 409
    assert '<dd class="kept-text">Nino Beridze</dd>' in html
    assert "Signing is paused" in html
    assert WORDS not in html
    assert letter.title not in html
    assert Signature.objects.count() == 1


PAGES = ("letter_signatories", "letter_versions", "letter_version", "letter_print")
FILES = ("letter_pdf", "letter_bundle", "letter_csv", "letter_json")


def hide_english(letter: Letter, way: str) -> None:
    page = page_of(letter, "en")
    if way == "offline":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize("way", ["offline", "private"])
def test_pages_give_the_language_that_can_be_read(client: Client, letter: Letter, way: str) -> None:
    hide_english(letter, way)
    for name in PAGES:
        with override("en"):
            path = reverse(name, args=[letter.pk, 1] if name == "letter_version" else [letter.pk])
        response = client.get(path)
        html = response.content.decode()
        assert response.status_code == 200, name
        assert "დაიცავით ყველა მიგრანტი" in html.replace("\xa0", " "), name
        assert WORDS not in html, name
        assert TITLE not in html, name


@pytest.mark.parametrize("way", ["offline", "private"])
def test_no_file_holds_the_language_that_cannot_be_read(client: Client, letter: Letter, way: str) -> None:
    hide_english(letter, way)
    found = {}
    for language in ("ka", "en"):
        with override(language):
            paths = {name: reverse(name, args=[letter.pk]) for name in FILES}
        found[language] = {name: client.get(path) for name, path in paths.items()}
    statuses = {code: {name: answer.status_code for name, answer in held.items()} for code, held in found.items()}
    lists = {"letter_csv": 200, "letter_json": 200}
    assert statuses == {
        "ka": {"letter_pdf": 200, "letter_bundle": 404, **lists},
        "en": {"letter_pdf": 404, "letter_bundle": 404, **lists},
    }
    data = json.loads(found["en"]["letter_json"].getvalue())
    assert data["titles"] == {"ka": letter.version.titles["ka"]}


@pytest.mark.parametrize("way", ["offline", "private"])
def test_other_sites_and_the_letter_name_only_what_can_be_read(client: Client, letter: Letter, way: str) -> None:
    hide_english(letter, way)
    for route in machine_urls.urlpatterns:
        language = {"language": "en"} if "<str:language>" in str(route.pattern) else {}
        path = reverse(str(route.name), kwargs={"key": letter.translation_key, **language})
        answer = client.get(path, {"lang": "en"})
        assert answer.status_code == 200
        assert TITLE.encode() not in answer.content
    html = client.get(page_of(letter, "ka").url).content.decode()
    assert f'href="/ka/letters/{letter.pk}/letter.pdf"' in html
    assert f'href="/en/letters/{letter.pk}/letter.pdf"' not in html
