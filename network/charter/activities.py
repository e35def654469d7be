"""What a member's entry in the directory tells of the charter: to which version it subscribed."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.core.visibility import readable
from network.charter.models import CharterPage, CharterSubscription
from network.members.activities import Activity, activities_in, activity_source
from network.members.models import Membership


@activity_source(gettext_lazy("Subscribed to"), order=70)
def charters_subscribed_to(member: Membership, language: str) -> list[Activity]:
    """Tell of the charters to which the member subscribed, with the newest version of each. One question."""
    of_text = CharterSubscription.objects.filter(membership=member, translation_key=OuterRef("translation_key"))
    newest = of_text.order_by("-subscribed_at").values("version")[:1]
    pages = readable(CharterPage.objects.filter(alias_of=None)).annotate(subscribed=Subquery(newest))
    rows = list(pages.filter(subscribed__isnull=False).order_by("path"))
    with override(language):
        notes = {page.translation_key: _("Version %(number)s") % {"number": page.subscribed} for page in rows}
    return activities_in(rows, language, notes)
