"""The production source as the tests about the project read it."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS: list[str] = CONFIGURATION["tool"]["importlinter"]["root_packages"]


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def dotted(self) -> str:
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    def at(self, node: ast.AST) -> str:
        """Where the node stands, to be clicked."""
        return f"{self.name}:{getattr(node, 'lineno', 0)}"

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def production_modules() -> list[Module]:
    """All modules that run on a server, but for migrations, which are written by a machine."""
    return [
        Module(path) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts
    ]


@cache
def all_modules() -> list[Module]:
    """The same, with migrations and tests."""
    return [Module(path) for room in [*ROOMS, "tests"] for path in sorted((ROOT / room).rglob("*.py"))]


def public_templates() -> list[Path]:
    """The pages that readers see; mails are not pages, and mail programs know no style sheets."""
    folder = ROOT / "cms" / "templates"
    return [path for path in sorted(folder.rglob("*.html")) if "emails" not in path.parts]
