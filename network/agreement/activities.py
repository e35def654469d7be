"""What a member's entry in the directory tells of agreed texts: its own, and those under which its name stands."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from cms.core.visibility import readable
from network.agreement.answers import Answer
from network.agreement.certificates import Certificate
from network.agreement.enums import Stance, TextKind, Voice
from network.agreement.pages import AgreedPage
from network.members.activities import Activity, activities_in, activity_source
from network.members.models import Membership

SHOWN = 20


@activity_source(_("Own texts"), order=10)
def own_texts(member: Membership, language: str) -> list[Activity]:
    """Tell of the texts that the member published in its own name. One question."""
    own = Q()
    for model in _agreed_types():
        published = model._default_manager.filter(voice=Voice.MEMBER, published_by=member)
        own |= Q(pk__in=published.order_by().values("pk"))
    return activities_in(_newest(own), language)[:SHOWN]


@activity_source(_("Supports by name"), order=20)
def supported_texts(member: Membership, language: str) -> list[Activity]:
    """Tell of the texts under which the member's name stands: listed, or by its own choice as it agreed.

    Letters are left out: of these it is told which were signed. Of a text that was changed since, only the round on
    which today's text rests counts. One question.
    """
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
    return activities_in(_newest(named), language)[:SHOWN]


def _newest(pages: Q) -> PageQuerySet:
    found = readable(Page.objects.filter(pages, alias_of=None))
    return found.order_by(F("first_published_at").desc(nulls_last=True), "pk")


def _agreed_types() -> list[type[Page]]:
    return [model for model in get_page_models() if issubclass(model, AgreedPage)]
