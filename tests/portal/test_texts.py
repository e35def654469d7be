"""The text that members read before they answer: the page's own, of every type, in two languages on one page."""

import re

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from network.agreement.content import content_of, digest_of
from network.agreement.guarded import page_types
from network.agreement.models import RoundText
from network.portal.texts import ShownText, shown_texts
from tests.factories import ProjectPageFactory, translate
from tests.factories.agreement import bilingual_draft
from tests.factories.pages import stream


def frozen(page) -> RoundText:
    """Return the text of a page as if the members were asked about it."""
    revision = page.save_revision()
    return RoundText(
        language=page.language,
        page=page,
        revision=revision,
        title=page.title,
        content=content_of(page),
        digest=digest_of(revision.as_object()),
    )


def shown(page) -> list[ShownText]:
    english = page.get_translations().get(locale__language_code="en").specific
    return shown_texts(RequestFactory().get("/ka/"), [frozen(page), frozen(english)])


@pytest.mark.parametrize("page_type", page_types())
def test_every_type_of_page_can_show_its_text_alone(page_type) -> None:
    source = get_template(page_type.template).template.source
    assert source.startswith('{% extends "article.html" %}')


@pytest.mark.django_db
def test_two_languages_share_no_id_and_bring_no_second_page() -> None:
    result = {"text": "შედეგი", "date": ""}
    project = ProjectPageFactory(live=False, results=stream(("result", result)))
    translate(project, title="A project", results=stream(("result", result)))
    georgian, english = (text.html for text in shown(project))
    ids = re.findall(r'\bid="([^"]+)"', georgian + english)
    assert len(ids) == len(set(ids)) > 0
    assert set(re.findall(r'aria-labelledby="([^"]+)"', georgian + english)) <= set(ids)
    for tag in ("<main", "<h1", "<html", "<header"):
        assert tag not in georgian + english


@pytest.mark.django_db
def test_what_only_search_engines_and_sharing_show_is_named_too() -> None:
    page = bilingual_draft(search_description="მხოლოდ საძიებო სისტემებისთვის", share_text="გასაზიარებლად")
    georgian, _english = shown(page)
    assert {"მხოლოდ საძიებო სისტემებისთვის", "გასაზიარებლად"} <= {value for _label, value in georgian.elsewhere}


@pytest.mark.django_db
def test_a_revision_that_says_something_else_is_not_shown() -> None:
    page = bilingual_draft()
    text = frozen(page)
    text.revision.content["lead"] = "ჩანაცვლებული"
    (found,) = shown_texts(RequestFactory().get("/ka/"), [text])
    assert found.html == ""
    words = " ".join(passage.text for passage in found.passages)
    assert "ქსელი შეთანხმდა ამ ტექსტზე." in words
    assert "ჩანაცვლებული" not in words
