"""Making the other language, and taking facts over: complete, and nothing goes live by it."""

import pytest
from wagtail.models import Page, PageLogEntry

from cms.editing.facts import differing_facts
from cms.editing.services import (
    CounterpartExistsError,
    bring_facts_over,
    create_counterpart,
    other_locale,
    untranslated_sections,
)
from projects.models import ProjectPage
from tests.factories import (
    FundingLineFactory,
    HomePageFactory,
    NewsPageFactory,
    OrganisationFactory,
    ParticipationFactory,
    PlaceFactory,
    ProgrammeFactory,
    ProjectPageFactory,
    SectionPageFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    stream,
    translate,
)

pytestmark = pytest.mark.django_db


def full_project() -> ProjectPage:
    """Return a published project with a fact of every kind."""
    page = ProjectPageFactory(
        title="პროექტი",
        start="2017-12",
        end="2021-04",
        acronym="IRIS",
        is_ours=True,
        programme=ProgrammeFactory(),
        results=stream(("result", {"text": "შედეგი", "date": "2020"})),
        related=stream(("page", NewsPageFactory().pk)),
    )
    for role in ("lead", "partner", "partner"):
        ParticipationFactory(page=page, role=role)
    page.topics.set([TopicFactory(), TopicFactory()])
    page.places.set([PlaceFactory()])
    page.funding.set([FundingLineFactory()])
    page.save()
    page.save_revision().publish()
    return ProjectPage.objects.get(pk=page.pk)


def test_the_copy_is_a_complete_draft() -> None:
    source, user = full_project(), UserFactory()
    made = create_counterpart(page=source, user=user).page
    assert isinstance(made, ProjectPage)
    assert (made.live, made.locale.language_code, made.owner) == (False, "en", user)
    assert made.latest_revision.user == user
    assert made.get_parent().translation_key == source.get_parent().translation_key
    assert differing_facts(source, made) == []
    assert made.results[0].value["text"] == "შედეგი"
    assert made.participations.count() == 3
    assert ProjectPage.objects.get(pk=source.pk).participations.count() == 3
    assert PageLogEntry.objects.filter(page=made.pk, action="wagtail.copy_for_translation").exists()


def test_the_newest_draft_is_copied_not_the_published_text() -> None:
    source = NewsPageFactory(title="ძველი სათაური")
    source.save_revision().publish()
    source.lead = "ჯერ გამოუქვეყნებელი წინადადება"
    source.save_revision()
    live = Page.objects.get(pk=source.pk).specific
    made = create_counterpart(page=live, user=UserFactory()).page
    assert made.lead == "ჯერ გამოუქვეყნებელი წინადადება"
    assert Page.objects.get(pk=source.pk).specific.lead == ""


def test_sections_above_are_made_as_drafts_too() -> None:
    outer = SectionPageFactory(title="გარე")
    inner = SectionPageFactory(title="შიდა", parent=outer)
    page = StandardPageFactory(title="ტექსტი", parent=inner)
    assert [section.title for section in untranslated_sections(page)] == ["გარე", "შიდა"]
    made = create_counterpart(page=page, user=UserFactory())
    assert [section.title for section in made.sections] == ["გარე", "შიდა"]
    assert not any(section.live for section in made.sections)
    assert all(section.alias_of is None for section in made.sections)
    assert made.page.get_parent().translation_key == inner.translation_key
    assert untranslated_sections(made.page) == []


def test_a_front_page_gets_its_own_place_beside_the_other() -> None:
    front = HomePageFactory(title="კამპანია")
    made = create_counterpart(page=front, user=UserFactory()).page
    assert made.depth == 2
    assert made.slug != front.slug


def test_a_second_copy_is_refused() -> None:
    page = NewsPageFactory()
    create_counterpart(page=page, user=UserFactory())
    with pytest.raises(CounterpartExistsError):
        create_counterpart(page=page, user=UserFactory())
    assert Page.objects.filter(translation_key=page.translation_key).count() == 2


def test_an_english_original_gets_a_georgian_page() -> None:
    page = NewsPageFactory(locale="en", title="News")
    assert other_locale(page).language_code == "ka"
    assert create_counterpart(page=page, user=UserFactory()).page.locale.language_code == "ka"


def test_facts_go_into_a_draft_and_texts_stay() -> None:
    source = full_project()
    target = translate(source, title="Project")
    target.results = stream(("result", {"text": "Result", "date": "2020"}))
    target.lead = "A lead"
    target.save_revision().publish()
    source.start, source.acronym, source.is_ours = "2018-01", "", False
    source.programme = None
    source.topics.set([TopicFactory()])
    source.funding.set([])
    source.participations.set(
        [ParticipationFactory.build(page=source, organisation=OrganisationFactory(), role="lead")]
    )
    source.related = stream()
    source.save_revision()

    live_before = ProjectPage.objects.get(pk=target.pk).serializable_data()
    revision = bring_facts_over(source=source, target=target, user=UserFactory())
    assert revision is not None
    draft, newest = revision.as_object(), source.get_latest_revision_as_object()
    assert differing_facts(newest, draft) == []
    assert (str(draft.start), draft.programme, draft.is_ours, draft.acronym) == ("2018-01", None, False, "")
    assert draft.participations.count() == 1
    assert (draft.title, draft.lead, draft.results[0].value["text"]) == ("Project", "A lead", "Result")

    live = ProjectPage.objects.get(pk=target.pk)
    assert live.has_unpublished_changes
    changed = {name for name, value in live.serializable_data().items() if value != live_before[name]}
    assert changed <= {"has_unpublished_changes", "latest_revision", "latest_revision_created_at", "draft_title"}

    revision.publish()
    assert ProjectPage.objects.get(pk=target.pk).participations.count() == 1
    assert ProjectPage.objects.get(pk=source.pk).participations.count() == 3, "the source is not published by it"


def test_nothing_is_written_where_the_facts_agree() -> None:
    source = full_project()
    target = translate(source, title="Project")
    before = target.revisions.count()
    assert bring_facts_over(source=source, target=target, user=UserFactory()) is None
    assert target.revisions.count() == before


def test_a_page_is_named_in_the_language_of_the_target() -> None:
    project = ProjectPageFactory(title="პროექტი")
    english_project = translate(project, title="Project")
    news = NewsPageFactory(title="სიახლე")
    english_news = translate(news, title="News")
    news.project = project
    news.save_revision()
    revision = bring_facts_over(source=news, target=english_news, user=UserFactory())
    assert revision is not None
    assert revision.as_object().project_id == english_project.pk
