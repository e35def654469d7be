"""Addresses of events in the admin."""

from django.urls import path

from network.events.office import views
from network.events.office.listing import EventsView

app_name = "events"
urlpatterns = [
    path("", EventsView.as_view(), name="events"),
    path("results/", EventsView.as_view(results_only=True), name="events_results"),
    path("<int:pk>/", views.event_page, name="event"),
    path("<int:pk>/registrations.csv", views.table, name="table"),
    path("<int:pk>/registrations/<int:registration>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/<slug:name>/", views.act, name="act"),
]
