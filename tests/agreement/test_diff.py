"""What changed between two texts, and whether a pasted text is the agreed one."""

import random
import time

import pytest

from network.agreement.content import content_of, digest
from network.agreement.diff import changes, shown
from network.agreement.plain import Match, passages, readable, same_text, words_of
from network.agreement.words import compare
from tests import factories
from tests.factories.pages import stream

GEORGIAN = (
    "ორგანიზაციები გეგმას დღეს მაშინ ხედავენ, როცა ის თითქმის დასრულებულია. ასეთ დროს შენიშვნის გაგზავნა შეიძლება."
)
ENGLISH = "Organisations see the plan when it is almost finished. At that point one can still send a comment to “them”."


def content(*body: tuple, language: str = "en", **fields: object) -> dict:
    """Return a canonical content of a news item."""
    blocks = [list(block) for block in body]
    fields = {"title": "The plan", "lead": "We ask for a seat.", "voice": "network", "body": blocks, **fields}
    return {"type": "news.newspage", "language": language, "fields": fields}


def paragraph(html: str) -> tuple:
    return ("paragraph", [f"<p>{html}</p>", []])


def words_of_kind(found: list, kind: str) -> list[str]:
    return [text for change in found for had, text in change.runs if had == kind]


def rebuilt(row: list, *kinds: str) -> list[str]:
    return [word for kind, words in row for word in words if kind in kinds]


def test_the_way_from_one_row_of_words_to_another_leads_there_and_back() -> None:
    chance = random.Random(7)
    for _number in range(400):
        before = [chance.choice("abcd") for _word in range(chance.randint(0, 12))]
        after = [chance.choice("abcd") for _word in range(chance.randint(0, 12))]
        row = compare(before, after) or []
        assert rebuilt(row, "kept", "removed") == before
        assert rebuilt(row, "kept", "added") == after


def test_equal_texts_have_no_changes() -> None:
    assert changes(content(paragraph(ENGLISH)), content(paragraph(ENGLISH))) == []


@pytest.mark.parametrize(("text", "old", "new"), [(ENGLISH, "almost", "nearly"), (GEORGIAN, "თითქმის", "უკვე")])
def test_one_changed_word_is_shown_with_a_few_words_around_it(text: str, old: str, new: str) -> None:
    (change,) = changes(content(paragraph(text)), content(paragraph(text.replace(old, new))))
    assert [run for run in change.runs if run[0] != "kept"] == [("removed", old), ("added", new)]
    assert all(len(words.split()) <= 7 for kind, words in change.runs if kind == "kept")


@pytest.mark.django_db
def test_a_change_says_in_which_field_it_stands() -> None:
    (change,) = changes(content(), content(title="The new plan"))
    assert change.label
    assert change.label != "title"
    assert words_of_kind([change], "added") == ["new"]


def test_a_new_paragraph_is_one_change_and_its_neighbours_are_none() -> None:
    before = content(paragraph("First one."), paragraph("Last one."))
    after = content(paragraph("First one."), paragraph("A wholly new one."), paragraph("Last one."))
    assert [change.runs for change in changes(before, after)] == [[("added", "A wholly new one.")]]
    assert [change.runs for change in changes(after, before)] == [[("removed", "A wholly new one.")]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (paragraph("a <b>bold</b> word"), paragraph("a bold word")),
        (paragraph('<a href="https://example.org/a">there</a>'), paragraph('<a href="https://example.org/b">there</a>')),
        (("heading", {"text": "We ask", "level": "h2"}), ("heading", {"text": "We ask", "level": "h3"})),
        (("image", {"image": {"record": "core.customimage", "id": 1, "file_hash": "aa"}}),
         ("image", {"image": {"record": "core.customimage", "id": 1, "file_hash": "bb"}})),
        (("list", {"items": [["<p>a</p>", []], ["<p>b</p>", []]]}), ("list", {"items": [["<p>ab</p>", []]]})),
        (paragraph("one two"), ("quote", {"text": "one two", "attribution": ""})),
    ],
)  # fmt: skip
def test_whatever_changes_the_digest_is_seen(before: tuple, after: tuple) -> None:
    old, new = content(before), content(after)
    assert digest(old) != digest(new)
    assert changes(old, new)


def test_the_order_of_keys_in_the_database_does_not_matter() -> None:
    block = {"question": "Who asks?", "answer": ["<p>We do.</p>", []]}
    turned = dict(reversed(block.items()))
    assert passages(content(("question_answer", block))) == passages(content(("question_answer", turned)))


def test_a_text_is_read_in_the_order_of_the_page() -> None:
    text = content(("heading", {"level": "h2", "text": "We ask"}), paragraph("One.</p><p>Two."))
    assert [(passage.kind, passage.text) for passage in readable(text)] == [
        ("title", "The plan"),
        ("lead", "We ask for a seat."),
        ("heading", "We ask"),
        ("text", "One."),
        ("text", "Two."),
    ]


@pytest.mark.django_db
def test_passages_of_a_real_page_hold_all_its_words() -> None:
    page = factories.NewsPageFactory(
        body=stream(
            ("heading", {"text": "რას ვითხოვთ", "level": "h2"}),
            ("list", {"items": ["<p>პირველი</p>", "<p>მეორე</p>"]}),
            ("facts", {"facts": [{"term": "ადგილი", "description": "თბილისი"}]}),
            (
                "table",
                {"columns": [{"type": "text", "heading": "სვეტი"}], "rows": [{"values": ["უჯრა"]}], "caption": ""},
            ),
        )
    )
    words = " ".join(passage.text for passage in readable(content_of(page)))
    for word in ("რას ვითხოვთ", "პირველი", "მეორე", "ადგილი", "თბილისი", "სვეტი", "უჯრა", page.title):
        assert word in words


def test_two_long_texts_with_nothing_in_common_are_compared_in_reasonable_time() -> None:
    old = content(*(paragraph(f"{number} old words of the text") for number in range(3000)))
    new = content(*(paragraph(f"{number} quite other content here") for number in range(3000)))
    started = time.process_time()
    assert changes(old, new)
    assert time.process_time() - started < 20


def agreed(language: str = "en") -> dict:
    """Return an agreed text with a heading, a list, quotation marks and dashes."""
    body = (
        ("heading", {"level": "h2", "text": "რას ვითხოვთ" if language == "ka" else "What we ask"}),
        paragraph(GEORGIAN if language == "ka" else ENGLISH),
        ("list", {"items": [["<p><b>A seat</b> – from the start.</p>", []], ["<p>An answer.</p>", []]]}),
    )
    return content(*body, language=language)


def as_pasted(text: dict) -> str:
    return "\n\n".join(passage.text for passage in readable(text))


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: f"\ufeff  {text}\r\n",
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("an", "a\u00adn"),
        lambda text: text.replace("“", "„").replace("”", "“"),
        lambda text: text.replace("–", "-"),
        lambda text: "\n".join(f"> {line}" for line in text.splitlines()),
        lambda text: "".join(f"<p style='x'>{line}</p>" for line in text.splitlines()),
        lambda text: (
            f"<html><head><title>x</title><style>p{{}}</style></head><body><div>{text}</div><script>alert(1)</script>"
        ),
        lambda text: text.replace("A seat", "<b>A seat</b>").replace("\n\n", "<br>\n• "),
        lambda text: "\u202a" + text + "\u202c",
    ],
)
def test_the_same_text_is_recognised_however_it_was_copied(change, language: str) -> None:
    assert same_text(change(as_pasted(agreed(language))), agreed(language)).is_same


def test_letters_in_two_parts_are_the_same_letters() -> None:
    text = content(paragraph("Caf\u00e9 Z\u00fcrich stays open for all of us"))
    assert same_text(as_pasted(text).replace("\u00e9", "e\u0301"), text).is_same


def test_a_text_without_its_title_is_still_the_text_and_it_is_said() -> None:
    body = as_pasted(agreed()).split("\n\n", 2)[2]
    match = same_text(body, agreed())
    assert match.is_same
    assert match.left_out == ("title", "lead")


def test_words_around_the_text_are_told_apart_from_words_within_it() -> None:
    around = same_text(f"Dear all,\n{as_pasted(agreed())}\nYours", agreed())
    assert around.is_whole
    assert not around.is_same
    within = same_text(as_pasted(agreed()).replace("can still", "can not still"), agreed())
    assert not within.is_whole
    assert not within.is_same
    assert [run for run in shown(within.row or []) if run[0] != "kept"] == [("added", "not")]


def test_a_piece_of_the_text_is_called_a_piece() -> None:
    match = same_text("see the plan when it is almost finished.", agreed())
    assert match.is_part
    assert not match.is_same


@pytest.mark.parametrize(
    "pasted", ["Something else entirely.", "x " * 50_000, "<" * 200_000, "<script>" * 20_000, "&" * 99_999]
)
def test_another_text_is_another_text_and_costs_little(pasted: str) -> None:
    started = time.process_time()
    match = same_text(pasted, agreed())
    assert match.is_other
    assert not match.is_same
    assert time.process_time() - started < 10


def test_nothing_is_not_the_text() -> None:
    assert not Match().is_same
    assert not same_text("", agreed()).is_same
    assert not same_text("the", {"type": "x", "fields": {}}).is_same


def test_a_changed_letter_case_or_number_is_seen() -> None:
    for old, new in (("plan", "Plan"), ("almost", "allmost"), (".", ",")):
        assert not same_text(as_pasted(agreed()).replace(old, new), agreed()).is_same


def test_words_are_found_in_text_that_only_looks_like_tags() -> None:
    assert words_of("1 < 2 and 3 > 2") == ["1", "<", "2", "and", "3", ">", "2"]
