"""Every sentence of the interface stands in Georgian, and stands in the catalogue."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings

from .source import ROOMS, ROOT

PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w+)\))?[#0\- +]*\d*(?:\.\d+)?[sdrfi]|{(?P<field>\w*)}|%%")
CATALOGUES = sorted(path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po"))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _sentences(path: Path) -> set[tuple[str, str, str]]:
    """What identifies each message that is in use."""
    return {
        (entry.msgctxt or "", entry.msgid, entry.msgid_plural)
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }


def _pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Each translation with the source that it answers to."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
    for form, text in entry.msgstr_plural.items():
        # A singular may say "one" where the plural has a number.
        yield (entry.msgid if form == 0 and len(entry.msgstr_plural) > 1 else entry.msgid_plural), text


def test_there_is_a_georgian_catalogue() -> None:
    assert ROOT / "locale" / "ka" / "LC_MESSAGES" / "django.po" in CATALOGUES


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_nothing_is_untranslated_or_unsure(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    unfinished = [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]
    assert [f"{_name(path)}:{entry.linenum} {entry.msgid!r}" for entry in unfinished] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_placeholders_survive_translation(path: Path) -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(match.group() for match in PLACEHOLDER.finditer(text))

    differing = [
        f"{_name(path)}:{entry.linenum} {source!r}"
        for entry in polib.pofile(str(path))
        if not entry.obsolete
        for source, translation in _pairs(entry)
        if translation and placeholders(source) != placeholders(translation)
    ]
    assert differing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=_name)
def test_the_edges_of_a_sentence_are_kept(path: Path) -> None:
    """A space or a line break at either end is part of the layout: msgfmt refuses some, a reader sees all."""

    def edges(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    differing = [
        f"{_name(path)}:{entry.linenum} {source!r}"
        for entry in polib.pofile(str(path))
        if not entry.obsolete
        for source, translation in _pairs(entry)
        if translation and edges(source) != edges(translation)
    ]
    assert differing == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_catalogue_is_up_to_date(domain: str, tmp_path: Path) -> None:
    """What `make messages` would write now holds the same sentences as the file in the repository."""
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext is not installed. On Debian: apt-get install gettext")
    for name in [*ROOMS, "static", "locale"]:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    command = ["manage.py", "makemessages", "--locale", "ka", "--domain", domain, "--no-obsolete"]
    result = subprocess.run([sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr

    kept = ROOT / "locale" / "ka" / "LC_MESSAGES" / f"{domain}.po"
    fresh = tmp_path / "locale" / "ka" / "LC_MESSAGES" / f"{domain}.po"
    in_use = _sentences(fresh) if fresh.exists() else set()
    written = _sentences(kept) if kept.exists() else set()
    assert sorted(in_use - written) == [], "new sentences: make messages"
    assert sorted(written - in_use) == [], "sentences that nobody says any more: make messages"


def test_no_sentence_stands_where_nothing_collects_it() -> None:
    """GNU gettext does not look into f-strings: what is said there would stay English."""
    verbs = {"_", "gettext", "ngettext", "pgettext", "npgettext", "gettext_lazy", "pgettext_lazy"}
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in verbs
    ]
    assert found == []
