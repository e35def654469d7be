"""Whatever is asked for, the answer is clear: the right status, words in the reader's language, never 500."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from wagtail.models import Page, PageViewRestriction

from cms import urls as site_urls
from tests import factories
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("nothing that a reader may know")


def overflow(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


def break_down(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def take_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


# The site's addresses, and some that fail.
urlpatterns = [
    path("refuse", refuse),
    path("suspect", suspect),
    path("overflow", overflow),
    path("break", break_down),
    path("form", take_form),
    *site_urls.urlpatterns,
]
handler400 = "cms.core.errors.bad_request"
handler403 = "cms.core.errors.permission_denied"
handler404 = "cms.core.errors.page_not_found"
handler500 = "cms.core.errors.server_error"

BOTH = ('<html lang="ka">', 'lang="en"')


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/refuse", 403, "You have no access"),
        ("/suspect", 400, "We could not understand"),
        ("/overflow", 400, "We could not understand"),
        ("/break", 500, "Something went wrong"),
    ],
)
def test_answers_in_both_languages_that_need_nothing(
    address: str, status: int, words: str, django_assert_num_queries
) -> None:
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get(address)
    text = response.content.decode()
    assert response.status_code == status
    assert words in text
    assert all(part in text for part in BOTH)
    assert "nothing that a reader may know" not in text
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in text
    assert not response.cookies


@override_settings(ROOT_URLCONF=__name__)
def test_a_form_without_its_token_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/form", {"name": "x"})
    assert response.status_code == 403
    assert "Go back, reload the page" in response.content.decode()
    assert "განაახლეთ გვერდი" in response.content.decode()


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "[::1", "a b", ""])
def test_a_strange_host_is_refused(client: Client, host: str) -> None:
    response = client.get("/ka/", headers={"host": host} if host else {}, **({} if host else {"SERVER_NAME": "evil"}))
    assert response.status_code == 400
    assert "evil" not in response.content.decode()


@pytest.mark.parametrize(
    ("address", "language"),
    [("/ka/net/", "ka"), ("/en/net/", "en"), ("/ka/net/net/net/", "ka"), ("/en/feed.xml/x/", "en")],
)
def test_not_found_speaks_the_language_of_the_address(client: Client, address: str, language: str) -> None:
    response = client.get(address, headers={"accept-language": "en" if language == "ka" else "ka"})
    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()
    assert response["Content-Language"] == language
    assert "Accept-Language" not in response.get("Vary", "")
    assert 'content="noindex"' in response.content.decode()
    assert "canonical" not in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "language"),
    [("de-DE, de;q=0.9, en;q=0.5", "en"), ("ka", "ka"), ("", "ka"), ("*", "ka"), ("\x80;;", "ka")],
)
@pytest.mark.parametrize("address", ["/de/", "/de/news/", "/nothing", "/wp-login.php", "/en-gb/", "/static/none.css"])
def test_an_address_without_our_languages_is_not_found_in_the_readers(
    client: Client, address: str, asked: str, language: str
) -> None:
    response = client.get(address, headers={"accept-language": asked})
    assert response.status_code == 404
    if address != "/en-gb/":  # which names English, if not as we do
        assert f'<html lang="{language}">' in response.content.decode()
        assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}
        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize(
    "address",
    ["/", "/ka/", "/en/", "/ka/search/", "/ka/feed.xml", "/sitemap.xml", "/robots.txt", "/healthz", "/readyz",
     "/favicon.ico", "/documents/1/x.pdf", "/ka/untranslated/1/", "/media/x.png"],
)  # fmt: skip
def test_wrong_method(method: str, address: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert response.status_code == 405
    assert "GET" in response["Allow"]
    assert "POST" not in response["Allow"]
    assert response["Content-Type"].startswith("text/plain")
    assert response.content
    assert not response.cookies


def test_options_of_a_page(client: Client) -> None:
    response = client.options("/ka/")
    assert response.status_code == 200
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_wrong_method_on_nothing_is_not_found() -> None:
    assert Client(enforce_csrf_checks=True).post("/ka/no/such/page/").status_code == 404


@pytest.mark.parametrize("address", ["/ka/%00/", "/ka/search/%00/", "/%00", "/\0"])
def test_the_letter_that_databases_cannot_hold(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert "We could not understand" in response.content.decode()


@pytest.mark.parametrize("path", ["/ka/", "/ka/search/"])
def test_in_a_query_it_is_a_space(client: Client, path: str) -> None:
    for query in ("q=%00", "q=\0", "a%00b=1", "page=%00&topic=%00&state=%00"):
        assert client.get(path, QUERY_STRING=query).status_code == 200


def test_the_same_letter_raw_in_a_cookie(client: Client) -> None:
    client.cookies.load('sessionid="\\000aaaaaaaaaa"')
    assert client.get("/ka/").status_code == 400


@pytest.mark.parametrize("address", ["/ka", "/en", "/ka/search", "/ka/net/net"])
def test_a_missing_slash_is_added_inside_the_language(client: Client, address: str) -> None:
    response = client.get(f"{address}?page=2&q=%E1%83%90")
    assert response.status_code == 301
    assert response["Location"] == f"{address}/?page=2&q=%E1%83%90"


@pytest.mark.parametrize("address", ["/ka//evil.example/", "//evil.example", "/ka/\\evil.example", "///evil.example/"])
def test_no_redirect_leads_to_another_host(client: Client, address: str) -> None:
    response = client.get(address)
    location = response.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith("//")


@pytest.mark.parametrize("length", [200, 2000, 8000])
@pytest.mark.parametrize("piece", ["a", "a/", "ა", "9", "-", "%25"])
def test_long_addresses(client: Client, piece: str, length: int) -> None:
    address = "/ka/" + piece * (length // len(piece)) + "/"
    assert client.get(address).status_code == 404
    assert client.get("/" + piece * (length // len(piece))).status_code in (301, 404)


@pytest.mark.parametrize("number", ["0", "1" * 20, "9" * 5000, "-1", "x", "٣"])
@pytest.mark.parametrize("address", ["/ka/untranslated/{}/", "/documents/{}/x.pdf", "/sitemap-{}.xml"])
def test_numbers_of_any_size(client: Client, address: str, number: str) -> None:
    assert client.get(address.format(number)).status_code == 404


def test_a_draft_and_what_is_below_the_root_are_not_found(client: Client) -> None:
    draft = factories.StandardPageFactory(live=False)
    assert client.get(f"/ka/{draft.slug}/").status_code == 404
    assert client.get("/ka/home/").status_code == 404
    assert client.get("/en/home-en/").status_code == 404


# --- A page that exists in the other language only ---------------------------------------------


def test_a_missing_translation_is_named_under_the_same_path(client: Client) -> None:
    georgian = factories.StandardPageFactory(title="მხოლოდ ქართულად", lead="შინაარსი")
    response = client.get(f"/en/{georgian.slug}/")
    text = response.content.decode()
    assert response.status_code == 404
    assert '<html lang="en">' in text
    assert f'href="{georgian.url}"' in text
    assert "მხოლოდ ქართულად" in text
    assert 'content="noindex"' in text
    assert 'hreflang="x-default"' not in text


def test_language_link_of_a_missing_translation_leads_to_the_original(client: Client) -> None:
    georgian = factories.StandardPageFactory()
    text = client.get(f"/en/{georgian.slug}/").content.decode()
    assert f'href="{georgian.url}" lang="ka" hreflang="ka">ქართული' in text


def test_page_about_a_missing_translation(client: Client) -> None:
    georgian = factories.NewsPageFactory(title="ახალი ამბავი")
    link = f"/en/untranslated/{georgian.pk}/"
    assert f'href="{link}"' in client.get(georgian.url).content.decode()
    response = client.get(link)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'content="noindex"' in text
    assert f'href="{georgian.url}"' in text
    assert client.get(link.replace("/en/", "/ka/")).headers["Location"] == georgian.url


def test_it_names_the_nearest_section_and_what_is_new_there(client: Client) -> None:
    georgian = factories.NewsPageFactory()
    english = factories.NewsPageFactory(locale="en", title="Something new")
    text = client.get(f"/en/untranslated/{georgian.pk}/").content.decode()
    assert f'href="{english.get_parent().url}"' in text
    assert "Something new" in text


@pytest.mark.parametrize("state", ["draft", "private", "absent"])
def test_nothing_is_told_of_pages_that_are_not_for_everybody(client: Client, state: str) -> None:
    page = factories.StandardPageFactory(title="საიდუმლო", live=state != "draft")
    if state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    if state == "absent":
        Page.objects.get(pk=page.pk).delete()
    for address in (f"/en/untranslated/{page.pk}/", f"/en/{page.slug}/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "საიდუმლო" not in response.content.decode()


def test_the_root_of_the_tree_has_no_translation(client: Client) -> None:
    assert client.get("/en/untranslated/1/").status_code == 404
    assert client.get(f"/en/untranslated/{home_page('ka').pk}/").headers["Location"] == "/en/"
