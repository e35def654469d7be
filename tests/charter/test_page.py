"""The charter's page: what readers find, and what never goes out."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from network.agreement import wording
from network.agreement.enums import Voice
from network.agreement.gate import AgreementRequired
from network.agreement.readiness import openable
from network.charter.models import CharterPage, CharterSubscription
from network.members.enums import Visibility
from tests.factories import MembershipFactory, StandardPageFactory, UserFactory
from tests.factories.agreement import Member, fresh, members
from tests.factories.charter import CharterPageFactory, agreed, charter_draft, in_english, in_georgian, next_version
from tests.factories.pages import stream

pytestmark = pytest.mark.django_db
MOST_QUESTIONS = 15


def subscription(asked: object, member: object, **details: object) -> CharterSubscription:
    values = {"translation_key": asked.translation_key, "version": 1, "fingerprint": asked.fingerprint, "round": asked}
    return CharterSubscription.objects.create(membership=member, **{**values, **details})


def shown(client: Client, page: CharterPage) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.text.replace("\xa0", " ")  # which binds numbers to nouns


@pytest.mark.parametrize("is_superuser", [False, True])
def test_a_charter_that_nobody_agreed_to_never_goes_out(client: Client, is_superuser: bool) -> None:
    page = charter_draft()
    by = UserFactory(is_superuser=is_superuser, is_staff=True)
    for language in ("ka", "en"):
        draft = page if language == "ka" else page.counterpart.specific
        with pytest.raises(AgreementRequired):
            draft.save_revision(user=by).publish(user=by, skip_permission_checks=True)
        assert not fresh(draft).live
        assert client.get(draft.url).status_code == 404


def test_a_change_waits_for_the_members(client: Client) -> None:
    asked = agreed()
    page = in_english(asked)
    page.preamble = "Nobody was asked about this."
    with pytest.raises(AgreementRequired):
        page.save_revision().publish()
    assert "We set down what we value." in shown(client, page)


@pytest.mark.parametrize("voice", [Voice.EDITORIAL, Voice.MEMBER])
def test_a_charter_stands_in_no_other_name(voice: str) -> None:
    page = charter_draft()
    page.voice = voice
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert "voice" in refusal.value.message_dict


def test_an_example_is_called_one_in_its_versions_too(client: Client) -> None:
    draft = charter_draft(is_demonstration=True)
    english = draft.counterpart.specific
    english.is_demonstration = True
    english.save()
    asked = agreed(draft)
    note = "This text is an example"
    assert note in shown(client, in_english(asked))
    assert note in client.get(f"/en/charter/versions/{asked.pk}/").text


def test_readers_find_text_version_day_and_decision(client: Client) -> None:
    how = StandardPageFactory(locale="en", title="How we agree")
    rules = stream(("rule", {"name": "Equally", "text": "All equally.", "kept_by": "One deadline.", "page": how.pk}))
    draft = charter_draft()
    english = draft.counterpart.specific
    english.rules = rules
    english.save()
    held = members(2)
    assert openable(fresh(draft)) == []
    asked = agreed(draft, held)
    page = in_english(asked)
    html = shown(client, page)
    for words in ("Transparency", "We write down what was decided.", "Equally", "All equally.", "One deadline."):
        assert words in html
    assert f'<a href="{how.url}">How we agree</a>' in html
    assert "Version 1" in html
    with override("en"):
        assert f"Adopted: {wording.day(asked.published_at)}".replace("\xa0", " ") in html
    assert "Agreed by all 2 members" in html
    assert 'href="/en/charter/versions/"' in html
    assert 'class="sheaf' in html
    assert "გამჭვირვალობა" in shown(client, in_georgian(asked))


def test_a_day_of_adoption_that_is_typed_is_the_one_shown(client: Client) -> None:
    draft = charter_draft(adopted_on="2023-06")
    asked = agreed(draft)
    assert "Adopted: June 2023" in shown(client, in_english(asked))
    assert "Adopted: June 2023" in client.get(f"/en/charter/versions/{asked.pk}/").text


def test_a_charter_in_the_name_of_listed_members_names_them(client: Client) -> None:
    held = members(2)
    draft = charter_draft(voice=Voice.LISTED)
    for page in (draft, draft.counterpart.specific):
        page.listed_members = [held[0].membership]
        page.save()
    asked = agreed(fresh(draft), held[:1])
    html = shown(client, in_english(asked))
    assert "In the name of" in html
    assert held[0].membership.name_in("en") in html
    assert held[1].membership.name_in("en") not in html


def test_a_charter_agreed_before_this_site_has_no_versions_here(client: Client) -> None:
    page = CharterPageFactory(locale="en")
    html = shown(client, page)
    assert "Made by a factory." in html
    assert "/charter/versions/" not in html


def test_subscribers_stand_with_the_text_that_they_subscribed_to(client: Client) -> None:
    held = members(3)
    first = agreed(held=held)
    for member in held:
        subscription(first, member.membership)
    second = next_version(first, held)
    subscription(second, held[0].membership, version=2)
    rows = client.get(in_english(second).url).context["subscribers"]
    assert [row.membership for row in rows.current] == [held[0].membership]
    assert {row.membership for row in rows.earlier} == {held[1].membership, held[2].membership}
    html = shown(client, in_english(second))
    assert "1 member has subscribed to version 2." in html
    assert html.count('<span class="pl">version 1</span>') == 2
    assert html.count(held[0].membership.name_in("en")) == 1


def test_a_member_that_left_is_not_listed(client: Client) -> None:
    held = members(2)
    asked = agreed(held=held)
    for member in held:
        subscription(asked, member.membership)
    held[1].membership.left = "2026-01"
    held[1].membership.save()
    html = shown(client, in_english(asked))
    assert held[0].membership.name_in("en") in html
    assert held[1].membership.name_in("en") not in html


@pytest.mark.parametrize("is_earlier", [False, True])
def test_a_member_known_to_members_only_is_named_nowhere(client: Client, is_earlier: bool) -> None:
    secret = Member.new(
        membership__visibility=Visibility.MEMBERS,
        membership__organisation__name_ka="საიდუმლო წევრი",
        membership__organisation__name_en="Secret member",
    )
    held = [secret, *members(2)]
    asked = agreed(held=held, name_us=True)
    for member in held:
        subscription(asked, member.membership)
    rounds = [asked]
    if is_earlier:
        rounds.append(next_version(asked, held))
    addresses = [f"/{language}/charter/versions/" for language in ("ka", "en")]
    addresses += [f"/{language}/charter/versions/{row.pk}/" for language in ("ka", "en") for row in rounds]
    addresses += [in_english(asked).url, in_georgian(asked).url]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        assert "Secret member" not in response.text, address
        assert "საიდუმლო წევრი" not in response.text, address
    assert ("not named here" in shown(client, in_english(asked))) is not is_earlier


def test_neither_a_preview_nor_a_question_to_members_lists_subscribers(client: Client) -> None:
    held = members(2)
    asked = agreed(held=held)
    subscription(asked, held[0].membership)
    page = in_english(asked)
    preview = page.make_preview_request()
    assert preview.status_code == 200
    preview.render()
    assert "Who subscribes to it" not in preview.text
    assert "Who subscribes to it" in shown(client, page)


def test_the_page_costs_the_same_with_300_subscribers(client: Client) -> None:
    asked = agreed(held=members(1))
    counts = {}
    for size in (1, 300):
        for _number in range(size - CharterSubscription.objects.count()):
            subscription(asked, MembershipFactory())
        client.get(in_english(asked).url)
        cache.clear()
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as captured:
            response = client.get(in_english(asked).url)
        assert len(response.context["subscribers"].current) == size
        once = ("django_content_type", "wagtailcore_locale")
        sources = [query["sql"].split(" FROM ", 1)[-1].strip('"') for query in captured]
        counts[size] = len([source for source in sources if not source.startswith(once)])
    assert counts[1] == counts[300]
    assert counts[300] <= MOST_QUESTIONS
