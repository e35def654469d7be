"""What changed from one canonical content to another, in words that people can read.

Used by the record, the page where members answer, and corrections. Nothing that changes the digest stays unseen.
"""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext

from network.agreement.content import Content
from network.agreement.plain import Passage, passages
from network.agreement.words import Kind, Row, compare

# Words of the unchanged text shown before and after a change.
CONTEXT = 6
LEFT_OUT = "…"

Run = tuple[Kind, str]
# The words of a passage behind a mark of its field, which tells passages apart.
_MARK = "\x00"


@dataclass(frozen=True, slots=True)
class Change:
    """One changed passage: ``label`` is where it stands, ``runs`` are (kept, removed or added; words)."""

    label: str
    runs: list[Run]


def changes(before: Content, after: Content) -> list[Change]:
    """Return the changed passages from ``before`` to ``after``, in the order of reading; nothing if they are equal."""
    if before == after:
        return []
    page_type = str(after.get("type", ""))
    old, new = passages(before), passages(after)
    row = compare(_tokens(old), _tokens(new))
    groups = _by_passage(_slid(row)) if row else _wholes(old, new)
    found = [Change(_label(page_type, name), shown(runs)) for name, runs in groups if _differs(runs)]
    return found + _unseen(before, after, page_type, {name for name, runs in groups if _differs(runs)})


def shown(row: Row, context: int = CONTEXT) -> list[Run]:
    """Return runs as text; of long unchanged ones only the words next to a change."""
    runs: list[Run] = []
    for index, (kind, words) in enumerate(row):
        left = context if index else 0
        right = context if index < len(row) - 1 else 0
        if kind == "kept" and len(words) > left + right + 1:
            words = [*words[:left], LEFT_OUT, *words[len(words) - right :]]
        runs.append((kind, " ".join(words)))
    return runs


def _tokens(found: list[Passage]) -> list[str]:
    return [token for passage in found for token in (_MARK + passage.field, *passage.text.split())]


def _slid(row: Row) -> Row:
    """Move a change that ends with a mark so that it begins with one: a new paragraph is shown as one, not as two."""
    row = [(kind, list(words)) for kind, words in row]
    for index, (kind, words) in enumerate(row):
        if kind == "kept" or index in (0, len(row) - 1):
            continue
        previous, following = row[index - 1], row[index + 1]
        if {previous[0], following[0]} != {"kept"}:
            continue
        while previous[1] and not words[0].startswith(_MARK) and words[-1] == previous[1][-1]:
            following[1].insert(0, words.pop())
            words.insert(0, previous[1].pop())
    return [run for run in row if run[1]]


def _by_passage(row: Row) -> list[tuple[str, Row]]:
    """Cut the runs where a passage begins."""
    groups: list[tuple[str, Row]] = []
    for kind, words in row:
        for word in words:
            if word.startswith(_MARK):
                groups.append((word.removeprefix(_MARK), []))
                if kind == "kept":
                    continue
                groups[-1][1].append((kind, []))
                continue
            runs = groups[-1][1]
            if not runs or runs[-1][0] != kind:
                runs.append((kind, []))
            runs[-1][1].append(word)
    return groups


def _wholes(old: list[Passage], new: list[Passage]) -> list[tuple[str, Row]]:
    """Return what went and what came passage by passage, where too much has changed to compare words."""
    row = compare([_key(passage) for passage in old], [_key(passage) for passage in new], len(old) + len(new))
    groups: list[tuple[str, Row]] = []
    for kind, keys in row or []:
        for key in keys:
            name, _mark, text = key.partition(_MARK)
            groups.append((name, [(kind, text.split())]))
    return groups


def _key(passage: Passage) -> str:
    return f"{passage.field}{_MARK}{passage.text}"


def _differs(runs: Row) -> bool:
    return any(kind != "kept" and words for kind, words in runs)


def _unseen(before: Content, after: Content, page_type: str, seen: set[str]) -> list[Change]:
    """Name the fields whose words are the same although something else in them is not: bold words, order, records."""
    old, new = before.get("fields", {}), after.get("fields", {})
    names = [name for name in sorted({*old, *new} - seen) if old.get(name) != new.get(name)]
    words = gettext("The words are the same; their form, their order or what they name has changed.")
    return [Change(_label(page_type, name), [("kept", words)]) for name in names]


def _label(page_type: str, name: str) -> str:
    """Return the name of a field as editors know it."""
    try:
        field = apps.get_model(page_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    return capfirst(str(getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name_plural))
