"""What the gate must not stand in the way of."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from network.agreement.enums import Voice
from network.agreement.gate import AgreementRequired
from network.agreement.sealing import certify_legacy
from news.models import NewsPage
from tests.admin.page_forms import PUBLISH, news_form
from tests.agreement.ways.texts import DECISION, SECRET, agreed, changed, draft, fresh
from tests.factories import NewsIndexPageFactory, NewsPageFactory, ProjectPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed_page() -> NewsPage:
    """A live agreed page."""
    return agreed()


def is_read(page: Page) -> bool:
    return Client().get(fresh(page).url).status_code == 200


def test_move(agreed_page: NewsPage) -> None:
    home = agreed_page.get_parent().get_parent()
    other = NewsIndexPageFactory(parent=home, slug="other-list")
    agreed_page.move(other, pos="last-child")
    assert is_read(agreed_page)


def test_lock_and_unlock(agreed_page: NewsPage, superuser: Client) -> None:
    superuser.post(reverse("wagtailadmin_pages:lock", args=[agreed_page.pk]))
    assert fresh(agreed_page).locked
    superuser.post(reverse("wagtailadmin_pages:unlock", args=[agreed_page.pk]))
    assert not fresh(agreed_page).locked
    assert is_read(agreed_page)


def test_unpublish(agreed_page: NewsPage, superuser: Client) -> None:
    superuser.post(reverse("wagtailadmin_pages:unpublish", args=[agreed_page.pk]))
    assert not is_read(agreed_page)


def test_publish_the_same_text_again(agreed_page: NewsPage) -> None:
    agreed_page.unpublish()
    fresh(agreed_page).get_latest_revision().publish()
    assert is_read(agreed_page)


def test_delete(agreed_page: NewsPage, superuser: Client) -> None:
    superuser.post(reverse("wagtailadmin_pages:delete", args=[agreed_page.pk]))
    assert not NewsPage.objects.filter(pk=agreed_page.pk).exists()


def test_delete_a_whole_section(agreed_page: NewsPage) -> None:
    project = ProjectPageFactory(locale="en")
    newest = fresh(agreed_page)
    newest.project = project
    certify_legacy(newest, decision=DECISION)
    newest.save()
    home = fresh(agreed_page).get_parent().get_parent()
    Page.objects.filter(pk__in=home.get_children()).delete()
    assert not NewsPage.objects.filter(pk=agreed_page.pk).exists()


def test_the_address_of_a_section(agreed_page: NewsPage) -> None:
    section = agreed_page.get_parent().specific
    section.slug = "elsewhere"
    section.save_revision().publish()
    assert "/elsewhere/" in fresh(agreed_page).url
    assert is_read(agreed_page)


def test_its_own_address_and_note(agreed_page: NewsPage) -> None:
    agreed_page.slug, agreed_page.internal_note, agreed_page.show_in_menus = "elsewhere", "Ask again", True
    agreed_page.save()
    assert "/elsewhere/" in fresh(agreed_page).url


def test_agreed_text_now() -> None:
    page = draft(title="A text")
    certify_legacy(page, decision=DECISION)
    page.get_latest_revision().publish()
    assert is_read(page)


def test_agreed_text_by_the_scheduler(agreed_page: NewsPage) -> None:
    newest = draft(title="A text").get_latest_revision_as_object()
    newest.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    certify_legacy(newest, decision=DECISION)
    revision = newest.save_revision()
    revision.publish()
    assert not fresh(newest).live
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now(),
        content=revision.content | {"go_live_at": timezone.now().isoformat()},
    )
    call_command("publish_scheduled")
    assert is_read(newest)


def test_an_alias_in_the_same_language(agreed_page: NewsPage) -> None:
    alias = agreed_page.create_alias(update_slug="mirror")
    chained = alias.create_alias(update_slug="mirror-of-the-mirror")
    assert is_read(alias)
    assert is_read(chained)
    newest = agreed_page.get_latest_revision_as_object()
    newest.title = "A corrected title"
    certify_legacy(newest, decision=DECISION)
    newest.save_revision().publish()
    assert fresh(alias).title == fresh(chained).title == "A corrected title"
    assert is_read(alias)


def test_old_drafts_can_be_thrown_away(agreed_page: NewsPage) -> None:
    changed(agreed_page)
    fresh(agreed_page).save_revision()
    call_command("purge_revisions", verbosity=0)
    assert is_read(agreed_page)


def test_its_owner_can_be_deleted(agreed_page: NewsPage) -> None:
    owner = UserFactory()
    Page.objects.filter(pk=agreed_page.pk).update(owner=owner)
    owner.delete()
    assert is_read(agreed_page)


def post_new(client: Client, **fields: Any) -> Any:
    parent = NewsIndexPageFactory(locale="en")
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk])
    return client.post(url, news_form("A notice", **fields) | PUBLISH, follow=True)


def test_notices_of_the_secretariat_go_out_as_before(superuser: Client) -> None:
    response = post_new(superuser)
    assert response.status_code == 200
    page = NewsPage.objects.get(title="A notice")
    assert page.live
    superuser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), news_form("A new notice") | PUBLISH)
    assert fresh(page).title == "A new notice"


def test_a_new_text_in_the_networks_name_is_saved_and_says_what_to_do(superuser: Client) -> None:
    response = post_new(superuser, voice="network", lead=SECRET["en"])
    page = NewsPage.objects.get(title="A notice")
    assert not page.live
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[page.pk]), 302)]
    assert "The members have not agreed to this text. Your draft is saved" in response.text
    assert SECRET["en"] in response.text


def test_the_menu_offers_agreement_where_it_is_needed(superuser: Client) -> None:
    waiting, notice = draft(), NewsPageFactory(locale="en", voice=Voice.EDITORIAL)
    form = superuser.get(reverse("wagtailadmin_pages:edit", args=[waiting.pk])).text
    assert "action-publish" not in form
    assert "The members have not agreed to the newest text." in form
    form = superuser.get(reverse("wagtailadmin_pages:edit", args=[notice.pk])).text
    assert "action-publish" in form


def test_a_refusal_of_several_names_them(superuser: Client) -> None:
    page = draft()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = superuser.post(f"{url}?id={page.pk}&next=/admin/", follow=True)
    assert f"The members have not agreed to these texts: “{page.title}”" in response.text


def test_a_page_that_an_agreed_one_names_stays(agreed_page: NewsPage, superuser: Client) -> None:
    project = ProjectPageFactory(locale="en")
    newest = fresh(agreed_page)
    newest.project = project
    certify_legacy(newest, decision=DECISION)
    newest.save()
    with pytest.raises(AgreementRequired), transaction.atomic():
        fresh(project).delete()
    response = superuser.post(reverse("wagtailadmin_pages:delete", args=[project.pk]), follow=True)
    assert response.status_code == 200
    assert f"Take them offline first: “{agreed_page.title}”" in response.text
    fresh(agreed_page).unpublish()
    fresh(project).delete()
