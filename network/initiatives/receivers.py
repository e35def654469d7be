"""Initiatives follow what happens to their texts: a draft that is published is what came of one."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from network.initiatives.answering import mark_published


@receiver(page_published, dispatch_uid="initiatives.page_published")
def after_publication(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Note that the text of an initiative is public now."""
    mark_published(instance.translation_key)
