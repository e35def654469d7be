"""Letters in the words of schema.org. Pages come as ``Any``: their types are in the module that imports this one."""

from typing import Any

from cms.core.addresses import absolute
from cms.core.structured_data import Node, compact, moment, network, organisation


def open_letter(page: Any, address: str) -> Node:
    """Describe a letter: whose it is, to whom, when it was published, where it is signed while it can be."""
    reading = page.reading
    sign_url = reading.sign_url if reading else ""
    return compact(
        {
            "@type": ["Article", "Message"],
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            "headline": page.title,
            "alternativeHeadline": page.official_title if page.official_title != page.title else "",
            "description": page.summary,
            "inLanguage": page.language,
            "articleSection": str(page._meta.verbose_name),
            "datePublished": moment(reading.letter.published_at if reading else None),
            "dateModified": moment(page.last_published_at),
            "author": network(),
            "sender": network(),
            "recipient": [organisation(block.value["text"]) for block in page.addressees],
            "publisher": network(),
            "potentialAction": {"@type": "EndorseAction", "target": absolute(sign_url)} if sign_url else None,
        }
    )
