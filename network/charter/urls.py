"""Addresses below a language."""

from django.urls import path

from network.charter import views

urlpatterns = [
    path("charter/versions/", views.versions, name="charter_versions"),
    path("charter/versions/<int:pk>/", views.version, name="charter_version"),
    path("desk/charter/", views.desk, name="desk_charter"),
]
