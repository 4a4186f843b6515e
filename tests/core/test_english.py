"""Sentences in English: plurals, and tables and pages by English names."""

import pytest

from tdn_templates.core.annex.doubt_wording import unsure_words
from tdn_templates.core.english import sheet_words, with_plurals
from tdn_templates.model.annex import SourcePlace
from tdn_templates.model.draft import Unsure
from tdn_templates.model.words import Lang


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("Bảng 1", "table 1"),
        ("Trang 3", "page 3"),
        ("Trang 3, bảng 2", "page 3, table 2"),
        ("Trang 3-5", "pages 3-5"),
        ("Bảng lương", "Bảng lương"),
    ],
)
def test_tables_and_pages_have_english_names(sheet: str, said: str) -> None:
    assert (sheet_words(sheet, Lang.EN), sheet_words(sheet, Lang.VI)) == (said, sheet)


def test_one_is_no_plural() -> None:
    assert with_plurals("1 row(s) in doubt, 12 inherited task(s)") == "1 row in doubt, 12 inherited tasks"


def test_a_question_names_its_places_in_the_language_of_its_words() -> None:
    question = Unsure("tables_joined", "", {"joined": "Trang 2", "table": "Trang 1"}, SourcePlace("Bảng 1", 4, 5))
    words = unsure_words(question, Lang.EN)
    assert (words.place, words.why) == ("table 1, rows 4-5", "page 2 was joined to page 1: the same columns.")
    assert unsure_words(question, Lang.VI).place == "Bảng 1, dòng 4-5"
