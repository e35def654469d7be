"""What a project profile is made of, beyond the blocks of a text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core.blocks import AccountBlock, ContactBlock, FigureBlock, one_line, rich_lines, several_lines
from cms.core.date_block import FuzzyDateBlock


class GroupBlock(blocks.StructBlock):
    """People or bodies that a project works with or is for."""

    text = several_lines(_("Group"))
    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), default=[], collapsed=True)
    organisation = SnippetChooserBlock("registry.Organisation", label=_("Organisation"), required=False)

    class Meta:
        icon = "group"
        label = _("Group")
        label_format = "{text}"


class ResultBlock(blocks.StructBlock):
    text = several_lines(_("Result"))
    date = FuzzyDateBlock(label=_("Date"), required=False)

    class Meta:
        icon = "success"
        label = _("Result")
        label_format = "{text}"


class ActivityBlock(blocks.StructBlock):
    text = several_lines(_("Activity"))
    note = several_lines(_("Note"), required=False)

    class Meta:
        icon = "tick"
        label = _("Activity")
        label_format = "{text}"


class PillarBlock(blocks.StructBlock):
    title = one_line(_("Pillar"))
    activities = blocks.ListBlock(ActivityBlock(), label=_("Activities"))

    class Meta:
        icon = "list-ol"
        label = _("Pillar")
        label_format = "{title}"


class AmendmentBlock(blocks.StructBlock):
    """A change of the period, for example an extension."""

    date = FuzzyDateBlock(label=_("Date of the change"), required=False)
    text = one_line(_("What changed"))

    class Meta:
        icon = "history"
        label = _("Change of period")


class SourceBlock(blocks.StructBlock):
    date = FuzzyDateBlock(label=_("Date"), required=False)
    text = one_line(_("Source"))
    url = blocks.URLBlock(label=_("Address"), required=False, default="")

    class Meta:
        icon = "doc-full-inverse"
        label = _("Source")
        label_format = "{text}"


OBJECTIVE_BLOCKS = [("objective", rich_lines(_("Objective"), icon="pick"))]
GROUP_BLOCKS = [("group", GroupBlock())]
RESULT_BLOCKS = [("result", ResultBlock())]
PILLAR_BLOCKS = [("pillar", PillarBlock())]
CONTACT_BLOCKS = [("account", AccountBlock()), ("contact", ContactBlock())]
AMENDMENT_BLOCKS = [("amendment", AmendmentBlock())]
SOURCE_BLOCKS = [("source", SourceBlock())]
