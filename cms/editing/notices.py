"""What an editor is told right after saving a page: how the other language stands now."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page

from cms.core.models import BasePage
from cms.editing import wording
from cms.editing.enums import TranslationState
from cms.editing.rules import Standing
from cms.editing.services import other_locale
from cms.editing.standings import standing_of

# Said after each save of a page in such a state; the other states are no news.
TOLD = (TranslationState.MISSING, TranslationState.STALE)
_BEFORE = "_counterpart_before"


def remember_standing(request: HttpRequest, page: Page) -> None:
    """Keep how the two languages stood before the save, to tell an answer to a change from a change of its own."""
    if request.method == "POST" and isinstance(page, BasePage) and _is_seen(request):
        setattr(request, _BEFORE, standing_of(page))


def tell_standing(request: HttpRequest, page: Page) -> None:
    """Warn that the other language is missing or out of date now, with the way to it."""
    if not isinstance(page, BasePage) or not _is_seen(request):
        return
    now = standing_of(page)
    language = other_locale(page).language_code
    if now.state in TOLD:
        sentence = wording.BY_STATE[now.state][language]
        messages.warning(request, str(sentence), buttons=[_button(page, now, language)])
    elif _changed_by_itself(page, getattr(request, _BEFORE, None), now):
        sentence = wording.ORIGINAL_UNCHANGED[language]
        messages.info(request, str(sentence), buttons=[_button(page, now, language)])


def _is_seen(request: HttpRequest) -> bool:
    """Autosave asks for JSON and shows no messages; they would pile up until the next page."""
    return request.accepts("text/html")


def _button(page: BasePage, now: Standing, language: str) -> tuple[str, str, bool]:
    if now.other is None:
        url = reverse("editing:create_counterpart", args=[page.pk])
        return messages.button(url, str(wording.CREATE[language]), new_window=False)
    url = reverse("wagtailadmin_pages:edit", args=[now.other.pk])
    return messages.button(url, str(wording.OPEN[language]), new_window=False)


def _changed_by_itself(page: BasePage, before: Standing | None, now: Standing) -> bool:
    """Say whether a published translation was changed although its original was not."""
    if before is None or now.other is None or not page.live:
        return False
    is_translation = now.other.pk < page.pk
    return is_translation and before.state == TranslationState.CURRENT == now.state
