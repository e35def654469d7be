"""Filters of the members' directory."""

from urllib.parse import urlsplit

from django import template

from network.directory import addresses

register = template.Library()
register.filter("member_address", addresses.member_address)
register.filter("record_address", addresses.record_address)


@register.filter
def site_name(address: str) -> str:
    """Return the name of a site by its address, without what says nothing to readers."""
    return urlsplit(address).netloc.removeprefix("www.") or address
