"""Lists of initiatives: on the desk, for readers, in a member's entry; the same questions at 1 and at 50."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.initiatives.desk import initiatives_for_desk
from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative
from network.members.activities import activities_of
from network.members.enums import Visibility
from network.members.models import mandates_of
from tests.factories import CoSponsorFactory, InitiativeFactory, MembershipFactory, NewsPageFactory, ProjectPageFactory
from tests.factories.agreement import Member
from tests.factories.pages import translate
from tests.initiatives.conftest import html

pytestmark = pytest.mark.django_db

DESK, PUBLIC = "/en/desk/initiatives/", "/en/initiatives/"


def realised(page: Any = None, **details: Any) -> Initiative:
    """Return an initiative that led to a page, a news item in both languages if not said."""
    if page is None:
        page = NewsPageFactory(title="რაც გამოვიდა", lead="აზრი.")
        translate(page, title="What came of it", lead="A thought.")
    now = timezone.now()
    texts = {"answer_en": "Yes.", "answered_at": now, "promised_on": now.date(), "ended_at": now}
    values = {"state": InitiativeState.REALISED, "may_be_shown": True, "translation_key": page.translation_key}
    return InitiativeFactory(**{**values, **texts, **details})


def questions(client: Client, path: str) -> int:
    html(client, path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        html(client, path)
    return len(asked)


def test_readers_find_what_came_of_initiatives_in_both_languages(client: Client) -> None:
    initiative = realised()
    CoSponsorFactory(initiative=initiative)
    text = html(client, PUBLIC)
    for words in ("What came of it", "A thought.", initiative.membership.name_in("en"), "1 co-sponsor", "/en/"):
        assert words in text
    assert '<link rel="canonical"' in text
    assert 'hreflang="ka"' in text
    georgian = html(client, "/ka/initiatives/")
    assert "რაც გამოვიდა" in georgian
    assert initiative.membership.name_in("ka") in georgian
    assert initiative.title_en not in text.split("<main")[1]


@pytest.mark.parametrize(
    "details",
    [
        {"may_be_shown": False},
        {"state": InitiativeState.WRITING},
        {"state": InitiativeState.DECLINED},
    ],
)
def test_nothing_else_is_shown_to_readers(client: Client, details: dict[str, Any]) -> None:
    initiative = realised(**details)
    text = html(client, PUBLIC)
    assert initiative.membership.name_in("en") not in text
    assert "What came of it" not in text
    assert "Nothing has been published yet" in text


def test_a_page_that_went_offline_takes_the_entry_with_it(client: Client) -> None:
    page = NewsPageFactory()
    initiative = realised(page)
    assert initiative.membership.name_in("en") in html(client, PUBLIC)
    page.unpublish()
    assert initiative.membership.name_in("en") not in html(client, PUBLIC)


@pytest.mark.parametrize("details", [{"visibility": Visibility.MEMBERS}, {"left": "2025"}])
def test_a_hidden_member_and_one_that_left_are_not_named(client: Client, details: dict[str, Any]) -> None:
    member = MembershipFactory(**details)
    realised(membership=member)
    text = html(client, PUBLIC)
    assert "What came of it" in text
    assert member.name_in("en") not in text
    assert "Brought by a member of the Network" in text


def test_an_entry_in_one_language_says_so(client: Client) -> None:
    realised(NewsPageFactory(title="მხოლოდ ქართულად"))
    text = html(client, PUBLIC)
    assert "მხოლოდ ქართულად" in text
    assert "in Georgian" in text


def test_a_members_entry_tells_what_came_of_its_initiatives() -> None:
    initiative = realised()
    realised(may_be_shown=False, membership=initiative.membership)
    told = {entry.heading: entry for entry in activities_of(initiative.membership, "en")}
    (found,) = [entry for listed in told.values() for entry in listed.entries if entry.title == "What came of it"]
    assert found.url.startswith("/en/")
    assert found.language == "en"


def test_the_desk_shows_own_drafts_then_own_then_others(client: Client, held: list[Member]) -> None:
    InitiativeFactory(state=InitiativeState.WITHDRAWN)
    InitiativeFactory(draft=True, membership=held[1].membership)
    theirs = InitiativeFactory()
    own = InitiativeFactory(membership=held[0].membership)
    draft = InitiativeFactory(membership=held[0].membership, draft=True)
    mandates = list(mandates_of(held[0].user))
    shown = initiatives_for_desk(mandates, 10)
    assert [entry.initiative for entry in shown] == [draft, own, theirs]
    assert [bool(entry.own) for entry in shown] == [True, True, False]
    assert [len(entry.may_support) for entry in shown] == [0, 0, 1]
    assert len(initiatives_for_desk(mandates, 2)) == 2


def test_lists_ask_the_same_at_1_and_at_50(client: Client, held: list[Member]) -> None:
    def more() -> None:
        for state in (InitiativeState.DRAFT, InitiativeState.OPEN, InitiativeState.WITHDRAWN):
            brought_at = None if state == InitiativeState.DRAFT else timezone.now()
            found = InitiativeFactory(state=state, brought_at=brought_at, membership=held[0].membership)
            CoSponsorFactory(initiative=found)
        realised()
        project = ProjectPageFactory()
        CoSponsorFactory(initiative=realised(project))

    paths = (DESK, PUBLIC)
    mandates = list(mandates_of(held[0].user))
    more()
    few = [questions(client, path) for path in paths]
    with CaptureQueriesContext(connection) as asked:
        [entry.may_support for entry in initiatives_for_desk(mandates, 60)]
    for _number in range(49):
        more()
    assert [questions(client, path) for path in paths] == few
    with CaptureQueriesContext(connection) as asked_now:
        [entry.may_support for entry in initiatives_for_desk(mandates, 60)]
    assert len(asked_now) == len(asked) == 2
    assert few[0] <= 12
    assert few[1] <= 12


def test_the_list_is_on_the_map_of_the_site_when_there_is_something_to_read(client: Client) -> None:
    assert "/initiatives/" not in html(client, "/sitemap.xml")
    realised(may_be_shown=False)
    assert "/initiatives/" not in html(client, "/sitemap.xml")
    realised(NewsPageFactory(title="სხვა"))
    listed = html(client, "/sitemap.xml")
    assert "<loc>http://testserver/ka/initiatives/</loc>" in listed
    assert 'hreflang="en" href="http://testserver/en/initiatives/"' in listed
