"""Links by which readers pass a letter on, and the counts for other sites.

Plain addresses: nothing of another service is loaded, nobody is counted.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms.core.addresses import named_address, page_address
from cms.core.locales import language_of
from network.letters.letters import Letter


@dataclass(frozen=True, slots=True)
class ShareLink:
    """One way to pass the letter on; ``is_outside`` for another service's address."""

    label: str
    url: str
    is_outside: bool = True


def share_links(address: str, title: str) -> list[ShareLink]:
    """Return the ways, with the address and the title in them."""
    url, words, both = (quote(text, safe="") for text in (address, title, f"{title}\n{address}"))
    return [
        ShareLink(_("E-mail"), f"mailto:?subject={words}&body={both}", is_outside=False),
        ShareLink("WhatsApp", f"https://wa.me/?text={both}"),
        ShareLink("Viber", f"viber://forward?text={both}"),
        ShareLink("Telegram", f"https://t.me/share/url?url={url}&text={words}"),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={url}"),
    ]


def badge_code(letter: Letter, page: Any) -> str:
    """Return the HTML by which another site shows the counts; in the language of a page, to which it leads."""
    drawing = f"{named_address('letter_badge', letter.translation_key)}?lang={language_of(page.locale_id)}"
    code = '<a href="{}"><img src="{}" width="450" height="108" alt="{}"></a>'
    return format_html(code, page_address(page), drawing, page.title)
