"""Addresses below a language."""

from django.urls import path

from network.members import views

urlpatterns = [
    path("mandates/", views.mandates, name="mandates"),
    path("mandates/ended/", views.ended, name="mandate_ended"),
    path("mandates/<int:pk>/confirm/", views.confirm, name="mandate_confirm"),
    path("mandates/<int:pk>/end/", views.give_up, name="mandate_end"),
    path("mandates/<int:pk>/successor/", views.propose, name="mandate_successor"),
    path("mandates/<int:pk>/withdraw/", views.withdraw, name="mandate_withdraw"),
    path("mandate/<str:token>/", views.accept, name="succession_accept"),
]
