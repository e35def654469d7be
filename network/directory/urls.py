"""Addresses below a language."""

from django.urls import path

from network.directory.readers import views

urlpatterns = [
    path("members/person/<slug:slug>/", views.person, name="member_person"),
    # Last: any short name may stand here.
    path("members/<slug:slug>/", views.member, name="member"),
]
