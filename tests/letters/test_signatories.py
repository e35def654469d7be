"""Who signed: lists in alphabetical order, in parts, searched by name."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.core.languages import sort_key
from network.letters.enums import SignatureKind
from network.letters.models import Letter, Signature, Tally
from network.letters.readers import signatories
from network.letters.readers.signatories import Asked
from tests.factories import SignatureFactory
from tests.factories.agreement import fresh
from tests.factories.letters import open_letter, page_of

pytestmark = pytest.mark.django_db

PEOPLE = SignatureKind.PERSON


def path_of(letter: Letter, query: str = "", language: str = "en") -> str:
    """Return the address of a letter's list."""
    return f"/{language}/letters/{letter.pk}/signatories/{query}"


def body(client: Client, path: str) -> str:
    """Return a page."""
    response = client.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def names(html: str) -> list[str]:
    """Return the names that a page lists."""
    return [re.sub("<.*?>", "", name) for name in re.findall(r"<li><bdi>(.*?)</bdi>", html)]


def sign_as(letter: Letter, *wanted: str) -> list[Signature]:
    """Let people of these names sign."""
    return [SignatureFactory(letter=letter, name=name) for name in wanted]


def test_every_name_comes_once_in_alphabetical_order_forwards_and_backwards(client: Client) -> None:
    letter = open_letter()
    wanted = [f"Person {number % 60:03}" for number in range(125)]  # some share their name
    sign_as(letter, *wanted)
    path, seen, way = path_of(letter, "?kind=person"), [], []
    while path:
        html = body(client, path)
        way.append(names(html))
        seen += way[-1]
        found = re.search(r'href="([^"]+)" rel="next"', html)
        path = found[1].replace("&amp;", "&") if found else ""
        last = html
    assert seen == sorted(wanted)
    assert [len(part) for part in way] == [50, 50, 25]
    back = [names(last)]
    while found := re.search(r'href="([^"]+)" rel="prev"', last):
        last = body(client, found[1].replace("&amp;", "&"))
        back.insert(0, names(last))
    assert [name for part in back for name in part] == sorted(wanted)
    assert 'rel="prev"' not in body(client, path_of(letter, "?kind=person"))


def test_georgian_stands_before_latin_in_both_languages(client: Client) -> None:
    letter = open_letter()
    sign_as(letter, "Adam", "ზურაბ", "ანა", "Zoe")
    for language in ("ka", "en"):
        assert names(body(client, path_of(letter, "?kind=person", language))) == ["ანა", "ზურაბ", "Adam", "Zoe"]
    assert '<bdi><span lang="ka">ანა</span></bdi>' in body(client, path_of(letter, "?kind=person"))
    assert '<bdi><span lang="en">Adam</span></bdi>' in body(client, path_of(letter, "?kind=person", "ka"))


@pytest.mark.parametrize("words", ["bloggs", "BLOGGS", "  joe   bloggs ", "bloggs joe", "ｂloggs"])
def test_a_name_is_found_however_it_is_typed(client: Client, words: str) -> None:
    letter = open_letter()
    sign_as(letter, "Joe Bloggs", "Jane Doe")
    assert names(body(client, path_of(letter, f"?q={words}"))) == ["Joe Bloggs"]
    assert names(body(client, path_of(letter, f"?kind=person&q={words}"))) == ["Joe Bloggs"]


def test_georgian_capitals_find_ordinary_letters(client: Client) -> None:
    letter = open_letter()
    sign_as(letter, "ანა ბერიძე")
    html = body(client, path_of(letter, "?q=ᲑᲔᲠᲘᲫᲔ", "ka"))
    assert names(html) == ["ანა ბერიძე"]


def test_members_and_organisations_are_found_too(client: Client) -> None:
    letter = open_letter()
    member = SignatureFactory(letter=letter, of_member=True)
    SignatureFactory(letter=letter, of_organisation=True, organisation_name="Green Valley", place="Berlin")
    organisation = member.membership.organisation
    organisation.name_en = "Green Hill"
    organisation.save()
    html = body(client, path_of(letter, "?q=green"))
    assert "<b>Green Hill</b>" in html
    assert names(html) == ["Green Valley"]
    assert "Green Hill" not in body(client, path_of(letter, "?q=green valley"))


def test_what_is_not_found_is_said(client: Client) -> None:
    letter = open_letter()
    assert "No name with these words is shown here" in body(client, path_of(letter, "?q=nobody"))
    assert "Nobody is named here yet." in body(client, path_of(letter, "?kind=person"))
    assert body(client, path_of(letter)).count("Nobody is named here yet.") == 3


@pytest.mark.parametrize(
    "query",
    ["?kind=nonsense", "?after=x", "?kind=person&after=99999999999999999999", "?kind=person&before=-1", "?q=%25_'%22",
     "?kind=person&after=1&before=1", "?q=" + "x" * 5000, "?q=<script>", "?kind=member&after=77"],
)  # fmt: skip
def test_bad_input_is_no_error(client: Client, query: str) -> None:
    letter = open_letter()
    sign_as(letter, "Joe Bloggs")
    html = body(client, path_of(letter, query))
    assert "<script>" not in html


def test_percent_signs_mean_themselves(client: Client) -> None:
    letter = open_letter()
    sign_as(letter, "Joe Bloggs")
    assert names(body(client, path_of(letter, "?q=%25"))) == []


def test_after_a_name_that_was_taken_back_the_list_begins_again(client: Client) -> None:
    letter = open_letter()
    rows = sign_as(letter, *(f"Person {number:03}" for number in range(60)))
    Signature.objects.filter(pk=rows[49].pk).update(state="withdrawn", sort_key="", name="")
    html = body(client, path_of(letter, f"?kind=person&after={rows[49].pk}"))
    assert names(html)[0] == "Person 000"


def test_search_engines_do_not_collect_people(client: Client) -> None:
    letter = open_letter()
    sign_as(letter, "Joe Bloggs")
    hidden = ["", "?kind=person", "?q=joe", "?kind=organisation&q=joe", "?kind=organisation&after=1"]
    for query in hidden:
        assert '<meta name="robots" content="noindex">' in body(client, path_of(letter, query)), query
    for query in ("?kind=organisation", "?kind=member"):
        assert "noindex" not in body(client, path_of(letter, query))
    assert '<meta name="robots" content="noindex">' in body(client, f"/en/letters/{letter.pk}/print/")


def test_lists_disappear_with_the_text(client: Client) -> None:
    letter = open_letter()
    for page in (page_of(letter, "ka"), page_of(letter, "en")):
        page.unpublish()
    for path in ("signatories/", "versions/", "versions/1/", "print/"):
        assert client.get(f"/en/letters/{letter.pk}/{path}").status_code == 404
    assert client.get("/en/letters/999999999999999999999/signatories/").status_code == 404


def test_every_part_costs_the_same_and_uses_the_index() -> None:
    letter = open_letter()
    version = letter.version
    rows = [
        Signature(
            letter=letter,
            version=version,
            kind=PEOPLE,
            state="active",
            display="public",
            name=f"Person {number:05}",
            sort_key=sort_key(f"Person {number:05}"),
            search_text=f"person {number:05}",
            subject_key=f"p{number}",
            confirmed_at=letter.opens_at,
        )
        for number in range(3000)
    ]
    Signature.objects.bulk_create(rows)
    middle = Signature.objects.get(name="Person 01500")
    with CaptureQueriesContext(connection) as captured:
        part = signatories.names(letter, PEOPLE, Asked(after=middle.pk))
    assert part.rows[0].name == "Person 01501"
    assert len(captured) == 2
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {captured[1]['sql']}")
            assert "letters_named" in str(cursor.fetchall())
        else:
            cursor.execute("ANALYZE letters_signature")
            cursor.execute(f"EXPLAIN {captured[1]['sql']}")
            assert "letters_named" in str(cursor.fetchall())


def test_the_print_has_everybody_who_is_named_and_its_fingerprint(client: Client) -> None:
    letter = fresh(open_letter())
    Tally.objects.update_or_create(letter=letter, defaults={"people": 120, "hidden_people": 4})
    sign_as(letter, *(f"Person {number:03}" for number in range(120)))
    html = body(client, f"/en/letters/{letter.pk}/print/")
    assert len(names(html)) == 120
    assert letter.version.fingerprint[:4] in html
    assert "And 4\xa0people who prefer not to be named." in html
    assert "We ask you to protect every migrant." in html
    assert "/sign/" not in html


def test_a_print_that_leaves_names_out_says_so_of_members_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = open_letter()
    Tally.objects.update_or_create(letter=letter, defaults={"members": 2})
    SignatureFactory.create_batch(2, letter=letter, of_member=True)
    monkeypatch.setattr("network.letters.readers.list_views.MOST_PRINTED", 1)
    html = body(client, f"/en/letters/{letter.pk}/print/")
    assert len(names(html)) == 1
    assert "the PDF has them all" in html


def test_they_are_valid_html_and_can_only_be_read(
    client: Client, assert_valid_html: Callable[[dict[str, str]], None]
) -> None:
    letter = open_letter()
    Tally.objects.update_or_create(letter=letter, defaults={"members": 1, "people": 60, "hidden_people": 4})
    sign_as(letter, *(f"<b>Person</b> {number:03}" for number in range(60)))
    SignatureFactory(letter=letter, of_member=True)
    queries = ["", "?kind=person", "?kind=member", "?q=person", "?kind=person&q=person"]
    pages = {f"{language}{query}": path_of(letter, query, language) for language in ("ka", "en") for query in queries}
    pages["print"] = f"/en/letters/{letter.pk}/print/"
    assert_valid_html({name: body(client, path) for name, path in pages.items()})
    assert client.post(path_of(letter)).status_code == 405
