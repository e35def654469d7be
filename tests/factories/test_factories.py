"""The factories make what they promise: valid pages, in the right place and language."""

import pytest

from home.models import HomePage
from tests import factories
from tests.factories.pages import SitePageFactory
from tests.factories.users import PASSWORD

PAGE_FACTORIES = [
    value
    for value in vars(factories).values()
    if isinstance(value, type) and issubclass(value, SitePageFactory) and value is not factories.HomePageFactory
]


@pytest.mark.django_db
@pytest.mark.parametrize("page_factory", PAGE_FACTORIES)
def test_a_page_stands_in_its_language_and_gets_a_counterpart(page_factory: type[SitePageFactory]) -> None:
    page = page_factory()
    page.full_clean()
    assert page.live
    assert page.locale.language_code == "ka"
    assert page.url.startswith("/ka/")
    english = factories.translate(page, title="English words")
    assert english.slug == "english-words"
    assert english.translation_key == page.translation_key
    assert english.get_parent().translation_key == page.get_parent().translation_key
    assert english.url.startswith("/en/")
    english.full_clean()
    assert factories.translate(page, title="Other words").pk == english.pk


@pytest.mark.django_db
def test_pages_share_their_parents_across_languages() -> None:
    english = factories.NewsPageFactory(locale="en")
    georgian = factories.NewsPageFactory()
    assert english.title.startswith("News item")
    assert english.get_parent().translation_key == georgian.get_parent().translation_key
    assert factories.NewsPageFactory(parent=english.get_parent()).locale == english.locale
    assert factories.NewsPageFactory(live=False).live is False


@pytest.mark.django_db
def test_facts_come_along() -> None:
    topic = factories.TopicFactory()
    page = factories.NewsPageFactory(
        topics=[topic], date="2017-10-11", body=factories.stream(("paragraph", "<p>ტექსტი</p>"))
    )
    english = factories.translate(page, title="Text", body=factories.stream(("paragraph", "<p>Text</p>")))
    assert list(english.topics.all()) == [topic]
    assert english.date == page.date
    assert english.body[0].value.source == "<p>Text</p>"
    assert english.body[0].id


@pytest.mark.django_db
def test_records_and_files() -> None:
    line = factories.FundingLineFactory()
    assert line.donor.kind == "donor"
    assert factories.ParticipationFactory().page.participations.count() == 1
    assert factories.PlaceFactory(country=True).kind == "country"
    assert factories.PersonFactory().slug
    assert factories.ProgrammeFactory().title_en
    assert factories.ImageFactory().alt_en
    assert factories.DocumentFactory().file.size


@pytest.mark.django_db
def test_people_who_sign_in() -> None:
    user = factories.UserFactory(groups=["Editors"])
    assert user.check_password(PASSWORD)
    assert [group.name for group in user.groups.all()] == ["Editors"]
    assert factories.UserFactory(superuser=True).is_superuser
    assert HomePage.objects.count() == 2
