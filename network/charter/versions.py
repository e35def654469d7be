"""The versions of the charter that have been public, and which text is in force now."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import get_language

from cms.core.visibility import readable
from network.agreement.certificates import Certificate
from network.agreement.content import fingerprint
from network.agreement.diff import Change, changes
from network.agreement.enums import CorrectionState, RoundState
from network.agreement.gate import is_certified
from network.agreement.record import Line, line_of
from network.agreement.rounds import AgreementRound, RoundText
from network.agreement.texts import LANGUAGES
from network.charter.models import CharterPage
from network.charter.texts import CharterText, text_of_content

CHARTER = CharterPage._meta.label_lower


@dataclass(frozen=True, slots=True)
class InForce:
    """The text that is public now: the page in which readers find it, and what a member subscribes to."""

    page: CharterPage
    fingerprint: str
    round: AgreementRound | None


def public_charter() -> CharterPage | None:
    """Return the charter that everybody can read: in the reader's language, else in the other one."""
    pages = readable(CharterPage.objects.filter(alias_of=None)).select_related("locale").order_by("path")
    return min(pages, key=lambda page: page.language != get_language(), default=None)


def in_force(page: CharterPage | None) -> InForce | None:
    """Return the agreed text of a charter that readers find online; nothing if there is none."""
    line = line_of(page) if page is not None and is_certified(page) else None
    return InForce(page, whole_fingerprint(page, line), line.round) if page is not None and line is not None else None


def whole_fingerprint(page: CharterPage, line: Line) -> str:
    """Return the fingerprint over both languages; for a text agreed before this site, over its certified digests."""
    if line.round is not None:
        return line.round.fingerprint
    valid = Certificate.objects.valid().filter(translation_key=page.translation_key)
    digests = dict(valid.values_list("language", "digest"))
    return fingerprint(digests[language] for language in LANGUAGES if language in digests)


def public_rounds() -> QuerySet[AgreementRound]:
    """Return the rounds whose text was a charter and has been public, the newest first."""
    texts = RoundText.objects.filter(content__type=CHARTER)
    found = AgreementRound.objects.public().filter(pk__in=texts.values("round"))
    return found.prefetch_related("texts").order_by("-published_at", "-pk")


class Versions:
    """Every version, the newest first, in the reader's language."""

    def __init__(self) -> None:
        pages = readable(CharterPage.objects.filter(alias_of=None)).select_related("locale")
        self.pages = {(page.translation_key, page.language): page for page in pages}
        self.all = [Version(asked, self) for asked in public_rounds()]

    def find(self, pk: int) -> "Version | None":
        """Return the version that a round has agreed."""
        return next((version for version in self.all if version.round.pk == pk), None)


class Version:
    """The charter as the members agreed to it in one round."""

    def __init__(self, asked: AgreementRound, versions: Versions) -> None:
        self.round = asked
        self._versions = versions

    @cached_property
    def _frozen(self) -> RoundText:
        texts = {text.language: text for text in self.round.texts.all()}
        return texts.get(get_language() or "") or next(iter(texts.values()))

    @property
    def language(self) -> str:
        """The language of the text that is shown."""
        return self._frozen.language

    @cached_property
    def text(self) -> CharterText:
        """What the members agreed to."""
        return text_of_content(self._frozen.content)

    @property
    def page(self) -> CharterPage | None:
        """The page on which readers find the charter of today."""
        return self._versions.pages.get((self.round.translation_key, self.language))

    @property
    def is_open(self) -> bool:
        """Whether the text may be read: not if its agreement was revoked, nor where the charter went offline."""
        return self.page is not None and self.round.state != RoundState.REVOKED

    @property
    def is_in_force(self) -> bool:
        """Whether it is what readers find today."""
        return self.page is not None and self.round.state == RoundState.PUBLISHED

    @cached_property
    def before(self) -> "Version | None":
        """The version that it took the place of, if that one may still be read."""
        for other in self._versions.all:
            is_same = other.round.translation_key == self.round.translation_key
            if is_same and other.round.number < self.round.number and other.is_open:
                return other
        return None

    @property
    def changes(self) -> list[Change]:
        """What changed from the version before."""
        return changes(self.before._frozen.content, self._frozen.content) if self.before else []

    @cached_property
    def corrections(self) -> int:
        """How many slips of the pen were mended since."""
        return self.round.corrections.filter(state=CorrectionState.CONFIRMED).count()
