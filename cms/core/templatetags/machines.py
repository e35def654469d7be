"""What a page says to machines."""

import json
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.core.addresses import HOME_DEPTH, absolute, page_address
from cms.core.structured_data import Node, breadcrumbs, network_described

register = template.Library()

# Inside <script> nothing may look like the end of it; in JSON these letters only occur within strings.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class ScriptData:
    """A value as it stands inside a script element: JSON in which no tag and no entity can begin."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __html__(self) -> str:
        return json.dumps(self.value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@register.simple_tag(takes_context=True)
def structured_data(context: template.Context) -> SafeString | str:
    """Print the page's JSON-LD: the Network, the page, and the way to it. Nothing where there is no page."""
    navigation = context.get("navigation")
    if navigation is None or navigation.page is None:
        return ""
    page = navigation.page
    site_settings, request = context["site_settings"], context["request"]
    graph: list[Node] = [
        network_described(
            site_settings.name,
            other_names=[site_settings.full_name, site_settings.name_ka, site_settings.name_en],
            email=site_settings.email,
            logo=absolute(static("img/icon-512.png")),
        ),
        *page.structured_data(request),
    ]
    if page.depth > HOME_DEPTH:
        way = [(_("Home"), navigation.home_url), *((item.label, item.url) for item in navigation.breadcrumbs)]
        steps = [(label, absolute(url)) for label, url in way]
        graph.append(breadcrumbs([*steps, (page.label, page_address(page, request))]))
    data = {"@context": "https://schema.org", "@graph": graph}
    return format_html('<script type="application/ld+json">{}</script>', ScriptData(data))
