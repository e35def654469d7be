"""Public addresses of agreement, below the language."""

from django.urls import path

from network.agreement import record_views

urlpatterns = [
    path("record/", record_views.records, name="records"),
    path("record/<int:pk>/", record_views.record, name="record"),
    path("record/<int:pk>/record.json", record_views.record_json, name="record_json"),
]
