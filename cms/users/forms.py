"""The forms of the door. Their words are ours: allauth's are written for sites where anybody signs up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, ReauthenticateForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.users.permissions import representative_at

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

NUMERIC = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "input input--short"}
LONGEST_CODE = 40


def code_field(label: StrPromise, help_text: StrPromise, **attributes: str) -> forms.CharField:
    """Return a field for a code, which phones fill in by themselves where they can."""
    widget = forms.TextInput(attrs={**NUMERIC, **attributes})
    required = {"required": _("Type the code.")}
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST_CODE, widget=widget, error_messages=required
    )


def password_field() -> forms.CharField:
    """Return a field for the password that the person has."""
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "input"})
    return forms.CharField(label=_("Password"), strip=False, max_length=4096, widget=widget)


class AddressForm(RequestLoginCodeForm):
    """Where the code is sent. Whatever the address, the form is content with it; attempts are counted by the view."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The one that the Network knows. We send eight digits to it; they are valid for ten minutes."),
        max_length=254,
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("This is not an e-mail address. Write it like this: name@example.org"),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "class": "input"}),
    )

    def clean_email(self) -> str:
        """Look whose address it is, without saying so."""
        address: str = self.cleaned_data["email"]
        self._user = representative_at(address)
        return address


class MailedCodeForm(ConfirmLoginCodeForm):
    """The code from the mail."""

    code = code_field(_("Code from the mail"), _("Eight digits. If there is no mail, look among the spam too."))


class StaffSignInForm(LoginForm):
    """Name and password of the staff."""

    password = password_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "class": "input"})
        self.fields["login"] = forms.CharField(label=_("User name or e-mail address"), max_length=254, widget=widget)
        self.order_fields(["login", "password"])


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something important changes."""

    password = password_field()


class SecondStepForm(AuthenticateForm):
    """The code of the app, or a recovery code."""

    code = code_field(_("Code"), _("Six digits from your app, or one of your recovery codes."))


class SecondStepAgainForm(CodeAgainForm):
    """The same once more, before something important changes."""

    code = code_field(_("Code"), _("Six digits from your app, or one of your recovery codes."))


class AppForm(ActivateTOTPForm):
    """The first code of an app shows that it was set up rightly."""

    code = code_field(_("Code from the app"), _("Six digits. They change every half minute."))


class PasskeyFormMixin:
    """Takes what the browser's script sends; a person sees nothing of it, so whatever it is, it is one sentence."""

    def full_clean(self) -> None:
        """Refuse an answer of the wrong shape, which the library meets with errors of its own."""
        try:
            super().full_clean()  # type: ignore[misc]  # of the form beside it
        except (AttributeError, KeyError, LookupError, TypeError, ValueError):
            self.add_error(None, ValidationError(_("This did not work. Try again.")))  # type: ignore[attr-defined]  # of the form beside it


class NewPasskeyForm(PasskeyFormMixin, AddWebAuthnForm):
    """A new passkey. All of ours are kept by the device and ask for a finger, a face or a PIN."""

    name = forms.CharField(
        label=_("Name of the device"),
        help_text=_("For example: phone, office computer."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "input input--short"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": "", **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)

    def clean_name(self) -> str:
        """Number the devices that nobody named."""
        number = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.WEBAUTHN).count() + 1
        return str(self.cleaned_data["name"] or _("Device {number}").format(number=number))

    def clean(self) -> dict[str, Any]:
        """Insist on a device that knows its owner."""
        self.cleaned_data["passwordless"] = True
        return super().clean()


class PasskeySignInForm(PasskeyFormMixin, LoginWebAuthnForm):
    """A passkey in the place of everything else."""


class PasskeyStepForm(PasskeyFormMixin, AuthenticateWebAuthnForm):
    """A passkey after the password."""


class PasskeyAgainForm(PasskeyFormMixin, ReauthenticateWebAuthnForm):
    """A passkey before something important changes."""
