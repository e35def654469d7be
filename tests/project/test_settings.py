"""Each environment starts, or says which value it lacks. Every case runs in a process of its own."""

import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from .source import ROOMS, ROOT

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "made-up-for-this-test-and-long-enough-for-the-check-0123456789-abcdef",
    "ALLOWED_HOSTS": "www.example.org",
    "DATABASE_URL": "postgres://site:secret@127.0.0.1:5432/site",
    "BASE_URL": "https://www.example.org",
    "EMAIL_URL": "smtp+tls://site:secret@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "site@example.org",
}
REQUIRED = [name for name in PRODUCTION if name != "DJANGO_SETTINGS_MODULE"]


def run(*arguments: str, environment: dict[str, str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run Python with this environment and no other."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def named_in(line: str) -> set[str]:
    """The variables that a line names."""
    return set(re.findall(r"\w+", line)) & set(REQUIRED)


def say(setting: str, environment: dict[str, str], folder: Path = ROOT) -> str:
    """Return one setting as the environment makes it."""
    code = f"from django.conf import settings; print(settings.{setting})"
    result = run("-c", code, environment=environment, folder=folder)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture
def fresh_checkout(tmp_path: Path) -> Path:
    """A copy of the source, as if nobody had started it yet."""
    for name in [*ROOMS, "locale", "static"]:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    return tmp_path


def test_production_passes_the_deployment_checks() -> None:
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    result = run(*command, environment=PRODUCTION)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("value", [None, "", "  "], ids=["absent", "empty", "blank"])
@pytest.mark.parametrize("name", REQUIRED)
def test_production_names_what_it_lacks(name: str, value: str | None) -> None:
    environment = {key: text for key, text in {**PRODUCTION, name: value}.items() if text is not None}
    result = run("-c", "import cms.settings.production", environment=environment)
    assert result.returncode != 0
    last_line = result.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last_line
    assert named_in(last_line) == {name}


def test_production_names_everything_it_lacks_at_once() -> None:
    result = run("-c", "import cms.settings.production", environment={})
    last_line = result.stderr.strip().splitlines()[-1]
    assert named_in(last_line) == set(REQUIRED)


def test_production_never_shows_errors_to_readers() -> None:
    assert say("DEBUG", {**PRODUCTION, "DEBUG": "1"}) == "False"


def test_production_takes_its_folders_from_the_environment() -> None:
    environment = {**PRODUCTION, "STATIC_ROOT": "/srv/static", "MEDIA_ROOT": "/srv/media"}
    assert say("STATIC_ROOT", environment) == "/srv/static"
    assert say("MEDIA_ROOT", environment) == "/srv/media"


LOCAL = {"DJANGO_SETTINGS_MODULE": "cms.settings.local"}


def test_a_fresh_checkout_starts_with_an_empty_environment(fresh_checkout: Path) -> None:
    result = run("manage.py", "check", environment={}, folder=fresh_checkout)
    assert result.returncode == 0, result.stderr


def test_local_makes_a_key_of_its_own_and_keeps_it(fresh_checkout: Path) -> None:
    first = say("SECRET_KEY", LOCAL, fresh_checkout)
    kept = fresh_checkout / "var" / "secret_key"
    assert len(first) >= 50
    assert kept.read_text().strip() == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert say("SECRET_KEY", LOCAL, fresh_checkout) == first


def test_local_shows_what_readers_see_unless_asked(fresh_checkout: Path) -> None:
    assert say("DEBUG", LOCAL, fresh_checkout) == "False"
    assert say("DEBUG", {**LOCAL, "DEBUG": "1"}, fresh_checkout) == "True"
