"""How programmes and funding lines are listed and edited in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from projects.funding import FundingLine, Programme


class FundingLineViewSet(SnippetViewSet):
    model = FundingLine
    icon = "pick"
    list_display = ("donor", "programme", "role", "end", "in_footer")
    list_filter = ("donor", "programme", "role", "in_footer")
    panels = (
        FieldRowPanel([FieldPanel("donor"), FieldPanel("programme")]),
        FieldPanel("role"),
        MultiFieldPanel([FieldPanel("start"), FieldPanel("end")], heading=_("Period")),
        HelpPanel(content=_("After the end, pages show the second statement by themselves.")),
        MultiFieldPanel([FieldPanel("statement_ka"), FieldPanel("statement_en")], heading=_("Statement")),
        MultiFieldPanel(
            [FieldPanel("statement_after_end_ka"), FieldPanel("statement_after_end_en")],
            heading=_("Statement after the end"),
        ),
        MultiFieldPanel([FieldPanel("disclaimer_ka"), FieldPanel("disclaimer_en")], heading=_("Disclaimer")),
        FieldRowPanel([FieldPanel("order"), FieldPanel("in_footer")]),
        FieldPanel("internal_note"),
    )


class ProgrammeViewSet(SnippetViewSet):
    model = Programme
    icon = "folder-open-inverse"
    list_display = ("title_ka", "title_en", "acronym", "implemented_by")
    panels = (
        MultiFieldPanel([FieldPanel("title_ka"), FieldPanel("title_en")], heading=_("Title")),
        FieldPanel("official_title"),
        FieldPanel("acronym"),
        MultiFieldPanel([FieldPanel("lead_ka"), FieldPanel("lead_en")], heading=_("Lead")),
        FieldPanel("implemented_by"),
        FieldPanel("donors"),
        MultiFieldPanel([FieldPanel("start"), FieldPanel("end")], heading=_("Period")),
        FieldPanel("internal_note"),
    )


class FundingViewSetGroup(SnippetViewSetGroup):
    """Who pays, and what donors ask to be said."""

    items = (FundingLineViewSet, ProgrammeViewSet)
    menu_label = _("Funding")
    menu_name = "funding"
    menu_icon = "pick"
    menu_order = 260
    add_to_admin_menu = True
