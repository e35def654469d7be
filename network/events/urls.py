"""Addresses below a language."""

from django.urls import path

from network.events import calendar_views, note_views

urlpatterns = [
    path("events/<int:pk>/note/", note_views.concept_note, name="event_note"),
    path("events.ics", calendar_views.events_calendar, name="events_calendar"),
    path("events/<int:pk>/event.ics", calendar_views.event_calendar, name="event_calendar"),
    path(
        "events/<int:pk>/sessions/<str:session>.ics",
        calendar_views.event_session_calendar,
        name="event_session_calendar",
    ),
]
