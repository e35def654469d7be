"""The command on an empty site: all or nothing, and never where it must not."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError
from pytest_django import Settings

from cms.demo import events, letters, sections, services, work
from cms.demo.accounts import PASSWORD
from cms.settings import base
from cms.users.models import User
from network.registry.models import Organisation
from tests.demo.snapshot import run, snapshot


@pytest.mark.django_db
def test_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError("half-way")

    before = snapshot()
    monkeypatch.setattr(work, "fill_news", fail)
    with pytest.raises(RuntimeError, match="half-way"):
        run()
    assert snapshot() == before


@pytest.mark.django_db
def test_refuses_where_settings_do_not_allow_it(settings: Settings) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        run()
    assert not services.has_content()
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_force_makes_content_but_no_known_password(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO_ALLOWED = False
    for module in (sections, work, events, letters):
        monkeypatch.setattr(module, "plans", lambda: iter(()))
    output = run("--force")
    assert Organisation.objects.exists()
    assert not User.objects.exists()
    assert PASSWORD not in output


def test_production_does_not_allow_it() -> None:
    assert base.DEMO_ALLOWED is False
    production = Path(django_settings.BASE_DIR) / "cms" / "settings" / "production.py"
    assert "DEMO_ALLOWED" not in production.read_text(encoding="utf-8")
