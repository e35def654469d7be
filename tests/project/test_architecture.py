"""The house rules of docs/architecture.md that a machine can keep."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest
from django.apps import apps

from .source import CONFIGURATION, ROOMS, ROOT, Module, all_modules, production_modules, public_templates

FILE_LINES, FUNCTION_LINES, SETTINGS_LINES = 300, 40, 200


def test_rooms_import_only_from_floors_below() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_room_stands_on_a_floor() -> None:
    (contract,) = CONFIGURATION["tool"]["importlinter"]["contracts"]
    placed = {room.strip() for floor in contract["layers"] for room in floor.split("|")}
    own = {config.name for config in apps.get_app_configs() if config.name.split(".")[0] in ROOMS}
    assert own <= placed
    described = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert {room for room in placed if f"`{room}`" not in described} == set()


def test_no_import_circles() -> None:
    graph = grimp.build_graph(*ROOMS, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])), pytrace=False)


def test_files_stay_short() -> None:
    def most(module: Module) -> int:
        return SETTINGS_LINES if module.dotted.startswith("cms.settings") else FILE_LINES

    lengths = [(module.name, len(module.text.splitlines()), most(module)) for module in production_modules()]
    assert [entry for entry in lengths if entry[1] > entry[2]] == []


def test_functions_stay_short() -> None:
    found = [
        f"{module.at(function)} {function.name}: {length} lines"
        for module in production_modules()
        for function in module.functions()
        if (length := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]
    assert found == []


def test_no_import_of_everything() -> None:
    found = [
        module.at(node)
        for module in all_modules()
        for node in module.nodes
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    assert found == []


def _own_imports(function: ast.AST) -> Iterator[ast.stmt]:
    for node in ast.walk(function):
        if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").split(".")[0] in ROOMS):
            yield node
        if isinstance(node, ast.Import) and any(name.name.split(".")[0] in ROOMS for name in node.names):
            yield node


def test_no_own_import_inside_a_function() -> None:
    """Such an import hides a circle. AppConfig.ready() is the place that Django itself names for it."""
    found = {
        module.at(node)
        for module in production_modules()
        for function in module.functions()
        if not (module.path.name == "apps.py" and function.name == "ready")
        for node in _own_imports(function)
    }
    assert found == set()


def test_nothing_is_marked_as_safe_by_hand() -> None:
    """`format_html` escapes; `mark_safe`, or calling SafeString for it, trusts.

    One module may: it takes finished HTML apart and gives back the same pieces.
    """
    trusted = {"cms/core/foreign_html.py"}
    found = [
        module.at(node)
        for module in production_modules()
        if module.name not in trusted
        for node in module.nodes
        if (isinstance(node, ast.alias) and node.name == "mark_safe")
        or (isinstance(node, ast.Attribute) and node.attr == "mark_safe")
        or (isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"SafeString", "SafeText"})
    ]
    assert found == []


def test_no_class_name_is_sniffed() -> None:
    found = [
        module.at(node)
        for module in production_modules()
        for node in module.nodes
        if isinstance(node, ast.Attribute)
        and node.attr == "__name__"
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "__class__"
    ]
    assert found == []


def test_no_module_without_a_subject() -> None:
    without = {"utils", "util", "helpers", "helper", "common", "misc"}
    found = [module.name for module in all_modules() if without & set(module.dotted.split("."))]
    assert found == []


def test_every_exception_to_a_rule_says_why() -> None:
    """`# noqa: S105  why` and `# type: ignore[attr-defined]  # why`: at least two words."""
    directive = re.compile(r"#\s*(?:noqa\b(?::[\sA-Z0-9,]*[A-Z0-9])?|type:\s*ignore(?:\[[^]]*\])?)(?P<rest>.*)")
    found = [
        f"{module.name}:{number}"
        for module in all_modules()
        if module.path != Path(__file__)
        for number, line in enumerate(module.text.splitlines(), start=1)
        if (match := directive.search(line)) and len(re.findall(r"\w{2,}", match["rest"])) < 2
    ]
    assert found == []


INLINE = {
    "a style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"\son[a-z]+\s*=\s*[\"'{]", re.IGNORECASE),
    "an address that is a script": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
    # Data for machines (application/ld+json) is not run, so the policy allows it.
    "a script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE),
    "text trusted blindly": re.compile(r"\|\s*safe\b|{%-?\s*autoescape\s+off"),
}


@pytest.mark.parametrize("kind", INLINE)
def test_public_templates_have_no_code_inside(kind: str) -> None:
    """The pages' Content-Security-Policy allows none."""
    assert public_templates(), "no public templates found"
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in public_templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if INLINE[kind].search(line)
    ]
    assert found == []
