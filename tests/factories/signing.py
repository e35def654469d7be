"""Signing by mail, the way people do it: fill in a form, read the mail, press."""

import datetime
import re
from itertools import count
from typing import Any

from cms.core.addresses import named_address
from cms.mail.models import OutboxMail
from network.letters.by_mail.confirming import confirm
from network.letters.by_mail.links import find_token
from network.letters.by_mail.signing import Given, request_signature
from network.letters.enums import ConsentPurpose, Display, SignatureKind, TokenPurpose
from network.letters.models import Letter, Signature

EVERYTHING = frozenset(ConsentPurpose.values)
_networks = count(1)


def given(email: str = "nino@example.org", **details: Any) -> Given:
    """Return what a person types, who agrees to everything if not said."""
    values = {
        "kind": SignatureKind.PERSON,
        "name": "ნინო აბაშიძე",
        "place": "თელავი",
        "display": Display.PUBLIC,
        "consents": EVERYTHING,
    }
    return Given(email=email, **{**values, **details})


def of_organisation(email: str = "office@ngo.example", **details: Any) -> Given:
    """Return what somebody types who signs for an organisation."""
    values = {
        "kind": SignatureKind.ORGANISATION,
        "name": "Lela Example",
        "role": "Director",
        "organisation_name": "Example Aid",
        "website": "https://ngo.example/",
    }
    return given(email, **{**values, **details})


def another_network() -> str:
    """Return an address in a network from which nobody has come yet."""
    number = next(_networks)
    return f"10.{number // 256 % 256}.{number % 256}.7"


def ask(
    letter: Letter, typed: Given | None = None, *, network: str = "", now: datetime.datetime | None = None, **rest: Any
) -> str:
    """Send the form, from a network of its own; return the ticket."""
    typed = typed or given()
    return request_signature(letter=letter, given=typed, network=network or another_network(), now=now, **rest)


def mails(to: str | None = None) -> list[OutboxMail]:
    """Return the mails to an address, or all, the oldest first."""
    found = OutboxMail.objects.order_by("pk")
    return list(found.filter(recipient=to) if to else found)


def token_in(mail: OutboxMail, name: str = "letter_confirm") -> str:
    """Return the secret of a link in a mail; "" if the mail has no such link."""
    before, after = named_address(name, "SECRET", language=mail.language).split("SECRET")
    found = re.search(rf"{re.escape(before)}([\w-]+){re.escape(after)}", mail.text)
    return found[1] if found else ""


def code_in(mail: OutboxMail) -> str:
    """Return the six characters of a mail."""
    found = re.search(r"^([A-Z0-9]{6})$", mail.text, re.MULTILINE)
    assert found, mail.text
    return found[1]


def press(
    token: str, *, display: str = Display.PUBLIC, consents: frozenset[str] = EVERYTHING, **rest: Any
) -> Signature:
    """Press the button under a link that confirms."""
    found = find_token(token, TokenPurpose.CONFIRM, now=rest.get("now"))
    return confirm(token=found, display=display, consents=set(consents), **rest)


def signed(letter: Letter, typed: Given | None = None, **choices: Any) -> Signature:
    """Ask, read the mail and confirm; return the signature as the database has it."""
    typed = typed or given()
    ask(letter, typed)
    signature = press(token_in(mails(typed.email)[-1]), **choices)
    return Signature.objects.get(pk=signature.pk)


def manage_token(email: str = "nino@example.org") -> str:
    """Return the secret of the newest link to manage that an address has got."""
    return next(filter(None, (token_in(mail, "letter_manage") for mail in reversed(mails(email)))), "")
