"""The admin in the editor's language: sentences that Wagtail lacks, and the site's own name."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_simple
from wagtail.models import PageLogEntry

from cms.core.models import SiteSettings
from tests.admin.signed_in import client_of, make_user
from tests.factories import NewsPageFactory

UPSTREAM = settings.BASE_DIR / "cms" / "upstream_locale" / "ka" / "LC_MESSAGES"
MTAVRULI = re.compile("[\u1c90-\u1cbf]")


def sentences(path: Path) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in polib.pofile(str(path)) if not entry.obsolete}


def said_by_packages(domain: str) -> set[tuple[str | None, str, str]]:
    """Every sentence of the installed packages, from their English catalogues."""
    found: set[tuple[str | None, str, str]] = set()
    for package in ("wagtail", "wagtail_localize", "django"):
        spec = find_spec(package)
        assert spec is not None
        assert spec.submodule_search_locations is not None
        for path in Path(spec.submodule_search_locations[0]).rglob(f"locale/en/LC_MESSAGES/{domain}.po"):
            found |= sentences(path)
    return found


@pytest.mark.parametrize(("domain", "least"), [("django", 700), ("djangojs", 70)])
def test_every_sentence_is_said_by_a_package(domain: str, least: int) -> None:
    ours = sentences(UPSTREAM / f"{domain}.po")
    assert len(ours) >= least
    assert sorted(ours - said_by_packages(domain), key=str) == [], "no package says this any more"


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_plural_is_that_of_django(domain: str) -> None:
    rule = polib.pofile(str(UPSTREAM / f"{domain}.po")).metadata["Plural-Forms"]
    assert rule.replace(" ", "").rstrip(";") == "nplurals=2;plural=(n!=1)"


def test_no_capitals_in_the_translations() -> None:
    for path in UPSTREAM.glob("*.po"):
        assert not MTAVRULI.search(path.read_text(encoding="utf-8"))


def test_our_sentences_win_over_those_of_the_packages() -> None:
    with translation.override("ka"):
        assert gettext("Save draft") == "მონახაზის შენახვა"
        assert gettext("Image '%(image_title)s' deleted.").startswith("გამოსახულება „")
        assert ngettext("%(num)d minute", "%(num)d minutes", 3) % {"num": 3} == "3 წუთის"
        assert gettext("%(time_period)s ago") == "%(time_period)s წინ"
        assert timesince_simple(timezone.now()) == "ახლახან"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ka", ["სამუშაო დაფა", "გვერდები", "გასვლა", "ანგარიშები"]),
        ("en", ["Dashboard", "Pages", "Log out", "Reports"]),
    ],
)
def test_the_first_page(language: str, words: list[str]) -> None:
    text = client_of(make_user("editor", language)).get(reverse("wagtailadmin_home")).text
    assert f'<html lang="{language}"' in text
    for word in words:
        # The menu is handed to its script as JSON.
        assert word in text or json.dumps(word)[1:-1] in text, word
    assert not MTAVRULI.search(text)


@pytest.mark.django_db
def test_the_door_is_all_georgian() -> None:
    text = Client().get("/ka/sign-in/staff/").text
    words = re.sub(r"(?s)<(head|script|style|template).*?</\1>|<[^>]*>", " ", text)
    assert "პაროლი" in words
    assert set(re.findall(r"[A-Za-z]{3,}", words.replace("Civil Society for Migration", ""))) == {"English"}


@pytest.mark.django_db
def test_what_scripts_say() -> None:
    catalogue = client_of(make_user("editor", "ka")).get(reverse("wagtailadmin_javascript_catalog")).text
    assert json.dumps("ქსელთან კავშირი გაწყდა.")[1:-1] in catalogue


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), [("ka", "ქსელის სახელი"), ("en", "Name of the Network")])
def test_the_sites_own_name_in_each_language(language: str, name: str) -> None:
    site = SiteSettings.load()
    site.name_ka, site.name_en = "ქსელის სახელი", "Name of the Network"
    site.save()
    browser = {"accept-language": language}
    client = client_of(make_user("editor", language))
    door = Client().get(f"/{language}/sign-in/staff/")
    pages = [door, client.get(reverse("wagtailadmin_home")), client.get("/admin/not-there/", headers=browser)]
    for response in pages:
        title = re.search(r"<title>(.*?)</title>", response.text, re.DOTALL)
        assert title is not None
        assert name in title[1]
        assert "Wagtail" not in title[1]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ka", "en"])
def test_both_languages_can_be_chosen(language: str) -> None:
    user = make_user("editor", "en" if language == "ka" else "ka")
    client = client_of(user)
    account = client.get(reverse("wagtailadmin_account")).text
    assert "ქართული" in account
    assert "English" in account
    data = {
        "name_email-first_name": "ანა",
        "name_email-last_name": "ბ",
        "name_email-email": "a@example.org",
        "locale-preferred_language": language,
        "theme-theme": "system",
        "theme-density": "default",
        "theme-contrast": "system",
        "notifications-submitted_notifications": "on",
    }
    response = client.post(reverse("wagtailadmin_account"), data)
    assert response.status_code == 302
    assert f'<html lang="{language}"' in client.get(reverse("wagtailadmin_home")).text


@pytest.mark.django_db
def test_times_are_those_of_tbilisi_in_24_hours() -> None:
    page = NewsPageFactory(title="სიახლე")
    page.save_revision(log_action=True)
    entry = PageLogEntry.objects.filter(page=page.pk).first()
    assert entry is not None
    text = client_of(make_user("editor", "ka")).get(reverse("wagtailadmin_pages:history", args=[page.pk])).text
    assert "p.m." not in text
    assert "a.m." not in text


@pytest.mark.django_db
def test_forms_and_blocks_follow_the_editor_within_one_process() -> None:
    """Labels of blocks are made once, at import; they must not keep the language of that moment."""
    url = reverse("wagtailadmin_pages:edit", args=[NewsPageFactory().pk])
    for _round in range(2):
        for language in ("ka", "en"):
            text = client_of(make_user("editor", language)).get(url).text
            with translation.override(language):
                expected = [gettext(name) for name in ("Paragraph", "Quotation", "Numbered list", "official title")]
            for word in expected:
                assert capfirst(word) in text or json.dumps(capfirst(word))[1:-1] in text.replace("\\\\u", "\\u"), word
