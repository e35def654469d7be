"""A value with its meaning, and a rule with how the site keeps it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks import one_line, several_lines


class ValueBlock(blocks.StructBlock):
    """What members hold to be right."""

    name = one_line(_("Name"))
    meaning = several_lines(_("What it means"))

    class Meta:
        icon = "pick"
        label = _("Value")
        label_format = "{name}"


class RuleBlock(blocks.StructBlock):
    """How members work together, and what this site does so that the rule is kept."""

    name = one_line(_("Short name"))
    text = several_lines(_("Rule"))
    kept_by = several_lines(_("How the site keeps it"), required=False)
    page = blocks.PageChooserBlock(label=_("Page that shows how"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Rule")
        label_format = "{name}"


VALUE_BLOCKS = [("value", ValueBlock())]
RULE_BLOCKS = [("rule", RuleBlock())]
