"""Addresses of requests in the admin."""

from django.urls import path

from network.directory.office import applications, changes, views

app_name = "requests"
urlpatterns = [
    path("", views.index, name="index"),
    path("applications/<int:pk>/", applications.application_page, name="application"),
    path("applications/<int:pk>/<slug:name>/", applications.decide_application, name="decide_application"),
    path("changes/<int:pk>/", changes.proposal_page, name="proposal"),
    path("changes/<int:pk>/<slug:name>/", changes.decide_proposal, name="decide_proposal"),
    path("departures/<int:pk>/", changes.departure_page, name="departure"),
    path("departures/<int:pk>/<slug:name>/", changes.decide_departure, name="decide_departure"),
]
