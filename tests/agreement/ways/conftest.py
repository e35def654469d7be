"""Everybody who works in the admin, each signed in."""

import pytest
from django.test import Client

from tests.admin.signed_in import client_of, make_user
from tests.agreement.ways import texts

PARTS = ("editor", "translator", "secretariat", "superuser")


@pytest.fixture(params=PARTS)
def person(request: pytest.FixtureRequest, db: None) -> Client:
    """Return a browser of each kind of user; an error in the server is an answer of 500, as on the real site."""
    client = client_of(make_user(request.param))
    client.raise_request_exception = False
    return client


@pytest.fixture
def superuser(db: None) -> Client:
    """Return a browser of somebody who may do everything."""
    client = client_of(make_user("superuser"))
    client.raise_request_exception = False
    return client


@pytest.fixture(params=texts.KINDS)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> texts.Kind:
    """Try a way on news, and on a letter that is open for signatures."""
    found = texts.KINDS[request.param]
    monkeypatch.setattr(texts, "kind", found)
    return found
