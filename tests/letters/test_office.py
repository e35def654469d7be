"""The secretariat's letters: who sees what, the list, the page with its numbers, hours and actions."""

import csv
import datetime
import io
from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.mail.models import OutboxMail
from network.letters import lifecycle
from network.letters.consents import Consent, ConsentText
from network.letters.counting.sequencing import sequence
from network.letters.deliveries import Delivery
from network.letters.enums import ConsentPurpose, HoldReason, LetterState, SignatureState
from network.letters.models import InvalidationBatch, Letter
from network.letters.office.hours import Terms, set_terms
from tests.admin.signed_in import client_of, signed_in
from tests.factories import SignatureFactory
from tests.factories.agreement import Member, fresh, members
from tests.factories.letters import letter_draft, letter_of, open_letter, page_of

__all__ = ["signed_in"]

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
HOUR = datetime.timedelta(hours=1)
FEW, MANY = 3, 60
QUESTIONS_OF_LETTER, QUESTIONS_OF_LIST = 22, 14


@pytest.fixture
def held() -> list[Member]:
    return members(2)


@pytest.fixture
def letter(held: list[Member]) -> Letter:
    return open_letter(held)


@pytest.fixture
def office(signed_in: SignIn) -> Client:
    return signed_in("secretariat")


def url(letter: Letter) -> str:
    return reverse("letters:letter", args=[letter.pk])


def act(client: Client, letter: Letter, name: str, **typed):
    fields = {f"{name}-{field}": value for field, value in typed.items()}
    return client.post(reverse("letters:act", args=[letter.pk, name]), fields)


def held_organisation(letter: Letter, **details):
    return SignatureFactory(
        letter=letter, of_organisation=True, state=SignatureState.HELD, held_for=HoldReason.ORGANISATION, **details
    )


# Who sees what.


def test_editors_see_numbers_and_never_a_name_that_readers_do_not_see(signed_in: SignIn, letter: Letter) -> None:
    secrets = ["Hidden Person", "hidden@example.org", "Held Organisation", "held@example.org", "A reason of ours"]
    SignatureFactory(letter=letter, name=secrets[0], email=secrets[1], hidden=True)
    held = held_organisation(letter, organisation_name=secrets[2], email=secrets[3])
    batch = InvalidationBatch.objects.create(letter=letter, reason=secrets[4])
    delivery = Delivery.objects.create(
        letter=letter, version=letter.version, delivered_on=timezone.localdate(), recipient="R", way="W"
    )
    sequence()
    for_editors = [reverse("letters:letters"), reverse("letters:letters") + "?export=csv", url(letter),
                   reverse("letters:letters_results"), reverse("letters:new")]  # fmt: skip
    for_secretariat = [
        reverse("letters:checks"),
        reverse("letters:check", args=[held.pk]),
        reverse("letters:patterns", args=[letter.pk]),
        reverse("letters:selection", args=[letter.pk]) + "?domain=example.org",
        reverse("letters:delivery", args=[letter.pk]),
        reverse("letters:wordings"),
        reverse("letters:wording", args=["store"]),
    ]
    acts = [
        reverse("letters:decide", args=[held.pk, "accept"]),
        reverse("letters:act", args=[letter.pk, "pause"]),
        reverse("letters:undo", args=[batch.pk]),
        reverse("letters:take_step", args=[letter.pk, "prepare"]),
        reverse("letters:selection", args=[letter.pk]),
    ]
    start = reverse("wagtailadmin_home")
    for part in ("editor", "translator"):
        client = signed_in(part)
        for path in for_secretariat:
            assert client.get(path)["Location"] == start, (part, path)
        for path in (reverse("letters:bundle", args=[delivery.pk]), reverse("letters:check_logo", args=[held.pk])):
            assert client.get(path)["Location"] == start, (part, path)
        for path in acts:
            assert client.post(path)["Location"] == start, (part, path)
        for path in for_editors:
            response = client.get(path)
            assert (response.status_code == 200) is (part == "editor"), (part, path)
            shown = response.getvalue().decode() if response.streaming else response.content.decode()
            assert not [secret for secret in secrets if secret in shown], path
        shown = client.get(start).content.decode()
        assert (reverse("letters:letters") in shown) is (part == "editor")
        assert not [secret for secret in secrets if secret in shown]
    assert fresh(letter).state == LetterState.OPEN
    assert fresh(held).state == SignatureState.HELD
    for part in ("secretariat", "superuser"):
        client = signed_in(part)
        assert all(client.get(path).status_code == 200 for path in (*for_editors, *for_secretariat))
    representative = members(1)[0].user
    for client in (client_of(representative), Client()):
        assert all(client.get(path).status_code in (302, 403) for path in (*for_editors, *for_secretariat))


# The list.


def test_the_list_counts_filters_and_exports(office: Client, letter: Letter, held: list[Member]) -> None:
    draft = letter_of(letter_draft(title="შავი ფურცელი"))
    soon = open_letter(held, title="მალე სრულდება")
    Letter.objects.filter(pk=soon.pk).update(closes_at=timezone.now() + HOUR)
    SignatureFactory.create_batch(3, letter=letter)
    SignatureFactory(letter=letter, hidden=True)
    held_organisation(letter)
    sequence()

    def listed(query: str) -> set[int]:
        return {entry.pk for entry in office.get(f"{reverse('letters:letters')}?{query}").context["object_list"]}

    assert listed("") == {letter.pk, draft.pk, soon.pk}
    assert listed("state=draft") == {draft.pk}
    assert listed("soon=true") == {soon.pk}
    assert listed("waiting=true") == {letter.pk}
    assert listed("waiting=false") == {draft.pk, soon.pk}
    response = office.get(f"{reverse('letters:letters')}?export=csv&waiting=true")
    heading, row = csv.reader(io.StringIO(b"".join(response.streaming_content).decode()))
    values = dict(zip(heading, row, strict=True))
    assert (values["Letter"], values["People"], values["To be checked"]) == ("Protect every migrant", "4", "1")
    assert "Draft" not in values.values()


def test_the_same_number_of_questions_at_every_size(office: Client, letter: Letter) -> None:
    counts = {}
    for size in (FEW, MANY):
        SignatureFactory.create_batch(size, letter=letter)
        held_organisation(letter)
        for number in range(3):
            letter_draft(title=f"{size} {number}")
        sequence()
        act(office, letter, "pause")
        act(office, letter, "resume")
        counts[size] = (questions(office, url(letter)), questions(office, reverse("letters:letters")))
    assert counts[FEW] == counts[MANY]
    assert counts[MANY][0] <= QUESTIONS_OF_LETTER
    assert counts[MANY][1] <= QUESTIONS_OF_LIST


def questions(client: Client, path: str) -> int:
    client.get(path)
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len([query for query in captured if "django_content_type" not in query["sql"]])


# The page and its actions.


def test_the_page_tells_numbers_and_leads_on(office: Client, letter: Letter) -> None:
    SignatureFactory.create_batch(2, letter=letter)
    SignatureFactory(letter=letter, hidden=True)
    sequence()
    response = office.get(url(letter))
    rows = {row.label: (row.count, row.hidden) for row in response.context["rows"]}
    assert rows["Person"] == (3, 1)
    shown = response.content.decode()
    for page in (page_of(letter), page_of(letter, "en")):
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown
        assert page.url in shown


def test_signing_is_paused_resumed_and_ended(office: Client, letter: Letter) -> None:
    assert act(office, letter, "pause").status_code == 302
    assert fresh(letter).state == LetterState.PAUSED
    page_of(letter, "en").unpublish()
    refused = act(office, letter, "resume")
    assert refused.status_code == 400
    assert "Publish both pages first." in refused.content.decode()
    page_of(letter, "en").get_latest_revision().publish()
    assert act(office, letter, "resume").status_code == 302
    assert fresh(letter).state == LetterState.OPEN
    assert act(office, letter, "close").status_code == 400  # not sure
    assert fresh(letter).state == LetterState.OPEN
    assert act(office, letter, "close", sure="on").status_code == 302
    assert fresh(letter).state == LetterState.CLOSED
    again = office.post(reverse("letters:act", args=[letter.pk, "resume"]), follow=True)
    assert "This is no longer possible" in again.content.decode()
    assert act(office, letter, "archive", sure="on").status_code == 302
    assert fresh(letter).state == LetterState.ARCHIVED
    assert [entry.action for entry in ModelLogEntry.objects.for_instance(letter).order_by("pk")] == [
        "letters.pause", "letters.resume", "letters.close", "letters.archive",
    ]  # fmt: skip


def test_a_letter_is_taken_back(office: Client, letter: Letter) -> None:
    assert act(office, letter, "retract", sure="on").status_code == 302
    assert fresh(letter).state == LetterState.RETRACTED
    assert not office.get(url(letter)).context["offers"]


def test_event_mode_lasts_eight_hours(office: Client, letter: Letter) -> None:
    act(office, letter, "event")
    assert fresh(letter).is_event
    assert abs(fresh(letter).event_until - timezone.now() - 8 * HOUR) < HOUR / 60
    act(office, letter, "end_event")
    assert not fresh(letter).is_event


def test_members_that_have_not_decided_are_reminded_once_a_day(office: Client) -> None:
    letter = open_letter(members(3))
    before = OutboxMail.objects.count()
    assert act(office, letter, "remind").status_code == 302
    assert OutboxMail.objects.count() == before + 3
    assert act(office, letter, "remind").status_code == 400
    assert OutboxMail.objects.count() == before + 3


# Hours, goal, offers.

TERMS = {"goal": "300", "goal_kind": "person", "offers_letter_news": "on"}


def written(moment: datetime.datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def test_hours_goal_and_offers_are_changed(office: Client, letter: Letter) -> None:
    later = timezone.now().replace(second=0, microsecond=0) + 100 * HOUR
    assert act(office, letter, "terms", closes_at=written(later), **TERMS).status_code == 302
    changed = fresh(letter)
    assert (changed.closes_at, changed.goal, changed.goal_kind) == (later, 300, "person")
    assert (changed.offers_letter_news, changed.offers_network_news) == (True, False)
    assert changed.opens_at == letter.opens_at
    # What is not touched keeps its seconds.
    Letter.objects.update(closes_at=later + datetime.timedelta(seconds=31))
    act(office, letter, "terms", closes_at=written(later), **TERMS)
    assert fresh(letter).closes_at == later + datetime.timedelta(seconds=31)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"closes_at": "2020-01-01 10:00"}, "To end the signing now, close the letter."),
        ({"closes_at": ""}, "Say when signing ends."),
        ({"closes_at": "2093-01-01 10:00"}, "Is the year right?"),
        ({"closes_at": "in a week"}, "in a week"),
        ({"goal": "-5"}, "-5"),
        ({"goal_kind": "robot"}, "valid choice"),
    ],
)
def test_hours_that_cannot_be_come_back(office: Client, letter: Letter, typed: dict[str, str], words: str) -> None:
    response = act(office, letter, "terms", **{"closes_at": written(letter.closes_at), **TERMS, **typed})
    assert response.status_code == 400
    assert words in response.content.decode()
    assert fresh(letter) == letter
    assert (fresh(letter).closes_at, fresh(letter).goal) == (letter.closes_at, None)


def test_a_draft_gets_its_hours_before_it_opens(office: Client) -> None:
    letter = letter_of(letter_draft())
    opens = timezone.now().replace(second=0, microsecond=0) + 10 * HOUR
    typed = {"opens_at": written(opens), **TERMS}
    wrong = act(office, letter, "terms", closes_at=written(opens - HOUR), **typed)
    assert "Signing must end after it begins." in wrong.content.decode()
    assert act(office, letter, "terms", closes_at=written(opens + HOUR), **typed).status_code == 302
    assert (fresh(letter).opens_at, fresh(letter).closes_at) == (opens, opens + HOUR)


def test_what_signatories_were_told_about_their_addresses_is_kept(office: Client, letter: Letter) -> None:
    told = letter.kept_until
    last = (told - datetime.timedelta(days=30)).replace(second=0, microsecond=0)
    response = act(office, letter, "terms", closes_at=written(last + datetime.timedelta(days=2)), **TERMS)
    assert "addresses are erased on" in response.text
    assert act(office, letter, "terms", closes_at=written(last), **TERMS).status_code == 302
    assert fresh(letter).closes_at == last
    assert fresh(letter).kept_until == told


def test_what_has_ended_is_not_opened_by_its_hours(office: Client, letter: Letter, held: list[Member]) -> None:
    lifecycle.close(letter_id=letter.pk)
    assert "terms" not in {offer.action.name for offer in office.get(url(letter)).context["offers"]}
    assert act(office, letter, "terms", closes_at=written(letter.closes_at), **TERMS).status_code == 302
    assert (fresh(letter).state, fresh(letter).goal) == (LetterState.CLOSED, None)
    over = open_letter(held, title="სხვა")
    terms = Terms(over.opens_at, over.closes_at + HOUR, None, "person", True, True)
    with pytest.raises(ValidationError):
        set_terms(letter=over, terms=terms, now=over.closes_at)
    assert fresh(over).closes_at == over.closes_at


# What waits.


def test_the_first_page_says_what_waits(office: Client, signed_in: SignIn, letter: Letter) -> None:
    assert "panel-letters" not in office.get(reverse("wagtailadmin_home")).content.decode()
    held_organisation(letter)
    Letter.objects.filter(pk=letter.pk).update(closes_at=timezone.now() + HOUR)
    shown = office.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("letters:checks") in shown
    assert url(letter) in shown
    assert "stands still" not in shown
    of_editor = signed_in("editor").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("letters:checks") not in of_editor
    assert url(letter) in of_editor
    Letter.objects.filter(pk=letter.pk).update(opens_at=timezone.now() - 2 * HOUR, closes_at=timezone.now() - HOUR)
    assert "stands still" in office.get(reverse("wagtailadmin_home")).content.decode()


# Wordings of consents.


def test_a_new_wording_is_a_new_version_in_both_languages(office: Client) -> None:
    address = reverse("letters:wording", args=["letter_news"])
    before = list(ConsentText.objects.filter(purpose="letter_news").values_list("pk", "body"))
    half = office.post(address, {"body_ka": "მომწერეთ ამ წერილის ამბავი", "body_en": " "})
    assert half.status_code == 400
    assert "მომწერეთ ამ წერილის ამბავი" in half.content.decode()
    typed = {"body_ka": "მომწერეთ ამ წერილის ამბავი", "body_en": "Write to me about this letter"}
    assert office.post(address, typed).status_code == 302
    assert {code: ConsentText.objects.newest(code)["letter_news"].body for code in ("ka", "en")} == {
        "ka": typed["body_ka"],
        "en": typed["body_en"],
    }
    assert [ConsentText.objects.newest(code)["letter_news"].version for code in ("ka", "en")] == [2, 2]
    assert list(ConsentText.objects.filter(version=1, purpose="letter_news").values_list("pk", "body")) == before
    assert office.post(address, typed).status_code == 400  # nothing new
    assert ConsentText.objects.filter(purpose="letter_news").count() == 4
    assert typed["body_en"] in office.get(reverse("letters:wordings")).content.decode()


def test_who_asked_for_news_of_the_network_is_handed_out_and_that_is_written_down(
    office: Client, letter: Letter, signed_in: SignIn
) -> None:
    text = ConsentText.objects.newest("ka")[ConsentPurpose.NETWORK_NEWS]
    rows = [
        SignatureFactory(letter=letter, email="asks@example.org", name="=Asks"),
        SignatureFactory(letter=letter, email="took.back@example.org"),
        SignatureFactory(letter=letter, email="withdrew@example.org", state="withdrawn"),
    ]
    for row in rows:
        Consent.objects.create(signature=row, purpose=text.purpose, text=text)
    Consent.objects.filter(signature=rows[1]).update(withdrawn_at=timezone.now())
    SignatureFactory(letter=letter, email="never.asked@example.org")
    address = reverse("letters:news_table", args=[letter.pk])
    assert signed_in("editor").post(address).status_code == 302
    assert office.get(address).status_code == 405
    response = office.post(address)
    lines = response.content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in lines] == [["email", "name"], ["asks@example.org", "'=Asks"]]
    assert response.headers["Cache-Control"].startswith("private, no-store")
    entry = ModelLogEntry.objects.for_instance(letter).get(action="letters.news_table")
    assert entry.data == {"addresses": 1}
