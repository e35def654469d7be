"""How often something may be tried is counted for all processes together, and without knowing who tries."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings as project
from django.core.cache import caches
from django.db import connection, connections
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from cms.users.models import SharedNote
from tests.users.people import ask, representative, staff, type_password

ALLOWED = 5
TRY = """
import sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/h/key"}
django.setup()
from allauth.core import ratelimit
from django.test import RequestFactory
request = RequestFactory().post("/")
print(sum(ratelimit.consume(request, action="login_failed", key="one") for _attempt in range(20)))
"""


@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together() -> None:
    name = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    command = [sys.executable, "-c", TRY, name]
    started = [
        subprocess.Popen(command, cwd=project.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _process in range(2)
    ]
    said = [process.communicate() for process in started]
    assert [process.returncode for process in started] == [0, 0], said
    assert sum(int(output) for output, _errors in said) == ALLOWED


@pytest.mark.django_db(transaction=True)
def test_a_key_is_added_by_one_thread_alone() -> None:
    def add(number: int) -> bool:
        try:
            return caches["shared"].add("key", number, 60)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(24))) == 1
    caches["shared"].set("key", 0, -1)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(24))) == 1


@pytest.mark.django_db
def test_the_shared_cache_keeps_and_forgets() -> None:
    cache = caches["shared"]
    cache.set("a@example.org", [1.5, 2], 60)
    assert cache.get("a@example.org") == [1.5, 2]
    assert not cache.add("a@example.org", "other", 60)
    assert len(SharedNote.objects.get().key) == 64 or len(SharedNote.objects.get().key) == 40
    cache.set("a@example.org", 1, -1)
    assert cache.get("a@example.org", "none") == "none"
    assert cache.add("a@example.org", "new", 60)
    assert cache.delete("a@example.org")
    assert not cache.delete("a@example.org")


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False])
def test_codes_are_not_sent_without_end(known: bool, language: str) -> None:
    address = representative().email if known else "nobody@example.org"
    answers = [ask(Client(), address, language) for _attempt in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert f'<html lang="{language}"' in answers[-1].text
    assert "no-store" in answers[-1]["Cache-Control"]


@pytest.mark.django_db
def test_passwords_are_not_guessed_without_end() -> None:
    user = staff()
    statuses = [type_password(Client(), user, "wrong password").status_code for _attempt in range(6)]
    assert statuses == [200] * 5 + [429]
    assert type_password(Client(), user).status_code == 429
    assert type_password(Client(), staff()).status_code == 302


@pytest.mark.django_db
def test_whom_the_proxy_names_is_believed_and_nobody_else(settings: Settings) -> None:
    def heard(header: str) -> str:
        return get_ip(RequestFactory().get("/", headers={"x-forwarded-for": header}, REMOTE_ADDR="127.0.0.1"))

    assert heard("203.0.113.9") == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert heard("203.0.113.9") == "203.0.113.9"
    assert heard("198.51.100.1, 203.0.113.9") == "203.0.113.9"
    assert heard("") == "127.0.0.1"


def test_nginx_says_who_asks_and_lets_nobody_else_say_it() -> None:
    text = (project.BASE_DIR / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text


@pytest.mark.django_db
def test_anonymous_pages_pay_nothing(client: Client, django_assert_num_queries) -> None:
    reverse("account_login")
    with django_assert_num_queries(0):
        client.get("/admin/jsi18n/")
