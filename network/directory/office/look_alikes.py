"""Records of the registry that may be the applicant, so that nobody stands in it twice."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from cms.core.languages import sort_key
from network.directory.applications import Application
from network.directory.form_parts import LANGUAGES
from network.registry.models import Organisation, Person

MOST = 10


@dataclass(frozen=True)
class LookAlike:
    """A record of the same name, and whether it is a member now."""

    record: Any
    is_member: bool


def look_alikes(application: Application) -> list[LookAlike]:
    """Return organisations, or people, of the applicant's name, whatever its capitals and signs."""
    model = Person if application.is_person else Organisation
    names = {sort_key(str(application.said(f"name_{code}")))[:250] for code in LANGUAGES} - {sort_key("")}
    same = Q(sort_ka__in=names) | Q(sort_en__in=names)
    chosen = application.person_id if application.is_person else application.organisation_id
    found = model.objects.filter(same | Q(pk=chosen or 0)).order_by("pk")[:MOST]
    members = set(
        model.objects.filter(pk__in=[record.pk for record in found], memberships__left="").values_list("pk", flat=True)
    )
    return [LookAlike(record, record.pk in members) for record in found]
