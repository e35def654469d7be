"""The front page and "About" in the words of schema.org.

Pages come as ``Any``: their types are in modules that import this one.
"""

from typing import Any

from django.conf import settings

from cms.core.structured_data import Node, compact, known_part, network, organisation, web_page, website
from projects.enums import FundingRole


def front_page(page: Any, address: str) -> list[Node]:
    """Describe the site, and its front page in one language."""
    return [
        website(page.title, [code for code, _name in settings.LANGUAGES]),
        web_page(page, address, about=network()),
    ]


def about_page(page: Any, address: str) -> list[Node]:
    """Add to the Network's description what the page about it knows: since when, what for, who pays."""
    about = compact(
        network()
        | {
            "foundingDate": known_part(page.founded),
            "description": page.mission_lead,
            "knowsAbout": [block.value["title"] for block in page.general_objectives],
            "funder": [
                organisation(str(line.donor), address=line.donor.website)
                for line in page.funding_lines
                if line.role != FundingRole.IMPLEMENTED
            ],
        }
    )
    return [web_page(page, address, "AboutPage", mainEntity=network()), about]
