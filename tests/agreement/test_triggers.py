"""PostgreSQL's own gate: writes that pass no model are refused, and what happened stays written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from network.agreement.checks import check_triggers_installed, missing_triggers
from network.agreement.enums import EventKind, Voice
from network.agreement.events import record
from network.agreement.gate import opened_for_maintenance
from network.agreement.models import AgreementEvent, Certificate
from network.agreement.sealing import certify_legacy
from news.models import NewsPage
from projects.models import Participation, ProjectPage
from tests.agreement.ways.texts import DECISION, SECRET, agreed, body, changed, draft, fresh
from tests.factories import NewsPageFactory, OrganisationFactory, ProjectPageFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        return "agreement" in str(error)
    return False


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def itself(page: Page) -> Any:
    return NewsPage.objects.filter(pk=page.pk)


def base(page: Page) -> Any:
    return Page.objects.filter(pk=page.pk)


@pytest.fixture
def agreed_page() -> NewsPage:
    return agreed()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": SECRET["en"]},
        {"seo_title": SECRET["en"]},
        {"search_description": SECRET["en"]},
        {"lead": SECRET["en"]},
        {"body": body(SECRET["en"])},
        {"voice": "editorial"},
        {"kind": "statement"},
        {"share_text": SECRET["en"]},
        {"alias_of_id": 1},
        {"translation_key": "00000000-0000-4000-8000-000000000000"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_update_of_a_public_text(agreed_page: NewsPage, fields: dict[str, Any]) -> None:
    assert refused(lambda: itself(agreed_page).update(**fields))


def test_other_writes_past_the_models(agreed_page: NewsPage) -> None:
    hidden = draft()
    assert refused(lambda: Page.objects.filter(pk=hidden.pk).update(live=True))
    row = Page.objects.get(pk=agreed_page.pk)
    row.title = SECRET["en"]
    assert refused(lambda: Page.objects.bulk_update([row], ["title"]))
    agreed_page.lead = SECRET["en"]
    assert refused(lambda: NewsPage.objects.bulk_update([agreed_page], ["lead"]))
    other = Locale.objects.exclude(pk=agreed_page.locale_id).get()
    assert refused(lambda: base(agreed_page).update(locale=other, translation_key=hidden.translation_key))
    agreed_page.lead = SECRET["en"]
    assert refused(lambda: agreed_page.save_base(raw=True)) is False, "the signals take it offline first"
    assert not fresh(agreed_page).live


def test_insert_of_a_live_row(agreed_page: NewsPage) -> None:
    row = Page.objects.get(pk=agreed_page.pk)
    row.pk = row.id = None
    row.path, row.url_path, row.slug = row.path[:-4] + "00ZZ", "/x/", "inserted"
    row.translation_key = "00000000-0000-4000-8000-000000000001"
    assert refused(lambda: Page.objects.bulk_create([row]))


def test_rows_that_are_part_of_a_text() -> None:
    page = ProjectPageFactory(voice=Voice.NETWORK)
    newest = ProjectPage.objects.get(pk=page.pk)
    newest.participations.add(Participation(organisation=OrganisationFactory()))
    certify_legacy(newest, decision=DECISION)
    newest.save()
    rows, topics = Participation.objects.filter(page=page), ProjectPage.topics.through.objects
    assert rows.count() == 1
    assert refused(lambda: rows.update(role="lead"))
    assert refused(lambda: rows._raw_delete(rows.db))
    assert refused(
        lambda: Participation.objects.bulk_create([Participation(page=page, organisation=OrganisationFactory())])
    )
    assert refused(lambda: topics.create(projectpage_id=page.pk, topic=TopicFactory()))
    editorial = ProjectPageFactory(voice=Voice.EDITORIAL)
    assert not refused(lambda: topics.create(projectpage_id=editorial.pk, topic=TopicFactory()))
    ProjectPage.objects.get(pk=page.pk).delete()
    assert not rows.exists()


def test_what_is_not_public_or_asks_nobody_is_free(agreed_page: NewsPage) -> None:
    assert not refused(lambda: NewsPage.objects.filter(pk=draft().pk).update(title="x", lead="y", voice="editorial"))
    notice = NewsPageFactory(voice=Voice.EDITORIAL)
    assert not refused(lambda: NewsPage.objects.filter(pk=notice.pk).update(title="x", lead="y"))
    assert refused(lambda: NewsPage.objects.filter(pk=notice.pk).update(voice="network"))
    assert not refused(lambda: base(agreed_page).update(live=False))
    assert not refused(lambda: itself(agreed_page).update(internal_note="x", lead="y"))


def test_a_grant_ends_with_the_save(agreed_page: NewsPage) -> None:
    fresh(agreed_page).save()
    assert refused(lambda: itself(agreed_page).update(lead="x"))


def test_records_of_what_happened_stay(agreed_page: NewsPage) -> None:
    event = record(EventKind.CERTIFIED, page=agreed_page.pk)
    certificates = Certificate.objects.filter(translation_key=agreed_page.translation_key)
    events = f"agreement_agreementevent WHERE id = {event.pk}"
    assert refused(lambda: sql(f"DELETE FROM {events}"))
    assert refused(lambda: sql("UPDATE agreement_agreementevent SET data = '{}' WHERE id = %s", event.pk))
    assert refused(lambda: certificates.update(digest="0" * 64))
    assert refused(lambda: certificates.update(kind="round"))
    assert refused(lambda: certificates._raw_delete(certificates.db))
    assert not refused(lambda: certificates.update(ended_at=timezone.now(), issued_by=None))
    assert AgreementEvent.objects.filter(pk=event.pk).exists()


def test_maintenance(agreed_page: NewsPage, tmp_path: Any) -> None:
    with opened_for_maintenance():
        itself(agreed_page).update(lead=SECRET["en"])
    assert refused(lambda: itself(agreed_page).update(lead="x"))
    sql("SET LOCAL agreement.maintenance = 'on'")
    itself(agreed_page).update(lead="y")


def test_every_guarded_type_has_its_triggers() -> None:
    assert check_triggers_installed(databases=["default"]) == []
    sql("DROP TRIGGER agreement_news_newspage ON news_newspage_topics")
    assert missing_triggers("default") == [("news_newspage_topics", "agreement_news_newspage")]
    assert [error.id for error in check_triggers_installed(databases=["default"])] == ["agreement.E002"]


@pytest.mark.django_db(transaction=True)
def test_all_tables_can_be_emptied() -> None:
    changed(agreed())
    # With the numbers going on: the rows that migrations wrote come back with theirs for the next test.
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False, inhibit_post_migrate=True)
    assert not AgreementEvent.objects.exists()
