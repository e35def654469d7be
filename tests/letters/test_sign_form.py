"""The form for signing by mail: what it asks, what it takes, and that it tells nobody who has signed."""

import datetime
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from network.letters import lifecycle
from network.letters.by_mail import logos
from network.letters.enums import HoldReason, LetterState
from network.letters.letters import Letter
from network.letters.models import Budget, ConsentText, Signature, Token
from tests.factories.letters import open_letter, page_of
from tests.letters.signing_by_mail import (
    ASKED,
    CENTRE,
    NAMED,
    NINO,
    code_of,
    form_address,
    links_of,
    mails_to,
    opened,
    send,
)

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
LONG = "ნ" * 10_000
RIGHT_TO_LEFT, ZERO_WIDTH = "\u202e", "\u200b"
HTML = '<script>alert(1)</script>"><b>'


@pytest.fixture
def letter() -> Letter:
    """A letter open for everybody."""
    return open_letter()


def errors(html: str) -> set[str]:
    """Return the fields that the summary leads to."""
    return set(re.findall(r'<li><a href="#([\w-]+)"', html))


def given() -> dict[str, Any]:
    """Return what the newest link would make a signature of."""
    return Token.objects.latest("pk").payload


def test_the_form_shows_the_text_and_asks_for_nothing_beforehand(client: Client, letter: Letter, language: str) -> None:
    response = client.get(form_address(letter, language))
    html = response.content.decode()
    assert {"ka": "გთხოვთ, დაიცვათ ყველა მიგრანტი.", "en": "We ask you to protect every migrant."}[language] in html
    assert f"<code>{letter.version.fingerprint[:4]} {letter.version.fingerprint[4:8]}</code>" in html
    assert 'id="display-hidden" value="hidden" checked' in html, "names are hidden if nothing else is chosen"
    assert "checkbox" in html
    assert not re.search(r'type="checkbox"[^>]* checked', html), "no consent is given beforehand"
    assert str(letter.kept_until.year) in html
    assert f"/{language}/desk/letters/{letter.pk}/" in html
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_the_page_of_the_letter_carries_no_token_and_sets_no_cookie(client: Client, letter: Letter) -> None:
    response = client.get(page_of(letter, "en").url)
    assert not response.cookies
    assert "csrf" not in response.content.decode()


def test_only_kinds_that_the_letter_takes_are_offered(client: Client) -> None:
    letter = open_letter(accepts_people=False)
    html = client.get(form_address(letter)).content.decode()
    assert 'value="person"' not in html
    assert 'value="organisation" checked' in html
    assert errors(send(client, letter, NINO).content.decode()) == {"who-organisation"}
    assert not Signature.objects.exists()


def test_a_person_is_asked_to_confirm(client: Client, letter: Letter) -> None:
    response = send(client, letter, NINO | {"consent_letter_news": "on"})
    assert response.status_code == 303
    mail = mails_to("nino@example.org")[0]
    assert NINO["name"] not in mail.text, "anybody can type any name into somebody's mail"
    assert (given()["name"], given()["place"], given()["display"]) == ("Nino Beridze", "Kutaisi", "public")
    assert given()["consents"] == ["letter_news", "show_name", "store"]
    assert given()["held_for"] == ""
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    assert "no-referrer" in page.headers["Referrer-Policy"]


def test_an_organisation_says_more(client: Client, letter: Letter) -> None:
    nothing = send(client, letter, {"who": "organisation", "display": "hidden"}).content.decode()
    assert errors(nothing) == {"organisation_name", "website", "role", "name", "email", "consent_store"}
    assert send(client, letter, CENTRE).status_code == 303
    assert given()["website"] == "https://centre.example.org"
    assert given()["organisation_name"] == "Migrants’ Centre"


def test_what_belongs_to_organisations_is_not_taken_of_people(client: Client, letter: Letter) -> None:
    hidden = {name: CENTRE[name] for name in ("organisation_name", "identification_code", "role")}
    assert send(client, letter, NINO | hidden | {"website": "javascript:alert(1)"}).status_code == 303
    assert {given()[name] for name in (*hidden, "website", "logo")} == {""}


def test_a_hidden_name_needs_no_consent_and_keeps_none(client: Client, letter: Letter) -> None:
    assert errors(send(client, letter, NINO | {"consent_show_name": ""}).content.decode()) == {"consent_show_name"}
    assert send(client, letter, NINO | NAMED | {"display": "hidden"}).status_code == 303
    assert given()["consents"] == ["store"]


BAD = [
    ("name", LONG),
    ("name", "   "),
    ("name", ZERO_WIDTH + RIGHT_TO_LEFT),
    ("name", "12345"),
    ("name", "Read https://example.org/ now"),
    ("email", "nino.example.org"),
    ("email", "nino@" + "ა" * 60 + ".ge"),
    ("email", "x" * 10_000 + "@example.org"),
    ("email", "nino@example.org\nBcc: all@example.org,"),
    ("place", LONG),
    ("website", "javascript:alert(1)"),
    ("website", "ftp://centre.example.org"),
    ("identification_code", "'; drop table"),
    ("organisation_name", LONG),
    ("display", "everybody\0"),
    ("who", "\0"),
]


def test_bad_input_gets_a_clear_message_and_nothing_typed_is_lost(
    client: Client, letter: Letter, language: str
) -> None:
    carried = opened(client, letter, language)
    for field, value in BAD:
        typed = CENTRE | {field: value}
        response = client.post(form_address(letter, language), {**carried, **typed})
        html = response.content.decode()
        assert response.status_code == 200
        assert errors(html) == {{"who": "who-person", "display": "display-hidden"}.get(field, field)}, (field, value)
        assert "autofocus" in html
        assert ConsentText.objects.newest(language)["network_news"].body in html
        shown = set(re.findall(r' value="([^"]*)"', html))
        assert {typed[name] for name in ("role", "email") if name != field} <= shown
        assert value != LONG or value in shown
    assert not Token.objects.exists()
    assert not mails_to(CENTRE["email"])


def test_signs_that_nobody_sees_are_taken_out(client: Client, letter: Letter) -> None:
    name = f"{RIGHT_TO_LEFT}Nino\0 {ZERO_WIDTH} Beridze\u2066\ufeff"
    assert send(client, letter, NINO | {"name": name, "email": f" nino@example.org{ZERO_WIDTH}\0"}).status_code == 303
    assert (given()["name"], given()["email"]) == ("Nino Beridze", "nino@example.org")
    assert send(client, letter, NINO | {"name": "علی‌رضا", "email": "ali@example.org"}).status_code == 303
    assert given()["name"] == "علی‌رضا", "what belongs to a script stays"


def test_html_is_text_everywhere(client: Client, letter: Letter) -> None:
    typed = CENTRE | dict.fromkeys(("name", "role", "organisation_name", "place"), HTML)
    html = send(client, letter, typed | {"email": HTML}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
    assert send(client, letter, typed).status_code == 303
    review = client.get(links_of(mails_to(CENTRE["email"])[-1])["confirm"]).content.decode()
    assert "<script>alert" not in review
    assert "&lt;script&gt;alert" in review


def test_every_state_of_an_address_gets_the_same_answer(client: Client, letter: Letter) -> None:
    """New, waiting, signed, withdrawn, unwilling: nobody finds out who has signed."""
    said = []

    def ask() -> None:
        Budget.objects.all().delete()
        response = send(client, letter, NINO)
        page = client.get(response.headers["Location"])
        said.append((response.status_code, response.content, response.headers["Location"], page.content))

    ask()
    ask()
    links = links_of(mails_to(NINO["email"])[0])
    client.post(links["confirm"], NAMED)
    ask()
    client.post(links_of(mails_to(NINO["email"])[-1])["manage"], {"deed": "withdraw"})
    ask()
    Token.objects.update(created_at=timezone.now() - 2 * HOUR)
    ask()
    client.post(links_of(mails_to(NINO["email"])[-1])["not-me"])
    ask()
    assert len(set(said)) == 1
    assert said[0][0] == 303


def test_machines_are_held_and_not_told(client: Client, letter: Letter) -> None:
    def reason(**typed: str) -> str:
        Token.objects.all().delete()
        assert send(client, letter, NINO | typed).status_code == 303
        return given()["held_for"]

    assert reason(homepage="https://example.org") == HoldReason.HONEYPOT
    assert reason(opened="1") == HoldReason.TOO_FAST
    fresh = re.search(r'name="opened" value="([^"]*)"', client.get(form_address(letter)).content.decode())
    assert fresh
    assert reason(opened=fresh[1]) == HoldReason.TOO_FAST
    assert reason() == ""


def test_a_consent_is_given_by_the_words_that_were_shown(client: Client, letter: Letter) -> None:
    carried, shown = opened(client, letter), ConsentText.objects.newest("en")["store"]
    newer = ConsentText.objects.create(purpose="store", language="en", version=shown.version + 1, body="Other words.")
    typed = {**carried, **NINO}
    html = client.post(form_address(letter), typed | {"name": ""}).content.decode()
    assert shown.body in html
    assert newer.body not in html
    assert client.post(form_address(letter), typed).status_code == 303
    assert given()["texts"]["store"] == shown.pk
    assert newer.body in client.get(form_address(letter)).content.decode()
    assert send(client, letter, NINO | {"email": "other@example.org"}).status_code == 303
    assert given()["texts"]["store"] == newer.pk


def test_a_text_that_has_changed_meanwhile_is_read_again(client: Client, letter: Letter) -> None:
    response = send(client, letter, NINO | {"fingerprint": "0" * 64})
    html = response.content.decode()
    assert response.status_code == 409
    assert f'value="{letter.version.fingerprint}"' in html
    assert 'value="Nino Beridze"' in html
    assert not Token.objects.exists()


def test_a_letter_closed_before_its_time_names_the_real_end(client: Client, letter: Letter) -> None:
    opens, early, last = (datetime.datetime(2027, month, 3, 12, tzinfo=datetime.UTC) for month in (3, 4, 5))
    Letter.objects.update(state=LetterState.CLOSED, opens_at=opens, closed_at=early, closes_at=last)
    said = client.get(form_address(letter)).content.decode().replace("\u00a0", " ")
    assert "until: 3 April 2027, 16:00" in said
    assert "3 May 2027" not in said


def test_a_letter_that_cannot_be_signed_says_so(client: Client, letter: Letter) -> None:
    carried, now = opened(client, letter), timezone.now()
    before = {"state": letter.state, "opens_at": letter.opens_at, "closes_at": letter.closes_at}
    changes = [
        {"opens_at": now + HOUR},
        {"state": LetterState.PAUSED},
        {"state": LetterState.CLOSED, "closed_at": now},
        {"opens_at": now - 2 * HOUR, "closes_at": now - HOUR},
        {"state": LetterState.DELIVERED, "delivered_at": now},
        {"state": LetterState.RETRACTED, "retracted_at": now},
    ]
    said = set()
    for change in changes:
        Letter.objects.update(**before | change)
        page = client.get(form_address(letter))
        assert page.status_code == 200
        assert page_of(letter, "en").url in page.content.decode()
        assert '<form class="form"' not in page.content.decode()
        said.add(page.content.decode().partition('<div class="prose">')[2].partition("</p>")[0])
        sent = client.post(form_address(letter), {**carried, **NINO})
        assert sent.status_code == 409
        assert '<dd class="kept-text">Nino Beridze</dd>' in sent.content.decode(), "for copying"
    assert len(said) == 5, "each has its own words; closed and over say the same"
    assert not Signature.objects.exists()


def test_a_draft_and_a_letter_of_members_only(client: Client) -> None:
    letter = open_letter(accepts_organisations=False, accepts_people=False)
    html = client.get(form_address(letter)).content.decode()
    assert f"/en/desk/letters/{letter.pk}/" in html
    assert '<form class="form"' not in html
    Letter.objects.update(state=LetterState.DRAFT)
    assert client.get(form_address(letter)).status_code == 404


def test_too_many_from_one_network_are_told_when_to_come_back(client: Client, letter: Letter) -> None:
    for number in range(5):
        assert send(client, letter, NINO | {"email": f"n{number}@example.org"}).status_code == 303
    refused = send(client, letter, NINO | {"email": "one.more@example.org"})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert '<dd class="kept-text">one.more@example.org</dd>' in refused.content.decode()
    assert not mails_to("one.more@example.org")
    elsewhere = {**opened(client, letter), **NINO}
    assert client.post(form_address(letter), elsewhere, REMOTE_ADDR="198.51.100.7").status_code == 303


def test_the_form_is_kept_from_other_sites(letter: Letter) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(form_address(letter), NINO).status_code == 403
    page = strict.get(form_address(letter)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)
    assert token
    carried = opened(strict, letter) | {"csrfmiddlewaretoken": token[1]}
    assert strict.post(form_address(letter), {**carried, **NINO}).status_code == 303


def test_a_member_is_led_to_its_desk(client: Client, letter: Letter) -> None:
    response = send(client, letter, {"who": "member"})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/en/desk/letters/{letter.pk}/"


# --- Logos --------------------------------------------------------------------------------------


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 300), name: str = "our logo.png") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", size, "#0e4f49").save(drawn, kind, exif=exif)
    return SimpleUploadedFile(name, drawn.getvalue())


def test_a_logo_is_drawn_anew_and_stays_private(client: Client, letter: Letter) -> None:
    assert send(client, letter, CENTRE | {"logo": picture("JPEG")}).status_code == 303
    name = given()["logo"]
    assert re.fullmatch(r"logos/[0-9a-f]{32}\.png", name)
    with logos.private_storage().open(name) as stored:
        kept = stored.read()
    assert Image.open(io.BytesIO(kept)).size == (400, 133)
    assert b"taken at home" not in kept
    assert logos.logo_address(name) == ""
    logos.publish_logo(name)
    assert logos.logo_address(name).endswith(name)
    logos.publish_logo(name)
    logos.remove_logo(name)
    assert logos.logo_address(name) == ""
    assert not logos.private_storage().exists(name)


def test_what_is_no_logo_is_refused(client: Client, letter: Letter) -> None:
    carried = opened(client, letter)
    bad = {
        "svg": SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>"),
        "broken": SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        "large": SimpleUploadedFile("logo.png", bytes(1024 * 1024 + 1)),
        "empty": SimpleUploadedFile("logo.png", b""),
        "gif": picture("GIF"),
        "unfolds": picture(size=(6000, 4000)),
    }
    for name, file in bad.items():
        html = client.post(form_address(letter), {**carried, **CENTRE, "logo": file}).content.decode()
        assert errors(html) == {"logo"}, name
    assert not logos.private_storage().exists("logos")


def test_a_logo_goes_with_the_request_that_named_it(client: Client, letter: Letter) -> None:
    send(client, letter, CENTRE | {"logo": picture()})
    name = given()["logo"]
    later = timezone.now() + 2 * HOUR
    assert logos.remove_orphans(later) == 0
    Token.objects.all().delete()
    assert logos.remove_orphans() == 0, "a request may still be under way"
    assert logos.remove_orphans(later) == 1
    assert not logos.private_storage().exists(name)


def test_the_code_of_the_mail_works_on_the_next_page(client: Client, letter: Letter) -> None:
    ticket = send(client, letter, NINO | ASKED).headers["Location"]
    assert client.post(ticket, {"code": ""}).status_code == 200
    code = code_of(mails_to(NINO["email"])[0])
    wrong = "".join("A" if sign != "A" else "C" for sign in code)
    assert "code" in errors(client.post(ticket, {"code": wrong}).content.decode())
    typed = f" {code[:3].lower()}-{code[3:].lower()} "
    review = client.post(ticket, {"code": typed}).content.decode()
    assert "Nino Beridze" in review
    assert not Signature.objects.active().exists(), "the code alone confirms nothing"
    for _again in range(2):
        assert client.post(ticket, {"code": typed, **ASKED}).status_code == 200
    assert Signature.objects.active().count() == 1


def test_five_wrong_codes_end_it_and_a_foreign_ticket_is_refused(client: Client, letter: Letter) -> None:
    ticket = send(client, letter, NINO).headers["Location"]
    mail = mails_to(NINO["email"])[0]
    for _try in range(5):
        client.post(ticket, {"code": "AAAAAA"})
    assert "code" in errors(client.post(ticket, {"code": code_of(mail)}).content.decode())
    assert client.get(links_of(mail)["confirm"]).status_code == 200, "the link still works"
    for foreign in ("/en/letters/code/1.person.abc.def/", ticket[:-3] + "xx/"):
        assert client.get(foreign).status_code == 404
        assert client.post(foreign, {"code": "AAAAAA"}).status_code == 404


def test_a_letter_that_closes_while_the_form_is_filled_in(client: Client, letter: Letter) -> None:
    carried = opened(client, letter)
    lifecycle.close(letter_id=letter.pk)
    assert client.post(form_address(letter), {**carried, **NINO}).status_code == 409
