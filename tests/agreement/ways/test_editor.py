"""Ways round agreement through the page editor and the lists of pages: each leaves an unagreed text offline.

Each way is walked by an editor, a translator, the secretariat and a superuser; some may not take it at all, which is
as good. Nothing typed is lost, and nobody meets an error of the server.
"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.test.utils.form_data import streamfield

from network.agreement.enums import RoundState, TextKind, Voice
from network.agreement.gate import is_certified
from network.agreement.models import AgreementPolicy, AgreementRound
from network.agreement.sealing import certify_legacy
from tests.admin.page_forms import PUBLISH, SUBMIT, news_form, paragraph
from tests.agreement.ways import texts
from tests.agreement.ways.texts import (
    AGREED,
    DECISION,
    SECRET,
    agreed,
    assert_kept,
    assert_unread,
    changed,
    draft,
    fresh,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kind")]
TYPED = "Typedword"
Way = Callable[[Client], Any]


def form(page: Page | None = None, **fields: Any) -> dict[str, Any]:
    """Fill the form of any type with an unagreed text; a form takes no notice of fields that it does not have."""
    block = {"type": "paragraph", "value": paragraph(f"{SECRET['en']} {TYPED}"), "order": "0", "deleted": ""}
    fields = {
        "voice": "network",
        "lead": SECRET["en"],
        "body": {"count": "1", "0": block},
        "addressees": streamfield([]),
        "context": "",
        **fields,
    }
    return news_form(SECRET["en"], slug=page.slug if page else "", **fields)


def edit(client: Client, page: Page, action: dict[str, str] | None = None, **fields: Any) -> Any:
    """Post the form of a page."""
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, **fields) | (action or {}))


def bulk(client: Client, *pages: Page, action: str = "publish", below: bool = False) -> Any:
    """Post an action for several pages."""
    query = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{url}?{query}&next=/admin/", {"include_descendants": "on"} if below else {})


def ask_members(page: Page, state: RoundState = RoundState.OPEN) -> AgreementRound:
    """Let the members be asked about a text, as far as the gate sees."""
    now = timezone.now()
    return AgreementRound.objects.create(
        translation_key=page.translation_key,
        number=1,
        policy=AgreementPolicy.objects.in_force(TextKind.STATEMENT),
        kind=TextKind.STATEMENT,
        voice=Voice.NETWORK,
        state=state,
        fingerprint="0" * 64,
        opened_at=now,
        closes_at=now + datetime.timedelta(days=7),
    )


def publish_draft(client: Client) -> Any:
    return edit(client, draft(), PUBLISH)


def change_and_publish(client: Client) -> Any:
    return edit(client, agreed(), PUBLISH)


def change_voice_and_publish(client: Client) -> Any:
    return edit(client, agreed(), PUBLISH, voice="listed")


def publish_another_draft_in_the_other_language(client: Client) -> Any:
    page = agreed("ka").counterpart
    return edit(client, fresh(page.specific), PUBLISH)


def create_and_publish(client: Client) -> Any:
    parent = agreed().get_parent()
    meta = texts.kind.model._meta
    url = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk])
    return client.post(url, form() | PUBLISH)


def edit_after_agreement(client: Client) -> Any:
    page = draft(title="A certified title")
    certify_legacy(page, decision=DECISION)
    return edit(client, page, PUBLISH)


def publish_over_a_running_round(client: Client) -> Any:
    page = draft()
    ask_members(page)
    return edit(client, page, PUBLISH)


def save_during_a_round(client: Client) -> Any:
    page = agreed()
    ask_members(page)
    return edit(client, page)


def autosave_during_a_round(client: Client) -> Any:
    page = agreed()
    ask_members(page)
    data = form(page) | {"overwrite_revision_id": str(page.latest_revision_id)}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(url, data, headers={"accept": "application/json"})
    assert SECRET["en"] not in str(fresh(page).latest_revision.content)
    return response


def revert_and_publish(client: Client) -> Any:
    page = agreed()
    older = changed(page)
    fresh(page).save_revision()
    data = form(page) | PUBLISH | {"revision": str(older.pk)}
    client.post(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, older.pk]), data)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def cancel_workflow_and_publish(client: Client) -> Any:
    page = draft()
    edit(client, page, SUBMIT)
    edit(client, page, {"action-cancel-workflow": "1"})
    return edit(client, page, PUBLISH)


def publish_without_workflows(client: Client) -> Any:
    with override_settings(WAGTAIL_WORKFLOW_ENABLED=False):
        return edit(client, draft(), PUBLISH)


def approve_a_stock_workflow(client: Client) -> Any:
    page = draft()
    edit(client, page, SUBMIT)
    state = fresh(page).current_workflow_task_state
    if state is None:
        return edit(client, page, PUBLISH)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.post(url, {"comment": ""})
    return edit(client, page, {"action-workflow-action": "1", "workflow-action-name": "approve"})


def post_a_schedule(client: Client) -> Any:
    page = agreed()
    soon = (timezone.now() + datetime.timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    response = edit(client, page, PUBLISH, go_live_at=soon, expire_at="")
    Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled")
    return response


TYPING = [
    publish_draft,
    change_and_publish,
    change_voice_and_publish,
    publish_another_draft_in_the_other_language,
    create_and_publish,
    edit_after_agreement,
    publish_over_a_running_round,
    save_during_a_round,
    autosave_during_a_round,
    revert_and_publish,
    cancel_workflow_and_publish,
    publish_without_workflows,
    approve_a_stock_workflow,
    post_a_schedule,
]


@pytest.mark.parametrize("way", TYPING, ids=lambda way: way.__name__)
def test_typing(person: Client, way: Way) -> None:
    response = way(person)
    assert response.status_code < 500
    assert_unread()
    may_not = response.status_code in (302, 403) and not Revision.objects.filter(content__icontains=TYPED).exists()
    if not may_not and "json" not in response.headers["content-type"]:
        assert_kept(TYPED, response)


def bulk_publish(client: Client) -> Any:
    page = agreed()
    changed(page)
    return bulk(client, draft(), page)


def bulk_publish_descendants(client: Client) -> Any:
    return bulk(client, draft().get_parent(), below=True)


def bulk_publish_after_unpublish(client: Client) -> Any:
    page = agreed()
    changed(page)
    bulk(client, page, action="unpublish")
    fresh(page).unpublish()
    return bulk(client, page)


def bulk_publish_locked(client: Client) -> Any:
    page = draft()
    Page.objects.filter(pk=page.pk).update(locked=True)
    return bulk(client, page)


def copy(client: Client) -> Any:
    return _copy(client, draft(), copy_subpages="on", publish_copies="on")


def copy_subtree(client: Client) -> Any:
    page = agreed()
    Page.objects.filter(pk=page.pk).update(title=AGREED["en"])
    changed(page)
    return _copy(client, page.get_parent(), copy_subpages="on", publish_copies="on")


def copy_live_text(client: Client) -> Any:
    response = _copy(client, agreed(), copy_subpages="on", publish_copies="on")
    assert not [page for page in texts.kind.model.objects.filter(live=True) if not is_certified(page)]
    return response


def alias_of_a_draft(client: Client) -> Any:
    return _copy(client, draft(), alias="on", publish_copies="on")


def converted_alias(client: Client) -> Any:
    page = agreed()
    alias = page.create_alias(update_slug="mirror")
    client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]), {})
    row = fresh(alias)
    assert not row.live or row.alias_of_id
    return edit(client, row, PUBLISH)


def _copy(client: Client, page: Page, **choices: str) -> Any:
    data = {"new_title": page.title, "new_slug": "a-copy", "new_parent_page": str(page.get_parent().pk), **choices}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


def remove_privacy(client: Client) -> Any:
    page = draft()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "none"})


def api_publish(client: Client) -> Any:
    page = agreed()
    changed(page)
    _api(client, draft(), "publish")
    return _api(client, page, "publish")


def api_copy(client: Client) -> Any:
    page = draft()
    _api(client, page, "copy", slug="api-copy", keep_live="true", recursive="true")
    return _api(client, page, "create_alias", update_slug="api-alias")


def api_revert(client: Client) -> Any:
    page = agreed()
    older = changed(page)
    _api(client, page, "revert_to_page_revision", revision_id=str(older.pk))
    return _api(client, page, "publish")


def api_convert_alias(client: Client) -> Any:
    alias = agreed().create_alias(update_slug="mirror")
    response = _api(client, alias, "convert_alias")
    changed(fresh(alias))
    _api(client, alias, "publish")
    return response


def _api(client: Client, page: Page, action: str, **data: str) -> Any:
    return client.post(f"/admin/api/main/pages/{page.pk}/action/{action}/", data)


def unlock_and_publish(client: Client) -> Any:
    page = draft()
    ask_members(page)
    client.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]), {})
    return bulk(client, page)


def move_a_draft(client: Client) -> Any:
    page = draft()
    home = page.get_parent().get_parent()
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]), {})


def look_at_drafts(client: Client) -> Any:
    page = draft()
    client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    return client.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]))


CLICKING = [
    bulk_publish,
    bulk_publish_descendants,
    bulk_publish_after_unpublish,
    bulk_publish_locked,
    copy,
    copy_subtree,
    copy_live_text,
    alias_of_a_draft,
    converted_alias,
    remove_privacy,
    api_publish,
    api_copy,
    api_revert,
    api_convert_alias,
    unlock_and_publish,
    move_a_draft,
    look_at_drafts,
]


@pytest.mark.parametrize("way", CLICKING, ids=lambda way: way.__name__)
def test_clicking(person: Client, way: Way) -> None:
    assert way(person).status_code < 500
    assert_unread()
