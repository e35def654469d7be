"""What search engines are told in JSON-LD, with the words of schema.org.

Pure: values in, dictionaries out. Each room describes its own page types in a module of this name; empty values are
left out by `compact`, so that a builder may name everything that it might know.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from cms.core.addresses import absolute
from cms.core.dates import FuzzyDate
from cms.core.enums import Precision

Node = dict[str, Any]
NETWORK_ID = "/#network"
WEBSITE_ID = "/#website"
_WITH_YEAR = (Precision.DAY, Precision.MONTH, Precision.YEAR)


class Described(Protocol):
    """What every page knows of itself."""

    title: str
    language: str
    summary: str
    last_published_at: datetime.datetime | None
    first_published_at: datetime.datetime | None


def compact(node: Node) -> Node:
    """Leave out what is empty."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def network() -> Node:
    """Refer to the Network, which every graph describes once."""
    return {"@id": absolute(NETWORK_ID)}


def network_described(name: str, *, other_names: Iterable[str] = (), email: str = "", logo: str = "") -> Node:
    """Describe the Network: the one organisation that all texts of the site come from."""
    return compact(
        {
            "@type": "NGO",
            "@id": absolute(NETWORK_ID),
            "name": name,
            "alternateName": [other for other in dict.fromkeys(other_names) if other and other != name],
            "url": absolute("/"),
            "email": email,
            "logo": logo,
            "areaServed": {"@type": "Country", "name": _("Georgia"), "identifier": "GE"},
        }
    )


def website(name: str, languages: Sequence[str]) -> Node:
    """Describe the site as a whole, for its front page."""
    return {
        "@type": "WebSite",
        "@id": absolute(WEBSITE_ID),
        "name": name,
        "url": absolute("/"),
        "inLanguage": list(languages),
        "publisher": network(),
    }


def web_page(page: Described, address: str, kind: str = "WebPage", **more: Any) -> Node:
    """Describe a page of any type; ``more`` adds or replaces properties."""
    return compact(
        {
            "@type": kind,
            "@id": address,
            "url": address,
            "name": page.title,
            "description": page.summary,
            "inLanguage": page.language,
            "dateModified": moment(page.last_published_at),
            "publisher": network(),
        }
        | more
    )


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Node:
    """Describe the way from the front page: labels and full addresses, the page itself last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": label, "item": address}
            for position, (label, address) in enumerate(steps, start=1)
        ],
    }


def organisation(name: str, *, address: str = "") -> Node:
    """Describe an organisation that has no page here."""
    return compact({"@type": "Organization", "name": name, "url": address})


def person(name: str, *, role: str = "", employer: str = "") -> Node:
    """Describe a person with role and organisation as a text gives them."""
    return compact(
        {
            "@type": "Person",
            "name": name,
            "jobTitle": role,
            "worksFor": organisation(employer) if employer else None,
        }
    )


def moment(value: datetime.datetime | None) -> str:
    """Write a moment as ISO 8601."""
    return value.isoformat(timespec="seconds") if value else ""


def exact_day(date: FuzzyDate | None) -> str:
    """Write a date only if the day is known: search engines read anything less as a first of January."""
    return date.iso if date and date.precision == Precision.DAY else ""


def known_part(date: FuzzyDate | None) -> str:
    """Write a date as far as it is known, for properties that take a year or a month too."""
    return date.iso if date and date.precision in _WITH_YEAR else ""
