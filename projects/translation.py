"""Columns per language (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from projects.funding import FundingLine, Programme


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("title", "lead")
    required_languages = {"ka": ("title",), "en": ("title",)}


@register(FundingLine)
class FundingLineTranslation(TranslationOptions):
    fields = ("statement", "statement_after_end", "disclaimer")
    required_languages = {"ka": ("statement",), "en": ("statement",)}
