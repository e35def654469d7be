"""Organisations, people, places, topics."""

import factory
from factory.django import DjangoModelFactory

from network.registry.models import Organisation, Person, Place, Topic


class TopicFactory(DjangoModelFactory):
    name_ka = factory.Sequence(lambda number: f"თემა {number + 1}")
    name_en = factory.Sequence(lambda number: f"Topic {number + 1}")
    order = factory.Sequence(lambda number: number + 1)

    class Meta:
        model = Topic


class PlaceFactory(DjangoModelFactory):
    name_ka = factory.Sequence(lambda number: f"ქალაქი {number + 1}")
    name_en = factory.Sequence(lambda number: f"Town {number + 1}")
    kind = "town"

    class Meta:
        model = Place

    class Params:
        country = factory.Trait(
            kind="country",
            name_ka=factory.Sequence(lambda number: f"ქვეყანა {number + 1}"),
            name_en=factory.Sequence(lambda number: f"Country {number + 1}"),
        )


class OrganisationFactory(DjangoModelFactory):
    name_ka = factory.Sequence(lambda number: f"ორგანიზაცია {number + 1}")
    name_en = factory.Sequence(lambda number: f"Organisation {number + 1}")
    kind = "cso"

    class Meta:
        model = Organisation


class PersonFactory(DjangoModelFactory):
    name_ka = factory.Sequence(lambda number: f"ადამიანი {number + 1}")
    name_en = factory.Sequence(lambda number: f"Person {number + 1}")

    class Meta:
        model = Person
