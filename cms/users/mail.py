"""The one mail of the door: the code."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine
from django.utils import translation
from django.utils.translation import gettext as _

from cms.core.site_settings import SiteSettings


def code_mail(address: str, code: str, language: str) -> EmailMultiAlternatives:
    """Return the mail that brings a code, in the language of the person who gets it."""
    with translation.override(language):
        values: dict[str, Any] = {
            "code": code,
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            "language": language,
            "network": " ".join(SiteSettings.load().name.split()),
            "site_url": f"{settings.BASE_URL}/{language}/",
            "why": _("You get this mail because somebody typed your address on the sign-in page of the site."),
        }
        engine = Engine.get_default()
        text = engine.get_template("emails/account/code.txt").render(Context(values, autoescape=False))
        subject, _empty_line, body = text.strip().partition("\n\n")
        subject = " ".join(subject.split())
        html = engine.get_template("emails/account/code.html").render(Context({**values, "subject": subject}))
    mail = EmailMultiAlternatives(subject, body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [address])
    mail.attach_alternative(html, "text/html")
    return mail
