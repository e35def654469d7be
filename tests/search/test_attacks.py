"""What readers may not read, the search does not tell either: nor by results, counts, snippets or suggestions.

The search page must answer the same, letter by letter, before and after something secret was written.
"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from network.members.enums import Visibility
from tests import factories

pytestmark = pytest.mark.django_db

# Said in nothing else, in either language: another form, one letter wrong, Latin letters, an address.
QUERIES = ("ზღარბიანეთის", "ზღარბიანეტი", "zgarbianeti", "Hedgehogland", "Hedgehoglamd", "hedgehogland@example.org")
TITLE, TEXT = "ზღარბიანეთი Hedgehogland", "ზღარბიანეთის საიდუმლო: Hedgehogland"
BODY = factories.stream(("paragraph", f"<p>{TEXT}</p>"))


def answers(client: Client) -> dict[str, str]:
    """Return what the search page says to each query in each language."""
    asked = [(language, query) for language in ("ka", "en") for query in QUERIES]
    return {f"{language} {query}": said(client, f"/{language}/search/", q=query) for language, query in asked}


def said(client: Client, address: str, **data: str) -> str:
    """Return the main part of a page with all that it links to."""
    response = client.get(address, data)
    assert response.status_code == 200
    return str(BeautifulSoup(response.content, "html.parser").main)


def private(page: Any) -> Any:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def draft() -> None:
    factories.NewsPageFactory(title=TITLE, body=BODY, live=False)


def taken_offline() -> None:
    factories.NewsPageFactory(title=TITLE, body=BODY).unpublish()


def scheduled() -> None:
    page = factories.NewsPageFactory(title=TITLE, body=BODY, live=False)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()


def unpublished_changes() -> None:
    page = factories.NewsPageFactory(title="გამოქვეყნებული")
    page.title, page.body, page.seo_title, page.search_description = TITLE, BODY, TITLE, TEXT
    page.save_revision()


def private_page() -> None:
    private(factories.NewsPageFactory(title=TITLE, body=BODY))


def below_a_private_page() -> None:
    section = private(factories.SectionPageFactory(title="დახურული"))
    factories.StandardPageFactory(title=TITLE, body=BODY, parent=section)


def below_what_is_below_a_private_page() -> None:
    section = private(factories.SectionPageFactory(title="დახურული"))
    middle = factories.StandardPageFactory(title="შუა", parent=section)
    factories.StandardPageFactory(title=TITLE, body=BODY, parent=middle)


def hidden_organisation() -> None:
    organisation = factories.OrganisationFactory(name_ka=TITLE, name_en=TITLE)
    factories.MembershipFactory(organisation=organisation, visibility=Visibility.MEMBERS, about=TEXT)


def hidden_person() -> None:
    person = factories.PersonFactory(name_ka=TITLE, name_en=TITLE)
    factories.MembershipFactory(organisation=None, person=person, visibility=Visibility.MEMBERS, about=TEXT)


def former_member() -> None:
    factories.MembershipFactory(organisation=factories.OrganisationFactory(name_ka=TITLE, name_en=TITLE), left="2024")


def record_that_is_no_member() -> None:
    factories.OrganisationFactory(name_ka=TITLE, name_en=TITLE)
    factories.PersonFactory(name_ka=TITLE, name_en=TITLE)


def address_of_a_public_member() -> None:
    factories.MembershipFactory(contact_email="hedgehogland@example.org")


def unused_document() -> None:
    factories.DocumentFactory(title=TITLE, title_ka=TITLE, title_en=TITLE)


def _with_document(document: Any, **details: Any) -> Any:
    documents = factories.stream(("document", {"document": document.pk}))
    return factories.NewsPageFactory(title="დოკუმენტით", documents=documents, **details)


def document_of_a_draft() -> None:
    _with_document(factories.DocumentFactory(title=TITLE, title_ka=TITLE, title_en=TITLE), live=False)


def document_of_a_private_page() -> None:
    private(_with_document(factories.DocumentFactory(title=TITLE, title_ka=TITLE, title_en=TITLE)))


def document_of_a_private_collection() -> None:
    collection = Collection.get_first_root_node().add_child(name="დახურული")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    _with_document(factories.DocumentFactory(title=TITLE, title_ka=TITLE, title_en=TITLE, collection=collection))


SECRETS = [
    draft, taken_offline, scheduled, unpublished_changes, private_page, below_a_private_page,
    below_what_is_below_a_private_page, hidden_organisation, hidden_person, former_member, record_that_is_no_member,
    address_of_a_public_member, unused_document, document_of_a_draft, document_of_a_private_page,
    document_of_a_private_collection,
]  # fmt: skip


def test_nothing_secret_changes_an_answer(client: Client) -> None:
    _with_document(factories.DocumentFactory())
    factories.MembershipFactory()
    before = answers(client)
    for write in SECRETS:  # in one test: a page of the search costs more than all of them
        write()
    cache.clear()
    after = answers(client)
    assert {query for query in after if after[query] != before[query]} == set()


def public_member() -> None:
    factories.MembershipFactory(organisation=factories.OrganisationFactory(name_ka=TITLE, name_en=TITLE))


def public_document() -> None:
    _with_document(factories.DocumentFactory(title=TITLE, title_ka=TITLE, title_en=TITLE))


def public_page() -> None:
    factories.NewsPageFactory(title=TITLE, body=BODY)


@pytest.mark.parametrize("write", [public_member, public_document, public_page], ids=lambda write: write.__name__)
@pytest.mark.parametrize("query", [QUERIES[0], "Hedgehogland", "zgarbianeti"])
def test_what_is_public_does(client: Client, write: Callable[[], None], query: str) -> None:
    write()
    assert "Hedgehogland" in BeautifulSoup(said(client, "/ka/search/", q=query), "html.parser").text


def test_a_page_of_the_other_language_is_only_counted(client: Client) -> None:
    factories.NewsPageFactory(title="ზღარბიანეთი", body=factories.stream(("paragraph", "<p>ზღარბების საქმე</p>")))
    told = said(client, "/en/search/", q="ზღარბიანეთის")
    assert "1 result in Georgian" in told
    assert "საქმე" not in told
    assert "ზღარბიანეთი<" not in told


def test_a_filter_does_not_offer_what_only_hidden_pages_have(client: Client) -> None:
    topic, place = factories.TopicFactory(name_ka=TITLE), factories.PlaceFactory(name_ka=TITLE)
    page = factories.NewsPageFactory(title="სხვა", live=False, topics=[topic], places=[place])
    private(factories.NewsPageFactory(title="სხვა", topics=[topic], places=[place], date="1987"))
    assert page.topics.count() == 1
    told = said(client, "/ka/search/", q="სხვა")
    assert "Hedgehogland" not in told
    assert "1987" not in told


def test_a_page_that_became_private_is_not_found_any_more(client: Client) -> None:
    page = factories.NewsPageFactory(title=TITLE)
    assert TITLE in BeautifulSoup(said(client, "/ka/search/", q=QUERIES[0]), "html.parser").text
    private(page)
    assert TITLE not in BeautifulSoup(said(client, "/ka/search/", q=QUERIES[0]), "html.parser").text
