"""The passage of a result: around what was looked for, in whatever form it stands there."""

from hypothesis import given
from hypothesis import strategies as st

from cms.search.analysis.queries import Thesaurus, groups
from cms.search.snippets import LENGTH, Finder, Piece

FILLER = "ეს წინადადება სხვა რამეზეა და აქ მხოლოდ ადგილს იკავებს. " * 10


def finder(query: str, *same: tuple[str, ...]) -> Finder:
    return Finder(groups(query, Thesaurus(same)))


def finds(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_find]


def text_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_other_forms_and_spellings_are_finds() -> None:
    text = "ქვეყნები, ქვეყნისთვის – და ქვემო ქართლი; ICMPD-ის წევრი"
    assert finds(finder("ქვეყანა").marked(text)) == ["ქვეყნები", "ქვეყნისთვის"]
    assert finds(finder("qveyana").marked(text)) == ["ქვეყნები", "ქვეყნისთვის"]
    assert finds(finder("ICMPD").marked(text)) == ["ICMPD"]
    assert finds(finder("migrants").marked("Every migrant’s right, migrant workers")) == ["migrant’s", "migrant"]


def test_terms_that_mean_the_same_are_finds() -> None:
    pieces = finder("NGO", ("NGO", "არასამთავრობო ორგანიზაცია")).marked("არასამთავრობო ორგანიზაციები")
    assert finds(pieces) == ["არასამთავრობო", "ორგანიზაციები"]


def test_the_passage_stands_around_most_of_what_was_looked_for() -> None:
    text = f"შრომა. {FILLER} აქ არის შრომა და უფლებაც. {FILLER}"
    pieces = finder("შრომა უფლება").snippet([text])
    assert finds(pieces) == ["შრომა", "უფლებაც"]
    assert text_of(pieces).startswith("…")
    assert text_of(pieces).endswith("…")
    assert text_of(pieces).strip("…") in " ".join(text.split())


def test_the_lead_is_shown_if_no_other_text_says_more() -> None:
    lead = "შრომა საზღვარგარეთ."
    assert text_of(finder("შრომა").snippet([lead, "შრომა შრომა შრომა"])) == lead
    assert text_of(finder("შრომა უფლება").snippet([lead, "უფლება და შრომა"])) == "უფლება და შრომა"
    assert finder("უცხო").snippet([lead, "სხვა"]) == [Piece(lead, False)]
    assert finder("უცხო").snippet(["", "სხვა"]) == [Piece("სხვა", False)]
    assert finder("უცხო").snippet(["", " "]) == []


def test_nothing_is_marked_without_words() -> None:
    assert finds(finder("").marked("შრომა")) == []
    assert finds(finder("და").marked("შრომა")) == []


@given(
    text=st.text(alphabet="აბე მი-‘’'a1„“\u0301 \n", max_size=600), query=st.text(alphabet="აბემია1'- ", max_size=20)
)
def test_pieces_are_the_text(text: str, query: str) -> None:
    found = finder(query)
    assert text_of(found.marked(text)) == text
    passage = text_of(found.snippet([text]))
    assert passage.strip("…") in " ".join(text.split())
    assert len(passage) <= LENGTH + 2
