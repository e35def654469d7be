"""What happens to the text of an event, and what that means for the event."""

from collections.abc import Collection
from typing import Any

from django.db.models import F
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from network.events import changing
from network.events.pages import EventPage
from network.events.records import Event


@receiver(post_save, sender=EventPage, dispatch_uid="events.page_saved")
def after_saving(
    instance: EventPage, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """Follow the hours of a text that is public. A draft that is saved touches neither hours nor visibility.

    The row is saved by every way of publishing: a round, a correction, an import. What was saved is read from the
    database, since Wagtail saves bookkeeping of a page whose object holds a draft.
    """
    if raw or instance.alias_of_id or not instance.live or instance.translation_key is None:
        return
    if update_fields is None or {"starts_at", "ends_at", "live"} & set(update_fields):
        changing.follow_text(translation_key=instance.translation_key)


@receiver(page_published, sender=EventPage, dispatch_uid="events.page_published")
def after_publication(instance: EventPage, **kwargs: Any) -> None:
    """Let calendars learn that the text is another one."""
    if not instance.alias_of_id and instance.translation_key is not None:
        Event.objects.of_text(instance.translation_key).update(sequence=F("sequence") + 1)
