"""Addresses below a language: applying to join, and a member's own entry on the desk."""

from django.urls import path

from network.directory.entry import views as entry
from network.directory.joining import views as joining
from network.directory.leaving import views as leaving

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/done/<slug:what>/", joining.done, name="join_done"),
    path("join/<str:token>/", joining.application_page, name="join_application"),
    path("join/<str:token>/send/", joining.send, name="join_send"),
    path("join/<str:token>/withdraw/", joining.withdraw, name="join_withdraw"),
    path("join/<str:token>/<slug:step>/", joining.step_page, name="join_step"),
    path("desk/entry/", entry.entries, name="desk_entries"),
    path("desk/entry/<int:pk>/", entry.entry, name="desk_entry"),
    path("desk/entry/<int:pk>/withdraw/", entry.withdraw, name="desk_entry_withdraw"),
    path("desk/entry/<int:pk>/leave/", leaving.leave, name="desk_leave"),
    path("desk/entry/<int:pk>/stay/", leaving.stay, name="desk_stay"),
]
