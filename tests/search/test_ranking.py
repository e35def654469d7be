"""What comes first among what was found."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page

from tests.search.pages import news_page, write

pytestmark = pytest.mark.django_db
SAID = "ქსელი ერთიან პოზიციას ამზადებს და წევრებს ეკითხება."


def found(query: str) -> list[str]:
    """Return the titles in their order."""
    return [page.title for page in Page.objects.live().search(query)]


def page(title: str, text: str, days: int, number: int):
    """Make an item that has been online for some days."""
    made = news_page(str(number), title, [text, SAID], number)
    made.first_published_at = timezone.now() - datetime.timedelta(days=days)
    return made


@pytest.mark.parametrize("query", ["რეინტეგრაცია", "რეინტეგრაციის", "reintegracia"])
def test_a_word_in_the_title_comes_before_one_that_a_newer_text_repeats(query: str) -> None:
    repeated = "რეინტეგრაცია მოითხოვს დროს, რეინტეგრაციის პროგრამა კი – თანხას: რეინტეგრაცია ძვირია."
    write(
        "ka",
        [
            page("ახალი ამბავი", repeated, 1, 1),
            page("რეინტეგრაციის პროგრამა სოფლებში და ქალაქებში", "პროგრამა იწყება.", 3000, 2),
            page("კიდევ ერთი ამბავი", "რეინტეგრაცია იწყება.", 1, 3),
            *(page(f"სხვა ამბავი {number}", "სხვა რამ.", number, number) for number in range(10, 20)),
        ],
    )
    assert found(query)[0] == "რეინტეგრაციის პროგრამა სოფლებში და ქალაქებში"
    assert len(found(query)) == 3


def test_of_what_fits_as_well_the_newer_comes_first() -> None:
    write("ka", [page(f"ამბავი {days}", "რეინტეგრაცია იწყება.", days, days) for days in (400, 10, 3000, 200)])
    assert found("რეინტეგრაცია") == ["ამბავი 10", "ამბავი 200", "ამბავი 400", "ამბავი 3000"]
