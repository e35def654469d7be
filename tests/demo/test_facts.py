"""What the source facts count must be in the database, in both languages."""

from collections import Counter

import pytest
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from cms.core.media import CustomDocument, CustomImage
from cms.core.models import SiteSettings
from cms.core.navigation import Navigation
from cms.demo.content import load, stable_uuid
from cms.mail.models import OutboxMail
from cms.search.models import GlossaryEntry
from home.models import AboutPage, HomePage, SectionPage
from network.letters.counting.recount import recount
from network.letters.enums import SignatureKind, SignatureState
from network.letters.models import Signature
from network.letters.rules import COUNTED
from network.members.models import Membership
from network.registry.models import Organisation, Person, Place, Topic
from news.enums import NewsKind
from news.models import NewsPage, PublicationPage
from projects.models import FundingLine, ProjectPage

pytestmark = pytest.mark.usefixtures("seeded")


def page(key: str, language: str) -> Page:
    return Page.objects.get(translation_key=stable_uuid("page", key), locale__language_code=language).specific


def test_a_mission_objectives_strategy(language: str) -> None:
    about = AboutPage.objects.get(locale__language_code=language)
    assert len(about.mission_aims) == 4
    assert len(about.general_objectives) == 2
    assert all(block.value["title"] and block.value["description"] for block in about.general_objectives)
    (strategy,) = about.strategies
    assert str(strategy.value["period"]) == "2023/2024"
    objectives = strategy.value["objectives"]
    assert len(objectives) == 4
    assert [str(objective["due"]) for objective in objectives] == ["", "", "[..2024]", ""]
    assert [organisation.acronym for organisation in objectives[2]["organisations"]] == ["SCMI"]
    assert len(about.roles) == 2
    assert (str(about.founded), str(about.coordinator_start)) == ("2023", "2023")
    assert about.coordinator.acronym == "IRC"
    assert about.programme.acronym == "STREAMinG"
    assert about.parent_project.locale == about.locale
    assert [line.donor.acronym for line in about.funding_lines] == ["EU", "SDC", "ICMPD", "IRC"]
    assert len(about.internal_note.splitlines()) == 3


def test_a_rules_on_the_front_page(language: str) -> None:
    home = HomePage.objects.get(locale__language_code=language)
    assert len(home.rules) == 4
    assert (home.opening_from, home.opening_to) == {
        "ka": ("სხვადასხვა ადგილიდან მოვდივართ.", "ვაქვეყნებთ იმას, რაზეც შევთანხმდით."),
        "en": ("We set out from different places.", "We publish what we agree on."),
    }[language]
    assert home.share_image.alt_ka
    assert home.share_image.alt_en


def test_c_project_profile(language: str) -> None:
    project = page("projects/iris_networking", language)
    assert (str(project.start), str(project.end)) == ("2017-12", "2021-04")
    assert [row.organisation.acronym for row in project.leading] == ["IDC"]
    assert [row.country.iso for row in project.partners] == ["DE", "BA", "MK", "AL", "ME"]
    assert [row.country_published_as for row in project.partners] == ["", "", "FRY Macedonia", "", ""]
    assert project.places.count() == 6
    assert project.overall_objective
    assert len(project.specific_objectives) == 2
    assert len(project.target_groups) == 7
    assert len(project.figures) == 5
    assert [figure["qualifier"] for figure in project.figures] == [
        "at_least", "at_least", "exactly", "exactly", "at_least",
    ]  # fmt: skip
    assert len(project.beneficiaries) == 7
    assert len(project.results) == 4
    assert [len(pillar.value["activities"]) for pillar in project.pillars] == [8, 6, 3]
    assert sum(bool(activity["note"]) for activity in project.pillars[0].value["activities"]) == 2
    assert project.activity_count == 17
    assert len(project.contacts) == 2
    assert len(project.sources) == 1
    assert project.official_title == "IRIS NETWORKing – CSOs for protection sensitive migration management"


def test_d_ten_items_of_eight_kinds(language: str) -> None:
    entries = [entry for entry in load("news")["items"] if entry["source_fact"] == "D"]
    items = [page(f"news/{entry['key']}", language) for entry in entries]
    assert len(items) == 10
    assert Counter(item.kind for item in items) == {
        "announcement": 1, "joint_statement": 1, "interview": 2, "event_report": 2, "member_statement": 1,
        "press_release": 1, "speech": 1, "publication_notice": 1,
    }  # fmt: skip
    assert [block.value for block in items[1].hashtags] == ["#formigration"]
    assert [block.value["person"].name_en for block in items[2].people] == ["Roula Hamati", "Ignacio Packer"]
    assert all(block.value["role"] and block.value["organisation"] for block in items[2].people)
    notice = items[-1]
    assert notice.publication_page.locale == notice.locale
    assert [author.slug for author in notice.publication_page.author_names] == ["visions-solidaires"]
    assert notice.publication_page.year is None


def test_d_open_letter(language: str) -> None:
    letter_page = page("letters/protect_all_migrants", language)
    letter = letter_page.letter
    (addressee,) = letter_page.addressees
    assert addressee.value["organisation"].slug == "un"
    assert addressee.value["text"]
    assert "IMRF" in letter_page.context
    assert letter_page.is_demonstration
    assert [block.block_type for block in letter_page.body] == [
        "salutation", *["paragraph"] * 4, "numbered_list", *["paragraph"] * 2, "closing", "signed_by",
    ]  # fmt: skip
    assert len(letter_page.body[5].value["items"]) == 4
    assert (letter.state, letter.goal) == ("open", 300)
    assert [letter.accepts(kind) for kind in SignatureKind] == [True, True, True]
    assert (letter.closes_at - timezone.now()).days in (59, 60)
    assert letter.version.round.state == "published"


def test_d_who_signed() -> None:
    letters = [page(f"letters/{key}", "ka").letter for key in ("protect_all_migrants", "seat_in_state_commission")]
    found = [{name: getattr(letter.tally, name) for name in COUNTED} for letter in letters]
    none = dict.fromkeys(COUNTED, 0)
    assert found == [
        none | {
            "members": 12, "hidden_members": 1, "organisations": 6, "hidden_organisations": 1, "people": 8,
            "hidden_people": 3, "abstained": 1, "declined": 1, "withdrawn": 1,
        },
        none | {"members": 15, "organisations": 3},
    ]  # fmt: skip
    assert not recount()
    assert not Signature.objects.uncounted().exists()
    (waits,) = Signature.objects.filter(state=SignatureState.HELD)
    assert waits.shown_name == "სანიმუშო კვლევითი ლაბორატორია"
    others = Signature.objects.exclude(kind=SignatureKind.MEMBER).active()
    assert all(name.startswith(("საჩვენებელი", "Demonstration")) for name in others.values_list("name", flat=True))
    organisations = others.of_kind(SignatureKind.ORGANISATION).values_list("organisation_name", flat=True)
    assert all(name.startswith(("სანიმუშო", "Sample")) for name in organisations)
    assert not OutboxMail.objects.filter(key__startswith="letters:").exists()


def test_the_other_letter_was_answered(language: str) -> None:
    letter = page("letters/seat_in_state_commission", language).letter
    assert letter.state == "answered"
    delivery, answer = letter.deliveries.get(), letter.answers.get()
    assert delivery.to_organisation.acronym == "SCMI"
    assert "bundle.zip" in delivery.hashes
    assert answer.is_demonstration
    with override(language):
        assert delivery.way == {"ka": "საჩვენებელი გადაცემა", "en": "Demonstration delivery"}[language]
        assert answer.heading == {"ka": "საჩვენებელი პასუხი", "en": "Demonstration answer"}[language]
    published, over = letter.published_at, letter.closes_at
    assert published < over < delivery.recorded_at < answer.recorded_at < timezone.now()


def test_e_sections_towns_project_donor(language: str) -> None:
    item = page("news/iom_meeting_trafficking", language)
    assert {place.slug for place in item.places.all() if place.kind == "town"} == {
        "kutaisi", "batumi", "zugdidi", "telavi", "akhmeta", "tbilisi",
    }  # fmt: skip
    assert item.project_page == page("projects/iacta", language)
    assert [line.donor.slug for line in item.funding_lines] == ["us-state"]
    assert str(item.date) == "XXXX-01-25"


def test_menus(language: str) -> None:
    with override(language):
        navigation = Navigation(RequestFactory().get("/"))
        labels = [item.label for item in navigation.header]
        columns = {item.label: [child.label for child in item.children] for item in navigation.columns}
    assert (
        labels
        == {
            "ka": ["ვინ ვართ", "ჩვენი საქმიანობა", "სიახლეები", "რესურსები", "ჩაერთეთ"],
            "en": ["Who we are", "Our work", "News", "Resources", "Take action"],
        }[language]
    )
    assert (
        list(columns.values())
        == {
            "ka": [
                ["ჩვენ შესახებ", "ღირებულებათა ქარტია", "წევრები", "როგორ ვთანხმდებით"],
                ["პროექტები", "ღონისძიებები", "დღის წესრიგი 2030"],
                ["ღია წერილები"],
                ["პერსონალური მონაცემები", "ხელმისაწვდომობა"],
            ],
            "en": [
                ["About", "Values charter", "Members", "How we agree"],
                ["Projects", "Events", "2030 Agenda"],
                ["Open letters"],
                ["Personal data", "Accessibility"],
            ],
        }[language]
    )


def test_every_list_and_filter_has_something(language: str) -> None:
    news = NewsPage.objects.filter(locale__language_code=language).live()
    assert news.count() == 15
    assert set(news.values_list("kind", flat=True)) == set(NewsKind.values)
    publications = PublicationPage.objects.filter(locale__language_code=language).live()
    assert publications.count() == 4
    work = SectionPage.objects.get(locale__language_code=language, show_topics=True)
    assert [overview.topic.slug for overview in work.topics if overview.is_empty] == []
    assert ProjectPage.objects.filter(locale__language_code=language, is_ours=True).count() == 1
    assert {"ka", "en", "mul"} & set(publications.values_list("language_of_text", flat=True))


def test_records_exist_once() -> None:
    assert Organisation.objects.filter(is_demonstration=False).count() == 37
    people = Person.objects.filter(memberships=None)
    assert (people.count(), Place.objects.count(), Topic.objects.count()) == (16, 74, 10)
    members = Membership.objects.current()
    assert (members.exclude(organisation=None).count(), members.exclude(person=None).count()) == (12, 5)
    assert not Membership.objects.without_representative().exists()
    assert Place.objects.filter(map_x__isnull=False, map_y__isnull=False).count() == 12
    assert Place.objects.get(slug="north-macedonia").published_names.get().name == "FRY Macedonia"
    assert FundingLine.objects.in_footer().count() == 4
    assert all(line.statement_ka and line.statement_en for line in FundingLine.objects.all())
    donors = Organisation.objects.filter(funding_lines__isnull=False).distinct()
    assert all(donor.logo_ka and donor.logo_en for donor in donors)
    assert GlossaryEntry.objects.exclude(terms_ka="").exclude(terms_en="").count() > 70


def test_settings_and_files() -> None:
    settings = SiteSettings.load()
    assert settings.is_demonstration
    assert settings.name_ka == "სამოქალაქო საზოგადოება მიგრაციისთვის"
    assert settings.email == "info@example.org"
    assert all(image.alt_ka and image.alt_en and image.file.size for image in CustomImage.objects.all())
    assert {document.file_extension for document in CustomDocument.objects.all()} == {"pdf", "odt", "csv"}


def test_notes_in_the_language_of_the_page_and_both_on_a_record(language: str) -> None:
    noted = [entry for entry in load("news")["items"] if "note" in entry]
    assert len(noted) == 13
    for entry in noted:
        assert page(f"news/{entry['key']}", language).internal_note == entry["note"][language]
    settings = load("site")["settings"]["note"]
    assert SiteSettings.load().internal_note.splitlines() == [settings["ka"], settings["en"]]


def test_what_is_an_example_says_so(language: str) -> None:
    marked = {
        item.translation_key
        for model in (NewsPage, PublicationPage)
        for item in model.objects.filter(locale__language_code=language, is_demonstration=True)
    }
    entries = [("news", entry) for entry in load("news")["items"]]
    entries += [("publications", entry) for entry in load("publications")["publications"]]
    assert marked == {
        stable_uuid("page", f"{kind}/{entry['key']}") for kind, entry in entries if entry["demonstration"]
    }
    assert len(marked) == 6


def test_the_member_answers_for_its_own_text() -> None:
    item = page("news/member_news_five_questions", "en")
    assert item.voice == "member"
    assert item.published_by.is_demonstration
    with override("en"):
        assert "Demonstration member 3" in item.attribution
