"""How an event is entered: its panels, in the order in which an editor knows the facts."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel, Panel

from cms.core.pages import BasePage
from network.agreement.pages import AgreedPage
from network.events.agenda_panels import NotesPanel, PastePanel
from network.events.round_note import RoundNotePanel
from network.registry.models import SubjectPage

CONTENT: list[Panel] = [
    RoundNotePanel(),
    NotesPanel(),
    *BasePage.content_panels,
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("kind"), FieldPanel("is_ours")]), *AgreedPage.voice_panels[0].children],
        heading=_("Kind and voice"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
            FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
            FieldRowPanel([FieldPanel("time_zone"), FieldPanel("second_time_zone")]),
        ],
        heading=_("When"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("format"),
            FieldRowPanel([FieldPanel("venue"), FieldPanel("platform"), FieldPanel("platform_url")]),
            FieldRowPanel([FieldPanel("audience"), FieldPanel("access")]),
        ],
        heading=_("Where, and for whom"),
    ),
    FieldPanel("body"),
    FieldPanel("purpose"),
    FieldPanel("objectives"),
    FieldPanel("workplan"),
    MultiFieldPanel([FieldPanel("agenda_is_draft"), PastePanel(), FieldPanel("agenda")], heading=_("Agenda")),
    FieldPanel("documents"),
    MultiFieldPanel(
        [
            FieldPanel("outcome"),
            PageChooserPanel("report_page"),
            FieldPanel("report"),
            FieldPanel("attendance"),
            FieldPanel("recording"),
        ],
        heading=_("Afterwards"),
    ),
]
PEOPLE: list[Panel] = [
    FieldPanel("organisers"),
    FieldPanel("organisations"),
    *SubjectPage.subject_panels,
]
