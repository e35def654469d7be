"""What counts as a slip of the pen, by example in both languages; and that an accepted one changes nothing else."""

import html
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.agreement.correction_rules import Fault, examine
from network.agreement.correction_words import is_date, is_name, is_negation, is_number

NAMES = frozenset({"გორი", "თბილისი", "წერეთელი", "ნინო", "ბერიძე", "სამეგრელო", "მცხეთა", "georgia", "berlin"})


def content(*paragraphs: str, **fields) -> dict:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    held = {"title": "სათაური", "lead": "მოკლე აზრი.", "body": [["paragraph", [body, []]]]}
    return {"type": "news.newspage", "language": "ka", "fields": {**held, **fields}}


def faults(before, after, *, corrected: int = 0) -> set[Fault]:
    before, after = (text if isinstance(text, dict) else content(text) for text in (before, after))
    return set(examine(before, after, names=NAMES, corrected=corrected).faults)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("წევრები შეთანხდნენ ტექსტზე.", "წევრები შეთანხმდნენ ტექსტზე."),
        ("ქსელი მოითხოვს სამართლიან დამოკიდებულებას", "ქსელი მოითხოვს სამართლიან დამოკიდებულებას."),
        ("The memebrs agreed to ths text.", "The members agreed to this text."),
        ("Teh members agreed.", "The members agreed."),
        ("It is done. Thsi is new.", "It is done. This is new."),
        ("labour migraton and rights", "labour migration and rights"),
        ("they may agre to it", "they may agree to it"),
        ("we mgiht agree", "we may agree"),
        ("ისინი მარტონი დარჩნენ", "ისინი მარტო დარჩნენ"),
        ("მარტვი პროცედურა", "მარტივი პროცედურა"),
        ("ერთობლვი განცხადება", "ერთობლივი განცხადება"),
        ("არაბლი ქვეყნები", "არაბული ქვეყნები"),
        ("R&amp;D is usefull", "R&amp;D is useful"),
        ("<b>bold</b> and pain", "<b>bold</b> and plain"),
        ("უკანონოდ დააკავეს იგი", "უკანონოთ დააკავეს იგი"),
        ("a b", "a b c"),
    ],
)
def test_slips_of_the_pen(before: str, after: str) -> None:
    assert faults(before, after) == set()


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("one two", "one two", Fault.NOTHING),
        ("a b c d", "w x y z", Fault.TOO_MANY),
        ("in 14 days", "in 15 days", Fault.DIGIT),
        ("14-მდე წევრი", "15-მდე წევრი", Fault.DIGIT),
        ("ორი წევრი", "სამი წევრი", Fault.DIGIT),
        ("a third of them", "a half of them", Fault.DIGIT),
        ("ოცდახუთი წევრი", "ოცდაექვსი წევრი", Fault.DIGIT),
        ("five % of it", "five of it", Fault.DIGIT),
        ("until Monday", "until Tuesday", Fault.DATE),
        ("in May they met", "in June they met", Fault.DATE),
        ("until today", "until tomorrow", Fault.DATE),
        ("მარტის ბოლოს", "მაისის ბოლოს", Fault.DATE),
        ("ორშაბათამდე პასუხობენ", "სამშაბათამდე პასუხობენ", Fault.DATE),
        ("იანვრიდან მოქმედებს", "თებერვლიდან მოქმედებს", Fault.DATE),
        ("კვირაში ერთხელ", "თვეში ერთხელ", Fault.DATE),
        ("the city of Berlin agreed", "the city of Vienna agreed", Fault.NAME),
        ("Armenia agreed", "Georgia agreed", Fault.NAME),
        ("Mr. Smith said", "Mr. Smyth said", Fault.NAME),
        ("an iRC project", "an IRC project", Fault.NAME),
        ("გორში შეხვდნენ", "ფოთში შეხვდნენ", Fault.NAME),
        ("თბილისელი მაყურებელი", "ქალაქელი მაყურებელი", Fault.NAME),
        ("ნინოს წერილი", "მისი წერილი", Fault.NAME),
        ("წერეთლის გამზირზე", "სხვის გამზირზე", Fault.NAME),
        ("სამეგრელოდან", "აქედან", Fault.NAME),
        ("we do agree", "we do not agree", Fault.NEGATION),
        ("we can agree", "we can't agree", Fault.NEGATION),
        ("we can agree", "we can’t agree", Fault.NEGATION),
        ("with consent", "without consent", Fault.NEGATION),
        ("a regular stay", "an irregular stay", Fault.NEGATION),
        ("documented people", "undocumented people", Fault.NEGATION),
        ("governmental bodies", "non-governmental bodies", Fault.NEGATION),
        ("ჩვენ ვეთანხმებით", "ჩვენ არ ვეთანხმებით", Fault.NEGATION),
        ("ყველა მოვიდა", "არავინ მოვიდა", Fault.NEGATION),
        ("ვერაფერი გააკეთეს", "ყველაფერი გააკეთეს", Fault.NEGATION),
        ("ყოველთვის ამბობს", "არასოდეს ამბობს", Fault.NEGATION),
        ("სამთავრობო ორგანიზაცია", "არასამთავრობო ორგანიზაცია", Fault.NEGATION),
        ("კანონიერი გადაწყვეტილება", "უკანონო გადაწყვეტილება", Fault.NEGATION),
        ("თანხმობით", "თანხმობის გარეშე", Fault.NEGATION),
    ],
)
def test_what_is_no_slip_of_the_pen(before: str, after: str, fault: Fault) -> None:
    assert fault in faults(before, after)
    if fault not in (Fault.NOTHING, Fault.TOO_MANY):
        assert fault in faults(after, before)


def test_three_words_a_correction_and_ten_a_text_with_earlier_ones() -> None:
    assert faults("a b c d e", "x y z d e") == set()
    assert faults("a b c d e", "x y z w e") == {Fault.TOO_MANY}
    assert faults("a b c", "x y z", corrected=7) == set()
    assert faults("a b c", "x y z", corrected=8) == {Fault.TOO_MANY_IN_TEXT}
    assert faults("kept here", "kept here and here also") == set()
    assert faults("kept here", "kept here and here also more") == {Fault.TOO_MANY}


def test_titles_and_headings_stay() -> None:
    heading = ["heading", {"text": "ძველი", "level": "h2"}]
    changed = ["heading", {"text": "ახალი", "level": "h2"}]
    assert faults(content("a"), content("a", title="სხვა სათაური")) == {Fault.HEADING}
    assert Fault.HEADING in faults(content("a", body=[heading]), content("a", body=[changed]))


def link(address: str, words: str) -> str:
    return f'see <a href="{address}">{words}</a> now'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (content("a", "b"), content("a b")),
        (content("a"), content("a", "b")),
        (link("https://example.org/a", "there"), link("https://example.org/b", "there")),
        ("plain words", "<b>plain</b> words"),
        (content("a", voice="network"), content("a", voice="member")),
        (content("a", date="2026-01-01"), content("a", date="2026-02-01")),
        (
            content("a", body=[["image", {"record": "wagtailimages.image", "id": 1, "file_hash": "x"}]]),
            content("a", body=[["image", {"record": "wagtailimages.image", "id": 2, "file_hash": "y"}]]),
        ),
        (
            content("a", body=[["facts", {"facts": [{"number": "many", "text": "people"}]}]]),
            content("a", body=[["facts", {"facts": [{"number": "few", "text": "people"}]}]]),
        ),
        (
            content("a", body=[["quote", {"text": "so", "attribution": "ვიღაც"}]]),
            content("a", body=[["quote", {"text": "so", "attribution": "სხვა"}]]),
        ),
        (content("a", topics=[1]), content("a", topics=[1, 2])),
    ],
)
def test_paragraphs_links_pictures_and_facts_stay(before, after) -> None:
    assert Fault.STRUCTURE in faults(before, after)


def test_the_words_of_a_link_may_be_mended() -> None:
    assert faults(link("https://example.org/", "teh site"), link("https://example.org/", "the site")) == set()


def test_pairs_and_the_number_of_words_are_told() -> None:
    found = examine(content("one wrnog word adn more"), content("one wrong word and more"))
    assert found.changes == [("wrnog", "wrong"), ("adn", "and")]
    assert found.words == 2


def test_another_text_altogether_is_too_much() -> None:
    old, new = (" ".join(f"{letter}{number}x" for number in range(1200)) for letter in "ab")
    assert Fault.TOO_MANY in faults(old, new)


@pytest.mark.parametrize("word", ["may", "march", "marching", "mayor", "მარტო", "მარტოხელა", "მარტივად", "მაისური"])
def test_words_that_only_begin_like_a_month(word: str) -> None:
    assert not is_date(word)


@pytest.mark.parametrize("word", ["note", "another", "არჩევნები", "არსებობს", "ვერცხლი", "არე", "notice", "ნუგეში"])
def test_words_that_only_begin_like_a_negation(word: str) -> None:
    assert not is_negation(word)


@pytest.mark.parametrize("word", ["ერთად", "ერთობლივი", "ორგანიზაცია", "სამართალი", "ასევე", "სამოქალაქო", "tent"])
def test_words_that_only_begin_like_a_number(word: str) -> None:
    assert not is_number(word)


@pytest.mark.parametrize("word", ["გორაკი", "ქსელი", "წევრი", "ნინევია", "migration"])
def test_words_that_only_begin_like_a_name(word: str) -> None:
    assert not is_name(word, NAMES, (), begins=False)


VOCABULARY = """
members agreed to the txet text not no never 14 15 three May may Tbilisi regular irregular <b>x</b> x. y! network
Network რომ წევრი წევრები არ არავინ გორში ორი მარტში მარტო უკანონო კანონიერი
"""
WORDS = st.sampled_from(VOCABULARY.split())
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=3)


@st.composite
def edits(draw) -> tuple[list[list[str]], list[list[str]]]:
    """Return paragraphs, and the same after up to three changes."""
    before = draw(PARAGRAPHS)
    after = [list(words) for words in before]
    for _number in range(draw(st.integers(1, 3))):
        words = draw(st.sampled_from(after))
        place = draw(st.integers(0, len(words)))
        words[place : place + draw(st.integers(0, 1))] = draw(st.lists(WORDS, max_size=1))
    return before, after


@given(edits())
def test_an_accepted_correction_changes_no_number_no_negation_and_no_paragraph(edited) -> None:
    before, after = (content(*(" ".join(words) for words in text)) for text in edited)
    found = examine(before, after, names=NAMES)
    if found.faults:
        return
    assert 1 <= found.words <= 3
    old, new = (text["fields"]["body"][0][1][0] for text in (before, after))
    assert re.findall(r"\d+", old) == re.findall(r"\d+", new)
    assert old.count("<p>") == new.count("<p>")
    assert re.findall(r"<[^>]*>", old) == re.findall(r"<[^>]*>", new)
    for rule in (is_negation, is_number, is_date):
        assert Counter(filter(rule, plain(old))) == Counter(filter(rule, plain(new)))


def plain(text: str) -> list[str]:
    return html.unescape(re.sub(r"<[^>]*>", " ", text)).split()
