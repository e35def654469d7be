"""What a member's entry in the directory tells of agreed texts: its own, and those under which its name stands."""

from django.db.models import BooleanField, Case, F, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.models import Page, get_page_models

from cms.core.visibility import readable
from network.agreement.answers import Answer
from network.agreement.certificates import Certificate
from network.agreement.enums import Stance, TextKind, Voice
from network.agreement.pages import AgreedPage
from network.members.activities import Activity, activities_in, activity_source
from network.members.models import Membership

SHOWN = 20


@activity_source(gettext_lazy("Texts"), order=10)
def texts_of(member: Membership, language: str) -> list[Activity]:
    """Tell of the texts that the member published in its own name, and of those that it supports by name.

    By name: it is listed there, or chose to be named as it agreed. Of a text that was changed since, only the round on
    which today's text rests counts. Letters are left out: of these it is told which were signed. One question.
    """
    own, supported = _own(member), _supported(member)
    pages = readable(Page.objects.filter(own | supported, alias_of=None))
    marked = pages.annotate(is_own=Case(When(own, then=Value(True)), default=False, output_field=BooleanField()))
    rows = list(marked.order_by(F("first_published_at").desc(nulls_last=True), "pk"))
    with override(language):
        words = {True: _("Published by the member itself"), False: _("Supports by name")}
        notes = {page.translation_key: words[page.is_own] for page in rows}
    return activities_in(rows, language, notes)[:SHOWN]


def _own(member: Membership) -> Q:
    own = Q(pk__in=[])
    for model in _agreed_types():
        own |= Q(pk__in=model._default_manager.filter(voice=Voice.MEMBER, published_by=member).order_by().values("pk"))
    return own


def _supported(member: Membership) -> Q:
    agreed = Answer.objects.counting().filter(
        stance=Stance.AGREE,
        name_us=True,
        round_member__membership=member,
        round_member__round__voice=Voice.NETWORK,
    )
    rounds = agreed.exclude(round_member__round__kind=TextKind.LETTER).values("round_member__round")
    valid = Certificate.objects.valid().filter(Q(round__in=rounds) | Q(correction__round__in=rounds))
    named = Q(translation_key__in=valid.values("translation_key"))
    for model in _agreed_types():
        listed = model._default_manager.filter(voice=Voice.LISTED, listed_members=member)
        named |= Q(pk__in=listed.order_by().values("pk"))
    return named


def _agreed_types() -> list[type[Page]]:
    return [model for model in get_page_models() if issubclass(model, AgreedPage)]
