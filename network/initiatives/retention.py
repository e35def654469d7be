"""What is not needed any more goes: drafts that nobody touches, documents, and who spoke for a member at the time.

Kept for good is the record of the Network: member, title, text, answer, happenings.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from network.initiatives.bringing import erase_documents
from network.initiatives.documents import InitiativeDocument
from network.initiatives.enums import InitiativeState
from network.initiatives.models import CoSponsor, Initiative

DRAFTS = datetime.timedelta(days=365)
DOCUMENTS = datetime.timedelta(days=365)
PEOPLE = datetime.timedelta(days=3 * 365)
AT_ONCE = 100


def forget_drafts() -> int:
    """Delete drafts that nobody has touched for a year, with their documents; return how many."""
    untouched = Q(state=InitiativeState.DRAFT, changed_at__lt=timezone.now() - DRAFTS)
    gone = 0
    for pk in list(Initiative.objects.filter(untouched).values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            draft = Initiative.objects.select_for_update(of=("self",)).filter(untouched, pk=pk).first()
            if draft is not None:
                erase_documents(draft.documents.all())
                draft.delete()
                gone += 1
    return gone


@transaction.atomic
def forget_documents() -> int:
    """Delete the documents of initiatives that ended a year ago; return how many."""
    ended = {"initiative__ended_at__lt": timezone.now() - DOCUMENTS}
    return erase_documents(InitiativeDocument.objects.filter(**ended)[:AT_ONCE])


@transaction.atomic
def forget_people() -> int:
    """Forget who brought, supported and answered what ended three years ago; return how many rows lost a name."""
    before = timezone.now() - PEOPLE
    ended = Initiative.objects.filter(ended_at__lt=before)
    people = Q(user__isnull=False) | Q(answered_by__isnull=False)
    rows = ended.filter(people).update(user=None, answered_by=None)
    supporters = CoSponsor.objects.filter(initiative__in=ended, user__isnull=False)
    return rows + supporters.update(user=None)
