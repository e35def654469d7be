"""Initiatives in the admin: what waits stands on the first page, one click begins the text, typed words come back."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative, InitiativeDocument
from tests.admin.signed_in import signed_in
from tests.factories import InitiativeFactory, NewsIndexPageFactory
from tests.factories.initiatives import answered
from tests.factories.pages import translate
from tests.initiatives.conftest import html

__all__ = ["signed_in"]
pytestmark = pytest.mark.django_db

LIST = "/admin/initiatives/"
SignIn = Callable[..., Client]


def post(client: Client, initiative: Initiative, action: str, **typed: str) -> tuple[int, str]:
    data = {f"{action}-{name}": value for name, value in typed.items()}
    response = client.post(f"{LIST}{initiative.pk}/{action}/", data)
    return response.status_code, response.content.decode()


def test_from_promise_to_drafts(signed_in: SignIn) -> None:
    client = signed_in("secretariat")
    translate(NewsIndexPageFactory(), title="News")
    initiative = InitiativeFactory()
    day = (timezone.localdate() + datetime.timedelta(days=10)).isoformat()
    assert "Promise a day" in html(client, f"{LIST}{initiative.pk}/")
    assert post(client, initiative, "promise", day=day)[0] == 302
    status, text = post(client, initiative, "take_up", ka="", en="")
    assert status == 400
    assert "Say why" in text
    assert post(client, initiative, "take_up", ka="დიახ.", en="Yes, gladly.")[0] == 302
    assert post(client, initiative, "take_up", ka="", en="Again.")[0] == 302
    initiative.refresh_from_db()
    assert (initiative.state, initiative.answer_en) == (InitiativeState.TAKEN_UP, "Yes, gladly.")
    text = html(client, f"{LIST}{initiative.pk}/")
    assert initiative.membership.name_in("ka") in text
    assert post(client, initiative, "begin", kind="statement", word="Please read it.")[0] == 302
    initiative.refresh_from_db()
    assert (initiative.state, initiative.word_to_members) == (InitiativeState.WRITING, "Please read it.")
    text = html(client, f"{LIST}{initiative.pk}/")
    pages = Page.objects.filter(translation_key=initiative.translation_key)
    assert len(pages) == 2
    for page in pages:
        assert f"/admin/pages/{page.pk}/edit/" in text
        assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert post(client, initiative, "word", word="Another word.")[0] == 302
    initiative.refresh_from_db()
    assert initiative.word_to_members == "Another word."


@pytest.mark.parametrize("typed", [{"day": "2020-01-01"}, {"day": "tomorrow"}, {"day": ""}, {"day": "2999-01-01"}])
def test_a_day_that_cannot_be_promised_comes_back(signed_in: SignIn, typed: dict[str, str]) -> None:
    initiative = InitiativeFactory()
    status, text = post(signed_in("secretariat"), initiative, "promise", **typed)
    assert status == 400
    assert f'value="{typed["day"]}"' in text or not typed["day"]
    initiative.refresh_from_db()
    assert initiative.promised_on is None


def test_declining_keeps_the_reason(signed_in: SignIn) -> None:
    initiative = InitiativeFactory()
    assert post(signed_in("secretariat"), initiative, "decline", en="Others do it already.", ka="")[0] == 302
    initiative.refresh_from_db()
    assert (initiative.state, initiative.answer) == (InitiativeState.DECLINED, "Others do it already.")


def test_drafts_of_members_are_not_the_secretariats(signed_in: SignIn) -> None:
    client, draft = signed_in("secretariat"), InitiativeFactory(draft=True, title_en="Not yet")
    assert client.get(f"{LIST}{draft.pk}/").status_code == 404
    assert post(client, draft, "promise", day="2030-01-01")[0] == 404
    assert "Not yet" not in html(client, LIST)
    document = InitiativeDocument.objects.create(initiative=draft, name="Note", file="initiatives/x.pdf")
    assert client.get(f"{LIST}{draft.pk}/documents/{document.pk}/").status_code == 404


def test_editors_read_and_translators_do_not(signed_in: SignIn) -> None:
    initiative = InitiativeFactory()
    editor = signed_in("editor")
    text = html(editor, f"{LIST}{initiative.pk}/")
    assert initiative.title in text
    assert "/promise/" not in text
    editor.post(f"{LIST}{initiative.pk}/promise/", {"promise-day": "2030-01-01"})
    initiative.refresh_from_db()
    assert initiative.promised_on is None
    translator = signed_in("translator")
    assert translator.get(f"{LIST}{initiative.pk}/").status_code == 302
    assert LIST not in html(translator, "/admin/")


def test_the_first_page_shows_what_waits(signed_in: SignIn) -> None:
    client = signed_in("secretariat")
    assert "Initiatives that wait" not in html(client, "/admin/")
    today = timezone.localdate()
    InitiativeFactory(title_en="Nobody promised")
    InitiativeFactory(title_en="Too late", promised_on=today - datetime.timedelta(days=1))
    InitiativeFactory(title_en="In good time", promised_on=today)
    InitiativeFactory(title_en="Draft of a member", draft=True)
    answered(InitiativeFactory(title_en="To be begun"))
    text = html(client, "/admin/")
    for words, shown in (
        ("Nobody promised", True),
        ("Too late", True),
        ("In good time", False),
        ("Draft of a member", False),
        ("To be begun", True),
    ):
        assert (words in text) == shown, words
    assert "overdue" in text


def test_filters_and_the_table(signed_in: SignIn) -> None:
    client = signed_in("secretariat")
    InitiativeFactory(title_en="A letter, please", wish="letter")
    late = timezone.localdate() - datetime.timedelta(days=1)
    InitiativeFactory(title_en="Too late", promised_on=late)
    for query, found in (("wish=letter", "A letter, please"), ("overdue=true", "Too late")):
        text = html(client, f"{LIST}results/?{query}")
        assert [title for title in ("A letter, please", "Too late") if title in text] == [found]
    assert "Too late" not in html(client, f"{LIST}results/?dateless=true")
    response = client.get(f"{LIST}?export=csv")
    table = b"".join(response.streaming_content).decode()
    assert "A letter, please" in table
    assert "Co-sponsors" in table
