"""Letters call units, documents and returns by their proper names."""

from dataclasses import replace

import pytest

from tdn_templates.core.letter_words import addressee, document_words, reference_words, returned_words
from tdn_templates.core.letters import recipients
from tdn_templates.load.knowledge import load_layouts, load_programme, load_registry
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import ClassKey, Wording


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("bo-tai-chinh", "Bộ Tài chính"),
        ("tinh-binh-dinh", "Ủy ban nhân dân tỉnh Bình Định"),
        ("thanh-pho-ha-noi", "Ủy ban nhân dân thành phố Hà Nội"),
    ],
)
def test_a_letter_goes_to_the_peoples_committee_of_a_province(slug: str, name: str, registry: Registry) -> None:
    unit = registry.find(slug)
    assert unit is not None
    assert addressee(unit) == name


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("47/NQ-CP", "Nghị quyết số 47/NQ-CP"),
        ("1644/QĐ-BTC", "Quyết định số 1644/QĐ-BTC"),
        ("12/KH-UBND", "Kế hoạch số 12/KH-UBND"),
        ("3/CTr-UBND", "Chương trình số 3/CTr-UBND"),
        ("99/XYZ", "Văn bản số 99/XYZ"),
        ("99", "Văn bản số 99"),
    ],
)
def test_the_kind_of_a_document_is_read_off_its_symbol(reference: str, words: str, registry: Registry) -> None:
    programme = replace(load_programme("nq47-2024", registry), reference=reference)
    assert reference_words(programme) == words
    assert document_words(programme) == f"{words} ngày 15 tháng 4 năm 2024 của Chính phủ"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("KẾ HOẠCH THỰC HIỆN NHIỆM VỤ", "kế hoạch thực hiện nhiệm vụ"),
        ("Báo cáo theo Nghị quyết 47", "báo cáo theo Nghị quyết 47"),
    ],
)
def test_what_is_returned_reads_on_in_a_sentence(title: str, words: str) -> None:
    assert returned_words(replace(load_layouts()["plan"], title=Wording(title, ""))) == words


def test_a_long_list_of_recipients_is_one_phrase_and_the_units_outside_it(registry: Registry) -> None:
    provinces = tuple(registry.members(ClassKey("localities")))
    ministry, city = registry.find("bo-tai-chinh"), registry.find("thanh-pho-ha-noi")
    assert ministry is not None
    assert city is not None
    assert len(provinces) == 63
    assert recipients((city, ministry), provinces, ("Các tỉnh",)) == ("Các tỉnh", "Bộ Tài chính")
    assert recipients((ministry,), provinces[:1], ("Các tỉnh",)) == ("Bộ Tài chính", "Ủy ban nhân dân thành phố Hà Nội")
    assert len(recipients(provinces, (), ())) == 63
