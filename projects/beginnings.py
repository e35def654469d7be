"""How profiles of projects begin that a member brings."""

from network.agreement.beginnings import Beginning, DraftText, begins
from projects.models import ProjectPage


@begins(Beginning.PROJECT, below="projects.ProjectIndexPage")
def project(text: DraftText, language: str) -> ProjectPage:
    """Make the profile of a project of the Network; period, partners and donors are for the editor to add."""
    return ProjectPage(title=text.title(language), is_ours=True, body=text.body(language))
