"""What pages, mails and the secretariat ask about rounds."""

from wagtail.models import Page

from network.agreement.certificates import Certificate
from network.agreement.rounds import AgreementRound
from network.agreement.rules import Tally
from network.agreement.settling import count

_COUNTS = tuple(Tally.__dataclass_fields__)


def tally_of(asked: AgreementRound) -> Tally:
    """Return how the members have answered: as counted when the round closed, or as it stands now."""
    if asked.is_open:
        return count(asked)
    return Tally(**{name: getattr(asked, name) for name in _COUNTS})


def record_of(page: Page) -> AgreementRound | Certificate | None:
    """Return what a page's live text rests on: its round, an older decision's certificate, or nothing.

    One question. A text mended by a minor correction rests on the round that it corrects.
    """
    certificate = (
        Certificate.objects.valid()
        .of_text(page.translation_key, page.language)
        .select_related("round", "correction__round")
        .order_by("-pk")
        .first()
    )
    if certificate is None:
        return None
    corrected = certificate.correction.round if certificate.correction else None
    return certificate.round or corrected or certificate


def earlier_rounds(asked: AgreementRound) -> list[AgreementRound]:
    """Return the earlier rounds of the same text, the newest first, with their objections to be read beside it."""
    return list(AgreementRound.objects.of_text(asked.translation_key).filter(number__lt=asked.number))
