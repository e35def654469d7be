"""What the tests of the editors’ desk find ready."""

from tests.admin.signed_in import signed_in

__all__ = ["signed_in"]
