"""Columns per language (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from network.members.models import Membership


@register(Membership)
class MembershipTranslation(TranslationOptions):
    fields = ("about",)
