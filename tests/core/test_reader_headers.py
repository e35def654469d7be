"""What goes out with every public answer: no cookie, no power, no place for foreign code, how long to keep it."""

import gzip

import pytest
from django.test import Client, override_settings
from wagtail.models import PageViewRestriction

from cms.core.middleware import NOT_KEPT, SHARED_BRIEFLY
from tests import factories
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db
PUBLIC = ["/ka/", "/en/", "/ka/search/?q=a", "/ka/feed.xml", "/sitemap.xml", "/robots.txt", "/ka/net/"]


@pytest.fixture
def editor(client: Client) -> Client:
    """A browser of somebody who is signed in."""
    client.force_login(factories.UserFactory(superuser=True))
    return client


@pytest.mark.parametrize("address", [*PUBLIC, "/", "/de/", "/healthz"])
def test_headers_of_every_answer(client: Client, address: str) -> None:
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "*" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Request-ID"]
    assert not response.cookies


@pytest.mark.parametrize("address", PUBLIC)
def test_public_answers_may_be_shared_for_seconds(client: Client, address: str) -> None:
    response = client.get(address)
    assert response["Cache-Control"] == SHARED_BRIEFLY
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_is_kept_of_what_a_signed_in_person_gets(editor: Client, address: str) -> None:
    assert editor.get(address)["Cache-Control"] == NOT_KEPT


@pytest.mark.parametrize("address", ["/", "/de/"])
def test_what_depends_on_the_reader_is_not_shared(client: Client, address: str) -> None:
    response = client.get(address)
    assert response["Cache-Control"] == NOT_KEPT
    if address != "/":
        assert "Accept-Language" in response["Vary"]


def test_preview_is_never_kept(editor: Client) -> None:
    page = factories.StandardPageFactory()
    page.save_revision()
    revision = page.latest_revision
    response = editor.get(f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/")
    assert response.status_code == 200
    assert "public" not in response["Cache-Control"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_admin_has_its_own_policy_and_is_never_kept(editor: Client, client: Client) -> None:
    for response in (editor.get("/admin/"), Client().get("/admin/jsi18n/")):
        assert "public" not in response["Cache-Control"]
        assert "unsafe-inline" in response["Content-Security-Policy"]


def test_a_private_page_is_never_kept(client: Client) -> None:
    page = factories.StandardPageFactory(title="საიდუმლო")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = client.get(page.url)
    assert response.status_code == 302
    assert response["Location"].startswith("/ka/sign-in/?next=/ka/")
    assert "public" not in response["Cache-Control"]
    client.force_login(factories.UserFactory())
    response = client.get(page.url)
    assert "საიდუმლო" in response.content.decode()
    assert "public" not in response["Cache-Control"]


def test_wagtails_other_sign_in_form_is_not_there(client: Client) -> None:
    response = client.get("/ka/_util/login/?next=/ka/a/")
    assert response["Location"] == "/ka/sign-in/?next=/ka/a/"


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    first = client.get("/ka/")
    again = client.get("/ka/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == SHARED_BRIEFLY
    home = home_page("ka")
    home.lead = "სხვა სიტყვები"
    home.save()
    assert client.get("/ka/", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", ["/ka/", "/ka/feed.xml", "/sitemap.xml", "/ka/net/"])
def test_text_is_compressed(client: Client, address: str) -> None:
    factories.NewsPageFactory(lead="სიტყვები " * 50)
    plain = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content)
    assert "Accept-Encoding" in plain["Vary"]


def test_only_what_holds_a_token_is_padded_by_a_random_length() -> None:
    def sizes(address: str) -> set[int]:
        return {len(Client().get(address, headers={"accept-encoding": "gzip"}).content) for _time in range(12)}

    home_page("ka")
    assert len(sizes("/ka/")) == 1
    assert len(sizes("/ka/sign-in/")) > 4


def test_files_are_not_compressed_again(client: Client) -> None:
    document = factories.DocumentFactory()
    response = client.get(document.url, headers={"accept-encoding": "gzip"})
    assert response.status_code == 200
    assert "Content-Encoding" not in response
    assert response["Content-Length"] == str(document.file.size)


def test_documents_are_reached_through_the_application_alone(client: Client) -> None:
    document = factories.DocumentFactory()
    assert client.get(f"/media/{document.file.name}").status_code == 404


@override_settings(
    SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True, SECURE_HSTS_PRELOAD=True,
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"), SECURE_SSL_REDIRECT=True,
)  # fmt: skip
def test_production_insists_on_https() -> None:
    client = Client()
    response = client.get("/ka/", headers={"x-forwarded-proto": "https"})
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    response = client.get("/ka/")
    assert response.status_code == 301
    assert response["Location"] == "https://testserver/ka/"
