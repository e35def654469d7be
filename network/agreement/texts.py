"""The newest and the frozen text of a page in all languages of the site."""

from typing import Any
from uuid import UUID

from django.conf import settings
from wagtail.models import Page, Revision

from cms.core.locales import locale_id_of
from network.agreement.content import digest_of, fingerprint
from network.agreement.rounds import AgreementRound, RoundText

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def newest_texts(translation_key: UUID) -> dict[str, Any]:
    """Return the newest draft of a text in each language that has a page, in the order of the languages."""
    rows = Page.objects.filter(translation_key=translation_key, alias_of=None).order_by("-pk")
    held = {row.locale_id: row for row in rows}  # of two in one language, the older one
    ids = {code: locale_id_of(code) for code in LANGUAGES}
    return {code: held[pk].specific.get_latest_revision_as_object() for code, pk in ids.items() if pk in held}


def frozen_revision(draft: Any, by: Any) -> Revision:
    """Return the revision that holds exactly the newest draft; one is made where the row itself is the newest text."""
    latest = draft.get_latest_revision()
    if latest is not None and digest_of(latest.as_object()) == digest_of(draft):
        return latest
    return draft.save_revision(user=by, clean=False)


def is_as_asked(asked: AgreementRound) -> bool:
    """Say whether the revisions still hold, letter by letter, what the members were asked about."""
    texts = {text.language: text for text in asked.texts.select_related("page", "revision")}
    found = [_digest_now(texts.get(code)) for code in LANGUAGES]
    held = [texts[code].digest for code in LANGUAGES if code in texts]
    return found == held and fingerprint(held) == asked.fingerprint


def _digest_now(text: RoundText | None) -> str:
    """Return the digest of the frozen revision as it reads now; nothing if it, or its page, is gone."""
    if text is None or text.page is None or text.revision is None:
        return ""
    page = text.revision.as_object()
    return digest_of(page) if page.pk == text.page_id else ""
