"""Panels of an event's form: what is worth a second look, and the way to pasting an agenda."""

from typing import Any

from wagtail.admin.panels import Panel

from network.events.event_notes import notes_of

# The name of the button that saves the form and goes on to the page for pasting.
PASTE = "paste-agenda"


class NotesPanel(Panel):
    """Tells the editor what does not fit together. It keeps nothing from being saved or published."""

    class BoundPanel(Panel.BoundPanel):
        """The notes to one event."""

        template_name = "events/admin/notes.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the notes to the newest draft, or to what was sent and could not be saved."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"notes": notes_of(self.instance)}


class PastePanel(Panel):
    """The button beside the agenda: it saves what was typed so far, and opens the page for pasting."""

    class BoundPanel(Panel.BoundPanel):
        """The button of one event."""

        template_name = "events/admin/paste_button.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the name of the button."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"name": PASTE}
