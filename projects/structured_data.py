"""Projects in the words of schema.org.

Pages come as ``Any``: their types are in modules that import this one.
"""

from typing import Any

from cms.core.structured_data import Node, compact, known_part, network, organisation
from network.registry.models import Organisation
from projects.enums import FundingRole


def project(page: Any, address: str) -> Node:
    """Describe a project: names, period, who leads it, who takes part, who pays.

    schema.org counts projects among organisations, hence the names of its dates; the donors' own dates stand with them.
    """
    name = page.official_title or page.title
    return compact(
        {
            "@type": "Project",
            "@id": f"{address}#project",
            "url": address,
            "name": name,
            "alternateName": [other for other in (page.acronym, page.title) if other not in ("", name)],
            "description": page.summary,
            "foundingDate": known_part(page.start),
            "dissolutionDate": known_part(page.end),
            "parentOrganization": network() if page.is_ours else None,
            "funder": [
                compact(
                    {
                        "@type": "Role",
                        "funder": described(line.donor),
                        "startDate": known_part(line.start or page.start),
                        "endDate": known_part(line.end or page.end),
                    }
                )
                for line in page.funding_lines
                if line.role != FundingRole.IMPLEMENTED
            ],
            "member": [
                {"@type": "OrganizationRole", "roleName": row.get_role_display(), "member": described(row.organisation)}
                for row in page.organisations
            ],
        }
    )


def described(record: Organisation) -> Node:
    """Describe an organisation of the registry."""
    return organisation(str(record), address=record.website)
