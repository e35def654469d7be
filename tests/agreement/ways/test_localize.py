"""Ways round agreement through wagtail-localize, which writes live rows when it saves a translation."""

from collections.abc import Callable
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from network.agreement.gate import AgreementRequired
from tests.agreement.ways.texts import SECRET, agreed, assert_unread, changed, draft, fresh
from tests.factories.pages import as_locale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kind")]


def translation_of(page: Page, *, live_target: bool = True) -> Translation:
    """Let a Georgian page be translated string by string, every string with an unagreed text."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=as_locale("ka"))
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=as_locale("ka"),
            context=segment.context,
            defaults={"data": SECRET["ka"]},
        )
    if not live_target:
        page.counterpart.specific.unpublish()
    return translation


@pytest.mark.parametrize("live_target", [True, False], ids=["live", "draft"])
@pytest.mark.parametrize("publish", [True, False], ids=["publish", "draft"])
def test_save_target(
    live_target: bool, publish: bool, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    translation = translation_of(agreed("en"), live_target=live_target)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=publish)
    except AgreementRequired:
        assert live_target or publish
    assert_unread()
    assert StringTranslation.objects.filter(data=SECRET["ka"]).exists(), "nothing typed is lost"


def publish_strings(client: Client, translation: Translation) -> Any:
    page = translation.get_target_instance()
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})


def upload_strings(client: Client, translation: Translation) -> Any:
    file = polib.POFile(wrapwidth=200)
    file.metadata = translation.export_po().metadata
    for entry in translation.export_po():
        file.append(polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr=SECRET["ka"]))
    upload = SimpleUploadedFile("ka.po", str(file).encode(), content_type="text/x-gettext-translation")
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    client.post(url, {"file": upload, "next": "/admin/"})
    return publish_strings(client, translation)


def sync_and_publish(client: Client, translation: Translation) -> Any:
    changed(translation.source.get_source_instance())
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    return client.post(url, {"publish_translations": "on"})


def stop_sync(client: Client, translation: Translation) -> Any:
    return client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]), {"next": "/admin/"})


def convert_to_alias(client: Client, translation: Translation) -> Any:
    page = translation.get_target_instance()
    response = client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]), {})
    row = fresh(page)
    assert not (row.live and row.alias_of_id), "an alias of the other language shows a text that is not its own"
    return response


@pytest.mark.parametrize(
    "way",
    [publish_strings, upload_strings, sync_and_publish, stop_sync, convert_to_alias],
    ids=lambda way: way.__name__,
)
def test_views(
    way: Callable[..., Any],
    person: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    translation = translation_of(agreed("en"))
    try:
        with django_capture_on_commit_callbacks(execute=True):
            assert way(person, translation).status_code < 500
    except AgreementRequired:
        pass  # said after the test's transaction; on the real site within the view
    assert_unread()


def test_translate_a_live_source(person: Client) -> None:
    page = draft()
    Page.objects.filter(pk=page.get_parent().pk).update(live=True)
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert person.post(url, {"locales": [as_locale("ka").pk]}).status_code < 500
    assert_unread()
