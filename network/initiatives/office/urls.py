"""Addresses of initiatives in the admin."""

from django.urls import path

from network.initiatives.office import views
from network.initiatives.office.listing import InitiativesView

app_name = "initiatives"
urlpatterns = [
    path("", InitiativesView.as_view(), name="initiatives"),
    path("results/", InitiativesView.as_view(results_only=True), name="initiatives_results"),
    path("<int:pk>/", views.initiative_page, name="initiative"),
    path("<int:pk>/documents/<int:number>/", views.document, name="document"),
    path("<int:pk>/<slug:name>/", views.act, name="act"),
]
