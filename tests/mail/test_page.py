"""The page that shows mails: only on a person's own machine, and there in both languages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from cms import urls as site_urls
from cms.mail import services
from cms.mail.checks import check_mails_are_not_shown
from tests.mail.conftest import TITLE, write

ROOT = Path(__file__).resolve().parents[2]

urlpatterns = [path("mails/", include("cms.mail.urls")), *site_urls.urlpatterns]


@pytest.fixture
def shown(settings: Settings, tmp_path: Path, db: None) -> None:
    """A person's own machine with two mails in two files, and a third in the same file as the second."""
    settings.ROOT_URLCONF = __name__
    settings.SHOW_MAILS = True
    settings.MAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    write("first", context={"title": "First", "url": "https://www.example.org/ka/desk/1/"})
    services.deliver()
    write("second", context={"title": "Second", "url": "https://www.example.org/ka/desk/1/?a=1&b=2"})
    write("third", language="en", to="luka@example.org")
    services.deliver()


def addresses(html: str) -> list[str]:
    """The addresses of the mails on the list, as they stand there."""
    return [piece.partition('"')[0] for piece in html.split('<h2><a href="')[1:]]


@pytest.mark.usefixtures("shown")
def test_mails_stand_newest_first(client: Client) -> None:
    response = client.get("/mails/?language=en")
    html = response.content.decode()
    assert html.index("luka@example.org") < html.index("Second") < html.index("First")
    assert '<html lang="en">' in html
    assert response["Cache-Control"] == "private, no-store"
    assert '<html lang="ka">' in client.get("/mails/?language=ka").content.decode()


@pytest.mark.usefixtures("shown")
def test_links_of_a_mail_can_be_followed(client: Client) -> None:
    second = addresses(client.get("/mails/?language=en").content.decode())[1]
    html = client.get(second).content.decode()
    assert 'href="https://www.example.org/ka/desk/1/?a=1&amp;b=2"' in html


@pytest.mark.usefixtures("shown")
def test_a_mail_s_html_can_do_nothing(client: Client) -> None:
    newest = addresses(client.get("/mails/").content.decode())[0].partition("?")[0]
    response = client.get(f"{newest}html/")
    assert "&lt;სხვა&gt;" in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert TITLE in client.get(newest).content.decode().replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.usefixtures("shown")
def test_what_is_no_mail_is_not_found(client: Client, tmp_path: Path) -> None:
    (tmp_path / "secret.log").write_text("Subject: no\n\nno")
    assert client.get("/mails/nothing/").status_code == 404
    assert client.get("/mails/..%2Fsecret-0/").status_code == 404


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("missing", ["SHOW_MAILS", "DEMO_ALLOWED"])
def test_elsewhere_there_is_no_such_page(missing: str, client: Client, settings: Settings) -> None:
    setattr(settings, missing, False)
    assert client.get("/mails/").status_code == 404


def test_no_mail_yet(client: Client, shown: None, settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "none"
    assert client.get("/mails/?language=en").status_code == 200


def test_a_server_refuses_to_show_mails(settings: Settings) -> None:
    settings.SHOW_MAILS = True
    assert check_mails_are_not_shown() == []
    settings.DEMO_ALLOWED = False
    assert [error.id for error in check_mails_are_not_shown()] == ["mail.E001"]
    settings.SHOW_MAILS = False
    assert check_mails_are_not_shown() == []


PRODUCTION = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "www.example.org",
    "DATABASE_URL": "postgres://site:secret@127.0.0.1:5432/site",
    "BASE_URL": "https://www.example.org",
    "EMAIL_URL": "smtp+tls://site:secret@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "site@example.org",
}


@pytest.mark.parametrize(("layer", "shows"), [("local", True), ("production", False), ("test", False)])
def test_only_one_s_own_machine_knows_the_address(layer: str, shows: bool) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.urls import Resolver404, resolve\n"
        "try: found = resolve('/mails/').view_name == 'mails'\n"
        "except Resolver404: found = False\n"
        "print(found, settings.EMAIL_BACKEND, settings.MAIL_TRANSPORT)"
    )
    environment = {**os.environ, **PRODUCTION, "DJANGO_SETTINGS_MODULE": f"cms.settings.{layer}"}
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    found, backend, transport = said.stdout.split()
    assert (found == "True") is shows
    assert backend == "cms.mail.backend.OutboxBackend"
    assert (transport == "django.core.mail.backends.smtp.EmailBackend") is (layer == "production")
