"""The pages of a representative and of a successor, as a browser meets them."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext, override

from cms.core.models import SiteSettings
from network.members import services
from network.members.enums import EndReason
from network.members.models import Mandate, Succession
from tests.factories import MandateFactory, UserFactory
from tests.members.conftest import token_in_mail

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Giorgi Successor", "email": "new@example.org", "language": "ka"}


def signed_in(mandate: Mandate) -> Client:
    client = Client()
    client.force_login(mandate.user)
    return client


def invited(mandate: Mandate | None = None) -> str:
    """Return the path of the link that a proposed successor gets, without the language."""
    services.propose_successor(mandate=mandate or MandateFactory(), **GIVEN)
    return f"/mandate/{token_in_mail()}/"


def test_only_who_speaks_for_a_member_gets_in(language: str) -> None:
    mandate, stranger = MandateFactory(), MandateFactory()
    pages = ["", f"{mandate.pk}/confirm/", f"{mandate.pk}/end/", f"{mandate.pk}/successor/", f"{mandate.pk}/withdraw/"]
    for page in pages:
        address = f"/{language}/mandates/{page}"
        for response in (Client().get(address), Client().post(address, GIVEN)):
            assert response.status_code in (302, 405)
            assert response.headers.get("Location", "/sign-in/").count("sign-in")
        if page:
            for response in (signed_in(stranger).get(address), signed_in(stranger).post(address, GIVEN)):
                assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/mandates/")
    assert not Succession.objects.exists()
    assert Mandate.objects.filter(confirmed_at=None, revoked_at=None).count() == 2


def test_my_mandates(language: str) -> None:
    mandate = MandateFactory()
    second = MandateFactory(user=mandate.user, deputy=True)
    foreign = MandateFactory()
    html = signed_in(mandate).get(f"/{language}/mandates/").content.decode()
    assert mandate.membership.name_in(language) in html
    assert second.membership.name_in(language) in html
    assert foreign.membership.name_in(language) not in html
    assert signed_in(MandateFactory()).post(f"/{language}/mandates/").status_code == 405
    empty = Client()
    empty.force_login(UserFactory())
    with override(language):
        expected = gettext("At present you speak for no member. If that is a mistake, write to the secretariat.")
    assert expected in empty.get(f"/{language}/mandates/").content.decode()


def test_confirming_takes_one_post(language: str) -> None:
    mandate = MandateFactory(starts_on=timezone.localdate() - datetime.timedelta(days=400))
    client = signed_in(mandate)
    address = f"/{language}/mandates/{mandate.pk}/confirm/"
    assert client.get(address).status_code == 302
    mandate.refresh_from_db()
    assert mandate.confirmed_at is None
    answer = client.post(address, follow=True)
    assert mandate.membership.name_in(language) in answer.content.decode()
    mandate.refresh_from_db()
    assert mandate.confirmed_on == timezone.localdate()


def test_no_longer_me(language: str) -> None:
    mandate = MandateFactory()
    client = signed_in(mandate)
    answer = client.post(f"/{language}/mandates/{mandate.pk}/end/", follow=True)
    assert answer.redirect_chain == [(f"/{language}/mandates/ended/", 302)]
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    mandate.refresh_from_db()
    assert mandate.end_reason == EndReason.OWN_WISH


def test_who_speaks_for_another_stays(language: str) -> None:
    mandate = MandateFactory()
    MandateFactory(user=mandate.user)
    client = signed_in(mandate)
    answer = client.post(f"/{language}/mandates/{mandate.pk}/end/", follow=True)
    assert answer.redirect_chain == [(f"/{language}/mandates/", 302)]
    assert "_auth_user_id" in client.session


def test_proposing_and_taking_back(language: str) -> None:
    mandate = MandateFactory()
    client = signed_in(mandate)
    address = f"/{language}/mandates/{mandate.pk}/successor/"
    assert client.get(address).status_code == 200
    assert client.post(address, GIVEN).headers["Location"] == f"/{language}/mandates/"
    html = client.get(f"/{language}/mandates/").content.decode()
    assert GIVEN["email"] in html
    client.post(f"/{language}/mandates/{mandate.pk}/withdraw/")
    assert Succession.objects.get().withdrawn_at
    client.post(f"/{language}/mandates/{mandate.pk}/withdraw/")
    assert GIVEN["email"] not in client.get(f"/{language}/mandates/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "no address"},
        {"email": ""},
        {"name": ""},
        {"name": "x" * 151},
        {"language": "de"},
        {"language": ""},
        {"email": "<b>@example.org"},
    ],
)
def test_a_form_filled_in_wrongly_loses_nothing(wrong: dict[str, str], language: str) -> None:
    mandate = MandateFactory()
    given = GIVEN | {"name": "<b>Giorgi</b>", "stays_as_deputy": "on"} | wrong
    answer = signed_in(mandate).post(f"/{language}/mandates/{mandate.pk}/successor/", given)
    html = answer.content.decode()
    assert (answer.status_code, Succession.objects.exists()) == (200, False)
    assert "error-text" in html
    assert "<b>Giorgi" not in html
    assert "checked" in html
    for name in ("name", "email"):
        typed = given[name].replace("<", "&lt;").replace(">", "&gt;")
        assert f'value="{typed}"' in html or not typed


def test_the_own_address_is_refused_in_words(language: str) -> None:
    mandate = MandateFactory()
    given = GIVEN | {"email": mandate.user.email}
    html = signed_in(mandate).post(f"/{language}/mandates/{mandate.pk}/successor/", given).content.decode()
    with override(language):
        assert str(services.OWN_ADDRESS) in strip_tags(html)


def test_opening_the_link_changes_nothing(language: str) -> None:
    mandate = MandateFactory()
    address = f"/{language}{invited(mandate)}"
    for method in ("get", "head") * 25:
        answer = getattr(Client(), method)(address)
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
    assert mandate.membership.name_in(language) in Client().get(address).content.decode()
    assert not Succession.objects.get().accepted_at
    for method in ("put", "delete", "patch"):
        assert getattr(Client(), method)(address).status_code == 405


def test_accepting(language: str) -> None:
    mandate = MandateFactory()
    address, client = f"/{language}{invited(mandate)}", Client()
    for _click in range(2):
        answer = client.post(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, address)
    answer = client.get(address)
    assert answer.status_code == 200
    assert f"/{language}/mandates/" in answer.content.decode()
    assert Mandate.objects.valid().get().user.email == GIVEN["email"]
    assert "_auth_user_id" not in client.session


def test_a_form_from_elsewhere_is_refused() -> None:
    address = f"/ka{invited()}"
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403
    assert not Succession.objects.get().accepted_at


def test_a_link_that_no_longer_works_says_why(language: str) -> None:
    mandate = MandateFactory()
    address = f"/{language}{invited(mandate)}"
    later = timezone.now() + datetime.timedelta(days=15)
    with time_machine.travel(later, tick=False):
        for response in (Client().get(address), Client().post(address)):
            assert response.status_code == 410
            assert "no-store" in response.headers["Cache-Control"]
            with override(language):
                assert gettext("It was not used within 14 days.") in response.content.decode()
    services.revoke_mandate(mandate=mandate, note="over")
    for response in (Client().get(address), Client().post(address)):
        assert response.status_code == 410
    for unknown in (f"/{language}/mandate/x/", f"{address[:-3]}/", f"/{language}/mandate/{'a' * 3000}/"):
        for response in (Client().get(unknown), Client().post(unknown)):
            assert response.status_code == 404
            with override(language):
                assert gettext("Nothing has been changed.") in response.content.decode()
    assert not Mandate.objects.valid().exists()


def test_an_account_that_is_closed_stops_the_hand_over_in_words(language: str) -> None:
    UserFactory(email=GIVEN["email"], is_active=False, groups=["Editors"])
    mandate = MandateFactory()
    answer = Client().post(f"/{language}{invited(mandate)}")
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert Mandate.objects.valid().get() == mandate


def test_pages_are_valid_html(language: str, assert_valid_html) -> None:
    SiteSettings.objects.update_or_create(defaults={"name_ka": "ქსელი", "name_en": "Network", "email": "a@example.org"})
    mandate = MandateFactory(starts_on=timezone.localdate() - datetime.timedelta(days=400))
    MandateFactory(user=mandate.user, deputy=True)
    client, base = signed_in(mandate), f"/{language}/mandates/"
    pages = {
        "form": client.get(f"{base}{mandate.pk}/successor/"),
        "wrong": client.post(f"{base}{mandate.pk}/successor/", {}),
        "unknown": client.get(f"/{language}/mandate/x/"),
        "ended": client.get(f"{base}ended/"),
    }
    link = f"/{language}{invited(mandate)}"
    pages |= {"list": client.get(base), "open": client.get(link)}
    client.post(link)
    pages["accepted"] = client.get(link)
    assert_valid_html({name: page.content.decode() for name, page in pages.items()})


def test_no_log_holds_the_link(caplog: pytest.LogCaptureFixture) -> None:
    address = f"/ka{invited()}"
    with caplog.at_level("INFO", logger="cms.requests"):
        Client().get(address)
        Client().post(address)
    assert [record.path for record in caplog.records if record.name == "cms.requests"] == ["/ka/mandate/-/"] * 2
