"""Addresses of letters in the admin."""

from django.urls import path

from network.letters.office import check_views, delivery_views, new_views, pattern_views, views, wording_views
from network.letters.office.listing import LettersView
from network.letters.office.news_table import news_table

app_name = "letters"
urlpatterns = [
    path("", LettersView.as_view(), name="letters"),
    path("results/", LettersView.as_view(results_only=True), name="letters_results"),
    path("new/", new_views.new, name="new"),
    path("checks/", check_views.checks, name="checks"),
    path("checks/<int:pk>/", check_views.check, name="check"),
    path("checks/<int:pk>/logo.png", check_views.logo, name="check_logo"),
    path("checks/<int:pk>/<slug:name>/", check_views.decide, name="decide"),
    path("wordings/", wording_views.wordings, name="wordings"),
    path("wordings/<slug:purpose>/", wording_views.wording, name="wording"),
    path("batches/<int:pk>/undo/", pattern_views.undo_batch, name="undo"),
    path("deliveries/<int:pk>/bundle.zip", delivery_views.bundle, name="bundle"),
    path("<int:pk>/", views.letter_page, name="letter"),
    path("<int:pk>/network-news.csv", news_table, name="news_table"),
    path("<int:pk>/patterns/", pattern_views.show_patterns, name="patterns"),
    path("<int:pk>/selection/", pattern_views.selection, name="selection"),
    path("<int:pk>/delivery/", delivery_views.delivery_page, name="delivery"),
    path("<int:pk>/delivery/<slug:name>/", delivery_views.take_step, name="take_step"),
    path("<int:pk>/<slug:name>/", views.act, name="act"),
]
