"""The nightly audit, certificates for old texts, and the gate opened for maintenance."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings
from wagtail.models import Page

from cms.mail.models import OutboxMail
from network.agreement import audit
from network.agreement.enums import EventKind, Voice
from network.agreement.gate import is_certified, opened_for_maintenance
from network.agreement.models import AgreementEvent, Certificate
from news.models import NewsPage
from tests.agreement.ways.texts import SECRET, agreed, draft, fresh
from tests.factories import ImageFactory, NewsPageFactory, stream, translate

pytestmark = pytest.mark.django_db


def write_past_the_gate(page: Page, **fields: Any) -> None:
    """Write as nobody should; on PostgreSQL only with the gate open."""
    with opened_for_maintenance():
        type(page).objects.filter(pk=page.pk).update(**fields)


def kinds() -> list[str]:
    return [finding.kind for finding in audit.findings()]


def run(*arguments: str) -> tuple[str, int]:
    output = StringIO()
    try:
        call_command("audit_agreements", *arguments, stdout=output)
    except SystemExit as ended:
        return output.getvalue(), int(ended.code or 0)
    return output.getvalue(), 0


def test_nothing_is_wrong() -> None:
    agreed()
    draft()
    NewsPageFactory(voice=Voice.EDITORIAL)
    assert run() == ("Every public text is agreed.\n", 0)


def test_a_text_changed_past_the_gate() -> None:
    page = agreed()
    write_past_the_gate(page, lead=SECRET["en"])
    output, code = run()
    assert (output, code) == (f"page {page.pk} (en) is public without agreement\n", 1)
    assert fresh(page).live, "only if told so"
    run("--take-offline")
    assert not fresh(page).live


def test_a_file_changed_on_the_disk() -> None:
    image = ImageFactory()
    image.get_file_hash()  # as an upload has it
    page = agreed(body=stream(("image", {"image": image.pk, "caption": ""})))
    assert not kinds()
    Path(image.file.path).write_bytes(b"another picture")
    assert kinds() == ["file"]
    Path(image.file.path).unlink()
    assert audit.findings()[0].page == page.pk


def test_one_language_alone() -> None:
    page = agreed()
    page.counterpart.specific.unpublish()
    assert kinds() == ["one_language"]


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL keeps the log from being changed at all")
def test_a_changed_log() -> None:
    agreed()
    event = AgreementEvent.objects.first()
    super(type(AgreementEvent.objects.all()), AgreementEvent.objects.filter(pk=event.pk)).update(data={})
    assert kinds() == ["log"]


def test_the_alarm_is_mailed_once_and_names_no_text(settings: Settings) -> None:
    settings.ALARM_ADDRESSES = ["keeper@example.org"]
    audit.audit_every_night()
    assert not OutboxMail.objects.exists()
    write_past_the_gate(agreed(), lead=SECRET["en"])
    audit.audit_every_night()
    audit.audit_every_night()
    mail = OutboxMail.objects.get()
    assert mail.recipient == "keeper@example.org"
    assert "is public without agreement" in mail.text
    assert SECRET["en"] not in mail.text


def test_old_texts_are_certified_by_a_decision() -> None:
    page = NewsPageFactory(voice=Voice.NETWORK, agreed=False, live=False)
    twin = translate(page, title="The same", live=False)
    call_command("certify_legacy", "--page", str(page.pk), "--decision", "Meeting of 3 May 2019", stdout=StringIO())
    assert Certificate.objects.filter(kind="legacy", decision="Meeting of 3 May 2019").count() == 2
    for draft_page in (page, twin):
        row = fresh(draft_page)
        assert is_certified(row)
        row.save_revision().publish()
        assert fresh(row).live


@pytest.mark.parametrize("decision", ["", "  "])
def test_old_texts_need_a_decision(decision: str) -> None:
    with pytest.raises(CommandError, match="decision"):
        call_command("certify_legacy", "--all-live", "--decision", decision)


def test_which_old_texts() -> None:
    unpublished, waiting = agreed(), draft()
    fresh(unpublished).unpublish()
    Certificate.objects.update(ended_at="2020-01-01T00:00Z")
    output = StringIO()
    call_command("certify_legacy", "--drafts", "--decision", "Meeting", stdout=output)
    assert f"page {waiting.pk} " in output.getvalue()
    assert f"page {unpublished.pk} " not in output.getvalue()
    with pytest.raises(CommandError, match="999"):
        call_command("certify_legacy", "--page", "999", "--decision", "Meeting")


def test_a_restore_with_the_gate_open_is_written_down(tmp_path: Path) -> None:
    page = agreed()
    rows = json.loads(serializers.serialize("json", [Page.objects.get(pk=page.pk), NewsPage.objects.get(pk=page.pk)]))
    rows[1]["fields"]["lead"] = SECRET["en"]
    path = tmp_path / "restore.json"
    path.write_text(json.dumps(rows))
    output = StringIO()
    call_command("agreement_maintenance", "--reason", "a restore", "--", "loaddata", str(path), stdout=output)
    assert fresh(page).live
    assert fresh(page).lead == SECRET["en"]
    assert AgreementEvent.objects.filter(kind=EventKind.GATE_OPENED).get().data == {"command": "loaddata"}
    assert output.getvalue().endswith("Findings of the audit: 1\n")
    with pytest.raises(CommandError):
        call_command("agreement_maintenance", "--reason", " ", "--", "loaddata", str(path))
