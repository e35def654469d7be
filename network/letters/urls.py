"""Addresses below a language."""

from django.urls import path

from network.letters.by_mail import link_views, manage_views, sign_views
from network.letters.by_members import member_views
from network.letters.files import file_views
from network.letters.readers import list_views

urlpatterns = [
    path("letters/<int:pk>/sign/", sign_views.sign, name="letter_sign"),
    path("letters/code/<str:token>/", link_views.code_page, name="letter_code"),
    path("letters/confirm/<str:token>/", link_views.confirm_page, name="letter_confirm"),
    path("letters/not-me/<str:token>/", link_views.not_me_page, name="letter_not_me"),
    path("letters/manage/<str:token>/", manage_views.manage_page, name="letter_manage"),
    path("letters/done/<slug:what>/", link_views.done, name="letter_done"),
    path("letters/<int:pk>/signatories/", list_views.signatory_list, name="letter_signatories"),
    path("letters/<int:pk>/versions/", list_views.versions, name="letter_versions"),
    path("letters/<int:pk>/versions/<int:number>/", list_views.version, name="letter_version"),
    path("letters/<int:pk>/print/", list_views.print_view, name="letter_print"),
    path("letters/object/<str:token>/", member_views.letter_object, name="letter_object"),
    path("desk/letters/", member_views.desk_letters, name="desk_letters"),
    path("desk/letters/<int:pk>/", member_views.desk_letter, name="desk_letter"),
    path("letters/<int:pk>/letter.pdf", file_views.letter_pdf, name="letter_pdf"),
    path("letters/<int:pk>/bundle.zip", file_views.letter_bundle, name="letter_bundle"),
    path("letters/<int:pk>/signatures.csv", file_views.letter_csv, name="letter_csv"),
    path("letters/<int:pk>/signatures.json", file_views.letter_json, name="letter_json"),
]
