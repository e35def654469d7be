"""Columns per language (django-modeltranslation): identity in columns, prose in rows."""

from modeltranslation.translator import TranslationOptions, register

from network.registry.models import Organisation, Person, Place, Topic

NAME_REQUIRED: dict[str, list[str] | tuple[str, ...]] = {"ka": ("name",), "en": ("name",)}


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "description")
    required_languages = NAME_REQUIRED


@register(Place)
class PlaceTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = NAME_REQUIRED


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "about", "former_names", "logo")
    required_languages = NAME_REQUIRED


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "honorific")
    required_languages = NAME_REQUIRED
