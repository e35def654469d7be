"""The form in which every page is edited."""

from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from cms.core.languages import is_untranslated, slugify_national

UNTRANSLATED = {
    "ka": {
        "title": _("The title is not in Georgian yet. Translate it, then publish the page."),
        "lead": _("The lead is not in Georgian yet. Translate it, then publish the page."),
    },
    "en": {
        "title": _("The title is not in English yet. Translate it, then publish the page."),
        "lead": _("The lead is not in English yet. Translate it, then publish the page."),
    },
}
BORROWED_SLUG = {
    "ka": _("This is the address of the English page. Give the Georgian page its own, for example: %(slug)s"),
    "en": _("This is the address of the Georgian page. Give the English page its own, for example: %(slug)s"),
}
# What the buttons below the form send when the text goes out, or goes to those who let it out.
_GOES_OUT = ("action-publish", "action-submit", "action-restart-workflow")


def publishing_faults(page: Page, texts: dict[str, Any]) -> dict[str, forms.ValidationError]:
    """Return what keeps ``texts`` of a page from going out in its language, by field.

    The title or the lead is still in the script of the other language, or the address is that of the other page.
    """
    language = page.language
    faults = {
        name: forms.ValidationError(message, code="untranslated")
        for name, message in UNTRANSLATED.get(language, {}).items()
        if is_untranslated(texts.get(name) or "", language)
    }
    slug, own = texts.get("slug") or "", slugify_national(texts.get("title") or "")
    twin = page.counterpart if slug and slug != own else None
    if twin is not None and twin.slug == slug:
        faults["slug"] = forms.ValidationError(BORROWED_SLUG[language], code="borrowed", params={"slug": own})
    return faults


class BasePageForm(WagtailAdminPageForm):
    """Checks that concern the page as an editor sees it, beside those of the model.

    A draft may be unfinished in every respect; what goes out must be in the language of its page.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # The page makes its address from the title where the editor gives none.
            self.fields["slug"].required = False
            # The column would take Georgian letters too, each of them nine characters long in an address.
            self.fields["slug"].validators.append(validate_slug)

    def clean(self) -> dict[str, Any]:
        """Refuse to publish an unfinished translation; everything typed stays in the form."""
        cleaned: dict[str, Any] = super().clean()
        if self._goes_out():
            for name, fault in publishing_faults(self.instance, cleaned).items():
                if name in self.fields:
                    self.add_error(name, fault)
        return cleaned

    def _goes_out(self) -> bool:
        approved = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        return bool(approved) or any(self.data.get(name) for name in _GOES_OUT)
