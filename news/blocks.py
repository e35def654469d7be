"""What news and publications hold beyond the blocks of a text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.core.blocks import ContactBlock, DocumentBlock, one_line, several_lines
from news.enums import AppearanceFunction


class AppearanceBlock(blocks.StructBlock):
    """A person in a text, with role and organisation as they were at that time."""

    person = SnippetChooserBlock("registry.Person", label=_("Person"))
    function = blocks.ChoiceBlock(
        label=_("Part in the text"), choices=AppearanceFunction.choices, default=AppearanceFunction.SPEAKER
    )
    role = several_lines(_("Role at that time"), required=False)
    organisation = SnippetChooserBlock("registry.Organisation", label=_("Organisation at that time"), required=False)

    class Meta:
        icon = "user"
        label = _("Person")


class AuthorBlock(blocks.StructBlock):
    """An author of a publication who has no record of their own."""

    name = one_line(_("Name"))

    class Meta:
        icon = "user"
        label = _("Other author")


PEOPLE_BLOCKS = [("person", AppearanceBlock())]
DOCUMENT_BLOCKS = [("document", DocumentBlock())]
MEDIA_CONTACT_BLOCKS = [("contact", ContactBlock())]
HASHTAG_BLOCKS = [("hashtag", one_line(_("Hashtag"), help_text=_("With the # sign, without spaces.")))]
AUTHOR_BLOCKS = [
    ("organisation", SnippetChooserBlock("registry.Organisation", label=_("Organisation"))),
    ("person", SnippetChooserBlock("registry.Person", label=_("Person"))),
    ("other", AuthorBlock()),
]
KEY_MESSAGE_BLOCKS = [("message", several_lines(_("Message")))]
