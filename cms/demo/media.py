"""Pictures and documents of the demonstration, made once and found by their title."""

from collections.abc import Callable, Iterator
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Collection

from cms.core.models import CustomDocument, CustomImage
from cms.demo import files, pictures
from cms.demo.content import Entry, both, load
from cms.demo.records import Records


def seed_media(records: Records) -> None:
    """Draw the pictures and write the documents that are missing."""
    for key, title, alt, draw in _pictures():
        _seed_image(records, key, title, alt, draw)
    for key, entry in (load("publications")["documents"] | load("events")["documents"]).items():
        _seed_document(records, key, entry)


def _pictures() -> Iterator[tuple[str, str, Entry, Callable[[], bytes]]]:
    """Yield key, title, alternative text and how to draw each picture."""
    media = load("media")
    for key, entry in media["logos"].items():
        yield key, f"Placeholder logo {entry['words']}", entry["alt"], partial(pictures.logo, entry["words"])
    for key, entry in media["drawings"].items():
        yield key, f"Drawing of {entry['lines']} lines", entry["alt"], partial(pictures.drawing, entry["lines"])
    for key, entry in media["shares"].items():
        yield key, f"Sharing picture {key[-2:]}", media["share_alt"], partial(pictures.share_card, entry["lines"])


def _seed_image(records: Records, key: str, title: str, alt: Entry, draw: Callable[[], bytes]) -> None:
    image = CustomImage.objects.filter(title=title).first()
    if image is None:
        name = f"{key.replace('_', '-')}.png"
        _remove_orphan(CustomImage, f"original_images/{name}")
        image = CustomImage(
            title=title,
            file=ContentFile(draw(), name=name),
            collection=Collection.get_first_root_node(),
            **both("alt", alt),
            **both("credit", load("media")["credit"]),
        )
        image.save()
        records.made[CustomImage] += 1
    records.images[key] = image


def _seed_document(records: Records, key: str, entry: Entry) -> None:
    titles = both("title", entry["title"])
    document = CustomDocument.objects.filter(**titles).first()
    if document is None:
        _remove_orphan(CustomDocument, f"documents/{entry['file']}")
        document = CustomDocument(
            **titles,
            file=ContentFile(_content(entry), name=entry["file"]),
            collection=Collection.get_first_root_node(),
            language=entry["language"],
            version=entry["version"],
        )
        document.save()
        records.made[CustomDocument] += 1
    records.documents[key] = document


def _content(entry: Entry) -> bytes:
    if "table" in entry:
        return files.table(_table_rows(entry["table"]))
    if entry["file"].endswith(".pdf"):
        return files.pdf(entry["title"]["en"], entry["lines"])
    return files.odt(entry["lines"])


def _table_rows(key: str) -> list[list[str]]:
    """Return the rows of the table with that key, which stands in a publication's text."""
    blocks = [block for publication in load("publications")["publications"] for block in publication["body"]]
    table = next(block["table"] for block in blocks if block.get("table", {}).get("key") == key)
    return [[column["ka"] for column in table["columns"]], *table["rows"]]


def _remove_orphan(model: type[CustomImage | CustomDocument], path: str) -> None:
    """Delete a file that an earlier database left behind, so that the new one gets its name."""
    if default_storage.exists(path) and not model.objects.filter(file=path).exists():
        default_storage.delete(path)
