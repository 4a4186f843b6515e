"""The unit registry: what the shipped files hold, and what a registry file may not do."""

from datetime import date
from importlib.resources import files

import pytest

from tdn_templates.core.fold import fold
from tdn_templates.errors import TdnError
from tdn_templates.load.units import read_registry
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import ClassKey, UnitSlug

PRESS = {"thong-tan-xa-viet-nam", "dai-truyen-hinh-viet-nam", "dai-tieng-noi-viet-nam", "bao-nhan-dan"}
BINH_DINH = UnitSlug("tinh-binh-dinh")
FINANCE = UnitSlug("bo-tai-chinh")

# every group phrase of the resolution, the plan of the Ministry of Finance and the plan of Bình Định
PHRASES = """
Các bộ, ngành, địa phương | ministries_and_localities
các bộ , ngành, địa phương | ministries_and_localities
Các bộ ngành, địa phương | ministries_and_localities
Các bộ, ngành | ministries
Các địa phương | localities
địa phương | localities
các cơ quan báo chí | press
các cơ quan | agencies
các cơ sở giáo dục, đào tạo | education_establishments
các cơ sở đào tạo | training_establishments
cơ sở đào tạo | training_establishments
Các đơn vị thuộc Bộ | units_of_ministry
Các cơ quan báo chí thuộc Bộ | press_of_ministry
các cơ quan báo chí ngành Tài chính | press_of_ministry
các báo chí ngành Tài chính | press_of_ministry
Các Sở, ban, ngành | departments_of_province
các sở, ban, ngành | departments_of_province
UBND các huyện, thị xã, thành phố. | districts_of_province
các cơ quan báo chí của tỉnh | press_of_province
các cơ quan báo chí trên địa bàn tỉnh | press_of_province
các cơ quan, đơn vị, địa phương | agencies_units_localities
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    folder = files("tdn_templates") / "data" / "units"
    return read_registry({path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()})


def slugs(registry: Registry, key: str, within: str = "") -> list[str]:
    return [unit.slug for unit in registry.members(ClassKey(key), within=UnitSlug(within) if within else None)]


def at(registry: Registry, level: Level) -> list[Unit]:
    return [unit for unit in registry.units if unit.level is level]


def test_the_government_of_2024_comes_first_in_official_order(registry: Registry) -> None:
    central = [unit.name for unit in at(registry, Level.CENTRAL) if unit.classes]
    assert central[:3] == ["Bộ Quốc phòng", "Bộ Công an", "Bộ Ngoại giao"]
    assert sum(name.startswith("Bộ ") for name in central) == 18
    assert central[17:22] == [
        "Bộ Y tế",
        "Ủy ban Dân tộc",
        "Ngân hàng Nhà nước Việt Nam",
        "Thanh tra Chính phủ",
        "Văn phòng Chính phủ",
    ]
    assert len(central[22:-1]) == 8
    assert central[-1] == "Báo Nhân Dân"
    assert registry.units[0].name == "Bộ Quốc phòng"


def test_there_are_63_provinces_and_five_of_them_are_cities(registry: Registry) -> None:
    provinces = at(registry, Level.PROVINCE)
    assert len(provinces) == 63
    assert len({unit.code for unit in provinces}) == 63
    cities = [unit.slug for unit in provinces if unit.name.startswith("Thành phố")]
    assert cities == [
        "thanh-pho-ha-noi",
        "thanh-pho-hai-phong",
        "thanh-pho-da-nang",
        "thanh-pho-ho-chi-minh",
        "thanh-pho-can-tho",
    ]
    assert all(unit.name.startswith("Tỉnh ") for unit in provinces if unit.slug not in cities)


def test_33_provinces_go_on_29_ended_in_june_2025_and_one_became_a_city(registry: Registry) -> None:
    ends = [unit.valid_to for unit in at(registry, Level.PROVINCE)]
    assert ends.count(None) == 33
    assert ends.count(date(2025, 6, 30)) == 29
    assert registry.unit(UnitSlug("tinh-thua-thien-hue")).valid_to == date(2024, 12, 31)
    assert registry.unit(BINH_DINH).valid_to == date(2025, 6, 30)
    assert registry.unit(UnitSlug("tinh-gia-lai")).valid_to is None


def test_the_ministries_merged_in_2025_end_on_28_february(registry: Registry) -> None:
    ended = [unit.slug for unit in at(registry, Level.CENTRAL) if unit.valid_to == date(2025, 2, 28)]
    assert ended == [
        "bo-ke-hoach-va-dau-tu",
        "bo-nong-nghiep-va-phat-trien-nong-thon",
        "bo-giao-thong-van-tai",
        "bo-tai-nguyen-va-moi-truong",
        "bo-thong-tin-va-truyen-thong",
        "bo-lao-dong-thuong-binh-va-xa-hoi",
        "uy-ban-dan-toc",
    ]


def test_ministries_and_agencies_of_the_government_are_in_one_class_and_the_party_paper_is_not(
    registry: Registry,
) -> None:
    assert len(slugs(registry, "ministries")) == 30
    assert set(slugs(registry, "press")) == PRESS
    assert PRESS - set(slugs(registry, "ministries")) == {"bao-nhan-dan"}
    assert len(slugs(registry, "localities")) == 63
    assert len(slugs(registry, "ministries_and_localities")) == 93


def test_classes_of_a_ministry_or_province_hold_its_own_units_only(registry: Registry) -> None:
    assert len(slugs(registry, "units_of_ministry", FINANCE)) == 14
    assert slugs(registry, "units_of_ministry", BINH_DINH) == slugs(registry, "units_of_ministry") == []
    departments = slugs(registry, "departments_of_province", BINH_DINH)
    assert "binh-dinh-so-ngoai-vu" in departments
    assert "binh-dinh-cong-an-tinh" in departments
    assert "binh-dinh-ban-tuyen-giao-tinh-uy" not in departments
    assert len(departments) == 15
    assert slugs(registry, "agencies_units_localities", BINH_DINH) == departments
    assert len(slugs(registry, "press_of_province", BINH_DINH)) == 2


@pytest.mark.parametrize(("phrase", "key"), [line.split(" | ") for line in PHRASES.strip().splitlines()])
def test_every_group_phrase_of_the_sources_names_one_class(registry: Registry, phrase: str, key: str) -> None:
    found = [part.key for part in registry.classes if fold(phrase) in map(fold, part.phrases)]
    assert found == [key]


def test_classes_without_listed_members_are_open(registry: Registry) -> None:
    memberless = {part.key for part in registry.classes if not any(part.key in unit.classes for unit in registry.units)}
    through_others = {part.key for part in registry.classes if part.includes}
    assert memberless - through_others == {part.key for part in registry.classes if part.open}


def test_every_unit_has_a_source_a_rank_and_a_parent_if_it_is_a_department(registry: Registry) -> None:
    for unit in registry.units:
        assert unit.sources
        assert (unit.parent is not None) == (unit.level is Level.DEPARTMENT)
    ranks = [unit.rank for unit in registry.children(BINH_DINH)]
    assert ranks == list(range(1, len(ranks) + 1))


def test_english_names_of_provinces_are_made(registry: Registry) -> None:
    assert registry.unit(BINH_DINH).english == "Binh Dinh Province"
    assert registry.unit(UnitSlug("thanh-pho-ha-noi")).english == "Ha Noi City"
    assert registry.unit(FINANCE).english == "Ministry of Finance"


def test_the_order_of_files_does_not_matter(registry: Registry) -> None:
    folder = files("tdn_templates") / "data" / "units"
    names = sorted((path.name for path in folder.iterdir()), reverse=True)
    assert read_registry({name: (folder / name).read_text(encoding="utf-8") for name in names}) == registry


ONE = "defaults: {level: central}\nunits:\n  - name: Bộ A\n"


@pytest.mark.parametrize(
    ("texts", "where", "about"),
    [
        ([ONE, ONE], "b.yaml, line 3", '"bo-a" is already used in a.yaml, line 3'),
        ([ONE + "  - {name: B, parent: bo-b}\n"], "a.yaml, line 4", '"bo-b" is not in the registry'),
        ([ONE + "  - {name: B, parent: b}\n"], "a.yaml, line 4", '"b" is not in the registry'),
        ([ONE + "  - {name: B, classes: [x]}\n"], "a.yaml, line 4", 'no class "x"'),
        ([ONE + "  - {name: B, level: departmet}\n"], "a.yaml, line 4", "allowed: central, province, department"),
        ([ONE + "  - {name: Sở B, level: department}\n"], "a.yaml, line 4", 'needs a "parent"'),
        ([ONE + "  - {name: B, slug: ../b}\n"], "a.yaml, line 4", '"../b"'),
        ([ONE + "  - {name: ...}\n"], "a.yaml, line 4", "the slug"),
        ([ONE + "  - {level: central}\n"], "a.yaml, line 4", '"name" is missing'),
        ([ONE + "  - {name: B, alias: C}\n"], "a.yaml, line 4", 'Did you mean "aliases"?'),
        (
            [ONE + "  - {name: B, valid_from: 2025-01-01, valid_to: 2024-01-01}\n"],
            "a.yaml, line 4",
            "comes before",
        ),
        (["units:\n  - name: A\n"], "a.yaml, line 2", '"level" is missing'),
        (["classes:\n  - {key: a, title: {vi: A, en: A}, includes: [b]}\n"], "a.yaml, line 2", 'no class "b"'),
        (["classes:\n  - {key: a, title: {vi: A, en: A}, includes: [a]}\n"], "a.yaml, line 2", "includes itself"),
        (["classes:\n" + "  - {key: a, title: {vi: A, en: A}}\n" * 2], "a.yaml, line 3", "is repeated"),
        (
            ["classes:\n" + "".join(f"  - {{key: {k}, title: {{vi: A, en: A}}, phrases: [các Sở]}}\n" for k in "ab")],
            "a.yaml, line 3",
            'already belongs to the class "a"',
        ),
    ],
)
def test_a_wrong_registry_file_is_refused_with_the_place(texts: list[str], where: str, about: str) -> None:
    with pytest.raises(TdnError) as caught:
        read_registry(dict(zip(("a.yaml", "b.yaml"), texts, strict=False)))
    assert caught.value.en.startswith(where)
    assert about in str(caught.value)


def test_decomposed_names_are_composed() -> None:
    registry = read_registry({"a.yaml": "units:\n  - {name: Bo\u0323\u0302 A, level: central}\n"})
    assert registry.units[0].name == "Bộ A"
