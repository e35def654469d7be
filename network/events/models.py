"""What Django has to know of the room."""

from network.events.pages import EventIndexPage, EventPage
from network.events.records import Event, Registration, RegistrationLink

__all__ = ["Event", "EventIndexPage", "EventPage", "Registration", "RegistrationLink"]
