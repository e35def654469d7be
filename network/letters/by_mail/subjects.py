"""Who signs: one person, one mailbox; one organisation, one code or one name at a domain. And what a name may hold.

What is stored about a subject is a keyed hash. Its key is the site's ``SECRET_KEY``: whoever changes that key must
know that open letters can then be signed once more by the same address.
"""

import unicodedata

from anyascii import anyascii
from django.utils.crypto import salted_hmac

from cms.core.languages import fold_mtavruli, sort_key
from cms.core.typed_text import clean_line, clean_name, clean_text, deliverable, normal_address
from network.letters.enums import SignatureKind

__all__ = [
    "clean_line",
    "clean_name",
    "clean_text",
    "deliverable",
    "domain_of",
    "keyed",
    "listing",
    "mailbox_key",
    "normal_address",
    "normal_code",
    "normal_name",
    "searchable",
    "subject_key",
    "suppression_key",
]


def domain_of(email: str) -> str:
    """Return the domain of an address in ASCII."""
    return normal_address(email).rpartition("@")[2]


def keyed(about: str, *parts: object) -> str:
    """Return a keyed hash, 64 hexadecimal digits. ``about`` keeps hashes for one use apart from those for another."""
    value = "\x00".join(str(part) for part in parts)
    return salted_hmac(f"network.letters.{about}", value, algorithm="sha256").hexdigest()


def mailbox_key(email: str) -> str:
    """Return the keyed hash of a mailbox, the same for all its spellings."""
    return keyed("mailbox", normal_address(email))


def suppression_key(mailbox: str) -> str:
    """Return by which hash a mailbox, named by its keyed hash, is left alone: no signature and no link has it."""
    return keyed("suppression", mailbox)


def subject_key(*, kind: str, email: str, organisation_name: str = "", identification_code: str = "") -> str:
    """Return which subject signs: people by their mailbox; organisations by code, else by domain and name."""
    if kind != SignatureKind.ORGANISATION:
        return mailbox_key(email)
    code = normal_code(identification_code)
    if code:
        return keyed("organisation.code", code)
    return keyed("organisation.name", domain_of(email), normal_name(organisation_name))


def normal_code(code: str) -> str:
    """Return an identification code without what is only there for the eye."""
    return "".join(char for char in unicodedata.normalize("NFKC", code).casefold() if char.isalnum())


def normal_name(name: str) -> str:
    """Return what all spellings of a name have in common: letters and digits, no case, no marks, no punctuation."""
    folded = fold_mtavruli(unicodedata.normalize("NFKD", name)).casefold()
    return "".join(char for char in folded if char.isalnum())


# --- What is made from a name -------------------------------------------------------------------


def searchable(text: str) -> str:
    """Return a text as ``search_text`` has it and as what is searched for must be: no case, single spaces."""
    return " ".join(fold_mtavruli(unicodedata.normalize("NFKC", text)).casefold().split())


def listing(shown_name: str, place: str = "") -> dict[str, str]:
    """Return the fields by which a name is sorted and found: by its place and its romanised form too."""
    if not shown_name:
        return {"sort_key": "", "search_text": ""}
    forms = dict.fromkeys(searchable(form) for form in (shown_name, place, anyascii(fold_mtavruli(shown_name))))
    return {"sort_key": sort_key(shown_name)[:250], "search_text": " ".join(filter(None, forms))[:600]}
