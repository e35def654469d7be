"""Addresses below a language."""

from django.urls import path

from network.portal import answering, corrections, links, views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/language/", views.language, name="desk_language"),
    path("desk/rounds/", views.earlier, name="desk_rounds"),
    path("desk/rounds/<int:pk>/", answering.answer_page, name="desk_answer"),
    path("desk/rounds/<int:pk>/record/", views.round_page, name="desk_round"),
    path("desk/corrections/", corrections.corrections, name="desk_corrections"),
    path("desk/corrections/<int:pk>/", corrections.correction, name="desk_correction"),
    path("desk/answers/<int:pk>/", views.receipt, name="answer_receipt"),
    path("answer/<str:token>/", links.answer_link, name="answer_link"),
    path("answer/<str:token>/receipt/", links.link_receipt, name="link_receipt"),
]
