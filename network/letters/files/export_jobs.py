"""What is done with the files of letters each minute: large ones are made, old ones removed."""

from pathlib import Path

from django.conf import settings

from network.letters.files import exports, sealed
from network.letters.letters import Letter


def keep_files() -> None:
    """Make the files that readers wait for; remove those with a name that was taken back, or of a text gone offline.

    What was handed over and holds such a name is removed too; its hashes stay with the delivery.
    """
    for letter_id in _letters_with_files():
        letter = Letter.objects.filter(pk=letter_id).select_related("version").first()
        if letter is None:
            continue
        sealed.forget_outdated(letter_id)
        is_public = Letter.objects.readable().filter(pk=letter_id).exists()
        if is_public:
            exports.make_wanted(letter_id)
        exports.tidy(letter_id, everything=not is_public)


def _letters_with_files() -> list[int]:
    root = Path(settings.PRIVATE_ROOT) / "letters"
    return sorted(int(path.name) for path in root.glob("*") if path.is_dir() and path.name.isdecimal())
