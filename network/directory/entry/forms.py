"""What a representative fills in to propose changes to the member's entry."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.typed_fields import MailField
from network.directory.entry.values import TEXTS, Values, label_of
from network.directory.form_parts import (
    LONGEST_ABOUT,
    PlainForm,
    RecordsField,
    TextField,
    WebsiteField,
    phone_field,
    region_choices,
    topic_choices,
)
from network.members.enums import MemberLevel, Visibility

_EMPTY = _("Everybody reads it in the members’ directory. Leave it empty to show none.")


class EntryForm(PlainForm):
    """The entry as it shall be. What a member is called stands in the registry, where agreed texts quote it."""

    about_ka = TextField(
        longest=LONGEST_ABOUT,
        lang="ka",
        required=False,
        help_text=_("Some sentences: what you do, for whom, since when."),
    )
    about_en = TextField(longest=LONGEST_ABOUT, lang="en", required=False)
    topics = RecordsField(label=_("Topics"))
    regions = RecordsField(label=_("Regions"))
    level = forms.ChoiceField(label=_("Level"), choices=MemberLevel.choices, widget=forms.RadioSelect)
    shown_email = MailField(label=_("Public e-mail address"), required=False, help_text=_EMPTY)
    shown_phone = phone_field(label=_("Public telephone number"), required=False, help_text=_EMPTY)
    shown_website = WebsiteField(label=_("Public website"), required=False, help_text=_EMPTY)
    visibility = forms.ChoiceField(
        label=_("Who may know of the membership"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        help_text=_("“Members only”: the member stands nowhere in public, neither in the directory nor in lists."),
    )

    def __init__(self, data: Any = None, *, values: Values, registry: Mapping[str, str] | None = None) -> None:
        """``registry``: what readers are told of the member while a text is empty."""
        super().__init__(data, initial=values)
        for name in TEXTS:
            self.fields[name].label = label_of(name)
            if registry and registry.get(name):
                said = _("While this is empty, readers read what stands in the registry: “%(text)s”")
                hints = (self.fields[name].help_text, said % {"text": registry[name]})
                self.fields[name].help_text = " ".join(str(hint) for hint in hints if hint)
        self.fields["topics"].choices = topic_choices()  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["regions"].choices = region_choices()  # type: ignore[attr-defined]  # it is a ChoiceField
