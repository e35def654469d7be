"""Links inside texts: to the page in the reader's language, and at the same cost in a text of any length."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from cms.core.links import page_numbers_in, specific_pages
from cms.core.templatetags.texts import prepared, shown
from tests import factories

pytestmark = pytest.mark.django_db


def link(number: int | str) -> str:
    return f'<a id="{number}" linktype="page">words</a>'


def test_leads_to_the_page_in_the_readers_language() -> None:
    page = factories.StandardPageFactory()
    english = factories.translate(page, title="Text")
    with override("en"):
        assert expand_db_html(link(page.pk)) == f'<a href="{english.url}">words</a>'
    with override("ka"):
        assert expand_db_html(link(english.pk)) == f'<a href="{page.url}">words</a>'


def test_says_when_the_page_is_in_the_other_language_only() -> None:
    page = factories.StandardPageFactory()
    with override("en"):
        assert expand_db_html(link(page.pk)) == f'<a href="{page.url}" hreflang="ka">words</a>'


@pytest.mark.parametrize("number", [0, 999_999, "", "x", "9" * 30])
def test_a_dead_link_is_no_link(number: int | str) -> None:
    assert expand_db_html(link(number)) == "<a>words</a>"


def test_a_draft_is_no_target() -> None:
    draft = factories.StandardPageFactory(live=False)
    with override("ka"):
        assert expand_db_html(link(draft.pk)) == "<a>words</a>"


def test_a_change_is_seen_by_the_next_reader(client: Client) -> None:
    target = factories.StandardPageFactory(slug="before")
    page = factories.StandardPageFactory(body=factories.stream(("paragraph", f"<p>{link(target.pk)}</p>")))
    assert 'href="/ka/before/"' in client.get(page.url).content.decode()
    target.slug = "after"
    target.save()
    assert 'href="/ka/after/"' in client.get(page.url).content.decode()


def test_finds_page_numbers_anywhere_in_a_stored_text() -> None:
    raw = [
        {"type": "paragraph", "value": f"<p>{link(1)} {link(2)} <a href='x' id=\"3\">no</a></p>"},
        {"type": "list", "value": {"items": [{"value": '<a linktype="page" id="4">x</a>'}]}},
        {"type": "call_to_action", "value": {"page": 5, "url": ""}},
        {"type": "image", "value": {"image": 6}},
        {"type": "call_to_action", "value": {"page": None}},
        {"type": "page", "value": 7},
        {"type": "person", "value": 8},
    ]
    assert list(page_numbers_in(raw)) == [1, 2, 4, 5, 7]


def test_related_pages_stand_below_the_text_in_the_readers_language(client: Client) -> None:
    news, draft = factories.NewsPageFactory(), factories.NewsPageFactory(live=False)
    english = factories.translate(news, title="Related item")
    georgian = factories.StandardPageFactory(title="მხოლოდ ქართულად")
    chosen = [(("page", page.pk)) for page in (georgian, draft, english, news)]
    page = factories.StandardPageFactory(related=factories.stream(*chosen))
    translated = factories.translate(page, title="Text")
    assert page.related_pages == [georgian, news]
    assert translated.related_pages == [georgian, english]
    text = client.get(translated.url).content.decode()
    assert f'href="{english.url}"' in text
    assert f'href="{georgian.url}" hreflang="ka"' in text


def test_a_page_that_is_deleted_meanwhile_is_left_out() -> None:
    page, gone = factories.NewsPageFactory(), factories.NewsPageFactory()
    rows = [Page.objects.get(pk=page.pk), Page.objects.get(pk=gone.pk)]
    gone.delete()
    assert specific_pages(rows) == [page]


def body(count: int) -> str:
    """Write a text with links, pictures, documents, buttons and lists of them all."""
    blocks = []
    for _number in range(count):
        page = factories.translate(factories.StandardPageFactory(), title="Text")
        image, document = factories.ImageFactory(), factories.DocumentFactory()
        blocks += [
            ("paragraph", f"<p>{link(page.pk)}</p>"),
            ("list", {"items": [f"<p>{link(page.pk)}</p>"]}),
            ("image", {"image": image.pk, "caption": ""}),
            ("heading", {"text": "სათაური", "level": "h2"}),
            ("document", {"document": document.pk, "label": ""}),
            ("call_to_action", {"text": "", "label": "წაიკითხეთ", "page": page.pk, "url": ""}),
        ]
    return factories.stream(*blocks)


def test_a_text_of_any_length_costs_the_same(client: Client) -> None:
    counts = {}
    for count in (1, 6):
        page = factories.StandardPageFactory(body=body(count))
        client.get(page.url)  # makes the pictures' sizes
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page.url)
        assert response.content.decode().count("<picture>") == count
        counts[count] = len(queries)
    assert counts[1] == counts[6]


def test_a_button_to_a_page_that_is_gone_is_not_shown(client: Client) -> None:
    draft = factories.StandardPageFactory(live=False)
    value = {"text": "სიტყვები", "label": "წაიკითხეთ", "page": draft.pk, "url": ""}
    text = client.get(
        factories.StandardPageFactory(body=factories.stream(("call_to_action", value))).url
    ).content.decode()
    assert "სიტყვები" in text
    assert "წაიკითხეთ" not in text


def test_prepared_takes_an_empty_text() -> None:

    assert prepared(None) is None
    assert shown(None) is None
    assert shown(SimpleNamespace(pk=0)) is None
