"""How claims become the text of an agency cell: names in the order of the registry, whole classes by their name."""

import pytest

from tdn_templates.core.claims import phrase
from tdn_templates.load.knowledge import load_registry
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import UnitSlug

REGISTRY = load_registry()
OWNER = UnitSlug("bo-tai-chinh")
ALL = REGISTRY.children(OWNER)
PROVINCE = UnitSlug("tinh-binh-dinh")


def named(*names: str) -> list[Unit]:
    return [unit for unit in ALL if unit.name in names]


@pytest.mark.parametrize(
    ("claiming", "besides", "text"),
    [
        ((), (), ""),
        (("Vụ I",), (), "Vụ I"),
        (("Vụ Đầu tư", "Văn phòng Bộ"), (), "Văn phòng Bộ; Vụ Đầu tư"),
        (("Vụ I",), tuple(unit.name for unit in ALL if unit.name != "Vụ I"), "Vụ I"),
    ],
)
def test_names_stand_in_the_order_of_the_registry(
    claiming: tuple[str, ...], besides: tuple[str, ...], text: str
) -> None:
    assert phrase(named(*claiming), REGISTRY, OWNER, named(*besides)) == text


def test_a_whole_class_is_called_by_its_name() -> None:
    assert phrase(ALL, REGISTRY, OWNER) == "Các đơn vị thuộc Bộ"


def test_one_member_missing_names_the_others() -> None:
    assert phrase(ALL[1:], REGISTRY, OWNER).count(";") == len(ALL) - 2


def test_who_leads_is_not_missing_among_those_who_support() -> None:
    assert phrase(ALL[1:], REGISTRY, OWNER, ALL[:1]) == "Các đơn vị thuộc Bộ"
    assert phrase(ALL[2:], REGISTRY, OWNER, ALL[:1]) != "Các đơn vị thuộc Bộ"


def test_of_two_whole_classes_the_larger_one_is_named_first_and_no_unit_twice() -> None:
    units = REGISTRY.children(PROVINCE)
    text = phrase(units, REGISTRY, PROVINCE)
    classes = {unit_class.title.vi.lower() for unit_class in REGISTRY.classes if unit_class.of_parent}
    parts = [part.strip() for part in text.split(";")]
    assert parts
    assert {part.lower() for part in parts} <= classes | {unit.name.lower() for unit in units}
