"""Ways round agreement by code: commands, fixtures, saves of every kind. None leaves an unagreed text public.

``QuerySet.update`` and its like pass no model: PostgreSQL refuses them (test_triggers), the audit finds them on SQLite.
"""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Page, Revision

from network.agreement.enums import EventKind, Voice
from network.agreement.gate import AgreementRequired, is_certified
from network.agreement.models import AgreementEvent
from network.agreement.sealing import certify_legacy
from projects.models import Participation
from tests.agreement.ways import texts
from tests.agreement.ways.texts import AGREED, DECISION, SECRET, agreed, assert_unread, body, changed, draft, fresh
from tests.factories import (
    NewsPageFactory,
    OrganisationFactory,
    ParticipationFactory,
    ProjectPageFactory,
    TopicFactory,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kind")]


def save_live(tmp_path: Path) -> None:
    page = draft()
    page.live = True
    page.save()


def save_live_flag(tmp_path: Path) -> None:
    page = draft()
    page.live = True
    page.save(update_fields=["live"])


def save_title(tmp_path: Path) -> None:
    page = agreed()
    page.title = SECRET["en"]
    page.save(update_fields=["title", "draft_title"])


def save_body(tmp_path: Path) -> None:
    page = agreed()
    page.body = body(SECRET["en"])
    page.save(clean=False)


def save_by_column(tmp_path: Path) -> None:
    page = agreed()
    page.title, page.locale = SECRET["en"], Locale.objects.get(language_code="en")
    page.save(update_fields=["title", "locale_id"])


def publish_revision(tmp_path: Path) -> None:
    changed(agreed()).publish()


def publish_by_action(tmp_path: Path) -> None:
    PublishPageRevisionAction(changed(agreed())).execute(skip_permission_checks=True)


def save_base_row(tmp_path: Path) -> None:
    row = Page.objects.get(pk=agreed().pk)
    row.title = SECRET["en"]
    row.save()


def save_base_row_live(tmp_path: Path) -> None:
    row = Page.objects.get(pk=draft().pk)
    row.live = True
    row.save()


def unknown_voice(tmp_path: Path) -> None:
    page = draft()
    page.live, page.voice = True, "nobody"
    page.save(clean=False)


REFUSED = [
    save_live,
    save_live_flag,
    save_title,
    save_body,
    save_by_column,
    publish_revision,
    publish_by_action,
    save_base_row,
    save_base_row_live,
    unknown_voice,
]


@pytest.mark.parametrize("way", REFUSED, ids=lambda way: way.__name__)
def test_is_refused(way: Callable[[Path], None], tmp_path: Path) -> None:
    with pytest.raises(AgreementRequired):
        way(tmp_path)
    assert_unread()


def insert_live(tmp_path: Path) -> None:
    texts.kind.factory(locale="en", voice=Voice.NETWORK, agreed=False, title=SECRET["en"])


def copy_by_code(tmp_path: Path) -> None:
    page = draft()
    page.copy(update_attrs={"slug": "copy", "live": True}, keep_live=True)


def alias_by_code(tmp_path: Path) -> None:
    alias = draft().create_alias(update_slug="alias")
    alias.live = True
    alias.save()


def converted_alias(tmp_path: Path) -> None:
    alias = agreed().create_alias(update_slug="alias")
    assert alias.live
    alias.alias_of = None
    alias.save(update_fields=["alias_of"], clean=False)
    assert not fresh(alias).live, "an alias that becomes a page of its own is a draft"


def copy_for_translation(tmp_path: Path) -> None:
    page = draft()
    translate(page.get_parent())
    copy = page.copy_for_translation(Locale.objects.get(language_code="ka"), alias=True)
    copy.live = True
    copy.save()


def mirrored_alias(tmp_path: Path) -> None:
    page = texts.kind.factory(locale="en", voice=Voice.NETWORK, title=AGREED["en"])
    translate(page.get_parent())
    alias = page.copy_for_translation(Locale.objects.get(language_code="ka"), alias=True)
    page.save_revision().publish()  # brings its aliases up to date
    assert not fresh(alias).live, "the members agreed to the text as English"
    assert fresh(page).live


def new_fixture(tmp_path: Path) -> None:
    rows = _rows(draft())
    pk = Page.objects.latest("pk").pk
    Page.objects.get(pk=pk).delete()
    for row in rows:
        row["fields"].pop("latest_revision", None)
    _load(tmp_path, rows, live=True)
    assert texts.kind.model.objects.filter(pk=pk).exists()


def fixture_of_a_live_page(tmp_path: Path) -> None:
    _load(tmp_path, _rows(agreed()), title=SECRET["en"], lead=SECRET["en"])


def fixture_of_the_body(tmp_path: Path) -> None:
    rows = [row for row in _rows(agreed()) if row["model"] != "wagtailcore.page"]
    _load(tmp_path, rows, lead=SECRET["en"])


def edited_scheduled_revision(tmp_path: Path) -> None:
    page = agreed()
    revision = page.save_revision()
    content = revision.content | {"title": SECRET["en"], "lead": SECRET["en"]}
    Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=timezone.now())
    call_command("publish_scheduled")
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert AgreementEvent.objects.filter(kind=EventKind.REFUSED).count() == 1


def scheduled_draft(tmp_path: Path) -> None:
    newest = draft().get_latest_revision_as_object()
    newest.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    PublishPageRevisionAction(newest.save_revision()).execute(skip_permission_checks=True)
    Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled")


def _rows(page: Page) -> list[dict[str, Any]]:
    rows = [Page.objects.get(pk=page.pk), texts.kind.model.objects.get(pk=page.pk)]
    return json.loads(serializers.serialize("json", rows))


def _load(tmp_path: Path, rows: list[dict[str, Any]], **fields: Any) -> None:
    for row in rows:
        known = {"live", "title"} if row["model"] == "wagtailcore.page" else {"lead"}
        row["fields"] |= {name: value for name, value in fields.items() if name in known}
        row["fields"].pop("content_type", None) if row["model"] != "wagtailcore.page" else None
    path = tmp_path / "fixture.json"
    path.write_text(json.dumps(rows))
    call_command("loaddata", str(path), verbosity=0)


DRAFTED = [
    insert_live,
    copy_by_code,
    alias_by_code,
    converted_alias,
    copy_for_translation,
    mirrored_alias,
    new_fixture,
    fixture_of_a_live_page,
    fixture_of_the_body,
    edited_scheduled_revision,
    scheduled_draft,
]


@pytest.mark.parametrize("way", DRAFTED, ids=lambda way: way.__name__)
def test_ends_as_a_draft(way: Callable[[Path], None], tmp_path: Path) -> None:
    way(tmp_path)
    assert_unread()
    live = texts.kind.model.objects.filter(live=True)
    assert not [page for page in live if not is_certified(page)]


def test_one_refusal_does_not_stop_the_other_schedules() -> None:
    refused, good = changed(agreed()), NewsPageFactory(live=False, voice=Voice.EDITORIAL).save_revision()
    past = timezone.now() - datetime.timedelta(hours=1)
    Revision.objects.filter(pk=refused.pk).update(approved_go_live_at=past)
    Revision.objects.filter(pk=good.pk).update(approved_go_live_at=past + datetime.timedelta(minutes=1))
    call_command("publish_scheduled")
    assert_unread()
    assert fresh(good.content_object).live


def test_a_voice_that_a_type_does_not_have_asks_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts.kind.model, "voices", (Voice.NETWORK, Voice.LISTED))
    page = draft()
    page.live, page.voice = True, Voice.EDITORIAL
    with pytest.raises(AgreementRequired):
        page.save(clean=False)


@pytest.fixture
def part() -> Participation:
    """A child row of a live agreed page."""
    page = ProjectPageFactory(voice=Voice.NETWORK)
    row = Participation(page=page, organisation=OrganisationFactory())
    draft = fresh(page)
    draft.participations.add(row)
    certify_legacy(draft, decision=DECISION)
    draft.save()
    return Participation.objects.get()


def test_a_child_row_changes_with_its_page_alone(part: Participation) -> None:
    part.role, organisation = "lead", OrganisationFactory()
    with pytest.raises(AgreementRequired), transaction.atomic():
        part.save()
    with pytest.raises(AgreementRequired), transaction.atomic():
        part.delete()
    with pytest.raises(AgreementRequired), transaction.atomic():
        Participation.objects.filter(pk=part.pk).delete()
    with pytest.raises(AgreementRequired), transaction.atomic():
        Participation.objects.create(page=part.page, organisation=organisation)
    assert Participation.objects.get().role == "partner"


def test_a_child_row_is_not_carried_to_another_page(part: Participation) -> None:
    part.page = ProjectPageFactory(voice=Voice.EDITORIAL)
    with pytest.raises(AgreementRequired), transaction.atomic():
        part.save()
    stranger = ParticipationFactory(page=part.page)
    stranger.page = fresh(Participation.objects.get(pk=part.pk).page)
    with pytest.raises(AgreementRequired):
        stranger.save()


def test_child_rows_and_records_named_in_update_fields(part: Participation) -> None:
    page = fresh(part.page)
    page.participations.all()[0].role = "lead"
    page.participations.add(Participation(organisation=OrganisationFactory()))
    with pytest.raises(AgreementRequired), transaction.atomic():
        page.save(update_fields=["participations"])
    page = fresh(part.page)
    page.topics.set([TopicFactory()])
    with pytest.raises(AgreementRequired), transaction.atomic():
        page.save(update_fields=["topics"])
    assert Participation.objects.count() == 1
