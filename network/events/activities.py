"""What a member's entry in the directory tells of events: those that its organisation holds, or where one speaks."""

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from cms.core.visibility import readable
from network.events.pages import EventPage
from network.members.activities import Activity, activities_in, activity_source
from network.members.models import Membership

SHOWN = 20
# Where the text of an event names those who hold it and those who speak there.
PLACES_IN_THE_TEXT = ("organisers", "agenda")


@activity_source(_("Events"), order=50)
def events_of(member: Membership, language: str) -> list[Activity]:
    """Tell of the events of which the member is an organiser or speaker, the latest first. One question."""
    record = member.record
    named = Q()
    for place in PLACES_IN_THE_TEXT:
        named |= Q(model_path__startswith=f"{place}.")
    references = ReferenceIndex.objects.filter(
        named,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        to_content_type__app_label=record._meta.app_label,
        to_content_type__model=record._meta.model_name,
        to_object_id=str(record.pk),
    )
    pages = readable(EventPage.objects.filter(alias_of=None)).annotate(key=Cast("pk", CharField()))
    rows = list(pages.filter(key__in=references.values("object_id")).order_by("-start_date", "pk"))
    notes = {page.translation_key: page.shown_date.format(language) for page in rows}
    return activities_in(rows, language, notes)[:SHOWN]
