"""What a member's entry in the directory tells of projects: those in which its organisation takes part."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.core.visibility import readable
from network.members.activities import Activity, activities_in, activity_source
from network.members.models import Membership
from projects.models import Participation, ProjectPage

SHOWN = 20


@activity_source(_("Projects"), order=40)
def projects_of(member: Membership, language: str) -> list[Activity]:
    """Tell of the profiles that name the organisation, the latest period first, with its part. Two questions."""
    if member.organisation is None:
        return []
    parts = Participation.objects.filter(organisation=member.organisation)
    pages = readable(ProjectPage.objects.filter(pk__in=parts.values("page"), alias_of=None)).for_list()
    rows = list(pages)
    keys = {page.pk: page.translation_key for page in rows}
    with override(language):
        notes = {keys[part.page_id]: str(part.get_role_display()) for part in parts if part.page_id in keys}
    return activities_in(rows, language, notes)[:SHOWN]
