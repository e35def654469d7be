"""Addresses of rounds in the admin."""

from django.urls import path

from network.agreement.office import corrections, views
from network.agreement.office.listing import RoundsView

app_name = "agreement"
urlpatterns = [
    path("", RoundsView.as_view(), name="rounds"),
    path("audit/", views.audit, name="audit"),
    path("results/", RoundsView.as_view(results_only=True), name="rounds_results"),
    path("<int:pk>/", views.round_page, name="round"),
    path("<int:pk>/data.json", views.round_data, name="round_data"),
    path("<int:pk>/<slug:name>/", views.act, name="act"),
    path("corrections/<int:page_id>/", corrections.correct, name="correct"),
    path("corrections/<int:pk>/withdraw/", corrections.withdraw, name="withdraw_correction"),
    path("urgency/<int:page_id>/", views.urgency, name="urgency"),
]
