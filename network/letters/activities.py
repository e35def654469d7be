"""What a member's entry in the directory tells of open letters: those that it signed in public."""

from django.db.models import OuterRef, Subquery
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
    """Tell of the letters that everybody may read and under which the member's name stands. One question."""
    named = Signature.objects.named().of_kind(SignatureKind.MEMBER).filter(membership=member)
    signed_at = named.filter(letter__translation_key=OuterRef("translation_key")).values("confirmed_at")[:1]
    pages = readable(OpenLetterPage.objects.filter(alias_of=None)).annotate(signed_at=Subquery(signed_at))
    rows = list(pages.filter(signed_at__isnull=False).order_by("-signed_at", "pk"))
    with override(language):
        notes = {
            page.translation_key: _("Signed: %(day)s") % {"day": wording.day(wording.local_day(page.signed_at))}
            for page in rows
        }
    return activities_in(rows, language, notes)[:SHOWN]
