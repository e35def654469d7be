"""Columns per language (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from network.initiatives.models import Initiative


@register(Initiative)
class InitiativeTranslation(TranslationOptions):
    fields = ("title", "text", "answer")
