"""Bringing an initiative from the desk: a draft that is not lost, documents, and the moment when members see it."""

import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cms.mail.models import OutboxMail
from network.initiatives.bringing import Words, bring, save_draft
from network.initiatives.documents import MOST_DOCUMENTS, InitiativeDocument
from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative
from network.initiatives.retention import forget_drafts
from network.initiatives.speaking import InitiativeRefused
from network.members.services import give_up_mandate
from tests.factories import MandateFactory, TopicFactory
from tests.factories.agreement import Member
from tests.factories.initiatives import InitiativeFactory, brought
from tests.initiatives.conftest import OFFICE, html, mails_of

pytestmark = pytest.mark.django_db

LIST, NEW = "/en/desk/initiatives/", "/en/desk/initiatives/new/"
PDF = b"%PDF-1.4\n%%EOF\n"
TITLE, TEXT = "Contracts for seasonal workers", "They need them in writing.\n\nThe Network should say so."


def form(action: str = "save", **details: Any) -> dict[str, Any]:
    words = {"title_ka": "", "text_ka": "", "title_en": TITLE, "text_en": TEXT, "wish": "statement"}
    return {"form_key": str(uuid4()), "action": action, **words, **details}


def pdf(name: str = "note.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_one_language_is_enough(client: Client, held: list[Member], office: str) -> None:
    response = client.post(NEW, form("bring", topics=[TopicFactory().pk]))
    initiative = Initiative.objects.get()
    assert response.headers["Location"] == f"{LIST}{initiative.pk}/"
    assert (initiative.state, initiative.languages, initiative.title) == (InitiativeState.OPEN, ["en"], TITLE)
    assert initiative.membership == held[0].membership
    assert initiative.topics.count() == 1
    assert "You have" not in html(client, LIST)
    assert mails_of("brought") == {held[0].user.email, OFFICE}
    assert [each.kind for each in initiative.happenings.all()] == ["brought"]
    client.force_login(held[1].user)
    text = html(client, f"{LIST}{initiative.pk}/")
    assert "They need them in writing." in text
    assert held[0].membership.name_in("en") in text
    assert TITLE in html(client, LIST)


def test_a_draft_is_its_members_own_and_waits(client: Client, held: list[Member], office: str) -> None:
    client.post(NEW, form(text_en=""))
    draft = Initiative.objects.get()
    assert draft.is_draft
    assert not OutboxMail.objects.exists()
    assert f'value="{TITLE}"' in html(client, f"{LIST}{draft.pk}/edit/")
    deputy = held[0].deputy()
    client.force_login(deputy.user)
    assert TITLE in html(client, LIST)
    client.force_login(held[1].user)
    assert TITLE not in html(client, LIST)
    for path in ("", "edit/"):
        assert client.get(f"{LIST}{draft.pk}/{path}").status_code == 404
    assert client.post(f"{LIST}{draft.pk}/discard/").status_code == 404
    assert client.post(f"{LIST}{draft.pk}/edit/", form("bring")).status_code == 404
    assert Initiative.objects.get().is_draft


def test_what_is_missing_is_said_and_the_draft_is_kept_all_the_same(client: Client, held: list[Member]) -> None:
    response = client.post(NEW, form("bring", text_en="", documents=[pdf()]))
    text = response.content.decode()
    assert "The text is missing in this language." in text
    assert 'href="#id_text_en"' in text
    draft = Initiative.objects.get()
    assert draft.is_draft
    assert draft.title_en == TITLE
    assert draft.documents.get().name == "note"
    assert f"{LIST}{draft.pk}/edit/" in text
    empty = client.post(NEW, form("bring", title_en="", text_en="")).content.decode()
    assert "one language is enough" in empty
    assert not Initiative.objects.brought().exists()


def test_the_same_form_sent_twice_brings_one(client: Client, held: list[Member]) -> None:
    sent = form("bring")
    first, second = client.post(NEW, sent), client.post(NEW, sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert Initiative.objects.count() == 1
    assert OutboxMail.objects.filter(key__contains=":brought").count() == 1
    bring(initiative=Initiative.objects.get(), by=held[0].user)
    assert Initiative.objects.get().happenings.count() == 1


def test_a_form_of_another_member_changes_nothing(client: Client, held: list[Member]) -> None:
    theirs = InitiativeFactory(draft=True, membership=held[1].membership, title_en="Theirs")
    client.post(NEW, form(form_key=str(theirs.form_key)))
    theirs.refresh_from_db()
    assert theirs.title_en == "Theirs"
    assert Initiative.objects.count() == 1


def test_who_speaks_for_several_says_for_whom(client: Client, held: list[Member]) -> None:
    MandateFactory(user=held[0].user, membership=held[1].membership, kind="deputy")
    assert client.post(NEW, form()).status_code == 200
    assert not Initiative.objects.exists()
    client.post(NEW, form(member=str(held[2].membership.pk)))
    assert not Initiative.objects.exists()
    client.post(NEW, form(member=str(held[1].membership.pk)))
    assert Initiative.objects.get().membership == held[1].membership


def test_what_was_typed_survives_signing_in(client: Client, held: list[Member]) -> None:
    client.logout()
    response = client.post(NEW, form("bring", title_ka="სათაური"))
    assert "sign-in" in response.headers["Location"]
    assert not Initiative.objects.exists()
    client.force_login(held[0].user)
    text = html(client, NEW)
    assert TITLE in text
    assert "They need them in writing." in text
    assert "სათაური" in text
    assert "before you signed in" in text
    client.post(NEW, form())
    assert "before you signed in" not in html(client, NEW)


def test_what_was_typed_is_shown_to_whoever_has_no_mandate_any_more(client: Client, held: list[Member]) -> None:
    MandateFactory(user=held[0].user).delete()
    held[0].user.is_staff = True
    held[0].user.save()
    give_up_mandate(mandate=held[0].user.mandates.get())
    response = client.post(NEW, form("bring"))
    assert response.status_code == 403
    assert "They need them in writing." in response.content.decode()
    assert not Initiative.objects.exists()


def test_documents_are_private_and_checked_by_their_content(
    client: Client, held: list[Member], private_root: Path
) -> None:
    client.post(NEW, form(documents=[pdf("C:\\Letters\\Our position.pdf"), pdf("second.pdf")]))
    draft = Initiative.objects.get()
    first, second = draft.documents.all()
    assert (first.name, first.kind, first.size) == ("Our position", "PDF", len(PDF))
    address = f"{LIST}{draft.pk}/documents/{first.pk}/"
    response = client.get(address)
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in response.headers["Cache-Control"]
    client.force_login(held[1].user)
    assert client.get(address).status_code == 404
    client.force_login(held[0].user)
    client.post(f"{LIST}{draft.pk}/edit/", form(f"remove-{second.pk}"))
    assert [each.name for each in draft.documents.all()] == ["Our position"]
    bring(initiative=draft, by=held[0].user)
    client.force_login(held[1].user)
    assert client.get(address).status_code == 200
    client.logout()
    assert client.get(address).status_code == 302


def test_a_file_that_is_no_document_is_refused_by_name(client: Client, held: list[Member]) -> None:
    text = client.post(NEW, form("bring", documents=[pdf("virus.pdf", b"MZ programme")])).content.decode()
    assert "virus.pdf: Only PDF, JPEG, PNG and Word" in text
    assert TITLE in text
    assert not Initiative.objects.exists()
    many = [pdf(f"{number}.pdf") for number in range(MOST_DOCUMENTS + 1)]
    text = client.post(NEW, form("bring", documents=many)).content.decode()
    assert "At most five documents" in text
    assert not InitiativeDocument.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_deleted_draft_leaves_no_file(client: Client, held: list[Member], private_root: Path) -> None:
    client.post(NEW, form(documents=[pdf()]))
    draft = Initiative.objects.get()
    assert [path for path in private_root.rglob("*") if path.is_file()]
    client.post(f"{LIST}{draft.pk}/discard/")
    assert not Initiative.objects.exists()
    assert [path for path in private_root.rglob("*") if path.is_file()] == []


def test_what_was_brought_is_not_written_anew(client: Client, held: list[Member]) -> None:
    initiative = brought(held[0])
    address = f"{LIST}{initiative.pk}/edit/"
    assert client.get(address).headers["Location"] == f"{LIST}{initiative.pk}/"
    client.post(address, form(title_en="Another"))
    client.post(f"{LIST}{initiative.pk}/discard/")
    initiative.refresh_from_db()
    assert initiative.title_en != "Another"
    with pytest.raises(InitiativeRefused):
        save_draft(membership=initiative.membership, by=held[0].user, form_key=initiative.form_key, words=Words({}, {}))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title_en": "x" * 201}, "At most 200 characters."),
        ({"text_en": "x" * 10_001}, "At most 10000 characters."),
        ({"wish": "war"}, "war"),
        ({"form_key": "no key"}, ""),
    ],
)
def test_bad_input_is_refused_and_comes_back(
    client: Client, held: list[Member], typed: dict[str, str], words: str
) -> None:
    response = client.post(NEW, form("bring", **typed))
    assert response.status_code == 200
    assert words in response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace(",", "")
    assert not Initiative.objects.exists()


def test_invisible_signs_and_markup_are_only_text(client: Client, held: list[Member]) -> None:
    client.post(NEW, form("bring", title_en="<b>Bold</b>\u202e title", text_en="<script>alert(1)</script>"))
    initiative = Initiative.objects.get()
    assert initiative.title_en == "<b>Bold</b> title"
    assert "<script>alert" not in html(client, f"{LIST}{initiative.pk}/")


def test_drafts_that_nobody_touches_go_after_a_year(held: list[Member]) -> None:
    now = timezone.now()
    InitiativeFactory(draft=True, changed_at=now - datetime.timedelta(days=366))
    fresh = InitiativeFactory(draft=True)
    kept = brought(held[0], changed_at=now - datetime.timedelta(days=900))
    assert forget_drafts() == 1
    assert set(Initiative.objects.all()) == {fresh, kept}
    with time_machine.travel(now + datetime.timedelta(days=366)):
        assert forget_drafts() == 1
