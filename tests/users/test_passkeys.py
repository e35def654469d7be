"""What a passkey form does with nonsense; real passkeys are tried in tests/browser/test_sign_in.py."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cms.users.adapters import SecondStepAdapter
from tests.users.people import representative, staff, type_password, with_app

pytestmark = pytest.mark.django_db
NONSENSE = [
    "", "1", "[]", "{}", "null", '"a"', "{", '{"response": 1}', '{"response": {}}',
    '{"response": {"userHandle": null}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "MQ", "clientDataJSON": "AA",'
    ' "authenticatorData": "AA", "signature": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA",'
    ' "attestationObject": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "____", "clientDataJSON": "e30",'
    ' "authenticatorData": "AAAA", "signature": "AA"}}',
]  # fmt: skip


@pytest.mark.parametrize("credential", NONSENSE)
@pytest.mark.parametrize("asked", [True, False])
def test_nonsense_opens_nothing(client: Client, credential: str, asked: bool) -> None:
    address = reverse("mfa_login_webauthn")
    if asked:
        question = client.get(address, headers={"accept": "application/json"}).json()["request_options"]
        assert question["publicKey"]["rpId"] == "testserver"
        assert question["publicKey"]["userVerification"] == "required"
    answer = client.post(address, {"credential": credential})
    assert answer["Location"] == reverse("account_request_login_code")
    assert 'role="alert"' in client.get(answer["Location"]).text
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_is_no_new_passkey(client: Client, credential: str) -> None:
    client.force_login(representative())
    page = client.get(reverse("mfa_add_webauthn"))
    options = json.loads(page.context["options"])["publicKey"]
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    answer = client.post(reverse("mfa_add_webauthn"), {"credential": credential, "name": "ტელეფონი"})
    assert answer.status_code == 200
    assert 'class="errors"' in answer.text


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_is_no_second_step(client: Client, second_factor: Settings, credential: str) -> None:
    user = staff()
    with_app(user)
    type_password(client, user)
    answer = client.post(reverse("mfa_authenticate"), {"credential": credential})
    assert answer.status_code in (200, 429)
    assert "_auth_user_id" not in client.session


def test_representatives_see_nothing_that_they_are_never_asked_for(client: Client, language: str) -> None:
    client.force_login(representative())
    page = client.get(f"/{language}/sign-in/security/")
    assert reverse("mfa_add_webauthn")[3:] in page.text
    assert "/app/" not in page.text
    for name in ("mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "totp_picture"):
        assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.example.org", "www.example.org"),
        ("http://127.0.0.1:8000", "localhost"),
        ("http://localhost:1", "localhost"),
    ],
)
def test_passkeys_belong_to_the_sites_own_address(settings: Settings, address: str, domain: str) -> None:
    settings.BASE_URL = address
    entity = SecondStepAdapter().get_public_key_credential_rp_entity()
    assert entity["id"] == domain
    assert entity["name"]
