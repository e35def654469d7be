"""Whether the members can be asked about a text: both languages complete, the same facts, somebody to ask."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from cms.core.languages import is_untranslated
from cms.core.page_forms import publishing_faults
from cms.editing.facts import differing_facts
from network.agreement import guarded
from network.agreement.certificates import Certificate
from network.agreement.content import digest_of
from network.agreement.enums import Voice
from network.agreement.policies import AgreementPolicy
from network.agreement.rounds import AgreementRound
from network.agreement.texts import LANGUAGES, newest_texts
from network.members.models import Membership

# What both languages must say alike before anybody can be asked.
_SAME_VOICE = {"voice", "published_by", "listed_members"}


def openable(page: Page) -> list[str]:
    """Return the reasons why the members cannot be asked about a page yet, as sentences; none means that they can."""
    if not guarded.is_guarded(page):
        return [_("Pages of this kind need no agreement.")]
    texts = newest_texts(page.translation_key)
    draft = texts.get(page.specific.language) or page.specific
    if draft.voice not in Voice.asked():
        return [_("A notice of the secretariat needs no agreement of the members.")]
    if page.alias_of_id:
        return [_("This page repeats another one. Submit that one.")]
    return [
        *_running(page),
        *_missing(texts),
        *(reason for text in texts.values() for reason in _faults(text)),
        *_untold(texts),
        *_nobody(draft),
        *_no_procedure(draft),
        *([_("The members have agreed to exactly this text already.")] if is_agreed(texts) else []),
    ]


def warnings(page: Page) -> list[str]:
    """Return what the editor should know before the members are asked; none of it keeps them from being asked."""
    texts = newest_texts(page.translation_key)
    draft = texts.get(page.specific.language) or page.specific
    told = []
    asked = {member.pk for member in members_to_ask(draft)}
    mute = Membership.objects.without_representative().filter(pk__in=asked).with_names().alphabetical()
    names = ", ".join(member.name for member in mute)
    if names:
        told.append(
            _("Nobody can answer for these members, since they have no representative: %(names)s") % {"names": names}
        )
    labels = ", ".join(label for name, label in _differences(texts) if name not in _SAME_VOICE)
    if labels:
        told.append(_("Georgian and English differ in: %(fields)s") % {"fields": labels})
    return told


def is_agreed(texts: dict[str, Any]) -> bool:
    """Say whether every language may go out as it is."""
    return set(texts) == set(LANGUAGES) and all(
        Certificate.objects.covers(text.translation_key, code, digest_of(text)) for code, text in texts.items()
    )


def members_to_ask(draft: Any) -> list[Membership]:
    """Return the members entitled to answer about a text, by its voice."""
    if draft.voice == Voice.LISTED:
        return list(draft.listed_members.all())
    if draft.voice == Voice.MEMBER:
        return [draft.published_by] if draft.published_by_id else []
    return list(Membership.objects.current().order_by("pk"))


def _running(page: Page) -> list[str]:
    if AgreementRound.objects.active().of_text(page.translation_key).exists():
        return [_("The members are being asked about this text already, or have agreed to it.")]
    others = page.get_translations().exclude(pk=page.pk)
    for other in others:
        if WorkflowState.objects.for_instance(other).filter(status=WorkflowState.STATUS_IN_PROGRESS).exists():
            return [_("“%(title)s” is in moderation. Finish or cancel that first.") % {"title": other.title}]
    return []


def _missing(texts: dict[str, Any]) -> list[str]:
    absent = {"ka": _("The Georgian page is missing."), "en": _("The English page is missing.")}
    return [absent[code] for code in LANGUAGES if code not in texts]


def _faults(draft: Any) -> list[str]:
    """Return what keeps the newest draft of one language from being read as a finished text."""
    unfinished = publishing_faults(draft, dict(vars(draft)))
    found = [message for fault in unfinished.values() for message in fault.messages]
    if is_untranslated(draft.title, draft.language) and "title" not in unfinished:
        found.append(_("The title is not translated yet."))
    try:
        draft.full_clean()
    except ValidationError as error:
        found += _labelled(draft, error)
    if _is_half_translated(draft):
        found.append(_("The translation is not complete yet."))
    languages = {"ka": _("Georgian: %(fault)s"), "en": _("English: %(fault)s")}
    return [languages[draft.language] % {"fault": fault} for fault in dict.fromkeys(found)]


def _labelled(draft: Any, error: ValidationError) -> list[str]:
    names = {field.name: str(getattr(field, "verbose_name", field.name)) for field in draft._meta.get_fields()}
    return [
        f"{names[name]}: {message}" if name in names else message
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _is_half_translated(draft: Any) -> bool:
    """Whether the translation editor has been used for the page and is not through with it."""
    editors = Translation.objects.filter(
        source__object_id=draft.translation_key, target_locale_id=draft.locale_id, enabled=True
    )
    return any(total > done for total, done in (editor.get_progress() for editor in editors))


def _differences(texts: dict[str, Any]) -> list[tuple[str, str]]:
    if set(texts) != set(LANGUAGES):
        return []
    first, second = (texts[code] for code in LANGUAGES)
    return [(difference.name, difference.label) for difference in differing_facts(first, second)]


def _untold(texts: dict[str, Any]) -> list[str]:
    differing = [label for name, label in _differences(texts) if name in _SAME_VOICE]
    sentence = _("Georgian and English must agree in: %(fields)s")
    return [sentence % {"fields": ", ".join(differing)}] if differing else []


def _nobody(draft: Any) -> list[str]:
    """Return why the members named by the text cannot be asked."""
    asked = members_to_ask(draft)
    if not asked:
        return [_no_members(draft.voice)]
    gone = ", ".join(member.name for member in asked if not member.is_current)
    if gone:
        return [_("No longer members of the Network: %(names)s") % {"names": gone}]
    mute = Membership.objects.without_representative().filter(pk=asked[0].pk).exists()
    if draft.voice == Voice.MEMBER and mute:
        return [_("Nobody has a mandate to speak for this member: %(name)s") % {"name": asked[0].name}]
    return []


def _no_members(voice: str) -> str:
    return {
        Voice.NETWORK: _("The Network has no members yet."),
        Voice.LISTED: _("Choose the members in whose name the text stands."),
        Voice.MEMBER: _("Say which member’s text this is."),
    }[Voice(voice)]


def _no_procedure(draft: Any) -> list[str]:
    try:
        AgreementPolicy.objects.in_force(draft.text_kind)
    except AgreementPolicy.DoesNotExist:
        return [_("The members have not adopted a procedure for such texts.")]
    return []
