"""How search terms are listed and edited in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.search.models import GlossaryEntry


def all_terms(entry: GlossaryEntry) -> str:
    """Return every term of an entry in one line."""
    return ", ".join(entry.terms)


class GlossaryViewSet(SnippetViewSet):
    """Seldom changed, so it stands among the settings."""

    model = GlossaryEntry
    icon = "search"
    menu_name = "search-terms"
    menu_order = 800
    add_to_settings_menu = True
    list_display = ("__str__", Column("terms", label=_("All terms"), accessor=all_terms), "note")
    list_per_page = 100
    panels = (
        HelpPanel(
            content=_(
                "Whoever looks for one of these terms finds the pages that have another of them. Write only names of "
                "one and the same thing. Other forms of a word, and Latin spellings, are found by themselves."
            )
        ),
        FieldRowPanel([FieldPanel("terms_ka"), FieldPanel("terms_en")]),
        FieldPanel("note"),
    )
