"""The few things an editor does to both languages of a page at once."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Locale, Page, Revision

from cms.core.models import BasePage
from cms.editing.facts import copy_fact, differing_facts, fact_fields
from cms.editing.standings import FRONT_PAGE_DEPTH


class CounterpartExistsError(Exception):
    """The page already has a row in the other language."""


@dataclass(frozen=True, slots=True)
class NewCounterpart:
    """A draft in the other language, and the drafts of the sections above it that had to be made with it."""

    page: BasePage
    sections: list[Page]


def other_locale(page: Page) -> Locale:
    """Return the language that the page is not in."""
    return Locale.objects.exclude(pk=page.locale_id).order_by("pk")[0]


def untranslated_sections(page: Page) -> list[Page]:
    """Return the pages above a page that do not exist in the other language, the highest first."""
    ancestors = list(page.get_ancestors().filter(depth__gte=FRONT_PAGE_DEPTH))
    keys = [ancestor.translation_key for ancestor in ancestors]
    there = set(
        Page.objects.filter(translation_key__in=keys, locale=other_locale(page)).values_list(
            "translation_key", flat=True
        )
    )
    return [ancestor for ancestor in ancestors if ancestor.translation_key not in there]


@transaction.atomic
def create_counterpart(*, page: BasePage, user: AbstractBaseUser) -> NewCounterpart:
    """Copy the newest text of a page into the other language, as a draft to be translated there.

    Sections above it that the other language lacks are made too, as drafts: nothing is published.
    """
    locale = other_locale(page)
    if page.has_translation(locale):
        raise CounterpartExistsError
    sections = [_copy_as_draft(section.specific, locale, user) for section in untranslated_sections(page)]
    return NewCounterpart(_copy_as_draft(page, locale, user), sections)


def _copy_as_draft(page: Page, locale: Locale, user: AbstractBaseUser) -> BasePage:
    copy: BasePage = page.get_latest_revision_as_object().copy_for_translation(locale)
    Page.objects.filter(pk=copy.pk).update(owner=user)
    copy.revisions.filter(user=None).update(user=user)
    made: BasePage = Page.objects.get(pk=copy.pk).specific
    return made


@transaction.atomic
def bring_facts_over(*, source: BasePage, target: BasePage, user: AbstractBaseUser) -> Revision | None:
    """Write a new draft of ``target`` that tells the facts as the newest text of ``source`` does.

    The live row stays as it is, and so do all texts of the target. Returns nothing where the facts agree.
    """
    newest_source: BasePage = source.get_latest_revision_as_object()
    newest_target: BasePage = target.get_latest_revision_as_object()
    differing = {difference.name for difference in differing_facts(newest_source, newest_target)}
    if not differing:
        return None
    for field in fact_fields(newest_source):
        if field.name in differing:
            copy_fact(field, newest_source, newest_target)
    return newest_target.save_revision(user=user, log_action=True, clean=False)
