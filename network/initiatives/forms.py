"""What a representative fills in to bring an initiative."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.typed_fields import LineField
from cms.core.typed_text import clean_text
from network.agreement.texts import LANGUAGES
from network.initiatives.bringing import Words
from network.initiatives.documents import MOST_DOCUMENTS
from network.initiatives.enums import Wish
from network.initiatives.models import LONGEST_TITLE, Initiative
from network.members.letters import check_letter
from network.members.models import Mandate
from network.registry.models import Topic

LONGEST_TEXT = 10_000
LABELS = {
    "title_ka": _("Title, in Georgian"),
    "text_ka": _("What you bring, and why; in Georgian"),
    "title_en": _("Title, in English"),
    "text_en": _("What you bring, and why; in English"),
}
INPUT = {"class": "input", "autocomplete": "off"}


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files of the kinds that mandates' letters have, each checked by its content."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> tuple[Any, ...]:
        """Check each file; a message names the one that is wrong."""
        files = tuple(super(FilesField, self).clean(file, initial) for file in data or ())
        for file in files:
            try:
                check_letter(file)
            except ValidationError as error:
                raise ValidationError([f"{file.name}: {message}" for message in error.messages]) from error
        return files


class InitiativeForm(forms.Form):
    """Title and text in Georgian, in English or in both; a draft may lack everything."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    member = forms.ChoiceField(label=_("In which member’s name?"), widget=forms.RadioSelect)
    title_ka = LineField(longest=LONGEST_TITLE, required=False)
    text_ka = LineField(longest=LONGEST_TEXT, reads=clean_text, required=False)
    title_en = LineField(longest=LONGEST_TITLE, required=False)
    text_en = LineField(longest=LONGEST_TEXT, reads=clean_text, required=False)
    wish = forms.ChoiceField(label=_("What should come of it?"), choices=Wish.choices, widget=forms.RadioSelect)
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = FilesField(label=_("Documents"), required=False)
    may_be_shown = forms.BooleanField(
        label=_("Readers may learn that it came from us"),
        required=False,
        help_text=_("Once something has been published: under the text, and in the list of initiatives."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, mandates: list[Mandate], **options: Any) -> None:
        super().__init__(data, files, label_suffix="", **options)
        fields: Any = self.fields
        for name, label in LABELS.items():
            fields[name].label = label
            fields[name].widget = (
                forms.Textarea({"class": "input", "rows": 8}) if "text" in name else fields[name].widget
            )
            fields[name].widget.attrs |= {**INPUT, "lang": name[-2:]}
        fields["documents"].widget.attrs |= {"class": "input", "accept": ".pdf,.docx,.png,.jpg,.jpeg"}
        fields["documents"].help_text = _(
            "PDF, JPEG, PNG or Word, at most 5 MB each and five in all. Members and the secretariat can read them."
        )
        fields["member"].choices = [(str(held.membership_id), held.membership.name) for held in mandates]
        self.mandates = {str(held.membership_id): held for held in mandates}
        if len(mandates) == 1:
            del fields["member"]

    @property
    def mandate(self) -> Mandate:
        """The mandate by which it is brought, after ``is_valid``."""
        return (
            self.mandates[self.cleaned_data["member"]]
            if "member" in self.fields
            else next(iter(self.mandates.values()))
        )

    @property
    def words(self) -> Words:
        """What was typed, after ``is_valid``."""
        typed = self.cleaned_data
        return Words(
            titles={code: typed[f"title_{code}"] for code in LANGUAGES},
            texts={code: typed[f"text_{code}"] for code in LANGUAGES},
            wish=typed["wish"],
            topics=tuple(typed["topics"]),
            may_be_shown=typed["may_be_shown"],
            files=typed["documents"],
        )

    def demand_words(self, language: str) -> bool:
        """Say what a draft lacks to be brought, at its fields; return whether anything does."""
        typed = self.cleaned_data
        if not any(typed.get(f"{part}_{code}") for part in ("title", "text") for code in LANGUAGES):
            self.add_error(f"title_{language}", _("Type a title and a text; one language is enough."))
        for code in LANGUAGES:
            title, text = typed.get(f"title_{code}"), typed.get(f"text_{code}")
            if text and not title:
                self.add_error(f"title_{code}", _("The title is missing in this language."))
            if title and not text:
                self.add_error(f"text_{code}", _("The text is missing in this language."))
        return bool(self.errors)

    def in_language(self, language: str) -> Iterator[forms.BoundField]:
        """Return title and text of a language."""
        return (self[f"{part}_{language}"] for part in ("title", "text"))

    @property
    def others(self) -> Iterator[forms.BoundField]:
        """Return the fields that belong to no language, but for member and documents."""
        return (self[name] for name in ("wish", "topics"))

    @property
    def listed_errors(self) -> list[tuple[str, str, str]]:
        """Anchor, label and message of each error, for the summary."""
        return [
            (str(field.auto_id), str(field.label), str(message))
            for field in self.visible_fields()
            for message in field.errors
        ]


def initial_of(draft: Initiative | None) -> dict[str, Any]:
    """Return what the form of a draft begins with; a new one has a key of its own."""
    if draft is None:
        return {"form_key": uuid4(), "wish": Wish.STATEMENT}
    texts = {f"{part}_{code}": getattr(draft, f"{part}_{code}") for part in ("title", "text") for code in LANGUAGES}
    own = {name: getattr(draft, name) for name in ("form_key", "wish", "may_be_shown")}
    return {**texts, **own, "topics": list(draft.topics.all()), "member": str(draft.membership_id)}


def room_for_documents(draft: Initiative | None) -> int:
    """Return how many more documents a draft can have."""
    return MOST_DOCUMENTS - (draft.documents.count() if draft is not None else 0)
