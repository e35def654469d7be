"""Somebody who signs by mail: fills in the form, finds the mail, opens its links."""

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.mail.models import OutboxMail
from network.letters.by_mail.forms import opened_now
from network.letters.consents import ConsentText
from network.letters.letters import Letter

CARRIED = re.compile(r'name="(fingerprint)" value="([^"]*)"')
LINK = re.compile(r"https?://\S+?/letters/(?:confirm|not-me|manage)/[^\s/]+/")
CODE = re.compile(r"^\s*([A-Z0-9]{6})\s*$", re.M)
ASKED = {"display": "hidden", "consent_store": "on"}
NAMED = {"display": "public", "consent_store": "on", "consent_show_name": "on"}
NINO = {"who": "person", "name": "Nino Beridze", "email": "nino@example.org", "place": "Kutaisi", **NAMED}
CENTRE = {
    "who": "organisation",
    "organisation_name": "Migrants’ Centre",
    "identification_code": "204567890",
    "website": "centre.example.org",
    "role": "director",
    "name": "Levan Kavtaradze",
    "email": "office@centre.example.org",
    **NAMED,
}


def form_address(letter: Letter, language: str = "en") -> str:
    """Return where the form stands."""
    with override(language):
        return reverse("letter_sign", args=[letter.pk])


def opened(client: Client, letter: Letter, language: str = "en") -> dict[str, str]:
    """Open the form; return what it carries unseen, as if a minute had passed since."""
    carried = dict(CARRIED.findall(client.get(form_address(letter, language)).content.decode()))
    with time_machine.travel(timezone.now() - datetime.timedelta(minutes=1)):
        texts = ConsentText.objects.newest(language)
        return carried | {"opened": opened_now({purpose: text.pk for purpose, text in texts.items()})}


def send(client: Client, letter: Letter, typed: dict[str, Any], language: str = "en") -> HttpResponse:
    """Open the form, fill it in and send it."""
    return client.post(form_address(letter, language), {**opened(client, letter, language), **typed})


def mails_to(address: str) -> list[OutboxMail]:
    """Return the mails to an address, the newest last."""
    return list(OutboxMail.objects.filter(recipient=address).order_by("pk"))


def links_of(mail: OutboxMail) -> dict[str, str]:
    """Return the paths of a mail's links by what they do: "confirm", "not-me", "manage"."""
    paths = [urlsplit(link).path for link in LINK.findall(mail.text)]
    return {path.split("/")[3]: path for path in paths}


def code_of(mail: OutboxMail) -> str:
    """Return the six characters of a mail."""
    (code,) = CODE.findall(mail.text)
    return code


def asked_to_confirm(client: Client, letter: Letter, typed: dict[str, Any] | None = None) -> dict[str, str]:
    """Send the form, and return the links of the mail that comes."""
    typed = typed or NINO
    assert send(client, letter, typed).status_code == 303
    return links_of(mails_to(typed["email"])[-1])


def managing_link(client: Client, letter: Letter, typed: dict[str, Any] | None = None) -> str:
    """Sign and confirm; return the link by which the signature is managed."""
    typed = typed or NINO
    path = asked_to_confirm(client, letter, typed)["confirm"]
    assert client.post(path, {name: typed[name] for name in typed if name in NAMED}).status_code == 303
    return links_of(mails_to(typed["email"])[-1])["manage"]
