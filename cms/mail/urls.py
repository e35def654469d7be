"""Addresses of the page that shows mails; the site's addresses include them on a person's own machine alone."""

from django.urls import path

from cms.mail import views

urlpatterns = [
    path("", views.mails, name="mails"),
    path("<slug:name>/", views.mail, name="mail"),
    path("<slug:name>/html/", views.mail_html, name="mail_html"),
]
