"""The page of a letter: what readers see in each of its states, and what it costs however many have signed."""

import datetime
import json
import re
import time
from collections.abc import Callable
from html import unescape as html_of
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.letters import lifecycle
from network.letters.enums import Display, LetterState, Position, SignatureKind, SignatureState
from network.letters.models import Delivery, Letter, ReceivedAnswer, Signature, Tally
from network.members.enums import Visibility
from tests.factories import SignatureFactory
from tests.factories.agreement import Member, asked_round, fresh, members
from tests.factories.letters import open_letter, page_of
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import stream

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
MOST_TIME, MOST_SIZE = 1.5, 1.02
MANY = 100_000


def count(letter: Letter, **numbers: int) -> None:
    """Write counts as the sequencer would."""
    Tally.objects.update_or_create(letter=letter, defaults=numbers)


def body(client: Client, letter: Letter, language: str = "en") -> str:
    """Return the letter's page."""
    response = client.get(page_of(letter, language).url)
    assert response.status_code == 200
    return str(response.content.decode())


def new_version(letter: Letter, held: list[Member]) -> None:
    """Let the members agree to another text of the letter."""
    for language in ("ka", "en"):
        draft = page_of(letter, language).get_latest_revision_as_object()
        draft.context = f"New words ({language})"
        draft.save_revision()
    asked = asked_round(page_of(letter))
    for member in held:
        member.answer(asked)


def test_three_numbers_goal_days_and_one_button(client: Client) -> None:
    letter = open_letter()
    count(letter, members=2, organisations=297, hidden_organisations=1, people=473, hidden_people=731, withdrawn=6)
    Letter.objects.update(goal=350, goal_kind="organisation", closes_at=timezone.now() + 12 * DAY)
    html = body(client, letter)
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd></div>", html)[:3] == [
        ("members of the Network", "2"),
        ("other organisations", "298"),
        ("people", "1,204"),
    ]
    assert "1,504" not in html, "the numbers are never added up"
    assert '0 0 350 6" preserveAspectRatio="none" role="img" aria-label="298 organisations, goal: 350"' in html
    assert '<rect width="298"' in html
    assert "12\xa0days left" in html
    assert "And 731\xa0people who prefer not to be named." in html
    assert "6\xa0signatures were withdrawn." in html
    assert "Open for signatures" in html
    assert html.count(f'href="/en/letters/{letter.pk}/sign/"') == 2, "in the strip, and in the bar of phones"


def test_both_languages_show_one_count(client: Client) -> None:
    letter = open_letter()
    count(letter, members=1, organisations=1, people=4321)
    assert "4,321" in body(client, letter)
    assert "4\xa0321" in body(client, letter, "ka")


def test_members_come_first_then_organisations_then_people(client: Client) -> None:
    letter = open_letter()
    count(letter, members=2, organisations=11, people=5)
    named = [
        SignatureFactory(letter=letter, of_member=True),
        SignatureFactory(letter=letter, of_organisation=True, organisation_name="Ants", place="Berlin"),
        SignatureFactory(letter=letter, name="Anna", place="თბილისი"),
    ]
    SignatureFactory.create_batch(6, letter=letter, of_organisation=True)
    SignatureFactory.create_batch(4, letter=letter)
    SignatureFactory(letter=letter, of_organisation=True, organisation_name="Zebras")
    SignatureFactory(letter=letter, name="Zoe")
    html = body(client, letter)
    places = [html.index(f">{name}<") for name in (named[0].shown_name, "Ants", "Anna") if f">{name}<" in html]
    assert places == sorted(places)
    assert "<bdi>Anna</bdi>" in html
    assert '<span class="pl"><span lang="ka">თბილისი</span></span>' in html
    assert "Zebras" not in html, "the list has an address of its own"
    assert "Zoe" not in html
    assert f'href="/en/letters/{letter.pk}/signatories/?kind=organisation"' in html
    assert f'href="/en/letters/{letter.pk}/signatories/?kind=person"' in html


def test_a_member_with_a_logo_shows_it_and_others_their_line(client: Client) -> None:
    letter = open_letter()
    plain = SignatureFactory(letter=letter, of_member=True)
    member = SignatureFactory(letter=letter, of_member=True)
    member.membership.organisation.logo = ImageFactory()
    member.membership.organisation.save()
    html = body(client, letter)
    assert plain.membership.name in html
    assert html.count('class="me" d="M0 ') == 1
    assert re.search(r'<source srcset="[^"]+\.avif" type="image/avif">', html)


HIDDEN_WAYS: dict[str, dict[str, Any]] = {
    "hidden": {"display": Display.HIDDEN},
    "pending": {"state": SignatureState.PENDING, "confirmed_at": None},
    "held": {"state": SignatureState.HELD},
    "refused": {"state": SignatureState.REFUSED},
    "invalidated": {"state": SignatureState.INVALIDATED},
    "withdrawn": {"state": SignatureState.WITHDRAWN},
}


def test_who_is_not_to_be_named_is_not(client: Client) -> None:
    letter = open_letter()
    count(letter, organisations=1, people=1)
    for way, fields in HIDDEN_WAYS.items():
        SignatureFactory(letter=letter, name=f"Person {way}", **fields)
        SignatureFactory(letter=letter, of_organisation=True, organisation_name=f"Company {way}", **fields)
    unknown = SignatureFactory(letter=letter, of_member=True)
    unknown.membership.visibility = Visibility.MEMBERS
    unknown.membership.save()
    paths = [page_of(letter, "en").url]
    paths += [
        f"/en/letters/{letter.pk}/signatories/?{asked}" for asked in ("", "kind=person", "kind=member", "q=person")
    ]
    paths += [f"/en/letters/{letter.pk}/print/"]
    for path in paths:
        html = client.get(path).content.decode()
        shown = re.sub(r'<p class="chosen".*?</p>', "", html, flags=re.S)
        assert "Person hidden" not in shown
        assert not re.search(r"(Person|Company) (hidden|pending|held|refused|invalidated|withdrawn)", shown), path
        assert unknown.membership.name not in shown, path
        assert "@example.org" not in shown.replace("info@example.org", ""), path


def test_members_that_abstain_or_decline_openly_say_so(client: Client) -> None:
    letter = open_letter()
    abstains = SignatureFactory(
        letter=letter, of_member=True, position=Position.ABSTAIN, comment="We work with states."
    )
    declines = SignatureFactory(letter=letter, of_member=True, position=Position.DECLINE)
    silent = SignatureFactory(letter=letter, of_member=True, position=Position.DECLINE, display=Display.HIDDEN)
    html = body(client, letter)
    assert html.index("Members that openly abstain") < html.index(abstains.membership.name)
    assert "We work with states." in html
    assert html.index("Members that do not sign, and say so") < html.index(declines.membership.name)
    assert silent.membership.name not in html


def test_an_old_signature_says_which_text_it_is_under(client: Client) -> None:
    held = members(1)
    letter = open_letter(held)
    SignatureFactory(letter=letter, name="Early Bird")
    assert "signed version" not in body(client, letter)
    new_version(letter, held)
    SignatureFactory(letter=letter, version=fresh(letter).version, name="Late Bird")
    html = body(client, letter)
    assert re.search(r"Early Bird</bdi>.*?signed version 1", html)
    assert not re.search(r"Late Bird</bdi>[^<]*<span class=.pl.>", html)
    assert f'href="/en/letters/{letter.pk}/versions/2/"' in html, "a step of its way"


def _coming(letter: Letter) -> None:
    Letter.objects.update(opens_at=timezone.now() + DAY)


def _paused(letter: Letter) -> None:
    lifecycle.pause(letter_id=letter.pk)


def _closed(letter: Letter) -> None:
    lifecycle.close(letter_id=letter.pk)


def _retracted(letter: Letter) -> None:
    lifecycle.retract(letter_id=letter.pk)


def _over(letter: Letter) -> None:
    now = timezone.now()
    Letter.objects.update(opens_at=now - 2 * DAY, closes_at=now - DAY)


NOT_SIGNABLE: dict[str, tuple[Callable[[Letter], None], str]] = {
    "coming": (_coming, "Signing has not begun yet"),
    "paused": (_paused, "Signing is paused"),
    "closed": (_closed, "Signing has ended"),
    "over, and not closed yet": (_over, "Signing has ended"),
    "retracted": (_retracted, "Retracted"),
}


@pytest.mark.parametrize("name", NOT_SIGNABLE)
def test_a_letter_that_cannot_be_signed_says_why_and_has_no_button(client: Client, name: str) -> None:
    change, words = NOT_SIGNABLE[name]
    letter = open_letter()
    change(letter)
    html = body(client, letter)
    assert words in html
    assert "/sign/" not in html
    assert "sign-bar" not in html
    assert "kind--call" not in html


def test_delivery_and_the_answer_are_shown_in_the_reader_s_language(client: Client) -> None:
    letter = open_letter()
    lifecycle.close(letter_id=letter.pk)
    now = timezone.now()
    Letter.objects.update(state=LetterState.ANSWERED, delivered_at=now, answered_at=now)
    Delivery.objects.create(
        letter=letter, version=letter.version, delivered_on=now.date(), recipient_ka="მისია",
        recipient_en="The mission", way_ka="ფოსტით", way_en="By post",
    )  # fmt: skip
    document = DocumentFactory()
    ReceivedAnswer.objects.create(
        letter=letter, received_on=now.date(), sender_ka="კანცელარია", sender_en="The chancellery",
        text_ka="ვკითხულობთ.", text_en="We have read it.\n\nWe will act. <script>", document=document,
    )  # fmt: skip
    html = body(client, letter)
    for words in ("Answered", "To: The mission", "By post", "From: The chancellery", "<p>We have read it.</p>"):
        assert words in html
    assert "We will act. &lt;script&gt;" in html
    assert document.url in html
    assert 'href="#answer"' in html
    assert 'id="answer"' in html
    georgian = body(client, letter, "ka")
    assert "კანცელარია" in georgian
    assert "The chancellery" not in georgian


def test_the_day_of_delivery_is_that_on_which_it_was_handed_over(client: Client) -> None:
    letter = open_letter()
    Letter.objects.update(state=LetterState.DELIVERED, delivered_at=timezone.now())
    Delivery.objects.create(
        letter=letter, version=letter.version, delivered_on=datetime.date(2026, 3, 4), recipient="UN", way="By post"
    )
    assert "Handed over: 4 March 2026." in body(client, letter).replace("\xa0", " ")


def test_to_whom_on_what_occasion_and_who_may_sign(client: Client) -> None:
    letter = open_letter(context="მორიგი განხილვა.")
    Letter.objects.update(accepts_people=False)
    html = body(client, letter)
    assert "The member states of the United Nations" in html
    assert "Members of the Network and other organisations\xa0– from any country." in html
    assert "<dt>people</dt>" not in html
    assert "მორიგი განხილვა." in body(client, letter, "ka")


def test_it_is_passed_on_without_trackers(client: Client) -> None:
    letter = open_letter()
    html = body(client, letter)
    page = page_of(letter, "en")
    links = dict(re.findall(r'<a href="([^"]+)"[^>]*>(?:<[^>]+>)?(E-mail|WhatsApp|Viber|Telegram|Facebook)', html))
    assert len(links) == 5
    for link in links:
        words = unquote(unquote(link))
        assert page.full_url in words
        assert "utm_" not in words
    assert not re.findall(r'(?:src|action)="https?://(?!testserver)', html)


def test_its_counts_can_be_shown_elsewhere_by_anybody(client: Client) -> None:
    letter = open_letter()
    for language in ("ka", "en"):
        lines = re.findall(r"<details[^>]*>.*?<textarea[^>]*>(.*?)</textarea>", body(client, letter, language))
        assert len(lines) == 1
        code = html_of(lines[0])
        assert code.startswith(f'<a href="{page_of(letter, language).full_url}"><img src="http')
        assert f'/letters/{letter.translation_key}/badge.svg?lang={language}"' in code


def test_everybody_gets_the_same_page_and_may_keep_it(client: Client) -> None:
    letter = open_letter()
    response = client.get(page_of(letter, "en").url)
    assert "csrf" not in response.content.decode()
    assert not response.cookies
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=10"
    assert "Cookie" not in response.headers.get("Vary", "")


def test_search_engines_are_told_what_it_is_and_where_it_is_signed(client: Client) -> None:
    letter = open_letter()
    html = body(client, letter)
    data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', html)[1])
    node = next(node for node in data["@graph"] if "Message" in node["@type"])
    assert node["headline"] == "Protect every migrant"
    assert node["recipient"][0]["name"] == "The member states of the United Nations"
    assert node["potentialAction"]["target"].endswith(f"/en/letters/{letter.pk}/sign/")
    assert f"/letters/{letter.translation_key}/share/en.png" in html


def test_the_members_supporters_are_named_once(client: Client) -> None:
    """Who agreed and wished to be named is a signatory; the text does not name them a second time."""
    html = body(client, open_letter(name_us=True))
    assert "Supported by name" not in html


def test_it_is_found_valid(client: Client, assert_valid_html: Callable[[dict[str, str]], None]) -> None:
    letter = open_letter()
    count(letter, members=1, organisations=1, people=1, hidden_people=2, withdrawn=1)
    Letter.objects.update(goal=10)
    SignatureFactory(letter=letter, of_member=True, comment="First line\nsecond line")
    SignatureFactory(letter=letter, of_organisation=True, organisation_name='<b>"Ltd"</b> \u202eevil')
    SignatureFactory(letter=letter, name="סימון פרץ", place="Хаблівка")
    pages = {language: body(client, letter, language) for language in ("ka", "en")}
    lifecycle.close(letter_id=letter.pk)
    pages["closed"] = body(client, letter)
    assert_valid_html(pages)


def sign_many(letter: Letter, many: int) -> None:
    """Let many sign, half of them organisations, most of them named."""
    names = Display.PUBLIC, Display.PUBLIC, Display.HIDDEN
    rows = []
    for number in range(many):
        is_organisation = bool(number % 2)
        name = f"{'Organisation' if is_organisation else 'Person'} {number:06}"
        kind = SignatureKind.ORGANISATION if is_organisation else SignatureKind.PERSON
        rows.append(
            Signature(
                letter=letter,
                version=letter.version,
                kind=kind,
                state=SignatureState.ACTIVE,
                name=name,
                organisation_name=name,
                sort_key=name,
                search_text=name.lower(),
                subject_key=f"many-{many}-{number}",
                display=names[number % 3],
                confirmed_at=letter.opens_at,
                place="Tbilisi",
            )
        )
    Signature.objects.bulk_create(rows, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _asked(client: Client, path: str) -> tuple[list[str], float, int]:
    """Return the questions of an answer, the shortest time that they took, and how long the page is."""
    client.get(path)
    found = []
    for _try in range(5):
        with CaptureQueriesContext(connection) as captured:
            started = time.perf_counter()
            html = client.get(path).content
            assert time.perf_counter() > started
        found.append(sum(_seconds(query["sql"]) for query in captured.captured_queries))
    return [query["sql"] for query in captured.captured_queries], min(found), len(html)


def _seconds(sql: str) -> float:
    """Run a statement again and return how long it took: what Django notes is rounded to milliseconds."""
    if not sql.upper().startswith("SELECT"):
        return 0.0
    with connection.cursor() as cursor:
        started = time.perf_counter()
        cursor.execute(sql.replace("%", "%%"))
        cursor.fetchall()
        return time.perf_counter() - started


def test_it_costs_the_same_at_10_and_at_100_000_signatures(client: Client) -> None:
    letter = open_letter(body=stream(*[("paragraph", f"<p>{'სიტყვა ' * 60}</p>")] * 12))
    sign_many(letter, 10)
    count(letter, members=2, organisations=5, people=3, hidden_people=2)
    SignatureFactory.create_batch(2, letter=letter, of_member=True)
    path = page_of(letter).url
    few, few_seconds, few_bytes = _asked(client, path)
    sign_many(letter, MANY)
    count(letter, members=2, organisations=50_000, people=33_333, hidden_people=16_667)
    many, many_seconds, many_bytes = _asked(client, path)
    print(f"questions {len(few)}/{len(many)}; seconds {few_seconds:.4f}/{many_seconds:.4f}; {few_bytes}/{many_bytes}")
    assert len(few) == len(many)
    assert many_seconds <= few_seconds * MOST_TIME, (few_seconds, many_seconds)
    assert many_bytes <= few_bytes * MOST_SIZE
