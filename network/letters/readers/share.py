"""Links by which readers pass a letter on. Plain addresses: nothing of another service is loaded, nobody is counted."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _


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
