"""Fact A's six values and four rules, entered through the admin's own forms in both languages without loss."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from network.charter.models import CharterPage
from tests.admin.page_forms import form, fuzzy
from tests.admin.signed_in import client_of, make_user
from tests.factories import SectionPageFactory, StandardPageFactory, translate
from tests.factories.agreement import fresh, members
from tests.factories.charter import agreed, in_english, in_georgian

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parents[2] / "cms" / "demo" / "data" / "charter.yaml"
PLAIN = ("menu_label", "official_title", "seo_title", "search_description", "share_text", "share_image")


def source() -> dict[str, Any]:
    """Return the text of the demonstration's charter, which holds fact A."""
    return yaml.safe_load(SOURCE.read_text(encoding="utf-8"))


def filled(text: dict[str, Any], language: str, how: int) -> dict[str, Any]:
    """Return what an editor's browser sends in one language."""
    values = [{"name": value["name"][language], "meaning": value["meaning"][language]} for value in text["values"]]
    rules = [
        {
            "name": rule["short_name"][language],
            "text": rule["text"][language],
            "kept_by": rule["how_site_keeps_it"][language],
            "page": str(how),
        }
        for rule in text["rules"]
    ]
    return form(
        {
            **dict.fromkeys(PLAIN, ""),
            "title": text["title"][language],
            "slug": "",
            "lead": text["lead"][language],
            "related": streamfield([]),
            "internal_note": "",
            "voice": "network",
            "published_by": "",
            "version": "1",
            **fuzzy("adopted_on"),
            "preamble": text["preamble"][language],
            "values": streamfield([("value", value) for value in values]),
            "rules_title": text["rules_title"][language],
            "rules": streamfield([("rule", rule) for rule in rules]),
        }
    )


def posted(client: Client, url: str, data: dict[str, Any]) -> None:
    response = client.post(url, data)
    if response.status_code != 302:
        pytest.fail(str(dict(response.context["form"].errors)), pytrace=False)


def test_six_values_and_four_rules_are_entered_and_read_in_both_languages() -> None:
    text = source()
    assert (len(text["values"]), len(text["rules"])) == (6, 4), "fact A"
    section = SectionPageFactory()
    translate(section, title="Who we are")
    how = StandardPageFactory(title="როგორ ვთანხმდებით")
    translate(how, title="How we agree")
    client = client_of(make_user("editor", "ka"))

    posted(
        client,
        reverse("wagtailadmin_pages:add", args=["charter", "charterpage", section.pk]),
        filled(text, "ka", how.pk),
    )
    georgian = CharterPage.objects.child_of(section).get()
    client.post(reverse("editing:create_counterpart", args=[georgian.pk]))
    english = georgian.counterpart.specific
    posted(client, reverse("wagtailadmin_pages:edit", args=[english.pk]), filled(text, "en", how.pk))
    assert not fresh(georgian).live
    assert not fresh(english).live

    asked = agreed(fresh(georgian), members(2))
    for page, language in ((in_georgian(asked), "ka"), (in_english(asked), "en")):
        assert page.live
        held = page.text
        assert (len(held.values), len(held.rules)) == (6, 4)
        for value, said in zip(held.values, text["values"], strict=True):
            assert (value.name, value.meaning) == (said["name"][language], said["meaning"][language])
        for rule, said in zip(held.rules, text["rules"], strict=True):
            words = (said["short_name"], said["text"], said["how_site_keeps_it"])
            assert (rule.name, rule.text, rule.kept_by) == tuple(part[language] for part in words)
            assert rule.page is not None
        response = Client().get(page.url)
        assert response.status_code == 200
        assert response.text.count('class="num') + response.text.count("marg num") >= 4
        assert response.text.count(how.url if language == "ka" else how.counterpart.url) >= 4
