"""What other sites and services read: counts as data, the badge, the picture for sharing."""

import html
import io
import re
import uuid
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from network.agreement.gate import opened_for_maintenance
from network.letters.models import Letter, OpenLetterPage, Tally
from network.letters.readers import share_image
from tests.admin.signed_in import signed_in
from tests.factories.letters import letter_draft, letter_of, open_letter, page_of

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


def counted(**numbers: int) -> Letter:
    """Return an open letter with these counts."""
    letter = open_letter()
    Tally.objects.update_or_create(letter=letter, defaults=numbers)
    return letter


def address(letter: Letter, rest: str) -> str:
    """Return an address without a language."""
    return f"/letters/{letter.translation_key}/{rest}"


def test_counts_as_data_for_every_site(client: Client) -> None:
    letter = counted(members=14, hidden_members=1, organisations=298, people=473, hidden_people=731)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address(letter, "count.json"), headers={"Origin": "https://elsewhere.example"})
    data = response.json()
    assert data.pop("as_of")
    assert data == {"members": 15, "organisations": 298, "people": 1204}
    assert response.headers["Cache-Control"] == "public, max-age=10"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Vary" not in response.headers or "Cookie" not in response.headers["Vary"]
    assert len(captured) <= 3
    assert client.head(address(letter, "count.json")).status_code == 200
    assert client.post(address(letter, "count.json")).status_code == 405


@pytest.mark.parametrize("rest", ["count.json", "badge.svg", "share/ka.png"])
def test_of_a_letter_that_nobody_can_read_machines_learn_nothing(client: Client, rest: str) -> None:
    draft = letter_of(letter_draft())
    assert client.get(address(draft, rest)).status_code == 404
    assert client.get(f"/letters/{uuid.uuid4()}/{rest}").status_code == 404
    letter = counted(members=1)
    assert client.get(address(letter, rest)).status_code == 200
    for page in (page_of(letter, "ka"), page_of(letter, "en")):
        page.unpublish()
    assert client.get(address(letter, rest)).status_code == 404


@pytest.mark.parametrize(("query", "language", "words"), [("?lang=en", "en", "other organisations"), ("", "ka", "")])
def test_a_badge_that_other_sites_can_show(client: Client, query: str, language: str, words: str) -> None:
    letter = counted(members=2, organisations=298, people=1204)
    response = client.get(address(letter, "badge.svg") + query)
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"] == "public, max-age=10"
    drawing = ElementTree.fromstring(response.content)
    texts = [text.text or "" for text in drawing.iter(f"{SVG}text")]
    assert texts[:3] == ["2", "298", "1,204" if language == "en" else "1\xa0204"]
    assert words in " ".join(texts)
    assert drawing.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert {element.tag.removeprefix(SVG) for element in drawing.iter()} <= {
        "svg",
        "title",
        "rect",
        "path",
        "g",
        "text",
    }
    assert "href" not in response.content.decode()


def test_a_title_cannot_break_out_of_the_badge(client: Client) -> None:
    letter = counted(members=1)
    with opened_for_maintenance():
        OpenLetterPage.objects.filter(pk=page_of(letter, "ka").pk).update(title='</text><script>"&')
    response = client.get(address(letter, "badge.svg"))
    assert '</text><script>"&…'[:17] in "".join(ElementTree.fromstring(response.content).itertext())
    assert b"<script" not in response.content


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_picture_for_sharing(client: Client, language: str) -> None:
    letter = counted(members=9, organisations=298, people=1204)
    response = client.get(address(letter, f"share/{language}.png"))
    assert response.headers["Content-Type"] == "image/png"
    image = Image.open(io.BytesIO(response.content))
    assert image.size == (1200, 630)
    assert len(image.convert("RGB").getcolors(100_000) or []) > 20, "there is something on it"
    assert len(response.content) < 150_000
    assert client.get(address(letter, "share/de.png")).status_code == 404


def test_the_picture_follows_the_counts_and_holds_any_title(client: Client) -> None:
    letter = counted(members=9)
    before = client.get(address(letter, "share/en.png")).content
    assert client.get(address(letter, "share/en.png")).content == before
    Tally.objects.filter(letter=letter).update(members=10)
    assert client.get(address(letter, "share/en.png")).content != before
    with opened_for_maintenance():
        OpenLetterPage.objects.filter(pk=page_of(letter, "en").pk).update(title="long words " * 23)
    assert client.get(address(letter, "share/en.png")).status_code == 200


def test_its_font_has_the_letters_of_both_languages() -> None:
    for name in (share_image.SERIF, share_image.SANS):
        font = share_image._font(name, 40)
        missing = font.getmask("\U0010ffff").getbbox(), bytes(font.getmask("\U0010ffff"))
        for letter in "აბგჰAz0–„“’":
            assert (font.getmask(letter).getbbox(), bytes(font.getmask(letter))) != missing, letter


def test_editors_find_the_lines_that_show_the_badge_elsewhere(signed_in, client: Client) -> None:
    draft, letter = letter_of(letter_draft()), counted(members=1)
    page = page_of(letter, "en")
    with opened_for_maintenance():
        OpenLetterPage.objects.filter(pk=page.pk).update(title='Rights & "dignity" </textarea><b>')
    editor = signed_in("editor")
    shown = editor.get(reverse("letters:letter", args=[letter.pk])).content.decode()
    lines = re.findall(r'<textarea id="badge-(..)"[^>]*>(.*?)</textarea>', shown, re.DOTALL)
    assert [language for language, _code in lines] == ["ka", "en"]
    code = html.unescape(dict(lines)["en"])
    link = ElementTree.fromstring(code.replace('"></a>', '"/></a>'))
    assert link.get("href") == page.full_url
    assert link[0].get("alt") == 'Rights & "dignity" </textarea><b>'
    path = str(link[0].get("src")).partition("/letters/")[2]
    assert client.get(f"/letters/{path}").headers["Content-Type"] == "image/svg+xml"
    assert "badge-" not in editor.get(reverse("letters:letter", args=[draft.pk])).content.decode()
