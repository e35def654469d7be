"""What is true of the whole site and stands in one place."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting


class SiteSettings(BaseGenericSetting):
    """Name and address of the Network, in both languages.

    The Georgian name is not confirmed by the client: templates read it from here alone.
    """

    name = models.CharField(_("short name"), max_length=120, default="")
    full_name = models.CharField(_("full name"), max_length=250, blank=True, default="")
    address = models.CharField(_("postal address"), max_length=250, blank=True, default="")
    email = models.EmailField(_("e-mail of the secretariat"), blank=True, default="")
    press_email = models.EmailField(_("e-mail for the media"), blank=True, default="")
    is_demonstration = models.BooleanField(
        _("demonstration site"),
        default=False,
        help_text=_("Readers are told in the footer that the content is an example."),
    )
    internal_note = models.TextField(_("note for editors"), blank=True, default="")

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name_ka"), FieldPanel("name_en")]),
                FieldRowPanel([FieldPanel("full_name_ka"), FieldPanel("full_name_en")]),
            ],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("press_email")]),
                FieldRowPanel([FieldPanel("address_ka"), FieldPanel("address_en")]),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("is_demonstration"),
        FieldPanel("internal_note"),
    ]

    class Meta:
        verbose_name = _("site settings")

    @property
    def name_lines(self) -> list[str]:
        """The name as it stands beside the mark: a line a word, short words joined to the next."""
        lines: list[str] = []
        pending = ""
        for word in self.name.split():
            pending = f"{pending} {word}".strip()
            if len(word) > 3:
                lines.append(pending)
                pending = ""
        return [*lines, pending] if pending else lines
