"""The blocks that a text is made of. Each prints through ``blocks/<name>.html``.

Text blocks have ``default=""``: a ``None`` inside a ``StructBlock`` makes wagtail-localize fail
when a page is submitted for translation. There is no block for raw HTML.
"""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.core.date_block import FuzzyDateBlock
from cms.core.enums import FigureQualifier, ListStyle

INLINE_FEATURES = ["bold", "link", "document-link"]


def one_line(label: str | Promise, *, required: bool = True, **kwargs: object) -> blocks.CharBlock:
    """One line of text."""
    return blocks.CharBlock(label=label, required=required, default="", **kwargs)


def several_lines(label: str | Promise, *, required: bool = True, **kwargs: object) -> blocks.TextBlock:
    """Several lines of plain text."""
    return blocks.TextBlock(label=label, required=required, default="", rows=3, **kwargs)


def rich_lines(label: str | Promise, *, required: bool = True, **kwargs: object) -> blocks.RichTextBlock:
    """Text with bold words and links; no headings or lists, which have blocks of their own."""
    return blocks.RichTextBlock(label=label, required=required, default="", features=INLINE_FEATURES, **kwargs)


class HeadingBlock(blocks.StructBlock):
    text = one_line(_("Heading"))
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("h2", _("Section")), ("h3", _("Subsection"))], default="h2")

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        form_layout = ["text", "level"]


class ListBlock(blocks.StructBlock):
    items = blocks.ListBlock(rich_lines(_("Item")), label=_("Items"))

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "blocks/list.html"


class NumberedListBlock(blocks.StructBlock):
    style = blocks.ChoiceBlock(label=_("Numbers"), choices=ListStyle.choices, default=ListStyle.DECIMAL)
    items = blocks.ListBlock(rich_lines(_("Item")), label=_("Items"))

    class Meta:
        icon = "list-ol"
        label = _("Numbered list")
        template = "blocks/numbered_list.html"


class QuoteBlock(blocks.StructBlock):
    text = several_lines(_("Quotation"), help_text=_("Without quotation marks: the page sets them."))
    attribution = one_line(_("Who said it, and where"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"


class FigureBlock(blocks.StructBlock):
    """A number that a reader should see, with what it counts and where it is from."""

    qualifier = blocks.ChoiceBlock(
        label=_("Exactness"), choices=FigureQualifier.choices, default=FigureQualifier.EXACTLY
    )
    number = blocks.DecimalBlock(label=_("Number"), max_digits=15, decimal_places=2)
    unit = one_line(_("What is counted"))
    as_of = FuzzyDateBlock(label=_("As of"), required=False)
    source = one_line(_("Source"), required=False)

    class Meta:
        icon = "order"
        label = _("Figure")
        template = "blocks/figure.html"


class FactsBlock(blocks.StructBlock):
    facts = blocks.ListBlock(
        blocks.StructBlock(
            [("term", one_line(_("Fact"))), ("description", several_lines(_("Value")))], label=_("Fact")
        ),
        label=_("Facts"),
    )

    class Meta:
        icon = "table"
        label = _("Fact list")
        template = "blocks/facts.html"


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    caption = one_line(_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    label = one_line(_("Label"), required=False, help_text=_("If it should differ from the document’s title."))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"


class TableBlock(TypedTableBlock):
    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"


class VideoLinkBlock(blocks.StructBlock):
    """A link to a film elsewhere. Nothing is loaded from there until the reader follows it."""

    url = blocks.URLBlock(label=_("Address"), default="")
    title = one_line(_("Title"))
    details = one_line(_("Details"), required=False, help_text=_("Where it plays, how long, in which language."))

    class Meta:
        icon = "media"
        label = _("Video link")
        template = "blocks/video_link.html"


class CallToActionBlock(blocks.StructBlock):
    text = several_lines(_("Text"), required=False)
    label = one_line(_("Words on the button"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("or address"), required=False, default="")

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        template = "blocks/call_to_action.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Demand exactly one target."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(_("Choose a page or give an address: one of the two."))}
            )
        return cleaned


class QuestionAnswerBlock(blocks.StructBlock):
    question = several_lines(_("Question"))
    answer = rich_lines(_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "blocks/question_answer.html"


class KeyMessagesBlock(blocks.StructBlock):
    messages = blocks.ListBlock(several_lines(_("Message")), label=_("Messages"))

    class Meta:
        icon = "pick"
        label = _("Key messages")
        template = "blocks/key_messages.html"


class ContactBlock(blocks.StructBlock):
    name = one_line(_("Name"))
    role = one_line(_("Role"), required=False)
    email = blocks.EmailBlock(label=_("E-mail"), required=False, default="")
    phone = one_line(_("Telephone"), required=False)

    class Meta:
        icon = "user"
        label = _("Contact")
        template = "blocks/contact.html"


class AccountBlock(blocks.StructBlock):
    """An account elsewhere: a link, never an embedded feed."""

    service = one_line(_("Service"), help_text=_("For example: Facebook."))
    handle = one_line(_("Name of the account"))
    url = blocks.URLBlock(label=_("Address"), required=False, default="")

    class Meta:
        icon = "link-external"
        label = _("Account")
        template = "blocks/account.html"


BODY_BLOCKS = [
    ("heading", HeadingBlock()),
    ("paragraph", rich_lines(_("Paragraph"), template="blocks/paragraph.html", icon="pilcrow")),
    ("list", ListBlock()),
    ("numbered_list", NumberedListBlock()),
    ("quote", QuoteBlock()),
    ("figure", FigureBlock()),
    ("facts", FactsBlock()),
    ("image", ImageBlock()),
    ("document", DocumentBlock()),
    (
        "table",
        TableBlock(
            [
                ("text", several_lines(_("Text"), required=False)),
                ("number", blocks.DecimalBlock(label=_("Number"))),
            ]
        ),
    ),
    ("video_link", VideoLinkBlock()),
    ("call_to_action", CallToActionBlock()),
    ("question_answer", QuestionAnswerBlock()),
    ("key_messages", KeyMessagesBlock()),
    ("contact", ContactBlock()),
]
RELATED_BLOCKS = [("page", blocks.PageChooserBlock(label=_("Page")))]
