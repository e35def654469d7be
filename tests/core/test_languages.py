"""Scripts, capitals, page addresses and order in two languages."""

import re
import sys
import time
import types
from html import unescape

import pytest
from anyascii import anyascii
from django.db import models
from django.template import engines
from django.utils import text as django_text
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from cms.core import languages
from cms.core.foreign_html import mark_foreign_html
from cms.core.languages import (
    Run,
    fold_mtavruli,
    foreign_runs,
    install_georgian_capfirst,
    mark_foreign,
    slugify_national,
    sort_key,
)

ALPHABET = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
MTAVRULI = re.compile("[\u1c90-\u1cbf]")
# Both scripts, capitals of both, what joins and what parts words, and what HTML must escape.
MIXED = st.text(st.sampled_from(ALPHABET + "ᲐᲑᲓabcXYZéß0129 \u00a0-–—'’.,:;&<>\"„“()/@\n\t")) | st.text()
LANGUAGES = st.sampled_from(["ka", "en"])


def marked(text: str, language: str = "ka") -> list[str]:
    """The phrases that `foreign_runs` finds."""
    return [run.text for run in foreign_runs(text, language) if run.language]


# --- Foreign passages in plain text ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("IRIS NETWORKing – CSOs for protection sensitive migration management", None),
        ("პროექტი IRIS NETWORKing – CSOs (2017)", ["IRIS NETWORKing – CSOs"]),
        ("ICMPD-ის პროგრამა", ["ICMPD"]),
        ("COVID-19-ის დრო", ["COVID-19"]),
        ("ქსელი (IRC) და STREAMinG", ["IRC", "STREAMinG"]),
        ("„Protect every migrant“ – წერილი", ["Protect every migrant"]),
        ("The U.S. Department’s office, Tbilisi – ოფისი", ["The U.S. Department’s office, Tbilisi"]),
        ("2018 წლის GCM 2018 წელს", ["GCM"]),
        ("5G და IRIS 2 Network", ["5G", "IRIS 2 Network"]),
        ("https://example.org/ka/?a=1#b და info@example.org", ["https://example.org/ka/?a=1#b", "info@example.org"]),
        ("Café Zürich – კაფე", ["Café Zürich"]),
        ("R&D, თბილისი", ["R&D"]),
        ("სათაური\nFirst line\nSecond line", ["First line", "Second line"]),
        ("მხოლოდ ქართული, 2021 – 3%", []),
        ("", []),
    ],
)
def test_phrases_in_latin_letters_are_found_whole_in_georgian(text: str, phrases: list[str] | None) -> None:
    assert marked(text) == ([text] if phrases is None else phrases)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Called „სამოქალაქო საზოგადოება მიგრაციისთვის“ in Georgian", ["სამოქალაქო საზოგადოება მიგრაციისთვის"]),
        ("ᲡᲐᲛᲝᲥᲐᲚᲐᲥᲝ and Ⴀⴀ", ["ᲡᲐᲛᲝᲥᲐᲚᲐᲥᲝ", "Ⴀⴀ"]),
        ("2023 წელი, in words", ["წელი"]),
        ("Only English, naïve", []),
    ],
)
def test_georgian_phrases_are_found_whole_in_english(text: str, phrases: list[str]) -> None:
    assert marked(text, "en") == phrases


def test_a_language_without_a_rule_marks_nothing() -> None:
    assert list(foreign_runs("Текст ICMPD ქსელი", "ru")) == [Run("Текст ICMPD ქსელი", "")]


def test_plain_text_is_escaped_and_marked() -> None:
    assert mark_foreign("<b>IRC</b> & ქსელი", "ka") == (
        '&lt;<span lang="en">b</span>&gt;<span lang="en">IRC</span>&lt;/<span lang="en">b</span>&gt; &amp; ქსელი'
    )
    assert mark_foreign("<ქსელი>", "ka") == "&lt;ქსელი&gt;"
    assert mark_foreign(SafeString("<ქსელი>"), "ka") == "&lt;ქსელი&gt;"
    assert mark_foreign("ქსელი", "en-gb") == '<span lang="ka">ქსელი</span>'


@given(MIXED, LANGUAGES)
def test_marking_loses_no_character_and_leaves_no_foreign_letter_unmarked(text: str, language: str) -> None:
    runs = list(foreign_runs(text, language))

    assert "".join(run.text for run in runs) == text
    own = "".join(run.text for run in runs if not run.language)
    assert not re.search("[A-Za-zÀ-ÖØ-öø-ÿ]" if language == "ka" else "[ა-ჰᲐ-Ჰ]", own)
    foreign = "".join(run.text for run in runs if run.language)
    assert not re.search("[ა-ჰᲐ-Ჰ]" if language == "ka" else "[A-Za-zÀ-ÖØ-öø-ÿ]", foreign)


@given(MIXED.filter(lambda text: "\r" not in text and "\x00" not in text), LANGUAGES)
def test_the_text_of_the_marked_html_is_the_text_itself(text: str, language: str) -> None:
    html = mark_foreign(text, language)
    read = unescape(re.sub("</?span[^>]*>", "", html))

    assert isinstance(html, SafeString)
    assert read == text
    assert mark_foreign(read, language) == html
    assert mark_foreign_html(html, language) == html


def test_a_long_text_is_marked_in_time_that_grows_with_its_length() -> None:
    # Each of these once made a pattern go back over the same characters again and again.
    start = time.process_time()
    for text in ("1" * 200_000, "a" + "." * 200_000 + "ა", "a1-" * 60_000 + "ა", "a" + " " * 200_000):
        assert "".join(run.text for run in foreign_runs(text, "ka")) == text
    assert time.process_time() - start < 5


# --- Foreign passages in HTML ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>ქსელი</p>", "<p>ქსელი</p>"),
        ("<p>ქსელი IRC</p>", '<p>ქსელი <span lang="en">IRC</span></p>'),
        (
            '<p><a href="/en/?a=1&amp;b=2" title="Read">ქსელი</a> <b>IRC</b></p>',
            '<p><a href="/en/?a=1&amp;b=2" title="Read">ქსელი</a> <b><span lang="en">IRC</span></b></p>',
        ),
        ("<p>R&amp;D ქსელი</p>", '<p><span lang="en">R&amp;D</span> ქსელი</p>'),
        ("<p>Caf&eacute;&nbsp;Z&#252;rich</p>", '<p><span lang="en">Café\u00a0Zürich</span></p>'),
        ('<p lang="en">Only <b>English</b> ქსელი</p>IRC',
         '<p lang="en">Only <b>English</b> <span lang="ka">ქსელი</span></p><span lang="en">IRC</span>'),
        ('<i lang="fr">à propos</i>', '<i lang="fr">à propos</i>'),
        ("IRC<br>UN<hr/>", '<span lang="en">IRC</span><br><span lang="en">UN</span><hr/>'),
        ("<!-- note --><p>IRC", '<!-- note --><p><span lang="en">IRC</span>'),
        ("<style>a > b { }</style><p>IRC</p>", '<style>a > b { }</style><p><span lang="en">IRC</span></p>'),
        ('<IMG ALT="a > b" src=x>ქსელი IRC', '<IMG ALT="a > b" src=x>ქსელი <span lang="en">IRC</span>'),
        ('<img lang="en" src="x">IRC', '<img lang="en" src="x"><span lang="en">IRC</span>'),
        ("<p lang=en>UN</p></b>IRC", '<p lang=en>UN</p></b><span lang="en">IRC</span>'),
    ],
)  # fmt: skip
def test_html_keeps_its_tags_and_gets_marks_in_its_text(html: str, expected: str) -> None:
    found = mark_foreign_html(SafeString(html), "ka")

    assert found == expected
    assert isinstance(found, SafeString)
    assert mark_foreign_html(found, "ka") == expected


def test_georgian_is_marked_in_english_html() -> None:
    assert mark_foreign_html(SafeString('<a href="/ქსელი/">The ქსელი</a>'), "en") == (
        '<a href="/ქსელი/">The <span lang="ka">ქსელი</span></a>'
    )


def test_a_string_that_is_not_marked_as_safe_never_becomes_html() -> None:
    assert "<script" not in mark_foreign_html("<script>alert(1)</script>", "ka")
    assert mark_foreign_html("<ქსელი>", "ka") == "&lt;ქსელი&gt;"


# --- Capitals -------------------------------------------------------------------------------------


def test_form_labels_keep_their_georgian_letters() -> None:
    assert models.CharField("სახელი").formfield().label == "სახელი"
    assert models.CharField("name").formfield().label == "Name"


def test_capfirst_does_what_djangos_does_for_every_other_text() -> None:
    assert django_text.capfirst("") == ""
    assert django_text.capfirst(None) is None
    assert django_text.capfirst(5) == "5"
    with override("en"):
        assert str(django_text.capfirst(gettext_lazy("name"))) == "Name"


def test_capfirst_reaches_modules_that_imported_it_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def stock(x: str) -> str:
        return x[0].upper() + x[1:]

    early = types.ModuleType("early")
    early.capfirst = stock  # type: ignore[attr-defined]  # a module made by hand
    monkeypatch.setitem(sys.modules, "early", early)
    monkeypatch.setattr(django_text, "capfirst", stock)

    install_georgian_capfirst()
    install_georgian_capfirst()

    assert early.capfirst("სახელი") == "სახელი"
    assert django_text.capfirst is languages.georgian_capfirst


@pytest.mark.parametrize(
    ("filters", "ka", "en"),
    [
        ("capfirst", "სახელი და გვარი", "Name and surname"),
        ("upper", "სახელი და გვარი", "NAME AND SURNAME"),
        ("title", "სახელი და გვარი", "Name And Surname"),
        ("upper|title|capfirst", "სახელი და გვარი", "Name And Surname"),
    ],
)
def test_filters_of_every_template_write_no_georgian_capitals(filters: str, ka: str, en: str) -> None:
    template = engines["django"].from_string(f"{{{{ text|{filters} }}}}")

    assert template.render({"text": "სახელი და გვარი"}) == ka
    assert template.render({"text": "name and surname"}) == en
    assert template.render({"text": "<"}) == "&lt;"


def test_mtavruli_becomes_ordinary_letters() -> None:
    assert fold_mtavruli(ALPHABET.upper()) == ALPHABET
    assert fold_mtavruli("ᲥᲡᲔᲚᲘ IRC") == "ქსელი IRC"


@given(st.text())
def test_folding_leaves_no_mtavruli_and_touches_nothing_else(text: str) -> None:
    folded = fold_mtavruli(text)

    assert not re.search("[\u1c90-\u1cba\u1cbd-\u1cbf]", folded)
    assert len(folded) == len(text)
    if not MTAVRULI.search(text):
        assert folded == text


# --- Page addresses -------------------------------------------------------------------------------

# Title, and the address by the national romanisation of 2002 without apostrophes.
SLUGS = [
    ("სამოქალაქო საზოგადოება მიგრაციისთვის", "samokalako-sazogadoeba-migratsiistvis"),
    ("ᲡᲐᲛᲝᲥᲐᲚᲐᲥᲝ საზოგადოება", "samokalako-sazogadoeba"),
    ("ჩვენ შესახებ – ჩვენ გარეშე არაფერი", "chven-shesakheb-chven-gareshe-araperi"),
    ("„წყალი“: ჭყინტი ყველი, ძროხა და ჟირაფი", "tsqali-chqinti-qveli-dzrokha-da-zhirapi"),
    ("ღია წერილი გაეროს წევრ სახელმწიფოებს!", "ghia-tserili-gaeros-tsevr-sakhelmtsipoebs"),
    ("IRIS NETWORKing – CSO-ები და ICMPD-ის პროგრამა", "iris-networking-cso-ebi-da-icmpd-is-programa"),
    ("2023–2024 წლების სტრატეგია", "2023-2024-tslebis-strategia"),
    ("Don’t stop: the Network's plan", "dont-stop-the-networks-plan"),
    ("  ქსელი_და (ხალხი) 50% + 5 ₾  ", "kseli-da-khalkhi-50-5"),
    ("ა" * 100, "a" * 80),
    ("მიგრაცია " * 20, "-".join(["migratsia"] * 8)),
    (f"{'ა' * 80} ბ", "a" * 80),
    (f"{'ა' * 79} ბ", "a" * 79),
    (f"{'ა' * 78} ბ", "a" * 78 + "-b"),
    (f"{'ა' * 40} {'ბ' * 39} გ", "a" * 40 + "-" + "b" * 39),
]


@pytest.mark.parametrize(("title", "slug"), SLUGS)
def test_addresses_follow_the_national_romanisation(title: str, slug: str) -> None:
    assert slugify_national(title) == slug


@pytest.mark.parametrize(("title", "slug"), SLUGS)
def test_the_editors_browser_makes_the_same_address(title: str, slug: str) -> None:
    assert in_the_browser(title) == slug


@given(st.text(st.sampled_from(ALPHABET + ALPHABET.upper() + "abcXYZ019 -–—_„“’'().,:;!?&%+/\u00a0…№₾"), max_size=120))
def test_browser_and_server_agree_on_any_georgian_title(title: str) -> None:
    assert (in_the_browser(title) or "page") == slugify_national(title)


def in_the_browser(title: str) -> str:
    """What Wagtail's CleanController does with `urlify` and the formatters; the browser's own test runs the script."""
    value = title.strip()
    for pattern, replacement in languages.SLUG_FORMATTERS:
        value = re.sub(pattern, replacement.replace("$1", r"\1"), value, flags=re.ASCII)
    value = re.sub(r"[^-\w\s]", "", value.lower(), flags=re.ASCII)
    return re.sub(r"-+$", "", re.sub(r"[-\s]+", "-", value)[:255])


@pytest.mark.parametrize("title", ["", "   ", "!!!", "„“", "’"])
def test_an_address_is_never_empty(title: str) -> None:
    assert slugify_national(title) == "page"


@given(st.text())
def test_an_address_is_always_short_and_latin(title: str) -> None:
    slug = slugify_national(title)

    assert re.fullmatch("[a-z0-9-]{1,80}", slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug


def test_the_romanisation_is_the_national_one() -> None:
    # Resolution of 2002; the apostrophes of the ejectives are dropped in addresses.
    table = "a b g d e v z t i k' l m n o p' zh r s t' u p k gh q' sh ch ts dz ts' ch' kh j h"

    assert [anyascii(letter) for letter in ALPHABET] == table.split()


# --- Order ----------------------------------------------------------------------------------------


def test_the_alphabet_sorts_in_its_own_order() -> None:
    assert "".join(sorted(set(ALPHABET), key=sort_key)) == ALPHABET


def test_quotation_marks_case_and_accents_do_not_count() -> None:
    names = ["zoo", "Élan", "ICMPD", "IRC", "irc b", "პაპა", "„ორბელიანი“", "ნანა", "2 ა", "10 ა", "ᲑᲐᲠᲘ"]

    assert sorted(names, key=sort_key) == [
        "10 ა", "2 ა", "ᲑᲐᲠᲘ", "ნანა", "„ორბელიანი“", "პაპა", "Élan", "ICMPD", "IRC", "irc b", "zoo",
    ]  # fmt: skip


def test_other_scripts_come_last() -> None:
    assert sorted(["Ящик", "zoo", "ჰერეთი", "5"], key=sort_key) == ["5", "ჰერეთი", "zoo", "Ящик"]


def test_a_shorter_name_comes_before_a_longer_one() -> None:
    assert sort_key("ქსელი") < sort_key("ქსელი ა") < sort_key("ქსელია")


@given(st.text())
def test_the_key_sorts_alike_in_every_database(text: str) -> None:
    assert re.fullmatch("[0-9a-z]*", sort_key(text))
