"""The note at the head of an event's form: what the members agree to, and what changes without asking them."""

from typing import Any

from wagtail.admin.panels import Panel

from network.events.permissions import user_can_see_events


class RoundNotePanel(Panel):
    """Tells the editor which facts can be changed without a new round, and leads to them."""

    class BoundPanel(Panel.BoundPanel):
        """The note about one event."""

        template_name = "events/admin/what_needs_a_round.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the event's row; a page that was never saved has none."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {
                "event": self.instance.event if self.instance.pk else None,
                "can_see": user_can_see_events(self.request.user),
            }
