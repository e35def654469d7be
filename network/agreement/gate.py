"""The rule that every way to the public passes: a page row that ends up live must carry a certified text.

Superusers are not special. Docs: docs/agreement.md. The mixin, the signals and the publishing of revisions ask here;
on PostgreSQL triggers ask again (``triggers``).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum, auto
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import Page

from network.agreement.certificates import Certificate
from network.agreement.content import digest_of
from network.agreement.enums import Voice

ASK_THE_MEMBERS = _(
    "The members have not agreed to this text. Your draft is saved; submit it for agreement, and it goes out when "
    "they agree."
)
# Beside the agreed fields, what makes another page of a row, or lets readers see it.
IDENTITY = frozenset({"live", "alias_of", "locale", "translation_key", "content_type"})


class AgreementRequired(PublishPagePermissionError):
    """Raised when a text would go out that the members have not agreed to. A 403 to whoever tried, never a 500."""

    template_name = "403_agreement.html"

    def __init__(self, message: object = ASK_THE_MEMBERS) -> None:
        super().__init__(message)


class Verdict(Enum):
    """What is to be done with a page that is about to be written."""

    PASS = auto()
    DEMOTE = auto()  # write it as a draft: nothing typed is lost
    REFUSE = auto()


# The pages, by translation key, whose own save is under way: their child rows are part of it.
_passing: ContextVar[frozenset[str]] = ContextVar("agreement_passing", default=frozenset())
_maintenance: ContextVar[bool] = ContextVar("agreement_maintenance", default=False)


@contextmanager
def passing(keys: Iterable[UUID | str]) -> Iterator[None]:
    """Let the rows of judged pages be written, for as long as the block lasts, on this connection only."""
    before = _passing.get()
    now = before | {str(key) for key in keys}
    with transaction.atomic():
        token = _passing.set(now)
        _tell_database(now)
        try:
            yield
        finally:
            _passing.reset(token)
        _tell_database(before)


def is_passing(page: Page) -> bool:
    """Whether the page's own save is under way."""
    return str(page.translation_key) in _passing.get()


# Beside the keys that pass already: a section is deleted with all its pages.
_ADD_KEY = """
    SELECT set_config(
        'agreement.passing', concat_ws(',', nullif(current_setting('agreement.passing', true), ''), %s), true
    )
"""


def let_go(page: Page) -> None:
    """Let the rows of a page that was judged, or is deleted, be written for the rest of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_ADD_KEY, [str(page.translation_key)])


def _tell_database(keys: frozenset[str]) -> None:
    """Tell PostgreSQL's triggers; ends with the transaction, or with the savepoint that is rolled back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('agreement.passing', %s, true)", [",".join(sorted(keys))])


@contextmanager
def opened_for_maintenance() -> Iterator[None]:
    """Let everything pass while the block lasts: for restores alone (command ``agreement_maintenance``, which logs)."""
    token = _maintenance.set(True)
    _switch_database("on")
    try:
        yield
    finally:
        _maintenance.reset(token)
        _switch_database("off")


def is_open_for_maintenance() -> bool:
    """Whether the gate stands open."""
    return _maintenance.get()


def _switch_database(state: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('agreement.maintenance', %s, false)", [state])


def is_asked(page: Page) -> bool:
    """Whether the members are asked about texts in the name that the page carries.

    The secretariat's own name counts only where the type of page allows it; a name that nobody knows asks everybody.
    """
    return not (page.voice == Voice.EDITORIAL and Voice.EDITORIAL in page.voices)


def is_certified(page: Page) -> bool:
    """Whether the text of the page as it stands in memory may be live.

    A certificate names it, or the page is an alias, in the same language, of a page whose certificate names exactly
    this text.
    """
    if not is_asked(page):
        return True
    key, above = page.translation_key, page.alias_of_id
    while above:
        source = Page.objects.filter(pk=above, locale_id=page.locale_id).first()
        if source is None:
            return False
        key, above = source.translation_key, source.alias_of_id
    return Certificate.objects.covers(key, page.language, digest_of(page))


def judge(page: Page, update_fields: Iterable[str] | None = None) -> Verdict:
    """Say what is to be done with ``page`` (a specific guarded page in memory) that is about to be written."""
    written = None if update_fields is None else _field_names(page, update_fields)
    if is_open_for_maintenance() or (written is not None and not written & (IDENTITY | set(page.agreed_fields))):
        return Verdict.PASS
    before = type(page)._base_manager.filter(pk=page.pk).first() if page.pk else None
    after = page if written is None or before is None else _merged(before, page, written)
    if not after.live or _is_unchanged(before, after) or is_certified(after):
        return Verdict.PASS
    appears = before is None or after.alias_of_id or before.alias_of_id
    return Verdict.DEMOTE if appears else Verdict.REFUSE


def _field_names(page: Page, update_fields: Iterable[str]) -> frozenset[str]:
    """Return the names of fields that may have been given by their columns (``locale_id``)."""
    columns = {field.attname: field.name for field in page._meta.concrete_fields}
    return frozenset(columns.get(name, name) for name in update_fields)


def _is_unchanged(before: Page | None, after: Page) -> bool:
    """Whether a live page stays what it is: moved, locked, or written by bookkeeping."""
    if before is None or not before.live:
        return False
    same_page = all(
        getattr(before, name) == getattr(after, name) for name in ("alias_of_id", "locale_id", "translation_key")
    )
    return same_page and digest_of(before) == digest_of(after)


def _merged(before: Page, page: Page, written: frozenset[str]) -> Page:
    """Return the row as it will be when only some of the fields of ``page`` are written."""
    after = type(page)._base_manager.get(pk=before.pk)
    for field in page._meta.concrete_fields:
        if field.name in written:
            setattr(after, field.attname, getattr(page, field.attname))
    for relation in written & set(page.agreed_fields) & vars(page).get("_cluster_related_objects", {}).keys():
        setattr(after, relation, list(getattr(page, relation).all()))
    return after
