"""What an event is made of, beyond the blocks of a text."""

import datetime
from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core.blocks import DocumentBlock, FigureBlock, VideoLinkBlock, one_line, rich_lines, several_lines
from cms.core.date_block import FuzzyDateBlock
from network.events.enums import OrganiserPart, SlotKind, StepState

WHOLE_NUMBER = RegexValidator(r"^[0-9]*$", _("Enter a whole number."))


class OptionalTimeBlock(blocks.TimeBlock):
    """A time of the day, or "" where none is known - never `None`, which wagtail-localize cannot bear."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, format="%H:%M", **kwargs)

    def to_python(self, value: Any) -> datetime.time | str:
        """Read the stored string; what cannot be read counts as no time."""
        if isinstance(value, datetime.time):
            return value
        try:
            return datetime.time.fromisoformat(value) if value else ""
        except ValueError:
            return ""

    def get_prep_value(self, value: Any) -> str:
        """Write hours and minutes."""
        time = self.to_python(value)
        return time.strftime("%H:%M") if isinstance(time, datetime.time) else ""

    def normalize(self, value: Any) -> datetime.time | str:
        """Accept a time, a stored string or nothing wherever a value is given in code."""
        return self.to_python(value)

    def value_from_form(self, value: Any) -> Any:
        """Keep an empty field as no time."""
        return "" if value is None else value

    def value_for_form(self, value: Any) -> Any:
        """Hand a time, or nothing, to the field."""
        return value or None

    def clean(self, value: Any) -> Any:
        """Check what was typed."""
        cleaned = super().clean(value)
        return "" if cleaned is None else cleaned

    class Meta:
        icon = "time"
        default = ""


class MinutesBlock(blocks.CharBlock):
    """A number of minutes, or "" where none is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, default="", max_length=4, validators=[WHOLE_NUMBER], **kwargs)

    def get_searchable_content(self, value: Any) -> list[str]:
        """Leave minutes out of the search index."""
        return []


class SpeakerBlock(blocks.StructBlock):
    """A person who speaks in a slot, with position and organisation as they were then."""

    person = SnippetChooserBlock("registry.Person", label=_("Person"), required=False)
    name = one_line(_("Name"), required=False, help_text=_("If the person has no record."))
    position = several_lines(_("Position at that time"), required=False)
    organisation = SnippetChooserBlock("registry.Organisation", label=_("Organisation at that time"), required=False)
    minutes = MinutesBlock(label=_("Minutes"))

    class Meta:
        icon = "user"
        label = _("Speaker")


class SlotBlock(blocks.StructBlock):
    """One row of the agenda, in the event's own time."""

    start = OptionalTimeBlock(label=_("From"))
    end = OptionalTimeBlock(label=_("Until"))
    minutes = MinutesBlock(label=_("Minutes"))
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=SlotKind.choices, default=SlotKind.PRESENTATION)
    title = several_lines(_("Title"))
    details = several_lines(_("Details"), required=False)
    has_questions = blocks.BooleanBlock(label=_("With questions and answers"), required=False, default=False)
    speakers = blocks.ListBlock(SpeakerBlock(), label=_("Speakers"), default=[], collapsed=True)

    class Meta:
        icon = "time"
        label = _("Slot")
        label_format = "{start} {title}"


class WorkplanBlock(blocks.StructBlock):
    """One dated step of the plan to which the event belongs."""

    date = FuzzyDateBlock(label=_("Date"), required=False)
    state = blocks.ChoiceBlock(label=_("State"), choices=StepState.choices, default=StepState.PLANNED)
    title = one_line(_("Title"))
    official_title = several_lines(_("Official title"), required=False)
    text = several_lines(_("Text"), required=False)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)

    class Meta:
        icon = "calendar"
        label = _("Step")
        label_format = "{title}"


class OrganiserBlock(blocks.StructBlock):
    organisation = SnippetChooserBlock("registry.Organisation", label=_("Organisation"))
    part = blocks.ChoiceBlock(label=_("Part"), choices=OrganiserPart.choices, default=OrganiserPart.ORGANISER)
    role = one_line(_("Role"), required=False)

    class Meta:
        icon = "group"
        label = _("Organiser")


def with_name(block: Any) -> Any:
    """Give the input of a block that stands alone its label for screen readers: Wagtail prints it as a heading only."""
    block.field.widget.attrs["aria-label"] = block.label
    return block


# An event of several days has a day before the slots of each: without one a slot is of the event's first day.
# What was pasted and could not be read stays as it was, for the editor; readers do not see it (``unread``).
AGENDA_BLOCKS = [
    ("day", with_name(blocks.DateBlock(label=_("Day"), icon="date"))),
    ("slot", SlotBlock()),
    (
        "unread",
        with_name(
            several_lines(
                _("Line that was not understood"),
                icon="warning",
                help_text=_("Readers do not see it."),
                search_index=False,
            )
        ),
    ),
]
WORKPLAN_BLOCKS = [("step", WorkplanBlock())]
OBJECTIVE_BLOCKS = [("objective", rich_lines(_("Objective"), icon="pick"))]
ORGANISER_BLOCKS = [("organiser", OrganiserBlock())]
DOCUMENT_BLOCKS = [("document", DocumentBlock())]
ATTENDANCE_BLOCKS = [("figure", FigureBlock())]
RECORDING_BLOCKS = [("video_link", VideoLinkBlock())]
