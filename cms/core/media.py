"""Images and documents with what a reader must be told about them, in both languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index


class CustomImage(AbstractImage):
    """A picture. Alternative text is required in both languages, since every page exists in both.

    ``alt`` and ``credit`` are translated in columns (``alt_ka``, ``alt_en``): a picture exists once.
    """

    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=250,
        blank=True,
        default="",
        help_text=_("Who made the picture and holds the rights."),
    )

    admin_form_fields = (
        "title", "file", "alt_ka", "alt_en", "credit_ka", "credit_en", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip
    # What readers get of it: agreed texts that show it hold it to these fields.
    quoted_fields = ("file_hash", "alt_ka", "alt_en", "credit_ka", "credit_en")
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("alt_ka"),
        index.SearchField("alt_en"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """Alternative text in the reader's language; Wagtail asks for it when it renders the picture."""
        return self.alt


class Rendition(AbstractRendition):
    """A picture cut and compressed for one use."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


class DocumentLanguage(models.TextChoices):
    """The language that a document is written in."""

    KA = "ka", _("Georgian")
    EN = "en", _("English")
    BOTH = "mul", _("Georgian and English")
    OTHER = "und", _("another language")


class CustomDocument(AbstractDocument):
    """A file for readers, shown with its type, language, version and size."""

    language = models.CharField(
        _("language"), max_length=3, choices=DocumentLanguage.choices, default=DocumentLanguage.KA
    )
    version = models.CharField(
        _("version"),
        max_length=50,
        blank=True,
        default="",
        help_text=_("For example: 2nd edition, or draft of May."),
    )

    admin_form_fields = ("title_ka", "title_en", "file", "language", "version", "collection", "tags")
    quoted_fields = ("file_hash", "title_ka", "title_en", "language", "version")
    search_fields = [
        *[field for field in AbstractDocument.search_fields if field.field_name != "title"],
        index.SearchField("title_ka", boost=10),
        index.AutocompleteField("title_ka"),
        index.SearchField("title_en", boost=10),
        index.AutocompleteField("title_en"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """Check the file, if it is there: of several dropped at once each waits elsewhere until its titles are given.

        It was checked when it was dropped; Wagtail would check the missing one and fail.
        """
        if self.file:
            super().clean()
