"""Long lists in parts."""

from django.core.paginator import Page, Paginator


def nearest_page(paginator: Paginator, asked: str) -> Page:
    """Return the part that the address asks for; the first for what is no number, else the nearest that exists."""
    digits = asked.strip()[:20]
    number = int(digits) if digits.removeprefix("-").isdecimal() else 1
    return paginator.page(min(max(number, 1), paginator.num_pages))
