"""The list of letters, its filters, and what the front page says is open now."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.agreement.gate import opened_for_maintenance
from network.letters import lifecycle
from network.letters.enums import LetterState
from network.letters.models import Letter, LetterVersion, OpenLetterPage, Tally
from tests.factories import TopicFactory
from tests.factories.agreement import members
from tests.factories.letters import OpenLetterPageFactory, open_letter, page_of

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def list_of(letter: Letter, language: str = "en") -> str:
    """Return the address of the list in which a letter stands."""
    return str(page_of(letter, language).get_parent().specific.url)


def shown(client: Client, path: str) -> list[str]:
    """Return the titles of a list, in its order."""
    response = client.get(path)
    assert response.status_code == 200
    return re.findall(r"<h3><a href=[^>]*>(.*?)</a></h3>", response.content.decode())


def four_letters() -> dict[str, Letter]:
    """Return a letter of each stage, by stage; each has the stage in its English title."""
    now = timezone.now()
    letters, held = {}, members(2)
    for stage in ("open", "closed", "delivered", "answered"):
        letter = letters[stage] = open_letter(held, title=f"წერილი {stage}")
        with opened_for_maintenance():
            OpenLetterPage.objects.filter(pk=page_of(letter, "en").pk).update(title=f"Letter {stage}")
    for stage, values in {
        "closed": {"state": LetterState.CLOSED, "closed_at": now},
        "delivered": {"state": LetterState.DELIVERED, "closed_at": now, "delivered_at": now},
        "answered": {"state": LetterState.ARCHIVED, "closed_at": now, "delivered_at": now, "answered_at": now},
    }.items():
        Letter.objects.filter(pk=letters[stage].pk).update(**values)
    return letters


def test_letters_stand_by_how_far_they_have_come_with_their_counts(client: Client) -> None:
    letters = four_letters()
    Tally.objects.update_or_create(letter=letters["open"], defaults={"members": 3, "organisations": 1, "people": 1204})
    path = list_of(letters["open"])
    assert shown(client, path) == ["Letter open", "Letter closed", "Letter delivered", "Letter answered"]
    html = client.get(path).content.decode()
    assert re.findall(r'<h2 class="year year--unknown"[^>]*>(.*?)</h2>', html) == [
        "Open",
        "Closed",
        "Delivered",
        "Answered",
    ]
    for words in ("3\xa0members of the Network", "1\xa0other organisation<", "1,204\xa0people", "days left"):
        assert words in html


def test_filters_by_state_topic_and_year(client: Client) -> None:
    letters = four_letters()
    topic = TopicFactory()
    page = OpenLetterPage.objects.get(pk=page_of(letters["closed"], "en").pk)
    with opened_for_maintenance():
        OpenLetterPage.topics.through.objects.create(openletterpage_id=page.pk, topic_id=topic.pk)
    Letter.objects.filter(pk=letters["delivered"].pk).update(opens_at=timezone.now() - 800 * DAY)
    year = (timezone.localtime() - 800 * DAY).year
    path = list_of(letters["open"])
    assert shown(client, f"{path}?state=answered") == ["Letter answered"]
    assert shown(client, f"{path}?topic={topic.slug}") == ["Letter closed"]
    assert shown(client, f"{path}?year={year}") == ["Letter delivered"]
    assert shown(client, f"{path}?year={year}&state=open") == []
    html = client.get(f"{path}?year={year}&state=open").content.decode()
    assert "Nothing found. Remove a filter." in html
    assert f'href="{list_of(letters["open"], "ka")}?state=open&amp;year={year}"' in html, "the language link keeps them"
    strange = client.get(f"{path}?state=nonsense&year=x&topic=%00".replace("%00", "-")).content.decode()
    assert "The address names a value that this list does not have" in strange


@pytest.mark.parametrize("query", ["?page=99", "?page=x", "?page=-1", "?state=" + "o" * 10_000])
def test_what_means_nothing_is_no_error(client: Client, query: str) -> None:
    letter = open_letter()
    assert shown(client, list_of(letter) + query) == ["Protect every migrant"]


def test_a_letter_that_nobody_can_read_is_not_listed(client: Client) -> None:
    letter = open_letter()
    path = list_of(letter)
    page_of(letter, "en").unpublish()
    html = client.get(path).content.decode()
    assert "Protect every migrant" not in html
    assert "No open letter has been published yet." in html


def many_letters(first: Letter, many: int) -> None:
    """Publish letters beside the first one as the database would have them, with a topic each."""
    for language in ("ka", "en"):
        parent = page_of(first, language).get_parent()
        for number in range(many):
            key = f"{number:08d}-0000-4000-8000-000000000000"
            OpenLetterPageFactory(parent=parent, title=f"Letter {number}", live=False, translation_key=key)
            letter, _made = Letter.objects.get_or_create(translation_key=key)
            version, _made = LetterVersion.objects.get_or_create(
                letter=letter, number=1, defaults={"fingerprint": f"{number:064d}", "titles": {}, "contents": {}}
            )
            Letter.objects.filter(pk=letter.pk).update(
                state=LetterState.OPEN, version=version, opens_at=timezone.now(), closes_at=timezone.now() + DAY
            )
            Tally.objects.get_or_create(letter=letter)
    with opened_for_maintenance():
        OpenLetterPage.objects.update(live=True)
    topic = TopicFactory()
    through = OpenLetterPage.topics.through
    rows = [through(openletterpage_id=page.pk, topic_id=topic.pk) for page in OpenLetterPage.objects.all()]
    with opened_for_maintenance():
        through.objects.bulk_create(rows)


def questions(client: Client, path: str) -> int:
    """Return how many questions an answer costs."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_list_and_front_page_cost_the_same_with_1_letter_and_with_50(client: Client) -> None:
    letter = open_letter()
    many_letters(letter, 0)
    paths = [list_of(letter), f"{list_of(letter)}?state=open&page=2", "/en/"]
    few = [questions(client, path) for path in paths]
    many_letters(letter, 50)
    assert len(shown(client, f"{paths[0]}?page=3")) == 11
    assert [questions(client, path) for path in paths] == few
    print(few)


def test_the_front_page_says_what_can_be_signed_today(client: Client) -> None:
    letter = open_letter()
    Tally.objects.update_or_create(letter=letter, defaults={"members": 1, "organisations": 2, "people": 0})
    path = page_of(letter, "en").url
    html = client.get("/en/").content.decode()
    assert "Open now" in html
    assert f'href="{path}"' in html
    assert f'href="/en/letters/{letter.pk}/sign/"' in html
    assert "1\xa0member of the Network, 2\xa0other organisations, 0\xa0people." in html
    assert path not in client.get("/ka/").content.decode()
    lifecycle.close(letter_id=letter.pk)
    html = client.get("/en/").content.decode()
    assert "Open now" not in html
    assert f'href="{path}"' not in html
