"""Names that look like another one: in a letter, among the members, in the registry."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from cms.core.languages import fold_mtavruli
from network.letters.by_mail.subjects import normal_name
from network.letters.enums import SignatureKind, SignatureState
from network.letters.signatures import Signature
from network.members.models import Membership
from network.registry.models import Organisation

# Measured on names of Georgian organisations: other words or another legal form stay below, slips of the pen above.
ALIKE = 0.84
MOST_SHOWN = 12
# Letters that readers take for each other.
_SAME_LOOK = str.maketrans("авеіјкмнорсѕтухԁһ0135αβεικνορτυχ", "abeijkmhopcstyxdholesabeiknoptux")
_NO_SUBJECT = re.compile(r"\b(?:ა ა იპ|აიპ|ააიპ|არასამეწარმეო|არაკომერციული|იურიდიული|პირი|ngo|nnle|llc|ltd|the)\b")
# Where everybody has a mailbox, the domain says nothing about who somebody is.
OPEN_TO_ALL = frozenset(
    (
        "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "mail.ru", "yandex.ru", "icloud.com",
        "proton.me", "ymail.com",
    )
)  # fmt: skip


@dataclass(frozen=True)
class LookAlike:
    """Something that resembles a signature: what, its name, why."""

    what: str
    name: str
    why: str
    state: str = ""
    number: int = 0


WHY = {
    "code": _("Same identification code"),
    "name": _("Looks the same"),
    "site": _("Same website or mail domain"),
    "similar": _("Similar name"),
}


def skeleton(name: str) -> str:
    """Return what is left of a name for the eye: no case, punctuation, legal form, accents, look-alike letters."""
    words = " ".join(re.sub(r"[\W_]+", " ", fold_mtavruli(name).casefold()).split())
    return normal_name(_NO_SUBJECT.sub(" ", words)).translate(_SAME_LOOK) or normal_name(name)


def look_alikes(signature: Signature) -> list[LookAlike]:
    """Return what resembles a signature of an organisation or a person, the closest first. Three questions at most."""
    own = skeleton(signature.shown_name)
    domains = domains_of(signature.website, signature.email)
    found = [*_in_letter(signature, own, domains)]
    if signature.kind == SignatureKind.ORGANISATION:
        found += _in_registry(own, domains)
    order = list(WHY)
    return sorted(found, key=lambda entry: order.index(entry.why))[:MOST_SHOWN]


def domains_of(*addresses: str) -> set[str]:
    """Return the domains of websites and mail addresses, without those that are open to everybody."""
    names = {(urlsplit(text).hostname or text.rpartition("@")[2]).lower().removeprefix("www.") for text in addresses}
    return names - OPEN_TO_ALL - {""}


def _resemblance(own: str, domains: set[str], names: Iterable[str], theirs: set[str]) -> str:
    """Return the key of ``WHY``, or nothing."""
    skeletons = {skeleton(name) for name in names if name}
    if own in skeletons:
        return "name"
    if domains & theirs:
        return "site"
    return "similar" if any(_is_similar(own, other) for other in skeletons) else ""


def _is_similar(own: str, other: str) -> bool:
    if min(len(own), len(other)) < 4:
        return False
    matcher = SequenceMatcher(None, other, own, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _in_letter(signature: Signature, own: str, domains: set[str]) -> Iterator[LookAlike]:
    others = (
        Signature.objects.filter(letter=signature.letter_id, kind=signature.kind)
        .exclude(pk=signature.pk)
        .exclude(state__in=[SignatureState.PENDING, *SignatureState.gone()])
        .only("kind", "name", "organisation_name", "identification_code", "website", "email", "state")
    )
    for other in others.iterator():
        code = signature.identification_code
        why = "code" if code and code == other.identification_code else ""
        theirs = domains_of(other.website, other.email) if signature.kind == SignatureKind.ORGANISATION else set()
        name = other.organisation_name if signature.kind == SignatureKind.ORGANISATION else other.name
        why = why or _resemblance(own, domains, [name], theirs)
        if why:
            yield LookAlike("signature", name, why, other.get_state_display(), other.pk)


def _in_registry(own: str, domains: set[str]) -> Iterator[LookAlike]:
    members = set(Membership.objects.current().values_list("organisation", flat=True))
    records: Any = Organisation.objects.only(
        "name_ka", "name_en", "acronym", "former_names_ka", "former_names_en", "website"
    )
    for record in records:
        former = f"{record.former_names_ka or ''}\n{record.former_names_en or ''}".splitlines()
        names = [record.name_ka or "", record.name_en or "", record.acronym, *former]
        why = _resemblance(own, domains, names, domains_of(record.website))
        if why:
            yield LookAlike("member" if record.pk in members else "registry", str(record), why, number=record.pk)
