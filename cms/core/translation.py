"""Columns per language for records of this room (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from cms.core.models import CustomDocument, CustomImage, SiteSettings


@register(CustomImage)
class ImageTranslation(TranslationOptions):
    fields = ("alt", "credit")
    required_languages = {"ka": ("alt",), "en": ("alt",)}


@register(CustomDocument)
class DocumentTranslation(TranslationOptions):
    fields = ("title",)
    required_languages = {"ka": ("title",), "en": ("title",)}


@register(SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    fields = ("name", "full_name", "address")
    required_languages = {"ka": ("name",), "en": ("name",)}
