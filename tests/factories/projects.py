"""Programmes, funding lines, project profiles."""

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page

from projects.models import FundingLine, Participation, Programme, ProjectIndexPage, ProjectPage
from tests.factories.pages import SitePageFactory, home_page, only_child
from tests.factories.registry import OrganisationFactory


class ProgrammeFactory(DjangoModelFactory):
    title_ka = factory.Sequence(lambda number: f"პროგრამა {number + 1}")
    title_en = factory.Sequence(lambda number: f"Programme {number + 1}")

    class Meta:
        model = Programme


class FundingLineFactory(DjangoModelFactory):
    donor = factory.SubFactory(OrganisationFactory, kind="donor")
    statement_ka = factory.Sequence(lambda number: f"საქმიანობას დონორი {number + 1} აფინანსებს.")
    statement_en = factory.Sequence(lambda number: f"The work is funded by donor {number + 1}.")
    order = factory.Sequence(lambda number: number + 1)

    class Meta:
        model = FundingLine


class ProjectIndexPageFactory(SitePageFactory):
    _names = {"ka": "პროექტები", "en": "Projects"}

    class Meta:
        model = ProjectIndexPage


class ProjectPageFactory(SitePageFactory):
    _names = {"ka": "პროექტი", "en": "Project"}

    class Meta:
        model = ProjectPage

    @classmethod
    def default_parent(cls, locale: Locale) -> Page:
        """Return the list of projects of the language."""
        return only_child(home_page(locale), ProjectIndexPageFactory)


class ParticipationFactory(DjangoModelFactory):
    page = factory.SubFactory(ProjectPageFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "partner"

    class Meta:
        model = Participation
