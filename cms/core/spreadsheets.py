"""Tables that are opened in spreadsheets, which may take what stands in a cell for something to carry out. Pure."""

from typing import Any

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets recognise UTF-8
# A cell that begins so may be taken for a formula and carried out.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe is put before what begins like one."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
