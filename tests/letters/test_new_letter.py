"""A letter begins in both languages, from a pattern or from an earlier letter, with its hours and goal."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network.agreement.readiness import openable
from network.letters.enums import LetterState
from network.letters.models import Letter, OpenLetterPage
from network.letters.office.starting import PATTERNS
from tests.admin.signed_in import signed_in
from tests.factories.agreement import fresh
from tests.factories.letters import LetterIndexPageFactory, letter_draft, letter_of
from tests.factories.pages import translate

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db

TYPED = {
    "pattern": "public_body",
    "title_ka": "წერილი პარლამენტს",
    "title_en": "A letter to the Parliament",
    "addressee_ka": "საქართველოს პარლამენტი",
    "addressee_en": "The Parliament of Georgia",
    "accepts_organisations": "on",
    "opens_at": "",
    "closes_at": "",
    "goal": "100",
    "goal_kind": "organisation",
    "offers_letter_news": "on",
}


@pytest.fixture
def index():
    page = LetterIndexPageFactory()
    translate(page, title="Open letters")
    return fresh(page)


@pytest.fixture
def editor(signed_in) -> Client:
    return signed_in("editor")


def begin(client: Client, index, **typed):
    return client.post(reverse("letters:new"), {**TYPED, "below": index.pk, **typed})


def pages_of(letter: Letter) -> dict[str, OpenLetterPage]:
    return {page.locale.language_code: page.specific for page in letter.pages.select_related("locale")}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_editor_begins_a_letter_in_both_languages(editor: Client, index, pattern: str) -> None:
    closes = timezone.localtime(timezone.now() + datetime.timedelta(days=30)).strftime("%Y-%m-%d %H:%M")
    response = begin(editor, index, pattern=pattern, closes_at=closes)
    letter = Letter.objects.get()
    pages = pages_of(letter)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[pages["ka"].pk])
    assert (letter.state, letter.goal, letter.closes_at is not None) == (LetterState.DRAFT, 100, True)
    assert {code: page.title for code, page in pages.items()} == {"ka": TYPED["title_ka"], "en": TYPED["title_en"]}
    for code, page in pages.items():
        assert not page.live
        assert (page.accepts_organisations, page.accepts_people) == (True, False)
        assert page.get_parent().pk == (index if code == "ka" else index.counterpart).pk
        assert page.addressees[0].value["text"] == TYPED[f"addressee_{code}"]
        assert page.body[0].block_type == "salutation"
        assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        assert page.get_latest_revision().user is not None
    assert pages["ka"].slug != pages["en"].slug
    left = editor.get(reverse("letters:letter", args=[letter.pk])).context["open_places"]
    assert any("[Text]" in place or "[First" in place for place in left)
    # What the patterns leave open are words for whoever writes, no faults.
    assert "language" not in str(openable(pages["ka"])).lower()


def test_an_earlier_letter_is_taken_with_its_words(editor: Client, index) -> None:
    earlier = letter_draft(lead="ადრინდელი აზრი.")
    response = begin(editor, index, pattern=letter_of(earlier).pk, addressee_ka="", accepts_people="on")
    assert response.status_code == 302
    pages = pages_of(Letter.objects.latest("pk"))
    assert pages["ka"].lead == "ადრინდელი აზრი."
    assert pages["ka"].addressees[0].value["text"] == "გაეროს წევრი სახელმწიფოები"
    assert pages["en"].addressees[0].value["text"] == TYPED["addressee_en"]
    assert "protect every migrant" in str(pages["en"].body)
    assert pages["ka"].accepts_people
    assert fresh(earlier).lead == "ადრინდელი აზრი."
    made = Letter.objects.latest("pk")
    assert editor.get(reverse("letters:letter", args=[made.pk])).context["open_places"] == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title_en": ""}, "required"),
        ({"title_ka": "ა" * 256}, "255"),
        ({"pattern": "poem"}, "valid choice"),
        ({"pattern": "987654"}, "valid choice"),
        ({"closes_at": "2020-01-01 10:00"}, "This moment has passed."),
        ({"closes_at": "soon"}, "soon"),
        ({"goal": "many"}, "many"),
        ({"below": "1"}, "valid choice"),
    ],
)
def test_bad_input_comes_back(editor: Client, index, typed: dict[str, str], words: str) -> None:
    response = begin(editor, index, **typed)
    assert response.status_code == 400
    shown = response.content.decode()
    assert words in shown
    assert TYPED["addressee_ka"] in shown
    assert not OpenLetterPage.objects.exists()
    assert not Letter.objects.exists()


def test_without_a_list_it_says_how_to_make_one(editor: Client, signed_in) -> None:
    LetterIndexPageFactory()  # in one language only
    for client in (editor, signed_in("secretariat")):
        response = client.get(reverse("letters:new"))
        assert response.status_code == 200
        assert "List of open letters" in response.content.decode()
        assert client.post(reverse("letters:new"), TYPED).status_code == 200
    assert not Letter.objects.exists()


def test_a_translator_begins_nothing(signed_in, index) -> None:
    assert begin(signed_in("translator"), index)["Location"] == reverse("wagtailadmin_home")
    assert not Letter.objects.exists()
