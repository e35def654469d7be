"""The example of nginx: no link of a mail in its log, and nobody shown who has taken the name back."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

NGINX = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text(encoding="utf-8")
MASKED = [re.compile(found.replace("(?<", "(?P<")) for found in re.findall(r'^ +"~(\^/[^"]+)" ', NGINX, re.M)]
HOLE = re.compile(r"<[^>]+>")


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Yield the routes of all addresses."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


@pytest.mark.parametrize("language", ["ka", "en"])
def test_no_link_of_a_mail_stands_in_the_log(language: str) -> None:
    with override(language):
        secret = [route for route in routes(get_resolver().url_patterns) if re.search(r"<(str:)?token>", route)]
    assert {"letters/manage/", "letters/confirm/", "answer/"} <= {
        route.removeprefix(f"{language}/").partition("<")[0] for route in secret
    }
    for route in secret:
        address = "/" + HOLE.sub("secret", route)
        assert any(mask.match(address) for mask in MASKED), address


def test_what_is_kept_is_over_before_a_name_has_to_be_gone() -> None:
    """In 15 seconds: kept for ten, then fetched before it is answered; what nobody asks for is thrown away."""
    assert "inactive=15s" in NGINX
    assert "proxy_cache_background_update" not in NGINX
