"""What "About" and the front page hold beyond the blocks of a text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core.blocks import one_line, several_lines
from cms.core.date_block import FuzzyDateBlock
from home.enums import ObjectiveStatus


class TitledBlock(blocks.StructBlock):
    """A title with its description: an objective, a role."""

    title = one_line(_("Title"))
    description = several_lines(_("Description"), required=False)

    class Meta:
        icon = "pick"
        label_format = "{title}"


class EvidenceBlock(blocks.StructBlock):
    """Where a reader can check that an objective was reached."""

    text = one_line(_("What it shows"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("or address"), required=False, default="")

    class Meta:
        icon = "link"
        label = _("Evidence")


class ObjectiveBlock(TitledBlock):
    """A strategic objective with its date, status and evidence."""

    due = FuzzyDateBlock(label=_("Due"), required=False)
    status = blocks.ChoiceBlock(
        label=_("Status"), choices=ObjectiveStatus.choices, default=ObjectiveStatus.NOT_REPORTED
    )
    organisations = blocks.ListBlock(
        SnippetChooserBlock("registry.Organisation", label=_("Organisation")),
        label=_("Organisations concerned"),
        default=[],
    )
    evidence = blocks.ListBlock(EvidenceBlock(), label=_("Evidence"), default=[])

    class Meta:
        label = _("Objective")
        label_format = "{title}"


class StrategyBlock(blocks.StructBlock):
    """Objectives for one period."""

    title = one_line(_("Title"))
    period = FuzzyDateBlock(label=_("Period"), required=False)
    intro = several_lines(_("Introduction"), required=False)
    objectives = blocks.ListBlock(ObjectiveBlock(), label=_("Objectives"))

    class Meta:
        icon = "calendar-alt"
        label = _("Strategy")
        label_format = "{title}"


AIM_BLOCKS = [("aim", several_lines(_("Aim"), icon="pick"))]
GENERAL_OBJECTIVE_BLOCKS = [("objective", TitledBlock(label=_("General objective")))]
STRATEGY_BLOCKS = [("strategy", StrategyBlock())]
ROLE_BLOCKS = [("role", TitledBlock(label=_("Role")))]
RULE_BLOCKS = [("rule", several_lines(_("Rule"), icon="pick"))]
