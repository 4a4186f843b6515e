"""Finding units by the names offices write."""

import unicodedata
from importlib.resources import files

import pytest

from tdn_templates.core.names import NameIndex, find_unit
from tdn_templates.load.units import read_registry
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import UnitSlug

BINH_DINH = UnitSlug("tinh-binh-dinh")
FINANCE = UnitSlug("bo-tai-chinh")

# as written | within | unit | how
FOUND = """
Bộ Tài chính | | bo-tai-chinh | official
BTC | | bo-tai-chinh | alias
bộ tài chính. | | bo-tai-chinh | folded
BỘ TÀI CHÍNH | | bo-tai-chinh | folded
Bộ Thông tin và Truyền thông | | bo-thong-tin-va-truyen-thong | official
Bộ Thông tin truyền thông | | bo-thong-tin-va-truyen-thong | alias
Bộ TT&TT | | bo-thong-tin-va-truyen-thong | alias
Bộ TTTT | | bo-thong-tin-va-truyen-thong | alias
Bộ TT & TT | | bo-thong-tin-va-truyen-thong | folded
bộ TT và TT | | bo-thong-tin-va-truyen-thong | folded
Bộ Thông tin & Truyền thông | | bo-thong-tin-va-truyen-thong | folded
Bộ Văn hóa, Thể thao và Du lịch | | bo-van-hoa-the-thao-va-du-lich | official
Bộ Văn hoá, Thể thao và Du lịch | | bo-van-hoa-the-thao-va-du-lich | folded
Bộ Văn hóa Thể thao và Du lịch | | bo-van-hoa-the-thao-va-du-lich | folded
Bộ Văn hóa, Thể thao & Du lịch | | bo-van-hoa-the-thao-va-du-lich | folded
Bộ Văn hóa - Thể thao và Du lịch | | bo-van-hoa-the-thao-va-du-lich | folded
Bộ VHTTDL | | bo-van-hoa-the-thao-va-du-lich | alias
Bộ VH,TT&DL | | bo-van-hoa-the-thao-va-du-lich | alias
Bộ VH, TT và DL | | bo-van-hoa-the-thao-va-du-lich | folded
Bộ Lao động - Thương binh và Xã hội | | bo-lao-dong-thuong-binh-va-xa-hoi | official
Bộ Lao động- Thương binh và Xã hội | | bo-lao-dong-thuong-binh-va-xa-hoi | folded
Bộ Lao động – Thương binh và Xã hội | | bo-lao-dong-thuong-binh-va-xa-hoi | folded
Bộ Lao động, Thương binh và Xã hội | | bo-lao-dong-thuong-binh-va-xa-hoi | folded
Bộ LĐ-TB&XH | | bo-lao-dong-thuong-binh-va-xa-hoi | alias
Bộ LĐTB&XH | | bo-lao-dong-thuong-binh-va-xa-hoi | abbreviation
Bộ LDTBXH | | bo-lao-dong-thuong-binh-va-xa-hoi | abbreviation
Bộ Nông nghiệp và phát triển nông thôn | | bo-nong-nghiep-va-phat-trien-nong-thon | alias
Bộ Nông nghiệp và PTNT | | bo-nong-nghiep-va-phat-trien-nong-thon | folded
Bộ NN và PTNT | | bo-nong-nghiep-va-phat-trien-nong-thon | folded
Bộ NN-PTNT | | bo-nong-nghiep-va-phat-trien-nong-thon | folded
Bộ KH&ĐT | | bo-ke-hoach-va-dau-tu | alias
Bộ Kế hoạch - Đầu tư | | bo-ke-hoach-va-dau-tu | folded
Bộ TN&MT | | bo-tai-nguyen-va-moi-truong | alias
Bộ GD&ĐT | | bo-giao-duc-va-dao-tao | alias
Bộ GD-ĐT | | bo-giao-duc-va-dao-tao | folded
Bộ KH&CN | | bo-khoa-hoc-va-cong-nghe | alias
Bộ GTVT | | bo-giao-thong-van-tai | alias
Bộ Công thương | | bo-cong-thuong | folded
VPCP | | van-phong-chinh-phu | alias
NHNN | | ngan-hang-nha-nuoc-viet-nam | alias
NHNN VN | | ngan-hang-nha-nuoc-viet-nam | abbreviation
Uỷ ban Dân tộc | | uy-ban-dan-toc | folded
TTXVN | | thong-tan-xa-viet-nam | alias
TTX Việt Nam | | thong-tan-xa-viet-nam | abbreviation
VTV | | dai-truyen-hinh-viet-nam | alias
Đài Truyền hình VN | | dai-truyen-hinh-viet-nam | abbreviation
VOV | | dai-tieng-noi-viet-nam | alias
Tiếng nói Việt Nam | | dai-tieng-noi-viet-nam | alias
Báo Nhân dân | | bao-nhan-dan | folded
Bình Định | | tinh-binh-dinh | alias
tỉnh Bình Định | | tinh-binh-dinh | folded
T\u1ec9nh B\u00ecnh \u0110\u1ecbnh | | tinh-binh-dinh | official
UBND tỉnh Bình Định | | tinh-binh-dinh | alias
Ủy ban nhân dân tỉnh Bình Định | | tinh-binh-dinh | alias
Uỷ ban Nhân dân tỉnh Bình Định | | tinh-binh-dinh | folded
UBND TP Hà Nội | | thanh-pho-ha-noi | alias
TP. Hà Nội | | thanh-pho-ha-noi | alias
tp.hà nội | | thanh-pho-ha-noi | folded
TP.HCM | | thanh-pho-ho-chi-minh | alias
TP. Hồ Chí Minh | | thanh-pho-ho-chi-minh | alias
UBND TP.HCM | | thanh-pho-ho-chi-minh | abbreviation
UBND TPHCM | | thanh-pho-ho-chi-minh | abbreviation
Tỉnh Đăk Lăk | | tinh-dak-lak | folded
Đắc Nông | | tinh-dak-nong | alias
Bắc Cạn | | tinh-bac-kan | alias
Bà Rịa–Vũng Tàu | | tinh-ba-ria-vung-tau | folded
Thừa Thiên – Huế | | tinh-thua-thien-hue | folded
Thanh Hoá | | tinh-thanh-hoa | folded
Khánh Hoà | | tinh-khanh-hoa | folded
Sở TT&TT | tinh-binh-dinh | binh-dinh-so-thong-tin-va-truyen-thong | alias
Sở Công thương | tinh-binh-dinh | binh-dinh-so-cong-thuong | alias
Sở Lao động – TB&XH | tinh-binh-dinh | binh-dinh-so-lao-dong-thuong-binh-va-xa-hoi | abbreviation
Văn phòng Ủy ban nhân dân tỉnh | tinh-binh-dinh | binh-dinh-van-phong-ubnd-tinh | alias
Công an tỉnh Bình Định | tinh-binh-dinh | binh-dinh-cong-an-tinh | alias
Sở Tài chính tỉnh Bình Định | tinh-binh-dinh | binh-dinh-so-tai-chinh | alias
BCH Bộ đội Biên phòng tỉnh | tinh-binh-dinh | binh-dinh-bo-chi-huy-bo-doi-bien-phong-tinh | abbreviation
Đài PT&TT BD | tinh-binh-dinh | binh-dinh-dai-phat-thanh-va-truyen-hinh-binh-dinh | alias
UBND tỉnh | tinh-binh-dinh | tinh-binh-dinh | alias
Bộ Tài chính | tinh-binh-dinh | bo-tai-chinh | official
Vụ I | bo-tai-chinh | btc-vu-i | official
Vụ Hành chính sự nghiệp | bo-tai-chinh | btc-vu-tai-chinh-hanh-chinh-su-nghiep | alias
Cục Quản lý nợ và tài chính đối ngoại | bo-tai-chinh | btc-cuc-quan-ly-no-va-tai-chinh-doi-ngoai | alias
Văn phòng Bộ Tài chính | bo-tai-chinh | btc-van-phong-bo | alias
Vụ Đầu tư - Bộ Tài chính | bo-tai-chinh | btc-vu-dau-tu | alias
"""

# as written | within | units suggested, best first
ASKED = """
Thanh Hòa | | tinh-thanh-hoa tinh-khanh-hoa
Bộ Tài chánh | | bo-tai-chinh
Bo Tai chinh | | bo-tai-chinh
tinh binh dinh | | tinh-binh-dinh
Bộ Thông tin và Truyền thôn | | bo-thong-tin-va-truyen-thong
Sở Ngọai vụ tỉnh | tinh-binh-dinh | binh-dinh-so-ngoai-vu
"""

UNKNOWN = ["", "   ", "...", "Tập đoàn Xăng dầu", "Bộ", "x" * 5000, "{{ unit }}", "và"]


@pytest.fixture(scope="module")
def registry() -> Registry:
    folder = files("tdn_templates") / "data" / "units"
    return read_registry({path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()})


@pytest.fixture(scope="module")
def index(registry: Registry) -> NameIndex:
    return NameIndex(registry)


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("written", "within", "unit", "how"), table(FOUND))
def test_a_name_in_any_usual_spelling_finds_its_unit(
    index: NameIndex, written: str, within: str, unit: str, how: str
) -> None:
    match = index.find(written, UnitSlug(within) if within else None)
    assert (match.unit.slug if match.unit else None, match.how) == (unit, how)
    assert match.suggestions == ()


@pytest.mark.parametrize(("written", "within", "units"), table(ASKED))
def test_a_near_name_is_asked_and_never_applied(index: NameIndex, written: str, within: str, units: str) -> None:
    match = index.find(written, UnitSlug(within) if within else None)
    assert (match.unit, match.how) == (None, "")
    expected = units.split()
    assert [unit.slug for unit in match.suggestions][: len(expected)] == expected
    assert len(match.suggestions) <= 3


@pytest.mark.parametrize("written", UNKNOWN)
def test_text_that_names_nothing_finds_nothing(index: NameIndex, written: str) -> None:
    match = index.find(written)
    assert (match.unit, match.how, match.suggestions) == (None, "", ())


def test_a_department_is_found_only_within_its_own_parent(index: NameIndex) -> None:
    assert index.find("Sở Ngoại vụ", BINH_DINH).unit is not None
    assert index.find("Sở Ngoại vụ").unit is None
    assert index.find("Sở Ngoại vụ", FINANCE).unit is None


def test_the_provinces_own_committee_means_nothing_outside_a_province(index: NameIndex) -> None:
    assert index.find("UBND tỉnh").unit is None
    assert index.find("UBND tỉnh", FINANCE).unit is None


def test_every_name_in_the_registry_finds_its_own_unit(index: NameIndex, registry: Registry) -> None:
    strays = [
        (name, unit.slug)
        for unit in registry.units
        for name in unit.all_names
        if index.find(name, unit.parent).unit is not unit
    ]
    assert strays == []


def test_every_name_is_found_in_capitals_and_decomposed(index: NameIndex, registry: Registry) -> None:
    strays = [
        (name, unit.slug)
        for unit in registry.units
        for name in unit.all_names
        if index.find(unicodedata.normalize("NFD", name.upper()), unit.parent).unit is not unit
    ]
    assert strays == []


def test_a_spelling_shared_by_two_units_names_neither() -> None:
    text = """
defaults: {level: central}
units:
  - {name: Viện A, short_names: [VA]}
  - {name: Viện Á Châu, aliases: [va]}
  - {name: Vụ A, short_names: [VA]}
"""
    match = NameIndex(read_registry({"a.yaml": text})).find("VA")
    assert match.unit is None
    assert [unit.name for unit in match.suggestions] == ["Viện A", "Vụ A"]


def test_find_unit_gives_what_the_index_gives(index: NameIndex, registry: Registry) -> None:
    for written in ("VTV", "Thanh Hòa", ""):
        assert find_unit(written, registry) == index.find(written)
    assert find_unit("Vụ I", registry, within=FINANCE) == index.find("Vụ I", FINANCE)


@pytest.mark.parametrize(
    ("text", "limit", "first"),
    [
        ("VTV", 5, ["dai-truyen-hinh-viet-nam"]),
        ("binh dinh", 1, ["tinh-binh-dinh"]),
        ("tài chính", 2, ["bo-tai-chinh", "binh-dinh-so-tai-chinh"]),
        ("hai qan", 5, ["btc-tong-cuc-hai-quan"]),
        ("", 5, []),
        ("tỉnh", 0, []),
    ],
)
def test_search_lists_exact_units_first_of_every_level(
    index: NameIndex, text: str, limit: int, first: list[str]
) -> None:
    found = [unit.slug for unit in index.search(text, limit)]
    assert found[: len(first)] == first
    assert len(found) <= limit
    assert bool(found) == bool(first)
