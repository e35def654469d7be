"""From a person's account page in the admin to what they sign in with."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def second_step(request: HttpRequest) -> dict[str, str]:
    """Add the link to apps, passkeys and recovery codes."""
    return {
        "url": reverse("mfa_index"),
        "label": _("How you sign in"),
        "help_text": _("Apps for codes, passkeys, recovery codes."),
    }
