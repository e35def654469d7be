"""What a member's entry in the directory tells of projects: those in which its organisation takes part."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.core.visibility import readable
from network.members.activities import Activity, activities_in, activity_source
from network.members.models import Membership
from projects.enums import ParticipationRole
from projects.models import Participation, ProjectPage

SHOWN = 20


@activity_source(_("Projects"), order=40)
def projects_of(member: Membership, language: str) -> list[Activity]:
    """Tell of the profiles that name the organisation, the latest period first, with its part. One question."""
    if member.organisation is None:
        return []
    parts = Participation.objects.filter(organisation=member.organisation, page=OuterRef("pk")).order_by("sort_order")
    pages = readable(ProjectPage.objects.filter(alias_of=None)).annotate(part=Subquery(parts.values("role")[:1]))
    rows = list(pages.filter(part__isnull=False).for_list())
    with override(language):
        notes = {page.translation_key: str(ParticipationRole(page.part).label) for page in rows}
    return activities_in(rows, language, notes)[:SHOWN]
