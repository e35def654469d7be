"""What whoever signs by mail fills in. Nothing here knows whether somebody has signed before."""

import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.core.typed_fields import LineField, MailField
from cms.core.typed_text import clean_name
from network.letters.by_mail.logos import read_logo
from network.letters.consents import ConsentText
from network.letters.enums import ConsentPurpose, Display, HoldReason, SignatureKind
from network.letters.letters import Letter

FASTEST = 3  # seconds in which nobody fills in a form
ORGANISATION_FIELDS = ("organisation_name", "identification_code", "website", "role", "logo")
_NEEDED_OF_ORGANISATIONS = ("organisation_name", "website", "role")
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
_CODE = RegexValidator(
    r"^[0-9A-Za-z][0-9A-Za-z ./-]{3,19}$", _("Only digits, Latin letters and hyphens; for example: 204567890.")
)
_signer = signing.Signer(salt="letters.sign_form")


def opened_now(texts: Mapping[str, int]) -> str:
    """Return when a form was opened and by which wordings it asks, so that nobody else can have written it."""
    return _signer.sign_object([int(time.time()), dict(texts)])


class WebsiteField(LineField):
    """The address of an organisation's own pages; without a scheme it is read as https."""

    def __init__(self, **options: Any) -> None:
        message = _("This is not the address of a website.")
        super().__init__(validators=[URLValidator(["http", "https"], message=message)], **options)

    def to_python(self, value: Any) -> str:
        """Add what people leave out."""
        address = super().to_python(value)
        return f"https://{address}" if address and "://" not in address else address


class ConsentFields(forms.Form):
    """Whether the name is shown, and what the signatory allows; each is asked by itself."""

    display = forms.ChoiceField(
        choices=Display.choices,
        initial=Display.HIDDEN,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose whether your name is shown.")),
    )
    consent_store = forms.BooleanField(
        error_messages={"required": _("We cannot take a signature without keeping the data.")}
    )
    consent_show_name = forms.BooleanField(required=False)
    consent_letter_news = forms.BooleanField(required=False)
    consent_network_news = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, letter: Letter, wordings: dict[str, ConsentText] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        # None: those in force. They are asked for only where they are shown.
        self._wordings = wordings
        if not letter.offers_letter_news:
            del self.fields["consent_letter_news"]
        if not letter.offers_network_news:
            del self.fields["consent_network_news"]

    def clean(self) -> dict[str, Any]:
        """Show a name only with the consent to it."""
        data = super().clean() or self.cleaned_data
        if data.get("display") == Display.PUBLIC and not data.get("consent_show_name"):
            self.add_error("consent_show_name", _("To show your name we need this consent; else choose “No” above."))
        return data

    @property
    def consents(self) -> frozenset[str]:
        """What is allowed, after ``is_valid``. A consent to a name that stays hidden is not kept."""
        given = {purpose for purpose in ConsentPurpose.values if self.cleaned_data.get(f"consent_{purpose}")}
        return frozenset(
            given - ({ConsentPurpose.SHOW_NAME} if self.cleaned_data["display"] != Display.PUBLIC else set())
        )

    @cached_property
    def wordings(self) -> dict[str, ConsentText]:
        """By which words each purpose is asked for."""
        return self._wordings or ConsentText.objects.newest()

    @cached_property
    def consent_fields(self) -> list[Any]:
        """The boxes to tick, in their order, each with its wording."""
        boxes = [self[name] for name in self.fields if name.startswith("consent_")]
        for box in boxes:
            box.label = self.wordings[box.name.removeprefix("consent_")].body
        return boxes

    @property
    def consent_error(self) -> Any:
        """The first thing that is wrong with the boxes."""
        return next((error for field in self.consent_fields for error in field.errors), "")

    @property
    def listed_errors(self) -> Iterator[tuple[str, str, str]]:
        """Each error with the id and the label of its field, for the summary."""
        for name in (name for name in ("__all__", *self.fields) if name in self.errors):
            label = "" if name.startswith("consent_") or name in ("who", "display", "__all__") else self[name].label
            for message in self.errors[name]:
                yield self.anchor(name), str(label or ""), str(message)

    def anchor(self, name: str) -> str:
        """Return the id of the element that an error leads to."""
        return {"display": "display-hidden", "__all__": "text"}.get(name, name)


class SignForm(ConsentFields):
    """Who signs, and how. Of an organisation more is asked than of a person."""

    who = forms.ChoiceField(error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose who signs.")))
    name = LineField(
        label=_("First name and surname"), longest=150, reads=clean_name, needed=_("Write your first name and surname.")
    )
    email = MailField(label=_("E-mail"))
    organisation_name = LineField(label=_("Name of the organisation"), longest=250, reads=clean_name, required=False)
    identification_code = LineField(label=_("Identification code"), longest=20, required=False, validators=[_CODE])
    website = WebsiteField(label=_("Website"), longest=200, required=False)
    role = LineField(label=_("Your role in the organisation"), longest=150, required=False)
    logo = forms.FileField(label=_("Logo"), required=False, max_length=255)
    place = LineField(label=_("Town or village"), longest=100, required=False)

    field_order = (
        "who", *ORGANISATION_FIELDS, "name", "email", "place", "display",
        *(f"consent_{purpose}" for purpose in ConsentPurpose.values),
    )  # fmt: skip

    def __init__(self, *args: Any, letter: Letter, **options: Any) -> None:
        super().__init__(*args, letter=letter, **options)
        kinds = [kind for kind in (SignatureKind.PERSON, SignatureKind.ORGANISATION) if letter.accepts(kind)]
        self.fields["who"].choices = [(str(kind), kind.label) for kind in kinds]  # type: ignore[attr-defined]  # it is a ChoiceField
        if len(kinds) == 1:
            self.fields["who"].initial = str(kinds[0])

    @property
    def kinds(self) -> list[str]:
        """The kinds of signatories that the letter takes by mail."""
        return [value for value, _label in self.fields["who"].choices]  # type: ignore[attr-defined]  # it is a ChoiceField

    def clean_name(self) -> str:
        """Want a name, and nothing that leads elsewhere."""
        return _without_address(self.cleaned_data["name"])

    def clean_organisation_name(self) -> str:
        """Want the same of an organisation's name."""
        return _without_address(self.cleaned_data["organisation_name"])

    def clean_logo(self) -> bytes | None:
        """Read the picture, if an organisation sent one."""
        if not self.cleaned_data["logo"] or self.data.get("who") != SignatureKind.ORGANISATION:
            return None
        return read_logo(self.cleaned_data["logo"])

    def clean(self) -> dict[str, Any]:
        """Ask of organisations what is asked of organisations, and of people nothing of it."""
        data = super().clean()
        if data.get("who") == SignatureKind.ORGANISATION:
            for name in _NEEDED_OF_ORGANISATIONS:
                if name not in self.errors and not data.get(name):
                    self.add_error(name, _MISSING[name])
        else:
            for name in ORGANISATION_FIELDS:
                self.errors.pop(name, None)
                data[name] = None if name == "logo" else ""
        return data

    @property
    def held_for(self) -> str:
        """Why the secretariat looks at the signature before it counts; "" if nothing speaks for a machine.

        No person sees the field "homepage": what fills in everything fills in this too.
        """
        if self.data.get("homepage"):
            return HoldReason.HONEYPOT
        return HoldReason.TOO_FAST if time.time() - self._opened[0] < FASTEST else ""

    @property
    def texts(self) -> dict[str, int]:
        """The wordings that were shown, by purpose; empty if the form does not say them."""
        return self._opened[1]

    @cached_property
    def wordings(self) -> dict[str, ConsentText]:
        """By which words each purpose is asked for: what was shown stays while mistakes are mended."""
        if not self.texts:
            return super().wordings
        return {text.purpose: text for text in ConsentText.objects.filter(pk__in=self.texts.values())}

    @property
    def opened(self) -> str:
        """What the form carries unseen. Who mends what was wrong is as fast as a machine and yet none."""
        if self.is_bound:
            return str(self.data.get("opened", ""))
        return opened_now({purpose: text.pk for purpose, text in self.wordings.items()})

    @cached_property
    def _opened(self) -> tuple[float, dict[str, int]]:
        try:
            moment, texts = _signer.unsign_object(str(self.data.get("opened", "")))
        except (signing.BadSignature, ValueError):
            return time.time(), {}
        return moment, texts

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, with its labels: for copying where the form cannot be sent."""
        names = ("organisation_name", "identification_code", "website", "role", "name", "email", "place")
        return [(str(self[name].label), str(value)) for name in names if (value := self[name].value())]

    def anchor(self, name: str) -> str:
        """Return the id of the element that an error leads to."""
        return f"who-{self.kinds[0]}" if name == "who" and self.kinds else super().anchor(name)


class ConfirmForm(ConsentFields):
    """What can still be changed when a signature is confirmed."""


class CodeForm(forms.Form):
    """The six characters of the mail."""

    code = LineField(label=_("Code from the mail"), longest=20, needed=_("Type the code."))


_MISSING = {
    "organisation_name": _("Write the name of the organisation."),
    "website": _("Write the address of the website, or of the organisation’s page in a social network."),
    "role": _("Write what you are in the organisation; for example: director."),
}


def _without_address(name: str) -> str:
    if _ADDRESS.search(name):
        raise ValidationError(_("Write the name alone, without addresses."))
    return name
