"""Departments of bodies nobody has listed: read by the general pattern, never counted, never before a listed one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from tdn_templates import api
from tdn_templates.core.generic_departments import body_kind, generic_departments
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.names import NameIndex
from tdn_templates.core.phrase_tokens import AND, words_of
from tdn_templates.core.succession import registry_of_all_times, registry_on, unit_on
from tdn_templates.errors import TdnError
from tdn_templates.load.generic_departments import PATTERNS_FILE, read_patterns
from tdn_templates.load.knowledge import load_registry
from tdn_templates.load.units import read_registry
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.unit import Level, Registry
from tdn_templates.model.words import UnitSlug
from tdn_templates.testing import fill_form

_READ = """
tinh-quang-ninh  | Sở Ngoại vụ                                    | quang-ninh-so-ngoai-vu
tinh-quang-ninh  | Sở Thông tin và Truyền thông                   | quang-ninh-so-thong-tin-va-truyen-thong
tinh-quang-ninh  | sở TT&TT                                       | quang-ninh-so-thong-tin-va-truyen-thong
tinh-quang-ninh  | Sở TTTT                                        | quang-ninh-so-thong-tin-va-truyen-thong
tinh-quang-ninh  | Sở Văn hóa, Thể thao và Du lịch                | quang-ninh-so-van-hoa-the-thao-va-du-lich
tinh-quang-ninh  | Sở Văn hóa và Thể thao                         | quang-ninh-so-van-hoa-va-the-thao
tinh-quang-ninh  | Văn phòng UBND tỉnh                            | quang-ninh-van-phong-ubnd-tinh
tinh-quang-ninh  | VP UBND tỉnh                                   | quang-ninh-van-phong-ubnd-tinh
tinh-quang-ninh  | Công an tỉnh                                   | quang-ninh-cong-an-tinh
tinh-quang-ninh  | Công an tỉnh Quảng Ninh                        | quang-ninh-cong-an-tinh
tinh-quang-ninh  | BCH Quân sự tỉnh                               | quang-ninh-bo-chi-huy-quan-su-tinh
tinh-quang-ninh  | Bộ Chỉ huy BĐBP tỉnh                           | quang-ninh-bo-chi-huy-bo-doi-bien-phong-tinh
tinh-quang-ninh  | Ban Tuyên giáo Tỉnh uỷ                         | quang-ninh-ban-tuyen-giao-tinh-uy
tinh-quang-ninh  | Báo Quảng Ninh                                 | quang-ninh-bao-quang-ninh
tinh-quang-ninh  | Đài PT-TH tỉnh                                 | quang-ninh-dai-phat-thanh-va-truyen-hinh-quang-ninh
tinh-quang-ninh  | Đài Phát thanh - Truyền hình Quảng Ninh        | quang-ninh-dai-phat-thanh-va-truyen-hinh-quang-ninh
tinh-quang-ninh  | Báo và Phát thanh, Truyền hình tỉnh Quảng Ninh | quang-ninh-bao-va-phat-thanh-truyen-hinh-quang-ninh
tinh-quang-ninh  | Sở Nông nghiệp và Môi trường                   | quang-ninh-so-nong-nghiep-va-moi-truong
tinh-quang-ninh  | Sở Dân tộc và Tôn giáo                         | quang-ninh-so-dan-toc-va-ton-giao
tinh-quang-ninh  | UBMTTQ Việt Nam tỉnh                           | quang-ninh-uy-ban-mat-tran-to-quoc-viet-nam-tinh
tinh-nghe-an     | Sở Lao động- Thương binh và Xã hội             | nghe-an-so-lao-dong-thuong-binh-va-xa-hoi
tinh-nghe-an     | Đài PTTH Nghệ An                               | nghe-an-dai-phat-thanh-va-truyen-hinh-nghe-an
tinh-nghe-an     | Tỉnh đoàn                                      | nghe-an-tinh-doan
thanh-pho-da-nang| Công an thành phố                              | da-nang-cong-an-thanh-pho
thanh-pho-da-nang| Văn phòng UBND thành phố                       | da-nang-van-phong-ubnd-thanh-pho
thanh-pho-da-nang| Ban Tuyên giáo và Dân vận Thành ủy             | da-nang-ban-tuyen-giao-va-dan-van-thanh-uy
thanh-pho-can-tho| Báo Cần Thơ                                    | can-tho-bao-can-tho
bo-ngoai-giao    | Văn phòng Bộ                                   | bo-ngoai-giao-van-phong-bo
bo-ngoai-giao    | Vụ Tổ chức - Cán bộ                            | bo-ngoai-giao-vu-to-chuc-can-bo
bo-cong-thuong   | Vụ Hợp tác quốc tế                             | bo-cong-thuong-vu-hop-tac-quoc-te
bo-cong-thuong   | Vụ KH-TC                                       | bo-cong-thuong-vu-ke-hoach-tai-chinh
bo-cong-thuong   | Thanh tra Bộ                                   | bo-cong-thuong-thanh-tra-bo
thanh-pho-da-nang| Ban Xúc tiến và Hỗ trợ Đầu tư                  | da-nang-ban-xuc-tien-va-ho-tro-dau-tu-thanh-pho
thanh-pho-hue    | Công an TP. Huế                                | hue-cong-an-thanh-pho
bo-cong-thuong   | Tạp chí Công Thương                            | bo-cong-thuong-tap-chi-cong-thuong
bo-y-te          | Văn phòng Bộ Y tế                              | bo-y-te-van-phong-bo
ngan-hang-nha-nuoc-viet-nam | Vụ Pháp chế                         | ngan-hang-nha-nuoc-viet-nam-vu-phap-che
bo-tai-chinh     | Vụ Hợp tác quốc tế                             | btc-vu-hop-tac-quoc-te
bo-tai-chinh     | Vụ Pháp chế                                    | btc-vu-phap-che
tinh-binh-dinh   | Sở Ngoại vụ                                    | binh-dinh-so-ngoai-vu
tinh-binh-dinh   | Đài PT&TT BD                                   | binh-dinh-dai-phat-thanh-va-truyen-hinh-binh-dinh
tinh-binh-dinh   | Sở Y tế                                        | binh-dinh-so-y-te
"""

_SEVERAL = """
tinh-quang-ninh | Sở Tài chính, Nội vụ | quang-ninh-so-tai-chinh quang-ninh-so-noi-vu
tinh-quang-ninh | Các sở, ngành: Tài chính; Ngoại vụ | quang-ninh-so-tai-chinh quang-ninh-so-ngoai-vu
tinh-quang-ninh | Công an tỉnh Nghệ An, UBND tỉnh | - tinh-quang-ninh
bo-y-te         | Vụ Pháp chế, Tổ chức cán bộ và Bộ Tư pháp | bo-y-te-vu-phap-che bo-y-te-vu-to-chuc-can-bo bo-tu-phap
bo-y-te         | Sở Y tế | -
bo-cong-thuong  | Trung tâm Thông tin Công Thương, Trung tâm Thông tin | - bo-cong-thuong-trung-tam-thong-tin
tinh-quang-ninh | Sở Du lịch Hà Nội; Sở Ngoại vụ Sở Tài chính | - quang-ninh-so-ngoai-vu quang-ninh-so-tai-chinh
tinh-quang-ninh | UBND phường Hồng Gai, UBND xã Hải Sơn, UBND đặc khu Vân Đồn | - - -
tinh-quang-ninh | UBND thành phố Hạ Long | -
tinh-quang-ninh | Công an, Hội Nhà báo | quang-ninh-cong-an-tinh quang-ninh-hoi-nha-bao-tinh
tinh-quang-ninh | Hội Phụ nữ, Tỉnh đoàn | quang-ninh-hoi-lien-hiep-phu-nu-tinh quang-ninh-tinh-doan
tinh-quang-ninh | Liên đoàn Lao động, Tỉnh ủy | quang-ninh-lien-doan-lao-dong-tinh quang-ninh-tinh-uy
tinh-quang-ninh | Thanh tra | quang-ninh-thanh-tra-tinh
tinh-quang-ninh | Công an các huyện; Hội Nhà báo Việt Nam; Đài PT&TH Hà Nội | - - -
tinh-quang-ninh | Đài Phát thanh và Truyền hình | quang-ninh-dai-phat-thanh-va-truyen-hinh-quang-ninh
bo-y-te         | Văn phòng, Vụ Pháp chế và Thanh tra | bo-y-te-van-phong-bo bo-y-te-vu-phap-che bo-y-te-thanh-tra-bo
bo-y-te         | Văn phòng Ban Cán sự đảng; Thanh tra Chính phủ | - thanh-tra-chinh-phu
thanh-pho-can-tho | UBND TP; Công an TP | thanh-pho-can-tho can-tho-cong-an-thanh-pho
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def every(registry: Registry) -> Registry:
    """With the bodies of 2025 too."""
    return registry_of_all_times(registry)


@pytest.fixture(scope="module")
def reader(every: Registry) -> Callable[[str], MentionReader]:
    readers: dict[str, MentionReader] = {}

    def of(body: str) -> MentionReader:
        if body not in readers:
            readers[body] = MentionReader(every, UnitSlug(body))
        return readers[body]

    return of


@pytest.mark.parametrize("line", _READ.strip().splitlines())
def test_a_department_is_read_in_the_plan_of_its_body(
    line: str, every: Registry, reader: Callable[[str], MentionReader]
) -> None:
    body, phrase, expected = (part.strip() for part in line.split("|"))
    mentions = reader(body).read(phrase).mentions
    assert [(mention.kind, mention.unit) for mention in mentions] == [(MentionKind.NAMED, expected)]
    unit = every.unit(UnitSlug(expected))
    assert unit.parent == body
    assert unit.generic is (unit not in every.units)
    assert NameIndex(every).find(unit.name, UnitSlug(body)).unit == unit


@pytest.mark.parametrize("line", _SEVERAL.strip().splitlines())
def test_cells_with_several_departments(line: str, reader: Callable[[str], MentionReader]) -> None:
    body, cell, expected = (part.strip() for part in line.split("|"))
    assert [mention.unit or "-" for mention in reader(body).read(cell).mentions] == expected.split()


def test_the_national_list_names_no_departments(registry: Registry) -> None:
    read = MentionReader(registry).read("Sở Ngoại vụ")
    assert [mention.kind for mention in read.mentions] == [MentionKind.UNKNOWN]
    assert NameIndex(registry).find("Sở Y tế").unit is None


def test_a_listed_department_goes_before_a_generic_one_of_its_name(registry: Registry) -> None:
    for body in ("tinh-binh-dinh", "bo-tai-chinh"):
        listed, generic = registry.children(UnitSlug(body)), registry.generic_children(UnitSlug(body))
        names = {_key(name) for unit in listed for name in unit.all_names}
        assert not names & {_key(name) for unit in generic for name in unit.all_names}
        assert not {unit.slug for unit in listed} & {unit.slug for unit in generic}


def test_generic_departments_are_no_units_of_the_registry_and_no_members(registry: Registry) -> None:
    without = replace(registry, patterns=None)
    bodies = ("tinh-quang-ninh", "tinh-binh-dinh", "bo-y-te", "bo-tai-chinh")
    for body in map(UnitSlug, bodies):
        assert registry.generic_children(body)
        assert registry.children(body) == without.children(body)
        for unit_class in registry.classes:
            members = list(registry.members(unit_class.key, within=body))
            assert members == list(without.members(unit_class.key, within=body))
    assert not any(unit.generic for unit in registry.units)


def test_every_generic_department_has_its_own_slug_and_names(registry: Registry) -> None:
    """The provinces and cities of 2024, those of 2026 and all central bodies, times all patterns."""
    later = registry_on(registry, date(2026, 1, 1))
    provinces = [[unit for unit in every.units if unit.level is Level.PROVINCE] for every in (registry, later)]
    assert [sum(later.is_there(unit) for unit in provinces[1]), len(provinces[0])] == [34, 63]
    slugs: set[str] = {unit.slug for unit in registry.every}
    central = {_key(name) for unit in registry.every if unit.level is Level.CENTRAL for name in unit.all_names}
    for body in (unit for unit in registry.every if unit.level is not Level.DEPARTMENT):
        made = (registry if registry.find(body.slug) else later).generic_children(body.slug)
        assert body_kind(body) is None or made
        assert len(made) == len({unit.slug for unit in made} - slugs)
        slugs |= {unit.slug for unit in made}
        owners: dict[tuple[str, ...], str] = {}
        for unit in (body, *registry.children(body.slug), *made):
            for name in unit.all_names:
                assert owners.setdefault(_key(name), unit.slug) == unit.slug, (body.name, name)
        assert not central & {_key(name) for unit in made for name in unit.all_names}


def test_an_old_department_by_the_general_pattern_leads_to_those_that_took_over(registry: Registry) -> None:
    later = registry_on(registry, date(2026, 1, 1))
    (mention,) = MentionReader(later, UnitSlug("tinh-quang-ninh")).read("Sở TT&TT").mentions
    assert mention.unit is not None
    assert unit_on(later, mention.unit, date(2026, 1, 1)).named == (
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Khoa học và Công nghệ",
    )


def test_departments_of_a_time_before_or_after_their_body_are_left_out(registry: Registry) -> None:
    """A province of 1/7/2025 has no Sở Thông tin và Truyền thông; one that goes on has it until its last day."""
    text = "units:\n  - {name: Tỉnh Mới, level: province, valid_from: 2025-07-01}\n"
    (later,) = read_registry({"a.yaml": text}).units
    patterns, _ = read_patterns(_patterns_text())
    names = {unit.name: unit for unit in generic_departments(patterns, later, ())}
    assert "Sở Thông tin và Truyền thông" not in names
    assert names["Sở Nông nghiệp và Môi trường"].valid_from == date(2025, 7, 1)
    going_on = registry.unit(UnitSlug("quang-ninh-so-thong-tin-va-truyen-thong"))
    assert going_on.valid_to == date(2025, 2, 28)
    assert registry.unit(UnitSlug("ha-giang-so-noi-vu")).valid_to == date(2025, 6, 30)


def test_only_a_slug_that_the_pattern_makes_is_found(registry: Registry) -> None:
    assert registry.find("quang-ninh-so-ngoai-vu") is not None
    for slug in ("quang-ninh", "quang-ninh-", "quang-ninh-so-ma", "so-ngoai-vu", "Sở Ngoại vụ", ""):
        assert registry.find(slug) is None
    with pytest.raises(KeyError):
        registry.unit(UnitSlug("quang-ninh-so-ma"))


def test_generic_departments_stand_behind_the_listed_units_in_the_order_of_their_bodies(registry: Registry) -> None:
    slugs = ["quang-ninh-so-noi-vu", "bo-y-te-vu-phap-che", "bo-y-te-van-phong-bo", "binh-dinh-so-du-lich", "bo-y-te"]
    found = registry.in_order(map(UnitSlug, [*slugs, "nobody"]))
    assert [unit.slug for unit in found] == [slugs[4], slugs[3], slugs[2], slugs[1], slugs[0]]


def test_a_form_for_a_generic_department_has_to_be_asked_for_by_name(tmp_path: Path) -> None:
    with pytest.raises(TdnError):
        api.generate([], tmp_path, of="Tỉnh Quảng Ninh")
    registry = load_registry()
    for name, of in (("Sở Ngoại vụ", "Tỉnh Quảng Ninh"), ("Sở Ngoại vụ tỉnh Quảng Ninh", None)):
        owner = api.find_unit(registry, of) if of else None
        assert api.find_unit(registry, name, owner).slug == "quang-ninh-so-ngoai-vu"


def test_a_generic_department_reports_and_is_missed_like_any_other(tmp_path: Path) -> None:
    units = ["Sở Ngoại vụ tỉnh Quảng Ninh", "Sở Nội vụ tỉnh Quảng Ninh"]
    made = api.generate(units, tmp_path, form="registration")
    forms = [path for path in made.files if path.suffix == ".xlsx"]
    checked = api.validate(forms[:1], register=next(tmp_path.glob("*.jsonl")))
    assert [verdict.unit.slug for verdict in checked.verdicts if verdict.unit] == ["quang-ninh-so-ngoai-vu"]
    assert [unit.slug for unit in checked.missing] == ["quang-ninh-so-noi-vu"]


def test_registrations_of_generic_departments_merge_into_the_plan_of_their_province(tmp_path: Path) -> None:
    made = api.generate(["Công an tỉnh Quảng Ninh"], tmp_path / "forms", form="registration")
    tasks = [item.task.number for item in api.list_tasks(unit="Tỉnh Quảng Ninh").assignments]
    form = next(path for path in made.files if path.suffix == ".xlsx")
    returned = tmp_path / form.name
    returned.write_bytes(fill_form(form.read_bytes(), [{"row": number, "claim": "Phối hợp"} for number in tasks]))
    merged = api.merge([returned], tmp_path / "merged")
    table = docx.Document(str(merged.files[0])).tables[0]
    row = next(row for row in table.rows if row.cells[0].text == tasks[0])
    assert row.cells[3].text == "Công an tỉnh"


def test_departments_of_one_body_are_searched(registry: Registry) -> None:
    found = api.search_units("so ngoai vu", within="Quảng Ninh", limit=1)
    assert [unit.slug for unit in found] == ["quang-ninh-so-ngoai-vu"]
    assert [unit.generic for unit in api.search_units("", within="Bộ Tài chính")][:14] == [False] * 14


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("patterns:\n  - of: [province]\n    units:\n      - {name: Sở <areas>}\n", "4"),
        ("patterns:\n  - of: [province, towns]\n    units:\n      - {name: Sở}\n", "2"),
        ("patterns:\n  - of: [province]\n    units:\n      - {title: Sở}\n", "4"),
    ],
)
def test_a_faulty_pattern_is_refused_with_its_line(text: str, line: str) -> None:
    with pytest.raises(TdnError, match=f"{PATTERNS_FILE}, line {line}"):
        read_patterns(text)


def _key(name: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(name) if word != AND)


def _patterns_text() -> str:
    folder = Path(api.__file__).resolve().parent.parent / "data" / "units"
    return (folder / PATTERNS_FILE).read_text(encoding="utf-8")
