"""Bringing an initiative: a draft that is never lost, its documents, and the moment when all members see it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from cms.core.typed_text import clean_line
from cms.users.models import User
from network.initiatives import mail
from network.initiatives.documents import MOST_DOCUMENTS
from network.initiatives.enums import HappeningKind, InitiativeState, Wish
from network.initiatives.models import Initiative, InitiativeDocument
from network.initiatives.speaking import InitiativeRefused, check_speaks, locked, write_down
from network.members.letters import check_letter
from network.members.models import Membership

LONGEST_NAME = 150


@dataclass(frozen=True)
class Words:
    """What is typed of an initiative; titles and texts by language, each may be missing."""

    titles: dict[str, str]
    texts: dict[str, str]
    wish: str = Wish.STATEMENT
    topics: tuple[Any, ...] = ()
    may_be_shown: bool = False
    files: "tuple[UploadedFile[bytes], ...]" = field(default=())

    @property
    def languages(self) -> list[str]:
        """The languages in which title and text are there."""
        return [code for code, title in self.titles.items() if title and self.texts.get(code)]


@transaction.atomic
def save_draft(*, membership: Membership, by: User, form_key: UUID, words: Words) -> Initiative:
    """Keep what was typed, for the member's representatives alone; the same form sent again writes the same draft.

    Raises ``InitiativeRefused``, for one that was brought meanwhile too.
    """
    check_speaks(membership, by)
    found = Initiative.objects.select_for_update(of=("self",)).filter(form_key=form_key).first()
    if found is not None and (found.membership_id != membership.pk or not found.is_draft):
        raise InitiativeRefused("closed" if found.membership_id == membership.pk else "no_mandate")
    draft = found or Initiative(form_key=form_key, membership=membership)
    draft.user, draft.changed_at = by, timezone.now()
    draft.wish, draft.may_be_shown = words.wish, words.may_be_shown
    for language in words.titles:
        setattr(draft, f"title_{language}", words.titles[language])
        setattr(draft, f"text_{language}", words.texts.get(language, ""))
    draft.save()
    draft.topics.set(words.topics)
    add_documents(draft, words.files, by)
    return draft


def add_documents(draft: Initiative, files: "Iterable[UploadedFile[bytes]]", by: User) -> None:
    """Put files with a draft. Raises ``ValidationError`` for one that is too large or of another kind."""
    held = draft.documents.count()
    for number, file in enumerate(files, start=held + 1):
        if number > MOST_DOCUMENTS:
            raise InitiativeRefused("too_many")
        check_letter(file)
        document = InitiativeDocument(initiative=draft, name=name_of(file), size=file.size or 0, added_by=by)
        document.file = file
        document.save()


def name_of(file: "UploadedFile[bytes]") -> str:
    """Return by what name members see a file: what its sender called it, without its path and its kind."""
    stem = PurePath((file.name or "").replace("\\", "/")).stem[:LONGEST_NAME]
    try:
        name = clean_line(stem, longest=LONGEST_NAME)
    except ValidationError:
        name = ""
    return name or gettext("Document")


@transaction.atomic
def remove_document(*, initiative: Initiative, document_id: int, by: User) -> bool:
    """Take a file away from a draft; say whether it was there."""
    draft = locked(initiative)
    check_speaks(draft.membership, by)
    if not draft.is_draft:
        raise InitiativeRefused("closed")
    return erase_documents(draft.documents.filter(pk=document_id)) > 0


def erase_documents(documents: Any) -> int:
    """Delete rows, and their files once that is certain; return how many."""
    held = list(documents)
    for document in held:
        storage, name = document.file.storage, document.file.name
        document.delete()
        transaction.on_commit(partial(storage.delete, name))
    return len(held)


@transaction.atomic
def discard(*, initiative: Initiative, by: User) -> None:
    """Delete a draft with everything that belongs to it."""
    draft = locked(initiative)
    check_speaks(draft.membership, by)
    if not draft.is_draft:
        raise InitiativeRefused("closed")
    erase_documents(draft.documents.all())
    draft.delete()


@transaction.atomic
def bring(*, initiative: Initiative, by: User) -> Initiative:
    """Put a draft before all members and the secretariat, who are told. Doing it again changes nothing."""
    draft = locked(initiative)
    check_speaks(draft.membership, by)
    if not draft.is_draft:
        return draft
    if not draft.languages:
        raise InitiativeRefused("incomplete")
    draft.state, draft.user = InitiativeState.OPEN, by
    draft.brought_at = draft.changed_at = timezone.now()
    draft.save()
    write_down(draft, HappeningKind.BROUGHT, of=draft.membership)
    mail.tell_brought(draft)
    return draft
