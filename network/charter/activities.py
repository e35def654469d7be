"""What a member's entry in the directory tells of the charter: to which version it subscribed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.core.visibility import readable
from network.charter.models import CharterPage, CharterSubscription
from network.members.activities import Activity, activities_in, activity_source
from network.members.models import Membership


@activity_source(gettext_lazy("Subscribed to"), order=70)
def charters_subscribed_to(member: Membership, language: str) -> list[Activity]:
    """Tell of the charters to which the member subscribed, with the newest version of each. Two questions."""
    rows = CharterSubscription.objects.filter(membership=member).order_by("subscribed_at")
    versions = dict(rows.values_list("translation_key", "version"))
    pages = readable(CharterPage.objects.filter(translation_key__in=list(versions), alias_of=None)).order_by("path")
    with override(language):
        notes = {key: _("Version %(number)s") % {"number": number} for key, number in versions.items()}
    return activities_in(pages, language, notes)
