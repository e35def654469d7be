"""One mailbox is one person however it is spelled; a name holds what people can see."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from network.letters.by_mail.subjects import (
    clean_line,
    clean_name,
    clean_text,
    listing,
    mailbox_key,
    normal_address,
    subject_key,
    suppression_key,
)
from network.letters.enums import SignatureKind
from network.letters.tokens import Suppression


@pytest.mark.parametrize(
    ("spellings", "normal"),
    [
        (
            (
                "nino@example.org",
                " Nino@EXAMPLE.org ",
                "nino+letters@example.org",
                "ｎｉｎｏ@ｅｘａｍｐｌｅ．org",
                "nino@example.org.",
            ),
            "nino@example.org",
        ),
        (("n.i.no@gmail.com", "nino+a+b@googlemail.com", "NINO@Gmail.com"), "nino@gmail.com"),
        (("ni.no@example.org",), "ni.no@example.org"),  # dots count everywhere else
        (("nino@მაგალითი.ge", "nino@xn--lodafveble.ge", "NINO@XN--LODAFVEBLE.ge"), "nino@xn--lodafveble.ge"),
        (("+only@example.org",), "+only@example.org"),  # a tag alone is a mailbox
    ],
)
def test_one_mailbox_has_one_normal_form(spellings, normal):
    assert {normal_address(spelling) for spelling in spellings} == {normal}
    assert len({mailbox_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize("address", ["", "nino", "nino@", "@example.org", f"nino@{'a' * 70}.org", "nino@a..b"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValueError, match="no "):
        normal_address(address)


def organisation(**details):
    return subject_key(kind=SignatureKind.ORGANISATION, **{"email": "office@ngo.example", **details})


def test_an_organisation_is_known_by_its_code_else_by_domain_and_name():
    by_code = organisation(identification_code="204 567-890", organisation_name="One")
    assert by_code == organisation(identification_code="204567890", organisation_name="Two", email="a@b.example")
    by_name = organisation(organisation_name="„თანხმობა“ – ცენტრი")
    assert by_name == organisation(organisation_name="თანხმობა ცენტრი", email="lela@NGO.example")
    assert by_name != organisation(organisation_name="თანხმობა ცენტრი", email="lela@other.example")
    assert len({by_code, by_name, mailbox_key("office@ngo.example")}) == 3
    assert "ngo" not in by_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  ნინო \t\n აბაშიძე ", "ნინო აბაშიძე"),
        ("Ni\u200bno\ufeff A\u00adb\u202egnp\u202c\u2066\u2069", "Nino Abgnp"),
        ("e\u0301", "é"),
        ("محمد\u200cرضا", "محمد\u200cرضا"),  # Persian names are written with it
        ("Nino\u200c\u200d", "Nino"),
        ("\x00\x1bNino\x07", "Nino"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
        ("<b>Nino</b> & {{ name }}", "<b>Nino</b> & {{ name }}"),
    ],
)
def test_a_name_is_kept_as_people_see_it(typed, kept):
    assert clean_name(typed, longest=150) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ნ" * 151, "max_length"),
        ("ნ" * 10_000, "max_length"),
        (" " * 10_000, "max_length"),
        ("Nin\ue000o", "signs"),
        ("Nino\udc80", "signs"),
        ("N" + "\u0336" * 30, "marks"),
        ("12345", "letters"),
        ("–––", "letters"),
    ],
)
def test_what_nobody_is_called_is_refused_with_words(typed, code):
    with pytest.raises(ValidationError) as refused:
        clean_name(typed, longest=150)
    assert refused.value.code == code
    assert refused.value.messages[0]


def test_a_text_keeps_its_lines():
    assert clean_text("one\r\n\n\n\n two\u202e ", longest=20) == "one\n\ntwo"
    assert clean_line("one\r\ntwo", longest=20) == "one two"


def test_a_name_is_found_by_its_place_and_in_latin_letters():
    made = listing("„Ნინო“ აბაშიძე", "თელავი")
    assert made["search_text"].startswith("„ნინო“ აბაშიძე თელავი")
    assert "nino" in made["search_text"]
    assert listing("ნინო აბაშიძე")["sort_key"] == made["sort_key"]
    longest = listing("ჟ" * 250, "ჟ" * 100)
    assert (len(longest["sort_key"]), len(longest["search_text"])) == (250, 600)
    assert listing("") == {"sort_key": "", "search_text": ""}


@pytest.mark.django_db
def test_who_was_left_alone_before_hashes_were_told_apart_still_is() -> None:
    mailbox = mailbox_key("nino@example.org")
    Suppression.objects.create(key=mailbox, until=timezone.now())
    import_module("network.letters.migrations.0008_suppression_keys").rekey(apps, None)
    assert Suppression.objects.get().key == suppression_key(mailbox) != mailbox
