"""From an address to a page: like Wagtail, only with fewer questions; old addresses lead to the new ones."""

import re
from functools import reduce
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from cms.core.homes import homes
from cms.core.links import resolve_in_language
from cms.core.routing import find_route
from cms.core.visibility import readable
from tests import factories
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ka", "en"])
def test_finds_what_wagtail_finds(language: str) -> None:
    news = factories.NewsPageFactory()
    factories.translate(news, title="News of the day")
    factories.StandardPageFactory(slug="same")
    factories.StandardPageFactory(slug="same", parent=factories.SectionPageFactory())
    factories.StandardPageFactory(live=False, slug="draft")
    paths = ["", "nothing/", *(page.url_path.split("/", 2)[2] for page in Page.objects.filter(depth__gt=1))]
    with override(language):
        for path in paths:
            ours, theirs = RequestFactory().get("/"), RequestFactory().get("/")
            find_route(ours, path)
            assert _found(ours, path) == _found(theirs, path), path


def _found(request, path: str) -> tuple[int, type] | None:
    route = Page.route_for_request(request, path)
    return (route.page.pk, type(route.page)) if route else None


def test_two_questions_at_any_depth(django_assert_num_queries) -> None:
    page = factories.StandardPageFactory(parent=factories.SectionPageFactory(parent=factories.SectionPageFactory()))
    path = page.url_path.split("/", 2)[2]
    with override("ka"):
        find_route(RequestFactory().get("/"), path)
        with django_assert_num_queries(2):
            find_route(RequestFactory().get("/"), path)


def test_several_sites_are_left_to_wagtail(client: Client) -> None:
    other = factories.HomePageFactory(locale="en")
    Site.objects.create(hostname="other.example", root_page=other)
    assert homes(RequestFactory().get("/")) == {}
    assert client.get("/ka/").status_code == 200


def test_addresses_follow_from_the_row(django_assert_num_queries) -> None:
    page = Page.objects.get(pk=factories.NewsPageFactory().pk).specific
    assert page.url
    with django_assert_num_queries(0):
        assert page.get_url() == page.url == f"/ka/{page.url_path.split('/', 2)[2]}"
        assert page.full_url == f"http://testserver{page.url}"
    assert page.url == Page.get_url(page)


# --- Old addresses -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("tail", ["", "/", "/?page=2&q=%E1%83%90"])
def test_an_old_address_leads_to_the_new_one_in_its_language(
    client: Client, language: str, tail: str, django_capture_on_commit_callbacks
) -> None:
    section = factories.SectionPageFactory(locale=language, slug="old")
    below = factories.StandardPageFactory(parent=section, slug="below")
    section.slug = "new"
    with django_capture_on_commit_callbacks(execute=True):
        section.save_revision().publish()
    for path, page in (("old", section), ("old/below", below)):
        response = client.get(f"/{language}/{path}{tail}", follow=True)
        assert response.redirect_chain[-1][0] == Page.objects.get(pk=page.pk).specific.url
        assert response.status_code == 200
    assert client.get(f"/{'en' if language == 'ka' else 'ka'}/old/").status_code == 404


def test_a_moved_page_is_found(client: Client) -> None:
    page = factories.StandardPageFactory(slug="here")
    page.move(factories.SectionPageFactory(slug="there"), "last-child")
    assert client.get("/ka/here/")["Location"] == "/ka/there/here/"


def test_no_circle_after_a_return_to_an_earlier_address(client: Client, django_capture_on_commit_callbacks) -> None:
    page = factories.StandardPageFactory(slug="first")
    for slug in ("second", "first"):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
    assert client.get("/ka/second/")["Location"] == "/ka/first/"
    page.unpublish()
    assert Redirect.objects.filter(old_path="/ka/first").exists()
    assert client.get("/ka/first/").status_code == 404


# --- Who may read what -------------------------------------------------------------------------


def test_readable_is_what_wagtail_calls_live_and_public(django_assert_num_queries) -> None:
    private = factories.SectionPageFactory(slug="private")
    factories.StandardPageFactory(parent=private)
    factories.SectionPageFactory(slug="privat")
    factories.StandardPageFactory(live=False)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expected = set(Page.objects.live().public().values_list("pk", flat=True))
    with django_assert_num_queries(1):
        assert set(readable(Page.objects.all()).values_list("pk", flat=True)) == expected
    assert private.pk not in expected


def test_an_alias_of_a_private_page_stays_private(client: Client) -> None:
    page = factories.StandardPageFactory(slug="source")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.create_alias(parent=home_page("ka"), update_slug="alias")
    assert client.get("/ka/alias/").status_code == 302


def test_a_private_page_appears_nowhere(client: Client) -> None:
    secret = "საიდუმლო"
    news = factories.NewsPageFactory(title=secret, lead=secret)
    factories.translate(news, title="Secret")
    public = factories.NewsPageFactory(related=factories.stream(("page", news.pk)))
    section = factories.SectionPageFactory(show_topics=True)
    page = factories.StandardPageFactory(parent=section, title=secret, show_in_menus=True)
    for target in (news, page):
        PageViewRestriction.objects.create(page=target, restriction_type="login")
    lists = [
        "/ka/",
        public.get_parent().url,
        public.url,
        section.url,
        f"/ka/search/?q={secret}",
        "/ka/feed.xml",
        "/sitemap.xml",
    ]
    for address in lists:
        text = client.get(address).content.decode()
        assert "<" in text
        typed = [f'value="{secret}"', f"ძიება: {secret}", f"„{secret}“", f"q={secret}"]
        assert secret not in reduce(lambda left, said: left.replace(said, ""), typed, text), address
        assert news.slug not in text


def test_a_page_stands_for_its_translation(django_assert_num_queries) -> None:
    both, georgian, draft = (
        factories.NewsPageFactory(),
        factories.NewsPageFactory(),
        factories.NewsPageFactory(live=False),
    )
    english = factories.translate(both, title="Both")
    with django_assert_num_queries(1):
        found = resolve_in_language([both.pk, georgian.pk, draft.pk, 0], english.locale_id)
    assert {pk: page.pk for pk, page in found.items()} == {
        both.pk: english.pk, english.pk: english.pk, georgian.pk: georgian.pk,
    }  # fmt: skip


def test_no_public_list_asks_wagtail_for_private_pages() -> None:
    """``public()`` is a question of its own; only Wagtail's search cannot do without it."""
    rooms = [Path(name) for name in ("home", "news", "projects", "network", "cms/core")]
    root = Path(__file__).resolve().parents[2]
    found = [
        str(path.relative_to(root))
        for room in rooms
        for path in (root / room).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        # Members and rounds have a verb of that name too; theirs asks nothing more.
        if ".public()" in line and not {"Membership", "AgreementRound", "RoundState"} & set(re.findall(r"\w+", line))
    ]
    assert found == []
