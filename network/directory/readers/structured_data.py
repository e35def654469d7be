"""Members in the words of schema.org. Pages come as ``Any``: their type is in the module that imports this one."""

from typing import Any

from cms.core.structured_data import Node, compact, network, web_page


def member_node(page: Any, address: str) -> Node:
    """Describe a member: names, what it does and where, how to reach it, that it belongs to the Network."""
    member = page.member
    names = [page.other_name, getattr(page.record, "acronym", "")]
    return compact(
        {
            "@type": "Person" if page.is_person else "Organization",
            "@id": f"{address}#member",
            "name": member.name_in(page.language),
            "alternateName": [name for name in names if name and name != member.name_in(page.language)],
            "description": page.about,
            "mainEntityOfPage": address,
            "url": page.website or address,
            "email": member.shown_email,
            "telephone": member.shown_phone,
            "knowsAbout": [topic.name for topic in page.topics],
            # Of people schema.org knows no area that they serve.
            "areaServed": [] if page.is_person else [_area(region) for region in page.regions],
            "memberOf": network(),
        }
    )


def profile_page(page: Any, address: str) -> Node:
    """Describe the page itself."""
    return web_page(page, address, "ProfilePage", mainEntity={"@id": f"{address}#member"})


def _area(region: Any) -> Node:
    return compact({"@type": "AdministrativeArea", "name": region.name, "identifier": region.iso})
