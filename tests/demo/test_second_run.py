"""The command on a site that has its content: nothing doubled, nothing overwritten; more on demand."""

import pytest
from wagtail.models import Locale, Page

from cms.demo.accounts import PASSWORD
from cms.demo.many_signatures import open_letter
from cms.demo.services import seed
from cms.users.models import User
from network.letters.models import Signature
from network.registry.models import Place
from news.models import NewsPage
from projects.models import ProjectPage
from tests.demo.snapshot import run, snapshot

pytestmark = pytest.mark.usefixtures("seeded_here")


def test_the_first_run_said_what_it_made(seeded_here: str) -> None:
    assert "36 news items" in seeded_here
    assert f"the password is: {PASSWORD}" in seeded_here


def test_a_second_run_changes_nothing() -> None:
    before = snapshot()
    assert "Everything was there already" in run()
    after = snapshot()
    assert [name for name in before if before[name] != after[name]] == []


def test_what_an_editor_changed_stays() -> None:
    item = NewsPage.objects.filter(locale__language_code="en").first()
    item.title = "An editor's title"
    item.save_revision().publish()
    Place.objects.filter(slug="kutaisi").update(name_en="Koutaïssi")
    run()
    item.refresh_from_db()
    assert item.title == "An editor's title"
    assert Place.objects.get(slug="kutaisi").name_en == "Koutaïssi"


def test_what_is_missing_is_made_again() -> None:
    page = NewsPage.objects.filter(locale__language_code="en").first()
    title, slug, key = page.title, page.slug, page.translation_key
    page.delete()
    assert "1 things made" in run()
    again = NewsPage.objects.get(translation_key=key, locale__language_code="en")
    assert (again.title, again.slug) == (title, slug)


def test_accounts_have_no_more_rights_than_their_part_needs() -> None:
    groups = {
        user.username: list(user.groups.values_list("name", flat=True))
        for user in User.objects.all()
        if user.check_password(PASSWORD)
    }
    assert groups == {
        "admin": [], "secretariat": ["Secretariat"], "editor": ["Editors"], "translator": ["Translators"],
    }  # fmt: skip
    assert list(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == ["admin"]
    # The account page demands these before it saves anything.
    assert all(user.first_name and user.last_name and user.email for user in User.objects.all())


def test_if_empty_leaves_content_alone() -> None:
    NewsPage.objects.first().delete()
    before = snapshot()
    assert "nothing to do" in run("--if-empty")
    assert snapshot() == before


def test_scale_adds_a_valid_tree_in_both_languages() -> None:
    made = seed(scale_to=110)
    assert (made[NewsPage], made[ProjectPage]) == (220, 4)
    assert not any(Page.find_problems())
    for language in ("ka", "en"):
        word = {"ka": "სატესტო", "en": "Test"}[language]
        generated = NewsPage.objects.filter(locale=Locale.objects.get(language_code=language), title__startswith=word)
        assert generated.live().count() == 110
        assert len(set(generated.values_list("kind", flat=True))) > 5
        assert generated.filter(topics__isnull=False, places__isnull=False).count() == 110
        assert generated.exclude(project=None).count() == 22
        for item in generated[:5]:
            item.full_clean()
            assert item.get_parent().translation_key == item.counterpart.get_parent().translation_key
            assert item.get_url().startswith(f"/{language}/")
        assert NewsPage.objects.search(word).count() >= 110
        generated.first().save_revision().publish()
    assert not seed(scale_to=110)
    assert seed(scale_to=112)[NewsPage] == 4


def test_signatures_on_demand_are_counted_and_made_once() -> None:
    letter = open_letter()
    before = letter.tally.all_people + letter.tally.all_organisations
    assert seed(signatures_to=40)[Signature] == 40
    tally = open_letter().tally
    assert tally.all_people + tally.all_organisations == before + 40
    assert not seed(signatures_to=40)
    assert seed(signatures_to=41)[Signature] == 1
