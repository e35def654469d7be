"""Addresses below a language."""

from django.urls import path

from network.letters import list_views

urlpatterns = [
    path("letters/<int:pk>/signatories/", list_views.signatory_list, name="letter_signatories"),
    path("letters/<int:pk>/versions/", list_views.versions, name="letter_versions"),
    path("letters/<int:pk>/versions/<int:number>/", list_views.version, name="letter_version"),
    path("letters/<int:pk>/print/", list_views.print_view, name="letter_print"),
]
