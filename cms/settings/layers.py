"""How one settings module stands on another without ``import *``."""

from types import ModuleType
from typing import Any


def public_settings(module: ModuleType) -> dict[str, Any]:
    """Return the settings (upper-case names) of ``module``, to be put into another module's globals."""
    return {name: value for name, value in vars(module).items() if name.isupper()}
