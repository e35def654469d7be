"""Columns per language (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from network.letters.deliveries import Delivery, ReceivedAnswer


@register(Delivery)
class DeliveryTranslation(TranslationOptions):
    fields = ("recipient", "way")


@register(ReceivedAnswer)
class ReceivedAnswerTranslation(TranslationOptions):
    fields = ("sender", "heading", "text")
