"""Pictures and documents."""

import factory
from factory.django import DjangoModelFactory, FileField, ImageField
from wagtail.models import Collection

from cms.core.models import CustomDocument, CustomImage


class ImageFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Image {number + 1}")
    file = ImageField(width=640, height=400, color="#0e4f49", filename="image.png", format="PNG")
    alt_ka = factory.Sequence(lambda number: f"სურათის აღწერა {number + 1}")
    alt_en = factory.Sequence(lambda number: f"Description of image {number + 1}")
    collection = factory.LazyFunction(Collection.get_first_root_node)

    class Meta:
        model = CustomImage


class DocumentFactory(DjangoModelFactory):
    title_ka = factory.Sequence(lambda number: f"დოკუმენტი {number + 1}")
    title_en = factory.Sequence(lambda number: f"Document {number + 1}")
    file = FileField(data=b"%PDF-1.4\n%%EOF\n", filename="document.pdf")
    language = "ka"
    collection = factory.LazyFunction(Collection.get_first_root_node)

    class Meta:
        model = CustomDocument
