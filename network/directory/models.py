"""Tables of the directory."""

from network.directory.applications import Application, ApplicationLink
from network.directory.departures import Departure
from network.directory.pages import MemberDirectoryPage
from network.directory.proposals import EntryProposal

__all__ = ["Application", "ApplicationLink", "Departure", "EntryProposal", "MemberDirectoryPage"]
