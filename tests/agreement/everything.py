"""A page of each guarded type with something in every field, every block and every child row."""

import datetime
import json
from typing import Any
from uuid import uuid4

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from cms.core.fields import FuzzyDateField
from network.charter.models import CharterPage
from projects.models import Participation
from tests import factories
from tests.factories.charter import CharterPageFactory

_FACTORIES = {
    "registry.organisation": factories.OrganisationFactory,
    "registry.person": factories.PersonFactory,
    "registry.topic": factories.TopicFactory,
    "registry.place": factories.PlaceFactory,
    "projects.programme": factories.ProgrammeFactory,
    "projects.fundingline": factories.FundingLineFactory,
    "projects.projectpage": factories.ProjectPageFactory,
    "news.publicationpage": factories.PublicationPageFactory,
    "members.membership": factories.MembershipFactory,
    "core.customimage": factories.ImageFactory,
    "core.customdocument": factories.DocumentFactory,
    "wagtailcore.page": factories.StandardPageFactory,
}


def record(model: type[models.Model]) -> Any:
    """Return a new record that a page can show."""
    return _FACTORIES[model._meta.label_lower]()


def fill(page: Any) -> None:
    """Put something into every agreed field that can hold it."""
    for name in page.agreed_fields:
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            setattr(page, name, json.dumps(_stream(field.stream_block)))
        elif isinstance(field, ParentalManyToManyField):
            setattr(page, name, [record(field.related_model), record(field.related_model)])
        elif field.one_to_many:
            getattr(page, name).add(_row(field.related_model, field.field.name))
        elif name != "voice":
            setattr(page, name, _value(field))


def _row(model: type[models.Model], key: str) -> models.Model:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and field.name != key]
    values = {field.name: _value(field) for field in fields if field.name != "sort_order"}
    return model(**{name: value for name, value in values.items() if value is not None})


def _value(field: Any) -> Any:
    """Return a value of a plain field or key."""
    if isinstance(field, models.ForeignKey):
        return record(field.related_model)
    if isinstance(field, FuzzyDateField):
        return "2017-10"
    if field.choices:
        return field.choices[-1][0]
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.DateField | models.TimeField):
        hour = 15 if field.name.startswith("end") else 14
        return datetime.date(2017, 10, 1) if isinstance(field, models.DateField) else datetime.time(hour)
    if isinstance(field, models.URLField):
        return "https://example.org/"
    if field.name.endswith("time_zone"):
        return "Europe/Brussels"
    return 2017 if isinstance(field, models.IntegerField) else f"{field.name} 1"


def _stream(block: blocks.StreamBlock) -> list[dict[str, Any]]:
    return [{"type": name, "value": sample(child), "id": str(uuid4())} for name, child in block.child_blocks.items()]


def sample(block: blocks.Block) -> Any:
    """Return a raw value of a block, as the database holds it."""
    match block:
        case blocks.StreamBlock():
            return _stream(block)
        case blocks.ListBlock():
            return [{"type": "item", "value": sample(block.child_block), "id": str(uuid4())} for _number in range(2)]
        case TypedTableBlock():
            return _table(block)
        case blocks.StructBlock():
            return {name: sample(child) for name, child in block.child_blocks.items()}
        case ImageChooserBlock() | DocumentChooserBlock() | blocks.PageChooserBlock():
            model = block.model_class
            return (factories.StandardPageFactory() if model is Page else record(model)).pk
        case blocks.ChooserBlock():
            return record(block.model_class).pk
        case blocks.RichTextBlock():
            document = factories.DocumentFactory()
            return f'<p>Rich <b>text</b> <a linktype="document" id="{document.pk}">file</a></p>'
        case blocks.ChoiceBlock():
            return str(next(key for key, _label in block.field.choices if key))
    return _leaf(block)


def _leaf(block: blocks.Block) -> Any:
    match block:
        case blocks.DecimalBlock():
            return "12.50"
        case blocks.URLBlock():
            return "https://example.org/"
        case blocks.EmailBlock():
            return "office@example.org"
        case blocks.DateBlock():
            return "2017-10-01"
        case blocks.TimeBlock():
            return "14:00"
    return "2018" if type(block).__name__ == "FuzzyDateBlock" else "Words"


def _table(block: TypedTableBlock) -> dict[str, Any]:
    columns = [{"type": name, "heading": name} for name in block.child_blocks]
    return {
        "columns": columns,
        "rows": [{"values": [sample(child) for child in block.child_blocks.values()]}],
        "caption": "Table",
    }


def participation(organisation: Any, order: int) -> Participation:
    """Return a new row of a project."""
    return Participation(organisation=organisation, sort_order=order)


def full_page(model: type[Page]) -> Any:
    """Return a draft of a guarded type, filled and saved."""
    factory = CharterPageFactory if model is CharterPage else getattr(factories, f"{model.__name__}Factory")
    page = factory(live=False)
    fill(page)
    page.save()
    return page
