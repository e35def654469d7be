"""What a member's entry in the directory tells of publications: those that its organisation published."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cms.core.visibility import readable
from network.members.activities import Activity, activities_in, activity_source
from network.members.models import Membership
from news.publications import PublicationPage

SHOWN = 20


@activity_source(_("Publications"), order=45)
def publications_of(member: Membership, language: str) -> list[Activity]:
    """Tell of what the organisation published, the newest first. One question."""
    if member.organisation is None:
        return []
    pages = readable(PublicationPage.objects.filter(publisher=member.organisation, alias_of=None))
    rows = list(pages.order_by(F("year").desc(nulls_last=True), "title"))
    notes = {page.translation_key: str(page.year or "") for page in rows}
    return activities_in(rows, language, notes)[:SHOWN]
