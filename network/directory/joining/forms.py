"""The steps of an application to join. Each can be left half-filled: what was typed is kept as it was typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.core.typed_fields import LineField, MailField
from cms.core.typed_text import clean_name
from network.directory.form_parts import (
    LONGEST_ABOUT,
    PlainForm,
    RecordsField,
    TextField,
    WebsiteField,
    in_one_language,
    phone_field,
    region_choices,
    topic_choices,
)
from network.members.enums import MemberLevel, Visibility

ORGANISATION, PERSON = "organisation", "person"
_CODE = RegexValidator(r"^[0-9A-Za-z][0-9A-Za-z ./-]{3,19}$", _("Only digits, Latin letters and hyphens."))
# More than any field takes: what is longer is cut where half-filled steps are kept.
LONGEST_KEPT, MOST_KEPT = 5000, 100


class StartForm(PlainForm):
    """Where the link goes."""

    email = MailField(
        label=_("E-mail"),
        help_text=_("We send a link to this address. With it you fill in the application, today or another day."),
        widget=forms.EmailInput({"autocomplete": "email", "inputmode": "email"}),
    )

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the field is filled in that no person sees."""
        return bool(self.data.get("homepage"))


class StepForm(PlainForm):
    """One step."""

    title: Any = ""

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for name, choices in (("topics", topic_choices), ("regions", region_choices)):
            if name in self.fields:
                self.fields[name].choices = choices()  # type: ignore[attr-defined]  # it is a ChoiceField


class WhoForm(StepForm):
    """Who applies."""

    title = _("Who you are")

    kind = forms.ChoiceField(
        label=_("Who wants to join"),
        choices=[(ORGANISATION, _("An organisation")), (PERSON, _("A person"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who wants to join.")},
    )
    name_ka = LineField(
        label=_("Name in Georgian"),
        longest=200,
        reads=clean_name,
        required=False,
        widget=forms.TextInput({"lang": "ka"}),
        help_text=_("One language is enough to begin with; the secretariat helps with the other."),
    )
    name_en = LineField(
        label=_("Name in English"),
        longest=200,
        reads=clean_name,
        required=False,
        widget=forms.TextInput({"lang": "en"}),
    )
    identification_code = LineField(
        label=_("Identification code"),
        longest=20,
        required=False,
        validators=[_CODE],
        help_text=_("If your organisation is registered. Only the secretariat reads it."),
    )

    def clean(self) -> dict[str, Any]:
        """Want a name."""
        data = super().clean() or self.cleaned_data
        in_one_language(data, self, "name", _("Write the name, in Georgian or in English."))
        return data


class WorkForm(StepForm):
    """What the applicant does."""

    title = _("What you do")

    level = forms.ChoiceField(
        label=_("Where you work"),
        choices=MemberLevel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where you work.")},
    )
    topics = RecordsField(label=_("On which topics"))
    regions = RecordsField(label=_("In which regions"))
    about_ka = TextField(
        label=_("About you, in Georgian"),
        longest=LONGEST_ABOUT,
        lang="ka",
        required=False,
        help_text=_("Some sentences for the members and the directory. One language is enough to begin with."),
    )
    about_en = TextField(label=_("About you, in English"), longest=LONGEST_ABOUT, lang="en", required=False)

    def clean(self) -> dict[str, Any]:
        """Want some words about the applicant."""
        data = super().clean() or self.cleaned_data
        in_one_language(data, self, "about", _("Say in some sentences what you do, in Georgian or in English."))
        return data


class ContactForm(StepForm):
    """Who speaks for the applicant, and what readers may see."""

    title = _("Contact")

    contact_name = LineField(
        label=_("Who will speak for the member: first name and surname"),
        longest=150,
        reads=clean_name,
        needed=_("Write first name and surname."),
        help_text=_("This person becomes the representative, and signs in with the address of this application."),
    )
    contact_phone = phone_field(
        label=_("Telephone for questions"), required=False, help_text=_("Only the secretariat sees it.")
    )
    shown_email = MailField(label=_("Public e-mail address"), required=False)
    shown_phone = phone_field(label=_("Public telephone number"), required=False)
    shown_website = WebsiteField(label=_("Website"), required=False)
    visibility = forms.ChoiceField(
        label=_("Who may know of the membership"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may know of the membership.")},
        help_text=_("“Members only”: you stand nowhere in public, and only members can read the announcement."),
    )


class WhyForm(StepForm):
    """Why the applicant wants to join."""

    title = _("Why you want to join")

    motivation = TextField(
        label=_("Why, and what you bring"),
        longest=3000,
        rows=8,
        needed=_("Say why you want to join."),
        help_text=_("In Georgian or in English. The members read it when they are asked; it is not published."),
    )


STEPS: dict[str, type[StepForm]] = {"who": WhoForm, "work": WorkForm, "contact": ContactForm, "why": WhyForm}


class SendForm(PlainForm):
    """What the applicant says when sending the application."""

    charter = forms.BooleanField(
        label=_("We have read the charter of values, and share its values and rules."),
        error_messages={"required": _("The members share the charter. Read it, and confirm it.")},
    )
    storing = forms.BooleanField(
        label=_("The secretariat may keep what is written here until the members have decided."),
        help_text=_("It is erased 30 days after the decision. What the members were told stays with the round."),
        error_messages={"required": _("Without keeping the application nobody can decide about it.")},
    )


def kept(form_class: type[StepForm], data: QueryDict) -> dict[str, Any]:
    """Return what was typed in a step, as it is kept: nothing empty, nothing that no database takes."""
    found: dict[str, Any] = {}
    for name, field in form_class.base_fields.items():
        if isinstance(field, forms.MultipleChoiceField):
            found[name] = [_storable(value)[:20] for value in data.getlist(name)[:MOST_KEPT]]
        else:
            found[name] = _storable(data.get(name, ""))[:LONGEST_KEPT]
    return {name: value for name, value in found.items() if value}


def as_sent(form_class: type[StepForm], typed: dict[str, Any]) -> QueryDict:
    """Return what was kept as if it were sent now: whether a step is complete is judged anew each time."""
    data = QueryDict(mutable=True)
    for name in form_class.base_fields:
        value = typed.get(name) or []
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def bound(step: str, typed: dict[str, Any]) -> StepForm:
    """Return a step filled in with what was kept of it."""
    return STEPS[step](as_sent(STEPS[step], typed.get(step, {})))


def values_of(typed: dict[str, Any]) -> dict[str, Any]:
    """Return the values of an application. Raises ``ValidationError`` naming the steps that are not complete."""
    values: dict[str, Any] = {}
    missing = []
    for step in STEPS:
        form = bound(step, typed)
        if form.is_valid():
            values |= form.cleaned_data
        else:
            missing.append(str(form.title))
    if missing:
        raise ValidationError(_("These steps are not complete yet: %(steps)s"), params={"steps": ", ".join(missing)})
    return values


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
