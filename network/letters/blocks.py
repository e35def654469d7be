"""What a letter is made of beside ordinary text: to whom, greeting, leave-taking, who signs."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core.blocks import BODY_BLOCKS, DocumentBlock, one_line, several_lines


class AddresseeBlock(blocks.StructBlock):
    """To whom the letter goes, in its own words; the record of the organisation if there is one."""

    text = several_lines(_("To whom"))
    organisation = SnippetChooserBlock("registry.Organisation", label=_("Organisation"), required=False)

    class Meta:
        icon = "mail"
        label = _("Addressee")
        label_format = "{text}"


_LETTER_PARTS = [
    ("salutation", one_line(_("Salutation"), icon="mail", template="blocks/salutation.html")),
    ("closing", one_line(_("Leave-taking"), icon="mail", template="blocks/closing.html")),
    ("signed_by", several_lines(_("Who signs"), icon="edit", template="blocks/signed_by.html")),
]
_TEXT_PARTS = ("heading", "paragraph", "list", "numbered_list", "quote", "figure", "facts", "table")
LETTER_BLOCKS = [*_LETTER_PARTS, *(block for block in BODY_BLOCKS if block[0] in _TEXT_PARTS)]
ADDRESSEE_BLOCKS = [("addressee", AddresseeBlock())]
DOCUMENT_BLOCKS = [("document", DocumentBlock())]
