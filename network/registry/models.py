"""Records that exist once and are named in many pages, in both languages (columns per language)."""

from operator import attrgetter
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.blocks import AccountBlock
from cms.core.languages import slugify_national, sort_key
from network.registry.enums import OrganisationKind, PlaceKind


class NamedRecord(index.Indexed, ClusterableModel):
    """Something with a name in Georgian and in English, listed in alphabetical order of each."""

    name = models.CharField(_("name"), max_length=250)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Latin letters; made from the English name if left empty."),
    )
    sort_ka = models.CharField(max_length=250, editable=False, default="", db_index=True)
    sort_en = models.CharField(max_length=250, editable=False, default="", db_index=True)
    internal_note = models.TextField(
        _("note for editors"),
        blank=True,
        default="",
        help_text=_("What still has to be checked or confirmed. Readers never see it."),
    )

    # What pages show of a record: agreed texts that quote it hold it to these fields.
    quoted_fields: ClassVar[tuple[str, ...]] = ("name_ka", "name_en")
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name_ka", boost=2),
        index.SearchField("name_en", boost=2),
        index.AutocompleteField("name_ka"),
        index.AutocompleteField("name_en"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the portable sort keys and the slug in step with the names."""
        self.sort_ka = sort_key(self.name_ka or self.name_en or "")[:250]
        self.sort_en = sort_key(self.name_en or self.name_ka or "")[:250]
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        base = slugify_national(self.name_en or self.name_ka or "")
        others = type(self).objects.exclude(pk=self.pk)
        taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
        candidates = (base if n == 1 else f"{base[:75]}-{n}" for n in range(1, len(taken) + 2))
        return next(slug for slug in candidates if slug not in taken)


class Topic(NamedRecord):
    """A subject that members work on."""

    description = models.TextField(_("short text"), blank=True, default="")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    cross_cutting = models.BooleanField(
        _("cross-cutting"), default=False, help_text=_("Runs through all the other topics.")
    )

    class Meta:
        ordering = ("order", "sort_ka")
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Place(NamedRecord):
    """A town, region, country, group of countries, venue, or the internet."""

    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind.choices, default=PlaceKind.TOWN)
    iso = models.CharField(
        _("ISO 3166 code"), max_length=6, blank=True, default="", help_text=_("For countries and regions.")
    )
    region = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="towns",
        limit_choices_to={"kind": PlaceKind.REGION},
        verbose_name=_("region"),
    )
    country = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="places_within",
        limit_choices_to={"kind": PlaceKind.COUNTRY},
        verbose_name=_("country"),
    )
    map_x = models.DecimalField(_("position from the left, %"), max_digits=4, decimal_places=1, null=True, blank=True)
    map_y = models.DecimalField(_("position from the top, %"), max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        ordering = ("sort_ka",)
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def clean(self) -> None:
        """Keep the drawing's positions inside the drawing."""
        super().clean()
        for field in ("map_x", "map_y"):
            value = getattr(self, field)
            if value is not None and not 0 <= value <= 100:
                raise ValidationError({field: _("Give a number from 0 to 100.")})


class PublishedName(Orderable):
    """A name under which a place appears in a source that we quote."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="published_names")
    name = models.CharField(_("name"), max_length=250)
    source = models.CharField(_("where"), max_length=250, blank=True, default="")

    class Meta:
        ordering = ["sort_order", "pk"]  # PostgreSQL mixes rows of one place that were not sorted by hand
        verbose_name = _("published as")
        verbose_name_plural = _("published as")

    def __str__(self) -> str:
        return self.name


class Organisation(NamedRecord):
    """An organisation, whatever its part on this site: partner, donor, author, publisher."""

    acronym = models.CharField(_("acronym"), max_length=40, blank=True, default="")
    former_names = models.TextField(_("former names"), blank=True, default="", help_text=_("One a line."))
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind.choices, default=OrganisationKind.CSO)
    country = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": PlaceKind.COUNTRY},
        verbose_name=_("country"),
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("place")
    )
    logo = models.ForeignKey(
        "core.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    about = models.TextField(pgettext_lazy("an organisation", "about"), blank=True, default="")
    website = models.URLField(_("website"), blank=True, default="")
    accounts = StreamField([("account", AccountBlock())], blank=True, verbose_name=_("accounts elsewhere"))
    is_demonstration = models.BooleanField(_("demonstration record"), default=False)

    quoted_fields: ClassVar[tuple[str, ...]] = (
        "name_ka", "name_en", "acronym", "country", "logo_ka", "logo_en", "website",
    )  # fmt: skip
    search_fields: ClassVar[list[index.BaseField]] = [
        *NamedRecord.search_fields,
        index.SearchField("acronym", boost=3),
        index.AutocompleteField("acronym"),
        index.SearchField("former_names"),
    ]

    class Meta:
        ordering = ("sort_ka",)
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        if self.acronym and self.acronym not in self.name:
            return f"{self.name} ({self.acronym})"
        return self.name


class Person(NamedRecord):
    """A person named on the site. Role and organisation stand with each appearance, as they were then."""

    quoted_fields: ClassVar[tuple[str, ...]] = ("name_ka", "name_en", "honorific_ka", "honorific_en")
    honorific = models.CharField(_("honorific"), max_length=60, blank=True, default="")
    portrait = models.ForeignKey(
        "core.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("portrait"),
    )
    portrait_consent = models.DateField(
        _("consent to the portrait"),
        null=True,
        blank=True,
        help_text=_("The day on which the person agreed that the portrait is published."),
    )

    class Meta:
        ordering = ("sort_ka",)
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def clean(self) -> None:
        """Refuse a portrait without the person's consent: being visible can hurt."""
        super().clean()
        if self.portrait_id and not self.portrait_consent:
            raise ValidationError({"portrait_consent": _("A portrait needs the person’s consent. Give its date.")})


class SubjectPage(models.Model):
    """Mixin of pages about certain topics and places."""

    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    places = ParentalManyToManyField(Place, blank=True, related_name="+", verbose_name=_("places"))

    subject_agreed: ClassVar[tuple[str, ...]] = ("topics", "places")
    subject_panels: ClassVar[list[Panel]] = [FieldPanel("topics"), FieldPanel("places")]
    subject_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("topics"),
        SynchronizedField("places"),
    ]

    class Meta:
        abstract = True

    @cached_property
    def topic_list(self) -> list[Topic]:
        """The topics in their order, read once."""
        return sorted(self._subjects[0], key=attrgetter("order", "sort_ka"))

    @cached_property
    def place_list(self) -> list[Place]:
        """The places in the alphabetical order of the reader's language, read once."""
        key = "sort_en" if get_language() == "en" else "sort_ka"
        return sorted(self._subjects[1], key=attrgetter(key))

    @cached_property
    def _subjects(self) -> tuple[list[Topic], list[Place]]:
        """Topics and places with name and order, in one question; other fields are read when used.

        A preview has them in memory only, and asks for each.
        """
        if not self.pk or {"topics", "places"} & vars(self).get("_cluster_related_objects", {}).keys():
            return list(self.topics.all()), list(self.places.all())
        topics = _named_by(self, "topics").values(*_NAMES, rank=models.F("order"), field=models.Value("topics"))
        places = _named_by(self, "places").values(*_NAMES, rank=models.Value(0), field=models.Value("places"))
        rows = list(topics.union(places, all=True))
        return (
            [_record(Topic, row | {"order": row["rank"]}) for row in rows if row["field"] == "topics"],
            [_record(Place, row) for row in rows if row["field"] == "places"],
        )


_NAMES = ("id", "slug", "name_ka", "name_en", "sort_ka", "sort_en")


def _record(model: type[Any], row: dict[str, Any]) -> Any:
    known = [field.attname for field in model._meta.concrete_fields if field.attname in row]
    return model.from_db(None, known, [row[name] for name in known])


def _named_by(page: SubjectPage, field: str) -> models.QuerySet:
    relation: Any = page._meta.get_field(field)
    rows = relation.remote_field.through.objects.filter(**{relation.m2m_field_name(): page.pk})
    return relation.related_model.objects.filter(pk__in=rows.values(relation.m2m_reverse_field_name())).order_by()
