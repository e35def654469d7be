"""Addresses below a language."""

from django.urls import path

from network.initiatives import desk_views, one_view, public_views

urlpatterns = [
    path("initiatives/", public_views.initiatives, name="initiatives"),
    path("desk/initiatives/", desk_views.desk_initiatives, name="desk_initiatives"),
    path("desk/initiatives/new/", desk_views.new_initiative, name="desk_initiative_new"),
    path("desk/initiatives/<int:pk>/", one_view.desk_initiative, name="desk_initiative"),
    path("desk/initiatives/<int:pk>/edit/", desk_views.edit_initiative, name="desk_initiative_edit"),
    path("desk/initiatives/<int:pk>/discard/", desk_views.discard_initiative, name="desk_initiative_discard"),
    path(
        "desk/initiatives/<int:pk>/documents/<int:number>/",
        desk_views.initiative_document,
        name="desk_initiative_document",
    ),
]
