"""Reading a page's JSON-LD."""

import json
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

SITE = "http://testserver"


def graph_of(client: Client, address: str) -> list[dict[str, Any]]:
    """Return the nodes of a page's JSON-LD."""
    (script,) = BeautifulSoup(client.get(address).content, "html.parser").select("script[type='application/ld+json']")
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def node(graph: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """Return the one node of a type."""
    (found,) = [entry for entry in graph if kind in entry.get("@type", "")]
    return found
