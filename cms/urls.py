"""Addresses. Everything that readers read stands under its language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views import serve as documents

from cms.core import health, routing, sitemap, views
from cms.core.routing import read_only
from cms.mail.views import mails_are_shown
from cms.users.views import to_sign_in, to_staff_sign_in
from home.searching.views import search
from news.feeds import feed

urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.icon, name="icon"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap.sitemap, name="sitemap_part"),
    # Before the admin, whose own forms for passwords are never reached.
    path("admin/login/", to_staff_sign_in, name="staff_door"),
    re_path(r"^admin/password_reset/", to_staff_sign_in, name="staff_reset"),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("network.letters.machine_urls")),
    # Wagtail's own patterns are not included as a whole: a document's number may have any length there.
    path("documents/<int:document_id>/<path:document_filename>", views.document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        documents.authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]

if settings.SERVE_MEDIA:
    media = read_only(serve)
    urlpatterns.append(
        re_path(r"^media/(?P<path>(?!documents/).*)$", media, {"document_root": settings.MEDIA_ROOT}, name="media")
    )

if mails_are_shown():
    urlpatterns.append(path("mails/", include("cms.mail.urls")))

# Below a language the same: Wagtail's sign-in form for readers is left out, its name leads to ours.
urlpatterns += i18n_patterns(
    path("search/", search, name="search"),
    path("feed.xml", feed, name="feed"),
    path("untranslated/<int:page_id>/", views.missing_translation, name="missing_translation"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        wagtail_views.authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/login/", to_sign_in, name="wagtailcore_login"),
    path("sign-in/", include("cms.users.urls")),
    path("", include("network.agreement.urls")),
    path("", include("network.members.urls")),
    path("", include("network.charter.urls")),
    path("", include("network.letters.urls")),
    path("", include("network.directory.change_urls")),
    path("", include("network.directory.urls")),
    path("", include("network.events.urls")),
    path("", include("network.initiatives.urls")),
    path("", include("network.portal.urls")),
    re_path(r"^((?:[\w\-]+/)*)$", routing.page, name="wagtail_serve"),
    prefix_default_language=True,
)

handler400 = "cms.core.errors.bad_request"
handler403 = "cms.core.errors.permission_denied"
handler404 = "cms.core.errors.page_not_found"
handler429 = "cms.users.views.too_many_requests"
handler500 = "cms.core.errors.server_error"
