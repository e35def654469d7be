"""Memberships. The mandates of those who speak for members stand in ``mandates``."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cms.core.fields import FuzzyDateField
from network.members.enums import MemberLevel, Visibility
from network.members.mandates import Mandate, Succession, mandates_of
from network.registry.enums import PlaceKind
from network.registry.models import Organisation, Person, Place, Topic

__all__ = ["Mandate", "Membership", "MembershipQuerySet", "Succession", "mandates_of"]


def in_alphabetical_order(language: str) -> Coalesce:
    """Return the order of members by name in a language, organisations and people together."""
    key = "sort_en" if language == "en" else "sort_ka"
    return Coalesce(f"organisation__{key}", f"person__{key}")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about members."""

    def current(self) -> "MembershipQuerySet":
        """Keep those that have not left."""
        return self.filter(left="")

    def public(self) -> "MembershipQuerySet":
        """Keep current members that everybody may know of."""
        return self.current().filter(visibility=Visibility.PUBLIC)

    def without_representative(self) -> "MembershipQuerySet":
        """Keep current members for whom nobody may speak today: they cannot be counted as silent."""
        return self.current().filter(~Exists(Mandate.objects.valid().filter(membership=OuterRef("pk"))))

    def with_names(self) -> "MembershipQuerySet":
        """Read the records that hold the names, in the same question."""
        return self.select_related("organisation", "person")

    def with_representatives(self) -> "MembershipQuerySet":
        """Read valid mandates and their users too, as ``representatives``."""
        mandates = Mandate.objects.valid().select_related("user").order_by("-kind", "starts_on", "pk")
        return self.with_names().prefetch_related(Prefetch("mandates", mandates, to_attr="_representatives"))

    def alphabetical(self, language: str | None = None) -> "MembershipQuerySet":
        """Order by name in a language, the active one if none is said."""
        return self.order_by(in_alphabetical_order(language or get_language() or "ka"), "pk")


class Membership(models.Model):
    """An organisation or a person belongs to the Network, from when to when."""

    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    level = models.CharField(_("level"), max_length=10, choices=MemberLevel.choices, default=MemberLevel.GRASS_ROOT)
    joined = FuzzyDateField(_("joined"), blank=True, default="")
    left = FuzzyDateField(
        _("left"), blank=True, default="", help_text=_("Empty as long as the member belongs to the Network.")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    regions = models.ManyToManyField(
        Place,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": PlaceKind.REGION},
        verbose_name=_("regions"),
    )
    about = models.TextField(
        pgettext_lazy("a member", "about"),
        blank=True,
        default="",
        help_text=_("For an organisation, leave it empty to show what its record says."),
    )
    visibility = models.CharField(
        _("who may know of the membership"), max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    contact_email = models.EmailField(
        _("registered address"),
        blank=True,
        default="",
        help_text=_("Told when somebody else begins to speak for the member. Never published."),
    )
    shown_email = models.EmailField(
        _("public e-mail address"),
        blank=True,
        default="",
        help_text=_("Public: everybody reads it in the members’ directory. Leave it empty to show none."),
    )
    shown_phone = models.CharField(
        _("public telephone number"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("Public: everybody reads it in the members’ directory. Leave it empty to show none."),
    )
    shown_website = models.URLField(
        _("public website"),
        blank=True,
        default="",
        help_text=_("Public: everybody reads it in the members’ directory. Leave it empty to show none."),
    )
    is_demonstration = models.BooleanField(_("demonstration record"), default=False)

    # What pages show of a member: agreed texts in its name hold it to these.
    quoted_fields: ClassVar[tuple[str, ...]] = ("organisation", "person")
    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        # Plain names: lists of members inside an unsaved page are sorted in memory, where expressions mean nothing.
        ordering = ("organisation__sort_ka", "person__sort_ka", "pk")
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True)
                | Q(organisation__isnull=True, person__isnull=False),
                name="members_one_subject",
                violation_error_message=_("Choose an organisation or a person, not both."),
            ),
            models.UniqueConstraint(
                fields=("organisation",),
                condition=Q(left=""),
                name="members_one_current_of_organisation",
                violation_error_message=_("This organisation is a member already."),
            ),
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(left=""),
                name="members_one_current_of_person",
                violation_error_message=_("This person is a member already."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def record(self) -> Organisation | Person:
        """The organisation or the person."""
        return self.organisation or self.person  # type: ignore[return-value]  # one of the two, says a constraint

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.name_in(get_language() or "ka")

    def name_in(self, language: str) -> str:
        """Return the name in a language; in the other one if there is none."""
        if not (self.organisation_id or self.person_id):
            return gettext("Member")
        names = {"ka": self.record.name_ka, "en": self.record.name_en}
        return names.get(language) or names["ka"] or names["en"] or gettext("Member")

    @property
    def is_current(self) -> bool:
        """Whether the member has not left."""
        return self.left is None

    @property
    def about_text(self) -> str:
        """What the member does, in the active language."""
        return self.about or getattr(self.organisation, "about", "") or ""

    @property
    def representatives(self) -> "list[Mandate]":
        """The valid mandates, the primary one first; read before by ``with_representatives`` or now."""
        found = getattr(self, "_representatives", None)
        if found is None:
            found = list(self.mandates.valid().select_related("user").order_by("-kind", "starts_on", "pk"))
        return found

    def clean(self) -> None:
        """Refuse a day of leaving that is still to come: until then the member is asked like all others."""
        super().clean()
        first, last = (self.left.earliest, self.left.latest) if self.left else (None, None)
        if first and first > timezone.localdate():
            raise ValidationError({"left": _("Enter the day when it has come: until then the member is asked.")})
        if last and self.joined and self.joined.earliest and last < self.joined.earliest:
            raise ValidationError({"left": _("A member cannot leave before it joined.")})
