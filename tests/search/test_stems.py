"""The rules of the Georgian stemmer, each by the words for which it is there."""

import pytest

from cms.search.analysis import georgian
from cms.search.analysis.words import tokens_of, tokens_sought


def meets(typed: str, said: str) -> bool:
    """Say whether a typed word finds a word of a text."""
    return bool(set(tokens_sought(typed)) & set(tokens_of(said)))


@pytest.mark.parametrize(
    "forms",
    [
        "პასპორტი პასპორტმა პასპორტს პასპორტის პასპორტით პასპორტად პასპორტში პასპორტისთვის პასპორტიდან პასპორტამდე",
        "პასპორტები პასპორტებმა პასპორტებს პასპორტების პასპორტებით პასპორტებში პასპორტებისთვის პასპორტებიდან პასპორტთა",
        "კონვენცია კონვენციამ კონვენციას კონვენციის კონვენციით კონვენციაში კონვენციასთან კონვენციებისთვის",
        "საფრთხე საფრთხემ საფრთხეს საფრთხის საფრთხედ საფრთხეზე საფრთხეები საფრთხეების",
        "ევრო ევრომ ევროს ევროთი ევროდან ევრომდე ევროსთვის ევროები",
        # Countries end in -ეთი: that is no instrumental. Nor is it after ა.
        "თურქეთი თურქეთმა თურქეთს თურქეთის თურქეთში თურქეთიდან",
        "საათი საათს საათის საათები",
        # A nominative in -ში is no „in“ after ი, and after other vowels may be either.
        "ანგარიში ანგარიშს ანგარიშის ანგარიშში ანგარიშები",
        "თამაში თამაშს თამაშის თამაშები",
        # A stem in ს before -თან is no stem in ი, and after other vowels may be either.
        "სერვისი სერვისს სერვისთან სერვისების",
        "პროცესი პროცესს პროცესთან პროცესების",
        # Syncope.
        "ახალი ახლის ახლად ახალმა",
        "მასწავლებელი მასწავლებლის მასწავლებლები მასწავლებელს",
        "საზღვარი საზღვრის საზღვრები საზღვარზე",
        # A verb and its noun; the first person has ვ- before its root.
        "აცხადებს აცხადებენ აცხადებდა ვაცხადებთ",
        "ვარჯიშობს ვარჯიშობენ ვარჯიშობთ",
    ],
)
def test_all_forms_of_a_word_find_each_other(forms: str) -> None:
    held = forms.split()
    assert [(one, other) for one in held for other in held if not meets(one, other)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("გაზი", "გაზეთი"), ("რუსი", "რუსეთი"), ("თურქი", "თურქეთი"), ("წევრი", "წვერი"), ("ბანკი", "ბანაკი")],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert not meets(one, other)
    assert not meets(other, one)


def test_short_words_stop_words_and_other_scripts_are_left_alone() -> None:
    assert [georgian.stem(word) for word in ("ცა", "და", "migration", "მ1", "")] == ["ცა", "და", "migration", "მ1", ""]
    assert georgian.stem("ᲛᲘᲒᲠᲐᲪᲘᲘᲡ") == georgian.stem("მიგრაცია")
