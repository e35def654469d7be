"""Addresses below a language."""

from django.urls import path

from network.events import calendar_views, member_views, note_views
from network.events.by_mail import views as by_mail

urlpatterns = [
    path("events/<int:pk>/note/", note_views.concept_note, name="event_note"),
    path("events/<int:pk>/register/", by_mail.register, name="event_register"),
    path("events/<int:pk>/register/sent/", by_mail.sent, name="event_register_sent"),
    path("events/registration/erased/", by_mail.gone, name="event_registration_gone"),
    path("events/registration/<str:token>/", by_mail.registration, name="event_registration"),
    path("desk/events/", member_views.desk_events, name="desk_events"),
    path("desk/events/<int:pk>/", member_views.desk_event, name="desk_event"),
    path("events.ics", calendar_views.events_calendar, name="events_calendar"),
    path("events/<int:pk>/event.ics", calendar_views.event_calendar, name="event_calendar"),
    path(
        "events/<int:pk>/sessions/<str:session>.ics",
        calendar_views.event_session_calendar,
        name="event_session_calendar",
    ),
]
