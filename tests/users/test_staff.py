"""Staff: a password, then something that only they hold. Without it nothing of the admin is reached."""

from collections.abc import Iterator
from io import StringIO

import pytest
from allauth.account import urls as account
from allauth.mfa import urls as mfa
from django.conf import settings as project
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from cms.users.checks import second_factor_is_asked_for
from tests.factories.users import PASSWORD
from tests.users.people import app_code, factors, representative, staff, type_password, with_app

pytestmark = pytest.mark.django_db
VALUES = {"int": 1, "str": "a", "slug": "a", "path": "a", "uuid": "00000000-0000-0000-0000-000000000000"}


def addresses(patterns: list, before: str = "") -> Iterator[str]:
    """Return an address for every pattern below /admin/."""
    for pattern in patterns:
        route = before + _filled(pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield "/" + route.lstrip("^").rstrip("$")


def _filled(pattern: URLPattern | URLResolver) -> str:
    route = str(pattern.pattern)
    for name, converter in getattr(pattern.pattern, "converters", {}).items():
        kind = type(converter).__name__.replace("Converter", "").lower().replace("string", "str")
        for form in (f"<{kind}:{name}>", f"<{name}>"):
            route = route.replace(form, str(VALUES.get(kind, "a")))
    return route


ADMIN = sorted({address for address in addresses(get_resolver().url_patterns) if address.startswith("/admin/")})
# What anybody may read: the admin's own words for its scripts.
FOR_ALL = ("/admin/login/", "/admin/password_reset/", "/admin/sprite/", "/admin/jsi18n/")


def test_the_walk_sees_the_admin() -> None:
    assert len(ADMIN) > 150
    assert "/admin/pages/1/edit/" in ADMIN


def test_without_a_second_factor_nothing_is_reached(client: Client, second_factor: Settings) -> None:
    type_password(client, staff())
    assert "_auth_user_id" in client.session
    setting_up = reverse("mfa_index")
    for address in [*ADMIN, "/ka/", "/en/search/", "/admin/no/such/"]:
        for answer in (client.get(address), client.post(address)):
            allowed = answer.status_code in (404, 405) and b"<form" not in answer.content
            assert (
                allowed or answer.headers.get("Location", "").endswith(setting_up[3:]) or (address == "/admin/logout/")
            ), address
        if address == "/admin/logout/":
            type_password(client, staff())
    assert client.get(setting_up).status_code == 200


def test_with_the_app_they_come_in(client: Client, second_factor: Settings) -> None:
    user = staff()
    secret = with_app(user)
    step = type_password(client, user)
    assert step["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").status_code == 302
    assert client.get(step["Location"]).status_code == 200
    wrong = client.post(step["Location"], {"code": "000000"})
    assert 'aria-invalid="true"' in wrong.text
    answer = client.post(step["Location"], {"code": app_code(secret)})
    assert answer["Location"] == reverse("wagtailadmin_home")
    assert client.get("/admin/").status_code == 200
    assert client.session.get_expire_at_browser_close()


def test_a_code_of_the_app_is_taken_once(client: Client, second_factor: Settings) -> None:
    user = staff()
    secret = with_app(user)
    code = app_code(secret)
    type_password(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})
    other = Client()
    type_password(other, user)
    other.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" not in other.session


def test_setting_the_app_up(client: Client, second_factor: Settings, language: str) -> None:
    user = staff()
    type_password(client, user)
    page = client.get(f"/{language}/sign-in/security/app/")
    assert page.status_code == 200
    picture = client.get(f"/{language}/sign-in/security/app/picture.svg")
    assert (picture["Content-Type"], "no-store" in picture["Cache-Control"]) == ("image/svg+xml", True)
    assert picture.text.startswith(("<?xml", "<svg"))
    wrong = client.post(f"/{language}/sign-in/security/app/", {"code": "1"})
    assert 'class="errors"' in wrong.text
    secret = client.session["mfa.totp.secret"]
    answer = client.post(f"/{language}/sign-in/security/app/", {"code": app_code(secret)})
    codes = client.get(answer["Location"])
    assert codes.text.count("<code>") == 10
    assert factors(user) == ["recovery_codes", "totp"]
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_open_once(client: Client, second_factor: Settings) -> None:
    user = staff()
    type_password(client, user)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": app_code(client.session["mfa.totp.secret"])})
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for comes_in in (True, False):
        other = Client()
        type_password(other, user)
        other.post(reverse("mfa_authenticate"), {"code": code})
        assert ("_auth_user_id" in other.session) is comes_in


def test_a_session_from_before_the_factor_ends(client: Client, second_factor: Settings) -> None:
    user = staff()
    type_password(client, user)
    with_app(user)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_who_was_let_in_otherwise_starts_anew(client: Client, second_factor: Settings) -> None:
    client.force_login(staff())
    assert client.get("/admin/")["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("groups", [["Editors"], ["Translators"], ["Secretariat"]])
def test_whoever_may_enter_the_admin_is_staff(client: Client, second_factor: Settings, groups: list[str]) -> None:
    type_password(client, staff(superuser=False, groups=groups))
    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_the_password_opens_nothing_for_others(client: Client) -> None:
    user = staff(superuser=False)
    answer = type_password(client, user)
    known = type_password(Client(), staff(), "wrong password")
    unknown = client.post(reverse("account_login"), {"login": "nobody", "password": PASSWORD})
    inactive = type_password(Client(), staff(is_active=False))
    for other in (answer, known, unknown, inactive):
        assert other.status_code == 200
        assert other.context["form"].errors == unknown.context["form"].errors
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["username", "email"])
def test_staff_give_their_name_or_address(client: Client, name: str) -> None:
    user = staff()
    client.post(reverse("account_login"), {"login": getattr(user, name).upper(), "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


STOCK = [
    "/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/",
    "/admin/password_reset/confirm/MQ/set-password/", "/admin/password_reset/complete/", "/ka/_util/login/",
]  # fmt: skip


@pytest.mark.parametrize("address", STOCK)
def test_stock_forms_never_let_anybody_in(client: Client, address: str) -> None:
    user = staff()
    fields = {"username": user.username, "login": user.username, "password": PASSWORD, "email": user.email}
    fields |= {"new_password1": PASSWORD + "1", "new_password2": PASSWORD + "1"}
    assert client.post(address, fields).status_code == 405
    assert "_auth_user_id" not in client.session
    assert "/sign-in/" in client.get(address)["Location"]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_the_account_page_changes_no_password(client: Client) -> None:
    client.force_login(staff())
    assert "new_password" not in client.get(reverse("wagtailadmin_account")).text


def test_a_representative_is_told_and_not_led_in_a_circle(client: Client, language: str) -> None:
    client.force_login(representative(language=language))
    answer = client.get("/admin/", follow=True, headers={"accept-language": language})
    assert answer.status_code == 403
    assert f'<html lang="{language}"' in answer.text
    assert client.get(f"/{language}/sign-in/staff/", {"next": "/admin/"}, follow=True).status_code == 403


def test_signing_out_takes_a_form(client: Client) -> None:
    client.force_login(representative())
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


ROUTED = {
    "account_login", "account_logout", "account_request_login_code", "account_confirm_login_code",
    "account_reauthenticate", "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_login_webauthn", "mfa_add_webauthn",
    "mfa_remove_webauthn", "mfa_reauthenticate_webauthn",
}  # fmt: skip


def names(patterns: list) -> Iterator[str]:
    """Return the names of all addresses that a package has."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_nothing_else_of_the_package_is_reachable() -> None:
    offered = {*names(account.urlpatterns), *names(mfa.urlpatterns), "account_signup", "account_reset_password"}
    assert offered >= ROUTED
    reachable = set()
    for name in offered:
        for arguments in ([], [1], ["a"], ["a", "b"]):
            try:
                reverse(name, args=arguments)
            except NoReverseMatch:
                continue
            reachable.add(name)
    assert reachable == ROUTED


def test_a_real_site_does_not_start_without_the_second_factor(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR, settings.DEMO_ALLOWED = False, False
    assert [error.id for error in second_factor_is_asked_for()] == ["users.E001"]
    assert "users.E001" in [error.id for error in run_checks(tags=["security"])]
    settings.STAFF_SECOND_FACTOR = True
    assert second_factor_is_asked_for() == []
    assert project.INSTALLED_APPS.count("allauth.socialaccount") == 0


def test_the_technician_helps_who_lost_everything() -> None:
    user, other = staff(), staff()
    with_app(user)
    with_app(other)
    call_command("remove_second_factor", user.username, stdout=StringIO())
    assert (factors(user), factors(other)) == ([], ["totp"])
    with pytest.raises(CommandError):
        call_command("remove_second_factor", "nobody")


def test_the_account_page_leads_to_the_second_step(client: Client) -> None:
    client.force_login(staff())
    assert reverse("mfa_index") in client.get(reverse("wagtailadmin_account")).text
