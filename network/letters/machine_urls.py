"""Addresses without a language: what other sites and services read."""

from django.urls import path

from network.letters.readers import machine_views

urlpatterns = [
    path("letters/<uuid:key>/count.json", machine_views.count, name="letter_count"),
    path("letters/<uuid:key>/badge.svg", machine_views.badge, name="letter_badge"),
    path("letters/<uuid:key>/share/<str:language>.png", machine_views.picture, name="letter_share_image"),
]
