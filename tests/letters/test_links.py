"""The links of mails: opening them does nothing, the forms behind them do what they say, and foreign ones nothing."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from cms.mail.models import OutboxMail
from network.letters import lifecycle
from network.letters.enums import SignatureState
from network.letters.letters import Letter
from network.letters.models import Consent, Signature, Suppression, Token
from tests.factories.agreement import asked_round, members
from tests.factories.letters import open_letter, page_of
from tests.letters.signing_by_mail import (
    ASKED,
    CENTRE,
    NAMED,
    NINO,
    asked_to_confirm,
    links_of,
    mails_to,
    managing_link,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Letter:
    """A letter open for everybody."""
    return open_letter()


@pytest.fixture
def strict() -> Client:
    """A browser without a cookie, at a site that checks forms against forgery."""
    return Client(enforce_csrf_checks=True)


def everything() -> dict[str, Any]:
    """Return every row of the room and of the outbox."""
    models = [*apps.get_app_config("letters").get_models(), OutboxMail]
    return {model._meta.label: list(model.objects.order_by("pk").values_list()) for model in models}


def test_scanners_change_nothing(client: Client, letter: Letter) -> None:
    """Every link in every mail, opened 100 times."""
    managing_link(client, letter)
    waiting = NINO | {"email": "waiting@example.org"}
    asked_to_confirm(client, letter, waiting)
    addresses = (NINO["email"], waiting["email"])
    links = {path for address in addresses for mail in mails_to(address) for path in links_of(mail).values()}
    assert len(links) == 5
    before = everything()
    for path in links:
        for number in range(50):
            scanner = {"user-agent": "Mozilla/5.0 (compatible; Barracuda Sentinel)", "from": str(number)}
            statuses = {client.get(path, headers=scanner).status_code, client.head(path, headers=scanner).status_code}
            assert statuses == {200}
    assert everything() == before


def test_nobody_keeps_lists_or_passes_on_the_address(client: Client, letter: Letter) -> None:
    paths = asked_to_confirm(client, letter)
    for path in (*paths.values(), "/en/letters/manage/unknown/", "/en/letters/code/unknown/"):
        response = client.get(path)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert not response.cookies
        assert client.put(path).status_code == 405


def test_confirmed_without_a_cookie_and_twice(strict: Client, client: Client, letter: Letter) -> None:
    path = asked_to_confirm(client, letter)["confirm"]
    review = strict.get(path).content.decode()
    assert "Nino Beridze" in review
    assert f"<code>{letter.version.fingerprint[:4]} {letter.version.fingerprint[4:8]}</code>" in review
    assert 'id="display-public" value="public" checked' in review
    for _again in range(2):
        response = strict.post(path, NAMED, headers={"origin": "null"})
        assert response.status_code in (200, 303)
        assert strict.get(path).status_code == 200
    signature = Signature.objects.get(kind="person")
    assert (signature.state, signature.shown_name, signature.display) == ("active", "Nino Beridze", "public")
    thanks = strict.get(path).content.decode()
    for service in ("mailto:", "wa.me", "viber:", "t.me", "facebook.com"):
        assert service in thanks
    assert f"/en/letters/{letter.pk}/signatories/" in thanks
    assert path not in thanks, "what is passed on is the letter's address"


def test_what_is_chosen_last_counts(client: Client, letter: Letter) -> None:
    path = asked_to_confirm(client, letter)["confirm"]
    for missing in ({"display": "public", "consent_store": "on"}, {"display": "hidden"}):
        response = client.post(path, missing)
        assert response.status_code == 200
        assert 'class="errors"' in response.content.decode()
    assert not Signature.objects.active().of_kind("person").exists()
    assert client.post(path, ASKED | {"consent_letter_news": "on"}).status_code == 303
    signature = Signature.objects.get(kind="person")
    assert signature.display == "hidden"
    assert set(signature.consents.values_list("purpose", flat=True)) == {"store", "letter_news"}


def test_an_organisation_is_told_that_it_is_checked(client: Client, letter: Letter) -> None:
    path = asked_to_confirm(client, letter, CENTRE)["confirm"]
    assert "Migrants’ Centre" in client.get(path).content.decode()
    client.post(path, NAMED)
    assert Signature.objects.get(kind="organisation").state == SignatureState.HELD
    html = client.get(path).content.decode()
    assert "will be checked" in html, html[html.index("<main") : html.index("</main")]


def test_not_me_deletes_and_suppresses(strict: Client, client: Client, letter: Letter) -> None:
    links = asked_to_confirm(client, letter)
    done = strict.post(links["not-me"])
    assert done.status_code == 303
    assert strict.get(done.headers["Location"]).status_code == 200
    assert not Signature.objects.of_kind("person").exists()
    assert Suppression.objects.count() == 1
    for path in links.values():
        assert strict.get(path).status_code == 404
        assert strict.post(path, NAMED).status_code == 404


def test_old_links_say_why_and_lead_on(client: Client, letter: Letter) -> None:
    path = asked_to_confirm(client, letter)["confirm"]
    Token.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    for response in (client.get(path), client.post(path, NAMED)):
        assert response.status_code == 410
        assert f"/en/letters/{letter.pk}/sign/" in response.content.decode()
    Token.objects.update(expires_at=timezone.now() + datetime.timedelta(hours=1))
    lifecycle.retract(letter_id=letter.pk)
    assert client.post(path, NAMED).status_code == 410
    assert not Signature.objects.active().of_kind("person").exists()


@pytest.mark.parametrize("what", ["confirm", "not-me", "manage", "code"])
def test_wrong_and_foreign_tokens(strict: Client, client: Client, letter: Letter, language: str, what: str) -> None:
    links = asked_to_confirm(client, letter)
    foreign = links["confirm"].split("/")[-2]
    before = everything()
    tokens = ["x", "0" * 43, "%00", "é", "a" * 5000, "..%2f", foreign[:-1]]
    if what in ("manage", "code"):
        tokens.append(foreign)  # of another purpose
    for token in tokens:
        path = f"/{language}/letters/{what}/{token}/"
        for response in (strict.get(path), strict.post(path, {**NAMED, "deed": "erase", "code": "AAAAAA"})):
            assert response.status_code in (400, 404), (token, response.status_code)
    assert everything() == before


def test_managed_from_the_mail(strict: Client, client: Client, letter: Letter) -> None:
    path = managing_link(client, letter, NINO | {"consent_letter_news": "on"})
    signature = Signature.objects.get(kind="person")

    def does(**form: str) -> Signature:
        response = strict.post(path, form, headers={"origin": "null"})
        assert response.status_code == 303
        assert strict.get(response.headers["Location"]).status_code == 200
        return Signature.objects.get(pk=signature.pk)

    def allowed() -> set[str]:
        return set(Consent.objects.filter(withdrawn_at=None).values_list("purpose", flat=True))

    assert does(deed="nonsense").display == "public"
    assert does(deed="hide").display == "hidden"
    assert "show_name" not in allowed()
    assert does(deed="show").display == "public"
    assert "show_name" in allowed()
    does(deed="news", network_news="on")
    assert allowed() == {"store", "show_name", "network_news"}
    withdrawn = does(deed="withdraw")
    assert (withdrawn.state, withdrawn.name, withdrawn.email) == ("withdrawn", "", "")
    assert "withdrawn" in strict.get(path).content.decode()
    assert does(deed="withdraw").state == "withdrawn"
    assert strict.post(path, {"deed": "erase"}).status_code == 303
    assert Signature.objects.get(pk=signature.pk).state == "erased"
    assert strict.get(path).status_code == 404
    assert not Token.objects.filter(signature=signature).exists()


def test_two_clicks_to_withdraw_without_a_script(client: Client, letter: Letter) -> None:
    html = client.get(managing_link(client, letter)).content.decode()
    opened, _summary, inside = html.partition('value="withdraw"')[0].rpartition("<summary>")
    assert opened.rstrip().endswith('<details class="fold">')
    assert "<button" in inside


def test_the_newest_version_can_be_signed(client: Client) -> None:
    held = members(2)
    letter = open_letter(held)
    path = managing_link(client, letter)
    assert 'value="version"' not in client.get(path).content.decode()
    for language in ("ka", "en"):
        draft = page_of(letter, language).get_latest_revision_as_object()
        draft.context = f"New words ({language})"
        draft.save_revision()
    asked = asked_round(page_of(letter))
    for member in held:
        member.answer(asked)
    page = client.get(path).content.decode()
    assert 'value="version"' in page
    assert f"/en/letters/{letter.pk}/versions/2/" in page
    lifecycle.close(letter_id=letter.pk)
    assert 'value="version"' in client.get(path).content.decode(), "the mail has promised seven days"
    client.post(path, {"deed": "version"})
    assert Signature.objects.get(kind="person").version.number == 2


def test_who_entered_an_organisation_and_withdrew_has_no_hand_on_its_own_signature(
    client: Client, letter: Letter
) -> None:
    stranger = CENTRE | {"email": "stranger@example.org"}
    taken = managing_link(client, letter, stranger)
    client.post(taken, {"deed": "withdraw"})
    ours = managing_link(client, letter, CENTRE)
    assert client.post(taken, {"deed": "erase"}).status_code == 404
    signature = Signature.objects.get()
    assert (signature.state, signature.email) == (SignatureState.HELD, CENTRE["email"])
    assert client.get(ours).status_code == 200
