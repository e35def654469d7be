"""What a member's entry in the directory tells of its initiatives."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.core.locales import language_of
from network.initiatives.results import pages_of, shown_initiatives
from network.members.activities import Activity, activity_source
from network.members.models import Membership

SHOWN = 20


@activity_source(_("Initiatives"), order=60)
def initiatives_of(member: Membership, language: str) -> Iterator[Activity]:
    """Tell what came of the member's initiatives, if it agreed that readers learn of it."""
    with override(language):
        found = list(shown_initiatives().filter(membership=member)[:SHOWN])
        pages = pages_of(initiative.translation_key for initiative in found)
    for initiative in found:
        page = pages.get(initiative.translation_key)
        if page is not None:
            yield Activity(page.title, page.url, language_of(page.locale_id), str(initiative.get_wish_display()))
