"""The sealed files of a delivery: what was handed over, as long as nobody who stands in them takes the name back."""

import hashlib
import logging
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from network.letters.counting.sequencing import sequence
from network.letters.deliveries import Delivery
from network.letters.files.bundle import write_bundle
from network.letters.files.exports import LONGEST, age_of, folder_of
from network.letters.files.pdf import PdfFailed
from network.letters.files.roll import Roll, counts_as_data, read_rolls
from network.letters.letters import Letter

logger = logging.getLogger("network.letters")

ARCHIVE = "bundle.zip"
_REMOVALS = re.compile(r"-r(\d+)")


def seal_delivery(delivery: Delivery) -> None:
    """Make the bundle of a delivery as the letter stands now, and keep it with the hash of every file.

    ``Delivery.hashes`` has one more name, ``bundle.zip``: the SHA-256 of the archive itself; ``Delivery.counts`` says
    by kind how many have signed and how many are named. Sealed again, the new bundle takes the place of the old one.
    Raises ``ValidationError`` with a sentence for the secretariat if there is no room; nothing has changed then.
    """
    sequence(delivery.letter_id)
    rolls = read_rolls(delivery.letter_id)
    try:
        with tempfile.TemporaryFile() as file:
            hashes = write_bundle(rolls, file)
            file.seek(0)
            hashes[ARCHIVE] = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            _keep(delivery, file, next(iter(rolls.values())), hashes)
    except (OSError, PdfFailed) as error:
        logger.error("sealed files not made: %s", type(error).__name__, extra={"letter": delivery.letter_id})
        raise ValidationError(
            _("The sealed files could not be made: the server has no room or the text cannot be set. Nothing is lost.")
        ) from error


def sealed_file(letter: Letter) -> BinaryIO | None:
    """Return the sealed bundle of a delivered letter, opened; None without one, or if a name in it was taken back.

    It holds the text that was delivered; a slip of the pen that was mended later hides it from nobody.
    """
    if letter.delivered_at is None:
        return None
    delivery = letter.deliveries.exclude(bundle="").order_by("-delivered_on", "-pk").first()
    return open_sealed(delivery) if delivery is not None else None


def open_sealed(delivery: Delivery) -> BinaryIO | None:
    """Return the sealed files of a delivery, opened; None if they are gone, or a name in them was taken back."""
    try:
        file: BinaryIO = delivery.bundle.open("rb").file
    except FileNotFoundError:
        return None
    # Asked after the file was opened, of the database as it is now.
    if Letter.objects.filter(pk=delivery.letter_id, removals=_removals(delivery)).exists():
        return file
    file.close()
    return None


def forget_outdated(letter_id: int) -> int:
    """Remove sealed files with a name that was taken back since; their hashes stay. Return how many.

    Whoever has received the bundle can still show that it is the one; here the name is gone.
    """
    removed = 0
    now = Letter.objects.values_list("removals", flat=True).get(pk=letter_id)
    for delivery in Delivery.objects.filter(letter=letter_id).exclude(bundle=""):
        if _removals(delivery) != now:
            delivery.bundle.delete(save=False)
            Delivery.objects.filter(pk=delivery.pk).update(bundle="")
            removed += 1
    return removed + _forget_orphans(letter_id)


def _forget_orphans(letter_id: int) -> int:
    """Remove files that no delivery names: after one was written, its transaction was rolled back."""
    named = {Path(name).name for name in Delivery.objects.filter(letter=letter_id).values_list("bundle", flat=True)}
    left = [path for path in folder_of(letter_id).glob("delivery-*.zip") if path.name not in named]
    orphans = [path for path in left if age_of(path) > LONGEST]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _keep(delivery: Delivery, file: BinaryIO, roll: Roll, hashes: dict[str, str]) -> None:
    old, storage = delivery.bundle.name, delivery.bundle.storage
    name = f"letters/{delivery.letter_id}/delivery-{delivery.pk}-r{roll.removals}.zip"
    kept = storage.save(name, File(file))
    values = {"bundle": kept, "hashes": hashes, "counts": counts_as_data(roll.counts)}
    try:
        with transaction.atomic():
            Delivery.objects.filter(pk=delivery.pk).update(**values)
            if old:
                transaction.on_commit(lambda: storage.delete(old))
    except BaseException:
        storage.delete(kept)
        raise
    for field, value in values.items():
        setattr(delivery, field, value)


def _removals(delivery: Delivery) -> int:
    found = _REMOVALS.search(delivery.bundle.name or "")
    return int(found[1]) if found else -1
