"""The two questions with a button: make the other language, take the facts over."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.admin.signed_in import client_of, make_user
from tests.factories import NewsPageFactory, ProjectPageFactory, SectionPageFactory, StandardPageFactory, translate

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def create_url(page: Page) -> str:
    return reverse("editing:create_counterpart", args=[page.pk])


def facts_url(page: Page) -> str:
    return reverse("editing:bring_facts", args=[page.pk])


def twin(page: Page) -> Page | None:
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).first()


@pytest.mark.parametrize("part", ["secretariat", "editor", "translator", "superuser"])
def test_one_click_makes_the_other_language(signed_in: SignIn, part: str) -> None:
    page = NewsPageFactory(title="სიახლე")
    translate(page.get_parent(), title="News")
    response = signed_in(part).post(create_url(page), follow=True)
    made = twin(page)
    assert made is not None
    assert (made.live, made.locale.language_code) == (False, "en")
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[made.pk]), 302)]
    assert "The English page is ready as a draft." in response.text


def test_a_get_asks_and_changes_nothing(signed_in: SignIn) -> None:
    page = StandardPageFactory(parent=SectionPageFactory(title="განყოფილება"))
    response = signed_in("editor").get(create_url(page))
    assert "Create the English page" in response.text
    assert "განყოფილება" in response.text, "the section that has to be made too is named"
    assert twin(page) is None


def test_sections_that_were_made_too_are_told(signed_in: SignIn) -> None:
    page = StandardPageFactory(parent=SectionPageFactory(title="განყოფილება"))
    response = signed_in("editor").post(create_url(page), follow=True)
    assert "did not exist in English and were made as drafts too" in response.text
    assert "“განყოფილება”" in response.text


def test_a_page_that_exists_is_opened_instead(signed_in: SignIn) -> None:
    page = NewsPageFactory()
    english = translate(page, title="News")
    for method in ("get", "post"):
        response = getattr(signed_in("editor"), method)(create_url(page), follow=True)
        assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[english.pk]), 302)]
        assert "The English page exists already." in response.text


def test_wagtail_localize_leads_to_our_way(signed_in: SignIn) -> None:
    page = NewsPageFactory()
    response = signed_in("editor").get(f"/admin/localize/submit/page/{page.pk}/")
    assert "Create the English page" in response.text


def test_strangers_are_sent_to_sign_in() -> None:
    page = NewsPageFactory()
    for url in (create_url(page), facts_url(page), reverse("editing:report")):
        response = Client().post(url)
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("wagtailadmin_login"))
    assert twin(page) is None


def test_the_post_needs_its_token() -> None:
    page = NewsPageFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("editor"))
    assert client.post(create_url(page)).status_code == 403
    assert client.post(facts_url(page)).status_code == 403
    assert twin(page) is None


def test_without_the_right_to_translate_nothing_is_made() -> None:
    page = NewsPageFactory()
    user = make_user("translator")
    group = user.groups.get()
    group.permissions.remove(group.permissions.get(codename="submit_translation"))
    client_of(user).post(create_url(page))
    assert twin(page) is None


def test_what_is_no_page_of_ours_is_not_found(signed_in: SignIn) -> None:
    client = signed_in("superuser")
    root = Page.objects.get(depth=1)
    assert client.post(create_url(root)).status_code == 404
    assert client.get(reverse("editing:bring_facts", args=[99999])).status_code == 404
    assert client.get(facts_url(NewsPageFactory())).status_code == 404, "nothing to take facts from"


def test_facts_are_listed_before_they_are_taken(signed_in: SignIn) -> None:
    project = ProjectPageFactory(title="პროექტი", start="2017-12")
    english = translate(project, title="Project", start="2018")
    english.save_revision().publish()
    client = signed_in("editor")
    response = client.get(facts_url(english))
    assert "December 2017" in response.text
    assert "2018" in response.text
    assert "Take the facts of the Georgian page" in response.text
    assert not Page.objects.get(pk=english.pk).has_unpublished_changes

    response = client.post(facts_url(english), follow=True)
    assert "This draft now tells the facts as the Georgian page does." in response.text
    row = Page.objects.get(pk=english.pk)
    assert row.has_unpublished_changes
    assert str(row.specific.start) == "2018", "readers still see the published facts"
    assert str(row.get_latest_revision_as_object().start) == "2017-12"

    response = client.post(facts_url(english), follow=True)
    assert "The facts agree with the Georgian page already." in response.text


def test_facts_of_a_locked_page_stay(signed_in: SignIn) -> None:
    project = ProjectPageFactory(start="2017-12")
    english = translate(project, title="Project", start="2018")
    Page.objects.filter(pk=english.pk).update(locked=True)
    signed_in("editor").post(facts_url(english))
    assert not Page.objects.get(pk=english.pk).has_unpublished_changes
