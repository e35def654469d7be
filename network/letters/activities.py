"""What a member's entry in the directory tells of open letters: those that it signed in public."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.core.visibility import readable
from network.letters import wording
from network.letters.enums import SignatureKind
from network.letters.pages import OpenLetterPage
from network.letters.signatures import Signature
from network.members.activities import Activity, activities_in, activity_source
from network.members.models import Membership

SHOWN = 20


@activity_source(gettext_lazy("Open letters signed"), order=30)
def letters_signed(member: Membership, language: str) -> list[Activity]:
    """Tell of the letters that everybody may read and under which the member's name stands. Two questions."""
    signed = Signature.objects.named().of_kind(SignatureKind.MEMBER).filter(membership=member)
    days = dict(signed.order_by("-confirmed_at", "pk").values_list("letter__translation_key", "confirmed_at"))
    pages = readable(OpenLetterPage.objects.filter(translation_key__in=list(days), alias_of=None))
    order = {key: position for position, key in enumerate(days)}
    with override(language):
        notes = {key: _("Signed: %(day)s") % {"day": wording.day(wording.local_day(at))} for key, at in days.items()}
    rows = sorted(pages, key=lambda page: order[page.translation_key])
    return activities_in(rows, language, notes)[:SHOWN]
