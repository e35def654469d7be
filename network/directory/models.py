"""Tables of the directory."""

from network.directory.pages import MemberDirectoryPage

__all__ = ["MemberDirectoryPage"]
