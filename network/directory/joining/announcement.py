"""The text that the members are asked about: who joins. Plain sentences, for the editor to go on writing."""

from django.utils.translation import gettext, override

from network.agreement.beginnings import DraftText
from network.directory.applications import Application
from network.directory.form_parts import LANGUAGES
from network.registry.models import Place, Topic


def announcement_of(application: Application) -> DraftText:
    """Return the announcement in both languages.

    The title of one that only members may read names nobody: titles stand in the public list of records.
    """
    topics = tuple(Topic.objects.filter(pk__in=application.said("topics") or ()))
    regions = tuple(Place.objects.filter(pk__in=application.said("regions") or ()))
    titles, paragraphs = {}, {}
    for language in LANGUAGES:
        with override(language):
            name = application.name_in(language)
            titles[language] = (
                gettext("A new member of the Network")
                if application.is_hidden
                else gettext("A new member of the Network: %(name)s") % {"name": name}
            )
            paragraphs[language] = _paragraphs(application, language, name, topics, regions)
    return DraftText(
        titles=titles, paragraphs=paragraphs, topics=topics, places=() if application.is_hidden else regions
    )


def _paragraphs(
    application: Application, language: str, name: str, topics: tuple[Topic, ...], regions: tuple[Place, ...]
) -> list[str]:
    """Return the sentences in the active language; words about the applicant in one language alone stand in both."""
    others = (application.said(f"about_{code}") for code in LANGUAGES)
    about = application.said(f"about_{language}") or next(filter(None, others), "")
    found = [gettext("The Network has a new member: %(name)s.") % {"name": name}]
    found += [line for line in about.split("\n") if line.strip()]
    if topics:
        found.append(gettext("Topics: %(topics)s.") % {"topics": ", ".join(topic.name for topic in topics)})
    if regions:
        found.append(gettext("Regions: %(regions)s.") % {"regions": ", ".join(place.name for place in regions)})
    return found
